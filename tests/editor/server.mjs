// A language server at the other end of a pipe: requests, notifications, and the diagnostics that it publishes.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const patience = 60_000;

export class Server {
  constructor(command, args, folder) {
    this.process = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
    this.waiting = new Map();
    this.published = new Map();
    this.next = 1;
    this.buffer = Buffer.alloc(0);
    this.process.stdout.on("data", (bytes) => this.#take(bytes));
    this.folder = pathToFileURL(folder).href;
  }

  async start(settings) {
    this.settings = settings;
    await this.request("initialize", {
      processId: process.pid,
      rootUri: this.folder,
      workspaceFolders: [{ uri: this.folder, name: "base" }],
      capabilities: {
        textDocument: {
          completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } },
          hover: { contentFormat: ["markdown"] },
          publishDiagnostics: {},
        },
        workspace: { configuration: true, workspaceFolders: true },
      },
    });
    this.notify("initialized", {});
    this.notify("workspace/didChangeConfiguration", { settings });
  }

  /** Opens a file, with other text than on the disk where it is given, and returns what the server finds wrong with it. */
  async open(path, text = readFileSync(path, "utf8")) {
    const uri = pathToFileURL(path).href;
    const diagnostics = new Promise((found, late) => {
      const timer = setTimeout(() => late(new Error(`no diagnostics for ${path}`)), patience);
      this.published.set(uri, (list) => {
        clearTimeout(timer);
        found(list);
      });
    });
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    return diagnostics;
  }

  close(path) {
    const uri = pathToFileURL(path).href;
    this.published.delete(uri);
    this.notify("textDocument/didClose", { textDocument: { uri } });
  }

  at(method, path, line, character) {
    return this.request(method, { textDocument: { uri: pathToFileURL(path).href }, position: { line, character } });
  }

  request(method, params) {
    const id = this.next++;
    this.#send({ id, method, params });
    return new Promise((answered, failed) => {
      const timer = setTimeout(() => failed(new Error(`no answer to ${method}`)), patience);
      this.waiting.set(id, (message) => {
        clearTimeout(timer);
        if (message.error) failed(new Error(`${method}: ${message.error.message}`));
        else answered(message.result);
      });
    });
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  stop() {
    this.process.kill();
  }

  #send(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #take(bytes) {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    for (;;) {
      const head = this.buffer.indexOf("\r\n\r\n");
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffer.subarray(0, head).toString())[1]);
      if (this.buffer.length < head + 4 + length) return;
      const message = JSON.parse(this.buffer.subarray(head + 4, head + 4 + length).toString());
      this.buffer = this.buffer.subarray(head + 4 + length);
      this.#receive(message);
    }
  }

  #receive(message) {
    if (message.id !== undefined && message.method === undefined) {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    } else if (message.method === "workspace/configuration") {
      const section = (name) => this.settings[name] ?? null;
      this.#send({ id: message.id, result: message.params.items.map((item) => section(item.section)) });
    } else if (message.id !== undefined) {
      this.#send({ id: message.id, result: null });
    } else if (message.method === "textDocument/publishDiagnostics") {
      this.published.get(message.params.uri)?.(message.params.diagnostics);
    }
  }
}
