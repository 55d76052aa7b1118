//! The program at work on a loopback port, and what a browser would ask it.

use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Long enough for a machine that does much else.
const PATIENCE: Duration = Duration::from_mins(2);

/// The program, stopped when the test ends.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) port: u16,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("the body is UTF-8")
    }

    pub(crate) fn has(&self, header: &str) -> bool {
        self.head.lines().any(|line| line == header)
    }
}

impl Server {
    /// Starts the program in a folder, on a port that is free.
    pub(crate) fn start(folder: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nidan"));
        command.current_dir(folder).args(["serve", "--port", "0"]).args(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.as_mut().expect("its output is read");
        BufReader::new(out).read_line(&mut line).expect("it prints its address");
        let port = line.trim().strip_prefix("http://127.0.0.1:").and_then(|rest| rest.strip_suffix('/'));
        let port = port.unwrap_or_else(|| panic!("no address: {line:?}")).parse().expect("a port is a number");
        Self { child, port }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("Host: localhost:{}\r\n", self.port))
    }

    /// Asks, with these headers and no others.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.0\r\n{headers}\r\n").expect("the request is sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("the answer comes");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("the head ends");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("there is a status");
        Answer { status, head: head.replace("\r\n", "\n"), body: bytes[end + 4..].to_vec() }
    }

    /// Listens as an open page does.
    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connect();
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "GET /~nidan/events HTTP/1.1\r\nHost: {host}\r\n\r\n").expect("the request is sent");
        Events(BufReader::new(stream).lines())
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the port is open");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time is set");
        stream
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// What an open page hears.
pub(crate) struct Events(Lines<BufReader<TcpStream>>);

impl Events {
    /// Waits for what is told next.
    pub(crate) fn next(&mut self) -> String {
        let told = self
            .0
            .by_ref()
            .find_map(|line| line.expect("something is told in time").strip_prefix("data: ").map(str::to_owned));
        told.expect("the stream goes on")
    }

    /// Waits until something else than this is told.
    pub(crate) fn other_than(&mut self, mark: &str) -> String {
        loop {
            let next = self.next();
            if next != mark {
                return next;
            }
        }
    }
}
