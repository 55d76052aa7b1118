//! Newsletters: what an issue says to whom, on its page, in the mail, in chat groups.

mod mails;
mod pages;

use nidan::base::lang::Lang;
use nidan::catalog::issue::{numbers, period, renewed};
use nidan::model::edition::Withholding;
use nidan::model::{Audience, Edition, redact};
use nidan::text::Texts;

use crate::project::{Project, SETTINGS};
use crate::small::{self, INCIDENT, MODEL};

pub(crate) const ISSUE: &str = "2025-02-news";

pub(crate) const NEWSLETTER: &str = "schema: 1
number: 7
date: 2025-02-28
tlp: CLEAR
stage: published
title: {en: Fewer calls, bn: কম কল}
intro: {en: The editor's words., bn: সম্পাদকের কথা।}
items:
  - lead: 2025-01-30-small#lessons/fewer
    tags: [CIRT&Infra]
    en: |
      The first words.

      The last words.
    bn: |
      শুরুর কথা।

      শেষের কথা।
  - incident: 2025-01-30-small
  - advisory: hosts
    title: {en: Look for two hosts, bn: দুটি হোস্ট খুঁজুন}
    severity: critical
    affected: {en: Everyone., bn: সবাই।}
    en: They send orders.
    bn: এরা নির্দেশ পাঠায়।
    do:
      - {en: Look in the logs., bn: লগে খুঁজুন।}
    indicators:
      first: {kind: domain, value: 'bad[.]example', as_of: 2025-02-20, en: The first host., bn: প্রথম হোস্ট।}
    report: 2025-01-30-small
    sources: [{url: 'https://example.org/advisory', en: The advisory, bn: সতর্কবার্তা}]
  - reading: links
    title: {en: To read on, bn: আরও পড়ার}
    links: [{url: 'https://example.org/story', en: A story., bn: একটা লেখা।}]
  - drill: 2025-01-30-small
  - verdicts
  - overdue
  - numbers
  - year-ago
  - note: inner
    title: {en: Inner canary, bn: ভেতরের খবর}
    audience: internal
    en: Only for us.
    bn: শুধু আমাদের জন্য।
";

pub(crate) const MAILING: &str = "newsletter:
  title: {en: Team news, bn: দলের খবর}
  from: {name: {en: 'The \"A, B\" team', bn: দল}, address: news@example.org}
  list: news.example.org
  unsubscribe: {mailto: leave@example.org, https: 'https://example.org/leave?list=news'}
  url: https://example.org/kb/
";

/// A base for the organisation itself, whose newsletter has an item that is not for others.
pub(crate) fn project() -> Project {
    // An item for fewer readers has no place in an issue for all; here the label lets it pass.
    with(&NEWSLETTER.replace("tlp: CLEAR", "tlp: AMBER"), "internal")
}

/// A base for the public.
pub(crate) fn open_project() -> Project {
    let (open, _) = NEWSLETTER.split_once("  - note: inner").expect("the last item");
    with(open, "public")
}

fn with(newsletter: &str, audience: &str) -> Project {
    let settings = SETTINGS.replace("audience: public", &format!("audience: {audience}"));
    Project::new()
        .file("nidan.yaml", format!("{settings}{MAILING}"))
        .file(&format!("incidents/{}/incident.yaml", small::ID), INCIDENT)
        .file(&format!("incidents/{}/model.yaml", small::ID), MODEL)
        .file(&format!("newsletters/{ISSUE}/newsletter.yaml"), newsletter)
}

fn edition(project: &Project, audience: Audience) -> Edition {
    let loaded = project.load();
    assert!(!loaded.report.has_errors(), "{}", project.findings());
    let kb = loaded.kb.expect("settings");
    redact(&kb, audience, kb.newest_date().expect("dated"))
}

#[test]
fn an_issue_is_kept_from_those_it_is_not_for() {
    let project = project();
    let inside = edition(&project, Audience::Internal);
    assert_eq!(inside.newsletters[0].items.len(), 10);
    let outside = edition(&project, Audience::Community);
    assert!(outside.newsletters.is_empty());
    assert_eq!(outside.withheld.iter().filter(|kept| matches!(kept.why, Withholding::Label(_))).count(), 1);
    let draft =
        with(&NEWSLETTER.replace("stage: published", "stage: draft").replace("audience: internal", ""), "public");
    assert!(edition(&draft, Audience::Public).newsletters.is_empty(), "a draft is nobody's but ours");
}

#[test]
fn items_go_with_what_they_tell_of() {
    let hidden = INCIDENT.replace("tlp: CLEAR", "tlp: GREEN");
    let issue = NEWSLETTER.replace("tlp: CLEAR", "tlp: GREEN").replace("    audience: internal\n", "    tlp: GREEN\n");
    let project = with(&issue, "internal").file(&format!("incidents/{}/incident.yaml", small::ID), &hidden);
    assert_eq!(edition(&project, Audience::Community).newsletters[0].items.len(), 10);
    // The knowledge base is then redacted for the public in the other order: the label of the issue is opened by hand.
    let mut kb = project.load().kb.expect("settings");
    kb.newsletters[0].tlp = nidan::model::Tlp::Clear;
    let open = redact(&kb, Audience::Public, kb.newest_date().expect("dated"));
    let left: Vec<&str> = open.newsletters[0].items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(left, ["hosts", "links", "verdicts", "overdue", "numbers", "year-ago"]);
    assert!(open.newsletters[0].items[0].kind.incident().is_none(), "and the link to the report is gone");
}

#[test]
fn an_issue_looks_back_to_the_one_before() {
    let actions = "actions:\n  late: {en: Late, bn: দেরি, due: 2025-02-10}\n  done: {en: Done, bn: হয়েছে, due: 2025-02-10, done: 2025-02-05}\n";
    let project =
        open_project().file(&format!("incidents/{}/incident.yaml", small::ID), format!("{INCIDENT}{actions}"));
    let earlier =
        "schema: 1\ndate: 2025-01-31\ntlp: CLEAR\nstage: published\ntitle: {en: One, bn: এক}\nitems: [numbers]\n";
    let alone = edition(&project, Audience::Public);
    let looked = period(&alone, &alone.newsletters[0]);
    assert_eq!((looked.from.to_string(), looked.to.to_string()), ("2025-01-29".to_owned(), "2025-02-28".to_owned()));
    assert_eq!(numbers(&alone, looked).incidents.len(), 1);
    let project = project.file("newsletters/2025-01-one/newsletter.yaml", earlier);
    let both = edition(&project, Audience::Public);
    let looked = period(&both, &both.newsletters[0]);
    assert_eq!(looked.from.to_string(), "2025-02-01");
    let counted = numbers(&both, looked);
    assert_eq!((counted.incidents.len(), counted.reports), (0, 1), "it happened before, and came out since");
    assert_eq!((counted.done, counted.open, counted.overdue), (1, 0, 1));
    assert_eq!(renewed(&both, looked).len(), 1);
    assert!(renewed(&both, period(&both, &both.newsletters[1])).is_empty(), "on 31 January it was still to come");
}

#[test]
fn days_are_told_as_people_would() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    let told = |text: &str| [Lang::EN, Lang::BN].map(|lang| Texts::new(lang).relative(day(text), day("2025-01-31")));
    for (date, en, bn) in [
        ("2025-01-31", "today", "আজ"),
        ("2025-01-30", "yesterday", "গতকাল"),
        ("2025-02-01", "tomorrow", "আগামীকাল"),
        ("2025-02-14", "in 14 days", "১৪ দিন পরে"),
        ("2025-01-18", "13 days ago", "১৩ দিন আগে"),
        ("2024-12-11", "7 weeks ago", "৭ সপ্তাহ আগে"),
        ("2024-11-25", "2 months ago", "২ মাস আগে"),
        ("2020-11-25", "4 years ago", "৪ বছর আগে"),
    ] {
        assert_eq!(told(date), [en, bn], "{date}");
    }
}

#[test]
fn a_new_issue_is_filled_in_and_checks() {
    let project = open_project();
    let made = small::nidan(project.root(), &["new", "newsletter", "2025-03-news"], &[]);
    assert!(made.status.success(), "{}", small::errors(&made));
    let path = project.root().join("newsletters/2025-03-news/newsletter.yaml");
    let text = std::fs::read_to_string(&path).expect("it is there");
    let plain: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with('#') && !line.is_empty()).collect();
    insta::assert_snapshot!(plain.join("\n"), @"
    schema: 1
    number: 8
    date: 2025-03-31
    tlp: CLEAR
    stage: draft
    title:
      en: March 2025
      bn: মার্চ ২০২৫
    items:
      - lead: 2025-01-30-small#lessons/fewer
      - drill: 2025-01-30-small
      - verdicts
      - overdue
      - numbers
      - year-ago
    ");
    assert!(!project.load().report.has_errors(), "{}", project.findings());
    // What stands behind a # is taken as it stands.
    let all: Vec<String> = text.lines().map(|line| line.replacen('#', "", usize::from(is_offer(line)))).collect();
    let project =
        project.file("newsletters/2025-03-news/newsletter.yaml", all.join("\n").replace("short-name", "offered"));
    let found = project.findings();
    assert!(found.contains("the item `offered` stands twice") && found.contains("1 error"), "{found}");
    let again = small::nidan(project.root(), &["new", "newsletter", "2025-03-news"], &[]);
    assert!(again.status.code() == Some(2) && small::errors(&again).contains("already"), "{}", small::errors(&again));
}

fn is_offer(line: &str) -> bool {
    line.trim_start().strip_prefix('#').is_some_and(|rest| !rest.starts_with(' ') || rest.starts_with("  "))
}
