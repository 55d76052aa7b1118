//! Pages about the knowledge base, in a built site.

use std::collections::BTreeMap;

use super::base::{AGAIN, FIRST, OTHER, project};
use crate::small::{errors, nidan, tree};

type Site = BTreeMap<String, Vec<u8>>;

fn site(more: &[&str]) -> Site {
    let project = project();
    let output = nidan(project.root(), &[&["build", "--no-pdf"], more].concat(), &[]);
    assert!(output.status.success(), "{}", errors(&output));
    tree(&project.root().join("public"))
}

fn page(site: &Site, path: &str) -> String {
    let bytes = site.get(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8_lossy(bytes).replace("&#39;", "'").replace("&quot;", "\"")
}

const PLACES: [&str; 5] = ["lessons", "actions", "stats", "tags", "glossary"];

#[test]
fn every_place_is_made_in_each_language_and_in_every_bar() {
    let site = site(&[]);
    for lang in ["bn", "en"] {
        let other = if lang == "bn" { "en" } else { "bn" };
        for place in PLACES {
            let text = page(&site, &format!("{lang}/{place}/index.html"));
            assert_eq!(text.matches("aria-current=\"page\"").count(), 1, "{lang}/{place}");
            assert!(text.contains("href=\"index.html\" aria-current=\"page\""), "{lang}/{place}: it is this one");
            let twin = format!("hreflang=\"{other}\" href=\"../../{other}/{place}/index.html\"");
            assert!(text.contains(&twin), "{lang}/{place}: the switch stays on the page");
            let report = page(&site, &format!("{lang}/incidents/{FIRST}/index.html"));
            assert!(report.contains(&format!("<a href=\"../../{place}/index.html\">")), "{lang}: {place} in the bar");
            assert!(page(&site, "index.html").contains(&format!("href=\"{lang}/{place}/index.html\"")), "{place}");
        }
        assert!(!page(&site, &format!("{lang}/incidents/{FIRST}/index.html")).contains("aria-current"));
    }
}

#[test]
fn nothing_withheld_is_in_any_file() {
    let site = site(&[]);
    for (path, bytes) in &site {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        // An open action and an open cause of the first incident have the word in their ids.
        let text = text.replace("no-canary", "").replace("actions/canary@nidan", "").replace("\"id\":\"canary\",", "");
        assert!(!path.contains("canary") && !text.contains("canary"), "{path}");
    }
    let inside = self::site(&["--audience", "internal"]);
    assert!(page(&inside, "en/actions/index.html").contains("Canary action"), "the test would see it");
}

#[test]
fn actions_stand_by_owner_with_what_is_overdue() {
    let site = site(&[]);
    let text = page(&site, "en/actions/index.html");
    for words in
        ["Payments on-call", "Release team", "341\u{a0}days overdue", "due today", "done 22\u{a0}March 2024", "P1"]
    {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.contains("They will let records live for a minute."), "what others announced");
    assert!(text.contains("href=\"actions.ics\""));
    let bangla = page(&site, "bn/actions/index.html");
    assert!(bangla.contains("সময় পেরিয়েছে ৩৪১\u{a0}দিন আগে"), "{bangla}");
}

#[test]
fn the_calendar_holds_what_is_still_to_be_done() {
    let site = site(&[]);
    let text = String::from_utf8_lossy(&site["en/actions/actions.ics"]).into_owned();
    insta::assert_snapshot!(text.replace("\r\n", "\n").replace(env!("CARGO_PKG_VERSION"), "VERSION"), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//nidan//VERSION//EN
    NAME;LANGUAGE=en:Test base: actions
    BEGIN:VEVENT
    UID:2024-03-02-checkout-retries/actions/cap@nidan
    DTSTAMP:20250308T000000Z
    DTSTART;VALUE=DATE:20240401
    SUMMARY;LANGUAGE=en:P1 · Put a cap into the client
    DESCRIPTION;LANGUAGE=en:Owner: Payments on-call\nRetries keep checkout down
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VEVENT
    UID:2025-03-05-checkout-again/actions/cap-now@nidan
    DTSTAMP:20250308T000000Z
    DTSTART;VALUE=DATE:20250308
    SUMMARY;LANGUAGE=en:P0 · Put the cap in now
    DESCRIPTION;LANGUAGE=en:Owner: Payments on-call\nRetries keep checkout down
      again
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VEVENT
    UID:2024-03-02-checkout-retries/actions/canary@nidan
    DTSTAMP:20250308T000000Z
    DTSTART;VALUE=DATE:20250630
    SUMMARY;LANGUAGE=en:P2 · Release in steps\; first\, to staff
    DESCRIPTION;LANGUAGE=en:Owner: Release team\nRetries keep checkout down
    TRANSP:TRANSPARENT
    END:VEVENT
    END:VCALENDAR
    "#);
    let bangla = String::from_utf8(site["bn/actions/actions.ics"].clone()).expect("no character was cut in two");
    assert!(bangla.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{bangla}");
    let uids = |text: &str| text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(uids(&text), uids(&bangla), "an action is one action in both languages");
    assert!(bangla.replace("\r\n ", "").contains("প্রতি ধাপে একবার থেমে"), "unfolded it is whole");
}

#[test]
fn a_report_says_what_is_like_it_and_whether_the_earlier_actions_would_have_helped() {
    let site = site(&[]);
    let again = page(&site, &format!("en/incidents/{AGAIN}/index.html"));
    for words in [
        "Would the earlier actions have prevented it?",
        "368\u{a0}days earlier",
        "“Retries without a cap”",
        "It had not been done (338\u{a0}days overdue).",
        "It was done, 22\u{a0}March 2024, and the incident happened all the same.",
        "Put to the test with this report's model",
        "Shared lesson: “Cap retries at the caller”.",
    ] {
        assert!(again.contains(words), "{words}");
    }
    assert!(!again.contains("Release in steps"), "an action against another cause");
    let first = page(&site, &format!("bn/incidents/{FIRST}/index.html"));
    assert!(first.contains("আবার ঘটেছে:") && first.contains("একই কারণ:") && first.contains("একই ট্যাগ: retries।"));
    assert!(!page(&site, &format!("en/incidents/{OTHER}/index.html")).contains("id=\"related\""));
}

#[test]
fn a_year_ago_stands_on_the_list_of_reports_when_something_happened_then() {
    let index = |site: &Site| page(site, "en/index.html");
    let now = index(&site(&[]));
    assert!(now.contains("A year ago") && now.contains("2\u{a0}March 2024"));
    assert!(!index(&site(&["--as-of", "2025-05-20"])).contains("id=\"anniversary\""));
}

#[test]
fn lessons_and_terms_are_gathered_over_reports() {
    let site = site(&[]);
    let lessons = page(&site, "en/lessons/index.html");
    assert!(lessons.contains("3 lessons of all reports"));
    let (holds, untested) = (lessons.find("id=\"holds\""), lessons.find("id=\"untested\""));
    assert!(holds.is_some() && holds < untested, "{holds:?} {untested:?}");
    assert!(lessons.contains(&format!("href=\"../incidents/{AGAIN}/index.html#lessons/cap-retries\"")));
    assert!(
        lessons.contains(&format!("href=\"../incidents/{FIRST}/index.html#lessons/cap-retries\"")),
        "the other too"
    );
    let tags = page(&site, "bn/tags/index.html");
    assert!(tags.contains("id=\"tags/retries\"") && tags.contains("id=\"services/checkout\""));
    assert!(tags.contains("id=\"factors/no-cap\"") && tags.contains("পুনরায় চেষ্টার সীমা তখনও নেই।"));
    assert!(page(&site, "en/glossary/index.html").contains("To call again after a failure."));
    let stats = page(&site, "en/stats/index.html");
    assert!(stats.contains("368\u{a0}days after") && stats.contains("From first impact until picked up"));
}

/// An incident of one of many lengths.
fn one_of_many(number: usize) -> (String, String) {
    let (day, minutes) = (number % 28 + 1, number * number % 700 + 3);
    let id = format!("20{:02}-{:02}-{day:02}-many-{number}", 10 + number / 12, number % 12 + 1);
    let (hour, minute) = (minutes / 60 + 1, minutes % 60);
    let text = format!(
        "schema: 1\nkind: study\ntitle: {{en: One of many, bn: অনেকের একটি}}\nseverity: sev3\ntlp: CLEAR\nstage: published\npublished: 2030-01-01\n\
        zone: UTC\nservices: [part-{number}]\nsources: {{S1: {{en: Log, bn: লগ}}}}\ntimeline:\n\
        - {{at: '01:00', mark: impact, en: Down, bn: অচল}}\n- {{at: '{hour:02}:{minute:02}', mark: resolved, en: Up, bn: সচল}}\n"
    );
    (format!("incidents/{id}/incident.yaml"), text)
}

#[test]
fn many_incidents_stay_points_without_names() {
    let mut project = crate::project::Project::new();
    for number in 0..60 {
        let (path, text) = one_of_many(number);
        project = project.file(&path, text);
    }
    let kb = project.load().kb.expect("it loads");
    let edition = nidan::model::redact(&kb, nidan::model::Audience::Public, kb.newest_date().expect("it has dates"));
    assert_eq!(edition.incidents.len(), 60);
    let fonts = nidan::typography::Fonts::embedded();
    for lang in nidan::base::lang::Lang::ALL {
        let texts = nidan::text::Texts::new(lang);
        let press = nidan::view::Press { edition: &edition, texts: &texts, fonts: &fonts, pdf: false };
        let pages = nidan::view::catalog::pages(press, &[]);
        let stats = pages.iter().find(|page| page.path.ends_with("stats/index.html")).expect("it is made");
        let drawing = stats.figures()[0];
        assert_eq!(drawing.table.rows.len(), 60, "the data keeps every one");
        for form in drawing.forms() {
            assert_eq!(nidan::chart::geometry::faults(form, &fonts), Vec::<String>::new());
            assert!(form.height < 500.0, "{}", form.height);
            assert!(form.labels.iter().all(|label| !label.text.contains("part-")));
        }
        assert_eq!(texts.faults(), Vec::<String>::new());
    }
}
