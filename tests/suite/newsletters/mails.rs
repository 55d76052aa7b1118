//! The mail of an issue, as bytes.

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::{ISSUE, MAILING, open_project};
use crate::project::{Project, SETTINGS};
use crate::small::{errors, nidan, tree};

fn made(project: &Project) -> std::collections::BTreeMap<String, Vec<u8>> {
    let output = nidan(project.root(), &["newsletter", "build", "--no-pdf"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    tree(&project.root().join("outbox").join(ISSUE))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// Returns the value of a line of the head, unfolded, its encoded words read.
fn head(mail: &str, name: &str) -> String {
    let (head, _) = mail.split_once("\r\n\r\n").expect("a head");
    let unfolded = head.replace("\r\n ", " ");
    let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap_or_default();
    let mut value = String::new();
    for word in line.split(' ') {
        match word.strip_prefix("=?utf-8?B?").and_then(|word| word.strip_suffix("?=")) {
            Some(encoded) => value.push_str(&text(&BASE64_STANDARD.decode(encoded).expect("base64"))),
            None => value.extend([" ", word]),
        }
    }
    value.trim().to_owned()
}

#[test]
fn a_mail_is_all_ascii_and_the_same_each_time() {
    let (first, second) = (made(&open_project()), made(&open_project()));
    assert_eq!(
        first.keys().map(String::as_str).collect::<Vec<_>>(),
        [
            "bn.eml",
            "bn.html",
            "bn.slack.txt",
            "bn.txt",
            "bn.whatsapp.txt",
            "both.eml",
            "both.html",
            "both.txt",
            "en.eml",
            "en.html",
            "en.slack.txt",
            "en.txt",
            "en.whatsapp.txt",
        ]
    );
    assert_eq!(first, second, "in another folder, at another time");
    for mail in ["bn.eml", "en.eml", "both.eml"] {
        let mail = text(&first[mail]);
        assert!(mail.is_ascii() && mail.split("\r\n").all(|line| line.len() <= 76 && !line.contains(['\r', '\n'])));
        assert_eq!(head(&mail, "Date"), "Fri, 28 Feb 2025 03:00:00 +0000");
        assert_eq!(head(&mail, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert_eq!(
            head(&mail, "List-Unsubscribe"),
            "<https://example.org/leave?list=news>, <mailto:leave@example.org?subject=unsubscribe>"
        );
    }
    let (bn, en) = (text(&first["bn.eml"]), text(&first["en.eml"]));
    assert_eq!(head(&bn, "Subject"), "[TLP:CLEAR] দলের খবর: কম কল");
    assert_eq!(head(&en, "From"), "\"The \\\"A, B\\\" team\" <news@example.org>");
    assert!(
        head(&en, "Message-ID").starts_with("<nl-2025-02-news.en.")
            && head(&en, "Message-ID") != head(&bn, "Message-ID")
    );
    assert!(
        bn.contains("Content-Transfer-Encoding: base64") && en.contains("Content-Transfer-Encoding: quoted-printable")
    );
    assert_eq!((bn.matches("image/png").count(), en.matches("Content-ID: <en.").count()), (1, 1));
}

#[test]
#[expect(clippy::too_many_lines, reason = "the text of a mail is long, and all of it is looked at")]
fn a_letter_reads_well_without_html() {
    let plain = text(&made(&open_project())["en.txt"]);
    insta::assert_snapshot!(plain, @r#"
    [TLP:CLEAR] Team news: Fewer calls

    Fewer calls
    ===========

    Team news · No. 7 · 28 February 2025

    The editor's words.

    The lesson of this issue
    ------------------------

    #CIRT&Infra

    The first words.

    Read more [1]

    * Call less often. [2] (True by construction)
      Checkout is down for an hour
      Minutes of full outage: none at all. From 22.1 min to 0 min. It is the
      same in every replication, so there is no interval. Claimed: at most
      50% of the base run.

    0 claims put to the test in the model: none holds, none fails. 1 more is
    true by construction and not counted.

    | One row per claim, with effect and verdict. Call less often: to zero,
    | True by construction.

    Model. Minutes of full outage, as multiples of the base run. Without a
    range in brackets there is no interval, or one narrower than the digits
    shown. Equal steps to the right multiply by the same factor. “True by
    construction”: the run takes the cause itself away, which is no
    evidence. What falls to zero is drawn at the left edge, before the
    break.

    Checkout is down for an hour
    ----------------------------

    SEV2 · checkout · 30 January 2025 (4 weeks ago)

    Calls to the API grew too dear.

    Read the report [3]

    Look for two hosts
    ------------------

    How urgent: Critical: now
    Who is affected: Everyone.

    They send orders.

    What to do

    1. Look in the logs.

    Indicators of compromise, defanged so that no one clicks on them by
    mistake: take out the square brackets and read hxxp as http before you
    search

    Indicator      Kind    What it is
    -------------  ------  ----------------------------------------
    bad[.]example  Domain  The first host. (as of 20 February 2025)

    Read the report [3]

    Sources: The advisory [4]

    To read on
    ----------

    - example.org [5]: A story.

    What would you do?
    ------------------

    It is 30 January 2025, and you are on call for checkout. All times are
    Bangladesh time.

    1. 14:00 The change goes out
    2. 14:02 Payments time out

    Users already feel it, and no alarm has rung. How do you find out?

    Go on with the drill [6]

    What the model says now
    -----------------------

    * Call less often. [2] (True by construction)

    Overdue
    -------

    No action is overdue.

    In numbers
    ----------

    From – to: 29 January 2025–28 February 2025
    Incidents: 1
    New reports: 1

    How long after the first impact

    Incident              Detected  Mostly back  All back
    --------------------  --------  -----------  --------
    checkout, 30 Jan [3]         –            –       1 h

    On these days, years ago
    ------------------------

    No report tells of these days in an earlier year.

    Links
    -----
    [1] https://example.org/kb/en/newsletters/2025-02-news/index.html#fewer
    [2] https://example.org/kb/en/incidents/2025-01-30-small/index.html#lessons/fewer
    [3] https://example.org/kb/en/incidents/2025-01-30-small/index.html
    [4] https://example.org/advisory
    [5] https://example.org/story
    [6] https://example.org/kb/en/incidents/2025-01-30-small/drill/index.html

    -- 
    Read on the web: https://example.org/kb/en/newsletters/2025-02-news/index.html
    Leave this list: https://example.org/leave?list=news
    TLP:CLEAR
    "#);
}

#[test]
fn the_text_has_what_the_page_has() {
    let files = made(&open_project());
    let (plain, html) = (text(&files["en.txt"]), text(&files["en.html"]));
    // Whatever the HTML has as a heading or a link, the plain text has too.
    for part in html.split("<h2 ").skip(1) {
        let heading = part.split_once('>').and_then(|(_, rest)| rest.split_once("</h2>")).map(|(heading, _)| heading);
        let heading = heading.expect("a heading").replace("&#39;", "'").replace("&#x27;", "'");
        assert!(plain.lines().any(|line| heading.starts_with(line) && !line.is_empty()), "{heading}");
    }
    for link in html.split(" href=\"").skip(1) {
        let link = link.split('"').next().unwrap_or_default().replace("&amp;", "&");
        assert!(plain.contains(&link), "{link}");
    }
    assert!(plain.lines().all(|line| line.len() <= 72 || line.contains("://")), "{plain}");
    assert!(!html.contains("<script") && !html.contains("src=\"http") && html.len() < 80_000);
    assert!(html.contains("src=\"cid:en.") && html.contains("alt=\"") && html.contains("prefers-color-scheme: dark"));
    assert!(plain.contains("Read more") && !plain.contains("The last words."), "an excerpt");
}

#[test]
fn without_an_address_a_mail_holds_everything() {
    let settings = format!("{SETTINGS}{}", MAILING.replace("  url: https://example.org/kb/\n", ""));
    let files = made(
        &open_project().file("nidan.yaml", settings.replace(", https: 'https://example.org/leave?list=news'", "")),
    );
    let (plain, mail) = (text(&files["en.txt"]), text(&files["en.eml"]));
    assert!(plain.contains("The last words.") && !plain.contains("Read more"), "{plain}");
    assert!(plain.contains("mailto:leave@example.org?subject=unsubscribe"), "{plain}");
    assert!(!mail.contains("List-Unsubscribe-Post"), "one click needs an address on the web");
}

#[test]
fn chat_texts_are_short_and_lead_on() {
    let files = made(&open_project());
    let whatsapp = text(&files["en.whatsapp.txt"]);
    assert!(whatsapp.chars().count() <= 1000, "{whatsapp}");
    insta::assert_snapshot!(whatsapp, @r"
    *Team news: Fewer calls*
    28 February 2025 · TLP:CLEAR

    *The lesson of this issue*
    The first words.

    *Checkout is down for an hour*

    *Look for two hosts*
    They send orders.

    Read more: https://example.org/kb/en/newsletters/2025-02-news/index.html
    ");
    assert!(
        text(&files["bn.slack.txt"])
            .contains("<https://example.org/kb/bn/newsletters/2025-02-news/index.html|পুরোটা পড়ুন>")
    );
}

#[test]
fn what_is_missing_is_said() {
    let project = crate::small::project();
    let none = nidan(project.root(), &["newsletter", "build"], &[]);
    assert!(errors(&none).contains("there is no newsletter yet"), "{}", errors(&none));
    let project = open_project();
    let misspelt = nidan(project.root(), &["newsletter", "build", "2025-02-newz"], &[]);
    assert!(errors(&misspelt).contains("did you mean `2025-02-news`?"), "{}", errors(&misspelt));
    let project = project.file("nidan.yaml", SETTINGS);
    let nobody = nidan(project.root(), &["newsletter", "build"], &[]);
    assert!(errors(&nobody).contains("does not say from whom newsletters come"), "{}", errors(&nobody));
    assert_eq!((none.status.code(), misspelt.status.code(), nobody.status.code()), (Some(2), Some(2), Some(2)));
}
