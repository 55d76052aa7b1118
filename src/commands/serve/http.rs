//! Requests and answers. A request never touches the disk: a path is looked for among the files that the site has.

use std::io::{self, Cursor, Write as _};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tiny_http::{Header, Method, Request, Response};

use super::board::{Board, State};
use crate::commands::Failure;
use crate::commands::site::{Taker, assets};
use crate::render::html::serving::{EVENTS, POLICY, RESERVED, own, plain, with};
use crate::view::serving::{missing, waiting};

/// An event stream says that it is there; that is how it finds out that nobody listens any more.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// What is sent back.
struct Answer {
    status: u16,
    kind: &'static str,
    bytes: Vec<u8>,
    more: Option<(&'static str, String)>,
}

impl Answer {
    fn text(status: u16, text: &str) -> Self {
        Self { status, kind: "text/plain; charset=utf-8", bytes: format!("{text}\n").into_bytes(), more: None }
    }
}

/// Answers a request. Who has gone away meanwhile fails nothing.
pub(super) fn answer(request: Request, board: &Board, port: u16) {
    let answer = match refused(&request, port) {
        Some(refusal) => refusal,
        None => match path(request.url()) {
            None => Answer::text(400, "This is no path of a site."),
            Some(path) if path == EVENTS => {
                let _gone = events(request, board);
                return;
            }
            Some(path) => file(&path, request.url(), board),
        },
    };
    let _gone = send(request, answer);
}

/// Refuses what no page of ours asks: another name for this machine would let a foreign page read the site.
fn refused(request: &Request, port: u16) -> Option<Answer> {
    let mut hosts = request.headers().iter().filter(|header| header.field.equiv("Host"));
    let host = hosts.next().map(|header| header.value.as_str()).unwrap_or_default();
    let is_ours = |name: &&str| {
        host.eq_ignore_ascii_case(&format!("{name}:{port}")) || (port == 80 && host.eq_ignore_ascii_case(name))
    };
    if hosts.next().is_some() || !["localhost", "127.0.0.1", "[::1]"].iter().any(is_ours) {
        return Some(Answer::text(403, "This server answers only to localhost."));
    }
    let reads = matches!(request.method(), Method::Get | Method::Head);
    let refusal =
        || Answer { more: Some(("Allow", "GET, HEAD".to_owned())), ..Answer::text(405, "Only GET and HEAD.") };
    (!reads).then(refusal)
}

/// Reads the path of an address from the site's root: `index.html` for a folder, `None` where a step leads elsewhere.
fn path(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = decoded(path)?;
    let path = if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path };
    let step = |step: &str| !step.is_empty() && step != "." && step != ".." && !step.contains(['\\', '\0']);
    path.split('/').all(step).then_some(path)
}

/// Puts characters for their percent signs.
fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok().filter(|_| !code.starts_with('+'))?);
        bytes.extend(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

/// Looks for one file among those of the site.
struct Finder<'a> {
    path: &'a str,
    found: Mutex<Option<Vec<u8>>>,
}

impl Taker for Finder<'_> {
    fn wants(&self, path: &str) -> bool {
        path == self.path
    }

    fn wants_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    fn take(&self, _: &str, bytes: &[u8]) -> Result<(), Failure> {
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes.to_vec());
        Ok(())
    }
}

/// Makes the file at a path, if the site has one.
fn find(path: &str, state: &State, board: &Board) -> Result<Option<Vec<u8>>, Failure> {
    let finder = Finder { path, found: Mutex::default() };
    match &state.site {
        Some(site) => board.threads.install(|| site.files(&finder))?,
        // The style of what is said meanwhile.
        None => assets(&finder)?,
    }
    Ok(finder.found.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn file(path: &str, url: &str, board: &Board) -> Answer {
    let state = board.now();
    let made = if path.starts_with(RESERVED) { Ok(own(path).map(<[u8]>::to_vec)) } else { find(path, &state, board) };
    let answer = match made {
        Ok(Some(bytes)) if is_page(path) => page(200, &String::from_utf8_lossy(&bytes), path, (&state, board)),
        Ok(Some(bytes)) => Ok(Answer { status: 200, kind: kind(path), bytes, more: None }),
        Ok(None) => absent(path, url, (&state, board)),
        Err(failure) => Err(failure),
    };
    answer.unwrap_or_else(|failure| Answer::text(500, &failure.message))
}

fn is_page(path: &str) -> bool {
    kind(path).starts_with("text/html")
}

/// Puts into a page what a server adds to it.
fn page(status: u16, text: &str, path: &str, (state, board): (&State, &Board)) -> Result<Answer, Failure> {
    let notice = state.notice(board.texts(path, state));
    let text = with(text, &state.mark(), notice.as_ref()).map_err(Failure::of)?;
    let policy = Some(("Content-Security-Policy", POLICY.to_owned()));
    Ok(Answer { status, kind: kind("index.html"), bytes: text.into_bytes(), more: policy })
}

/// Answers where there is no file: a folder is one step further, before the first site there is patience, else a hint.
fn absent(path: &str, url: &str, (state, board): (&State, &Board)) -> Result<Answer, Failure> {
    let texts = board.texts(path, state);
    let (status, text) = if state.site.is_none() {
        (503, plain(&waiting(texts)))
    } else {
        let folder = url.split(['?', '#']).next().unwrap_or_default();
        if !path.ends_with("index.html") && find(&format!("{path}/index.html"), state, board)?.is_some() {
            return Ok(Answer {
                more: Some(("Location", format!("{folder}/"))),
                ..Answer::text(302, "One step further.")
            });
        }
        (404, plain(&missing(path, texts)))
    };
    page(status, &text.map_err(Failure::of)?, path, (state, board))
}

/// Returns the type of a file by its ending.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

/// Nothing is kept by the browser, and nothing can be taken in by pages of others.
const ALWAYS: [(&str, &str); 4] = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
];

fn send(request: Request, answer: Answer) -> io::Result<()> {
    let mut headers = vec![("Content-Type", answer.kind.to_owned())];
    headers.extend(ALWAYS.map(|(name, value)| (name, value.to_owned())));
    headers.extend(answer.more);
    let headers = headers.iter().filter_map(|(name, value)| Header::from_bytes(*name, value.as_str()).ok()).collect();
    let length = Some(answer.bytes.len());
    let response = Response::new(answer.status.into(), headers, Cursor::new(answer.bytes), length, None);
    request.respond(response.with_chunked_threshold(usize::MAX))
}

/// Tells a page how things stand, now and whenever that changes.
fn events(request: Request, board: &Board) -> io::Result<()> {
    let head_only = *request.method() == Method::Head;
    let mut out = request.into_writer();
    let mut head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n".to_owned();
    for (name, value) in ALWAYS {
        head.extend([name, ": ", value, "\r\n"]);
    }
    out.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes())?;
    if head_only {
        return out.flush();
    }
    out.write_all(b"retry: 500\n\n")?;
    let mut mark = board.now().mark();
    loop {
        // Sent again, it is a sign of life.
        write!(out, "data: {mark}\n\n")?;
        out.flush()?;
        mark = board.other_than(&mark, SIGN_OF_LIFE).mark();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_paths_of_the_site_or_nothing() {
        let found = |url: &str| path(url).unwrap_or_default();
        assert_eq!(found("/"), "index.html");
        assert_eq!(found("/bn/?q=1"), "bn/index.html");
        assert_eq!(found("/bn/a%20b/%E0%A6%95.csv"), "bn/a b/ক.csv");
        for url in
            ["", "//", "/a//b", "/../a", "/a/%2e%2e/b", "/a/..%2fb", "/%5c", "/%00", "/%", "/%g0", "/%+1", "/%ff", "*"]
        {
            assert_eq!(path(url), None, "{url}");
        }
    }
}
