//! `nidan serve`: the site while it is written. Pages are made when they are asked for, and reload when files change.

mod board;
mod builder;
mod http;
mod watch;

use std::io::ErrorKind;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};
use std::thread;

use chrono::NaiveDate;
use clap::Args;
use tiny_http::Server;

use super::build::audience;
use super::{Context, Failure, Outcome};
use crate::model::edition::Audience;
use crate::ui;
use board::Board;
use builder::Builder;
use watch::Watch;

/// The first port that is tried, and how many after it.
const PORT: u16 = 4000;
const PORTS: u16 = 100;

/// Serve the site on this machine; pages reload when files change
#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Port; the first free one from 4000 on when left out
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Who the site is for, instead of what nidan.yaml says
    #[arg(long, value_parser = audience)]
    audience: Option<Audience>,
    /// The day that pages speak of; the newest date in the knowledge base when left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
}

/// Carries out `serve`, until it is interrupted.
///
/// # Errors
/// When no port can be had or the folder cannot be watched.
pub fn run(args: &ServeArgs, context: &Context) -> Result<Outcome, Failure> {
    let listener = listen(args.port)?;
    let port = listener.local_addr().map_err(Failure::of)?.port();
    let server = Server::from_listener(listener, None).map_err(Failure::of)?;
    let board = Arc::new(Board::new()?);
    super::schema::refresh(&context.root);
    // Watching begins before anything is read: no change falls between.
    let mut watch = Watch::new(&context.root)?;
    let (end, ended) = mpsc::channel();
    let interrupted = end.clone();
    ctrlc::set_handler(move || {
        let _ending = interrupted.send(Ok(Outcome::Done));
    })
    .map_err(Failure::of)?;
    let mut builder = Builder::new(context, (args.audience, args.as_of), Arc::clone(&board));
    thread::spawn(move || {
        builder.round(&[]);
        let _ending = end.send(loop {
            match watch.next() {
                Ok(changed) => builder.round(&changed),
                Err(failure) => break Err(failure),
            }
        });
    });
    thread::spawn(move || {
        for request in server.incoming_requests() {
            let board = Arc::clone(&board);
            // A page that takes long, or fails, holds up no other.
            thread::spawn(move || http::answer(request, &board, port));
        }
    });
    let address = format!("http://127.0.0.1:{port}/");
    ui::result(&address);
    if args.open {
        open(&address);
    }
    // What other threads do then is left undone; files are only ever written whole.
    ended.recv().map_err(Failure::of)?
}

/// Takes the port that was asked for, or the next that is free.
fn listen(port: Option<u16>) -> Result<TcpListener, Failure> {
    let bind = |port: u16| TcpListener::bind(("127.0.0.1", port));
    let in_use = |port: u16| {
        let hint = "choose another, or leave `--port` out: the next free one is taken";
        Failure::new(format!("port {port} is in use"), hint)
    };
    if let Some(port) = port {
        return bind(port).map_err(|error| {
            if error.kind() == ErrorKind::AddrInUse {
                in_use(port)
            } else {
                Failure::new(format!("port {port} cannot be had: {error}"), "choose one above 1023")
            }
        });
    }
    for port in PORT..PORT + PORTS {
        match bind(port) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            bound => return bound.map_err(Failure::of),
        }
    }
    Err(in_use(PORT))
}

/// Opens the browser; without one, the address is on the terminal.
fn open(address: &str) {
    let (program, args): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(args).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        // Someone has to wait for it, or it stays behind as a zombie.
        Ok(mut child) => drop(thread::spawn(move || child.wait())),
        Err(error) => ui::note(&format!("the browser could not be opened (`{program}`: {error})")),
    }
}
