//! `nidan serve` from outside, over real sockets: what is served, what is told, what is refused.

mod server;

use std::fs;
use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

use crate::own::own;
use crate::project::Project;
use crate::small::{ID, INCIDENT, MODEL, errors, nidan, project, tree};
use server::Server;

fn incident() -> String {
    format!("incidents/{ID}/incident.yaml")
}

fn report(lang: &str) -> String {
    format!("/{lang}/incidents/{ID}/index.html")
}

/// An incident without a claim, so that no model has to run.
fn plain_incident() -> String {
    INCIDENT.replace("    claim: error(fewer) <= 50% of base\n", "")
}

fn without_model() -> Project {
    Project::new().file(&incident(), plain_incident())
}

/// Takes out of a page what the server has put in.
fn bare(page: &str) -> String {
    let (before, rest) =
        page.split_once("<link rel=\"stylesheet\" href=\"/~nidan/serve.css\">").expect("the style is in");
    let (script, after) = rest.split_once("</head>").expect("the head ends");
    assert_eq!(script.matches("<script src=\"/~nidan/reload.js\" data-state=\"").count(), 1, "{script}");
    assert!(before.contains("default-src 'none'; connect-src 'self'; style-src 'self'"), "the policy lets events in");
    let page = format!("{}</head>{after}", before.replacen(" connect-src 'self';", "", 1));
    match page.split_once("<aside class=\"serve\"") {
        None => page,
        Some((before, rest)) => before.to_owned() + rest.split_once("</aside>\n").expect("the notice ends").1,
    }
}

#[test]
fn every_file_is_what_a_build_writes() {
    // With charts and a screenshot of its own, so that files of every kind are there.
    let project = own(("", ""));
    assert!(nidan(project.root(), &["build"], &[]).status.success());
    let site = tree(&project.root().join("public"));
    let server = Server::start(project.root(), &[]);
    let mut compared = 0;
    for (path, bytes) in site.iter().filter(|(path, _)| *path != "manifest.json") {
        let answer = server.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        if answer.has("Content-Type: text/html; charset=utf-8") {
            assert_eq!(bare(&answer.text()), String::from_utf8_lossy(bytes), "{path}");
        } else {
            assert!(answer.body == *bytes, "{path} differs");
        }
        compared += 1;
    }
    assert!(compared > 40, "only {compared} files were compared");
    for part in ["/drill/", "/charts/", "/files/graph.png", "/runs/fewer/data.csv", "both/", "search-index.js"] {
        assert!(site.keys().any(|path| path.contains(part)), "{part} was not compared");
    }
}

#[test]
fn an_edit_reaches_open_pages() {
    let project = without_model();
    let server = Server::start(project.root(), &[]);
    let mut events = server.events();
    let before = events.next();
    let page = server.get(&report("en")).text();
    assert!(page.contains("Checkout is down for an hour") && page.contains(&format!("data-state=\"{before}\"")));
    let project = project.file(&incident(), plain_incident().replace("is down for an hour", "is away for an hour"));
    let after = events.other_than(&before);
    let page = server.get(&report("en")).text();
    assert!(page.contains("Checkout is away for an hour"), "{page}");
    assert!(page.contains(&format!("data-state=\"{after}\"")));
    // A new incident, in a folder of its own.
    let project = project.file("incidents/2025-02-20-second/incident.yaml", plain_incident());
    events.other_than(&after);
    assert_eq!(server.get("/bn/incidents/2025-02-20-second/").status, 200);
    drop(project);
}

#[test]
fn mistakes_stand_over_the_last_good_page() {
    let project = without_model();
    let server = Server::start(project.root(), &[]);
    let mut events = server.events();
    let good = events.next();
    assert!(!server.get(&report("en")).text().contains("data-weight=\"errors\""));
    let broken = plain_incident().replace("severity: sev2", "severity: sev2\nseverty: <b>");
    let project = project.file(&incident(), broken);
    let bad = events.other_than(&good);
    let page = server.get(&report("en"));
    assert_eq!(page.status, 200);
    let page = page.text();
    for wanted in [
        "Checkout is down for an hour",
        "data-weight=\"errors\"",
        "<details open><summary>1 error in the files</summary>",
        &format!("<code>incidents/{ID}/incident.yaml:5:1</code>"),
        "<mark>severty</mark>: &lt;b&gt;",
        "did you mean `severity`?",
    ] {
        assert!(page.contains(wanted), "{wanted} is not in {page}");
    }
    assert!(server.get(&report("bn")).text().contains("<summary>ফাইলে ১টি ভুল</summary>"));
    let project = project.file(&incident(), plain_incident());
    events.other_than(&bad);
    let page = server.get(&report("en")).text();
    assert!(!page.contains("data-weight=\"errors\""), "{page}");
    // Warnings cover nothing: they are counted, and can be opened.
    assert!(
        page.contains("data-weight=\"warnings\"") && page.contains("<details><summary>3 warnings</summary>"),
        "{page}"
    );
    drop(project);
}

#[test]
fn a_base_that_is_broken_from_the_start_is_served_once_it_is_mended() {
    let project = without_model().file(&incident(), plain_incident().replace("severity: sev2", "severity: sev9"));
    let server = Server::start(project.root(), &[]);
    let mut events = server.events();
    let bad = events.next();
    let page = server.get("/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("incident.yaml:4:11") && page.text().contains("data-weight=\"errors\""));
    assert_eq!(server.get("/assets/site.css").status, 200, "what is said has a style");
    let project = project.file(&incident(), plain_incident());
    events.other_than(&bad);
    assert_eq!(server.get("/").status, 200);
    drop(project);
}

#[test]
fn a_changed_model_is_run_and_recorded_once() {
    let project = project();
    let lock = project.root().join(format!("incidents/{ID}/runs.lock"));
    let server = Server::start(project.root(), &[]);
    assert_eq!(server.get("/").status, 200);
    let mut page = server.get(&report("en"));
    let mut events = server.events();
    let mut mark = events.next();
    // While it simulates, a page may say so and come again.
    while page.text().contains("data-weight=\"work\"") || page.status == 503 {
        mark = events.other_than(&mark);
        page = server.get(&report("en"));
    }
    let recorded = fs::read_to_string(&lock).expect("the record is written");
    let project = project.file(&format!("incidents/{ID}/model.yaml"), MODEL.replace("value: 2ms", "value: 3ms"));
    loop {
        mark = events.other_than(&mark);
        if !server.get(&report("en")).text().contains("data-weight=\"work\"") {
            break;
        }
    }
    let now = fs::read_to_string(&lock).expect("the record is there");
    assert_ne!(now, recorded);
    assert!(nidan(project.root(), &["build", "--no-pdf", "--locked"], &[]).status.success(), "as a build records it");
    // Our own writing starts no further round.
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(server.events().next(), mark);
}

#[test]
fn strangers_are_refused() {
    let project = without_model().file("secret.txt", "canary");
    let mut server = Server::start(project.root(), &[]);
    let port = server.port;
    let host = |host: &str| server.ask("GET", "/", &format!("Host: {host}\r\n"));
    for name in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
        assert_eq!(host(&format!("{name}:{port}")).status, 200, "{name}");
    }
    for name in ["evil.example", "localhost", "localhost.evil.example", "127.0.0.1.evil.example"] {
        assert_eq!(host(&format!("{name}:{}", port ^ 1)).status, 403, "{name} at another port");
    }
    for host_line in ["", "Host: evil.example\r\n", "Host: 0.0.0.0\r\n", "Host: localhost\r\n"] {
        assert_eq!(server.ask("GET", "/", host_line).status, 403, "{host_line:?}");
    }
    let twice = format!("Host: localhost:{port}\r\nHost: evil.example\r\n");
    assert_eq!(server.ask("GET", "/", &twice).status, 403);
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/bn/..%2f..%2fsecret.txt", "//secret.txt", "/bn/%5c..%5c", "/%00"]
    {
        let answer = server.get(path);
        assert_eq!(answer.status, 400, "{path}");
        assert!(!answer.text().contains("canary"));
    }
    for path in ["/secret.txt", "/nidan.yaml", "/incidents/", "/manifest.json", "/~nidan/other"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("href=\"/bn/\"") && !answer.text().contains("canary"));
    }
    assert_eq!(server.ask("POST", "/", &format!("Host: localhost:{port}\r\nContent-Length: 0\r\n")).status, 405);
    let head = server.ask("HEAD", "/", &format!("Host: localhost:{port}\r\n"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(server.child.try_wait().expect("it can be asked").is_none(), "it still runs");
}

#[test]
fn answers_say_what_they_are() {
    let project = without_model();
    let server = Server::start(project.root(), &[]);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/bn/", "text/html; charset=utf-8"),
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/search.js", "text/javascript; charset=utf-8"),
        ("/~nidan/reload.js", "text/javascript; charset=utf-8"),
        ("/assets/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/assets/fonts/HindSiliguri-OFL.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.has(&format!("Content-Type: {kind}")), "{path}: {}", answer.head);
        assert!(
            answer.has("X-Content-Type-Options: nosniff") && answer.has("Cross-Origin-Resource-Policy: same-origin")
        );
        assert_eq!(
            answer.head.contains("Content-Security-Policy: default-src 'none'; "),
            kind.starts_with("text/html")
        );
    }
    let folder = server.get("/en?q=1");
    assert_eq!(folder.status, 302);
    assert!(folder.has("Location: /en/"), "{}", folder.head);
}

#[test]
fn a_port_in_use_is_an_error_and_an_interrupt_is_an_end() {
    let project = without_model();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = taken.local_addr().expect("it has an address").port().to_string();
    let refused = nidan(project.root(), &["serve", "--port", &port], &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(errors(&refused).contains(&format!("port {port} is in use")), "{}", errors(&refused));
    let mut server = Server::start(project.root(), &[]);
    assert_eq!(server.get("/").status, 200);
    let pid = server.child.id().to_string();
    assert!(Command::new("sh").args(["-c", "kill -INT \"$0\"", &pid]).status().expect("sh runs").success());
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
}
