//! Search: the fold that decides which spellings are one word, and the index that pages and the terminal ask.

use nidan::base::fold::words;
use nidan::base::lang::Lang;
use nidan::model::{Audience, Edition, redact};
use nidan::search::{Facet, Filters, Index, Query, marks, script, snippets};
use nidan::text::Texts;
use nidan::typography::Fonts;
use nidan::view::Press;
use nidan::view::findable::findable;
use serde_json::Value;

use crate::project::Project;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../vectors/fold.json")).expect("the vectors are JSON")
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("there are vectors `{name}`"))
}

fn text(value: &Value) -> &str {
    value.as_str().expect("it is a text")
}

fn stems(text: &str) -> String {
    words(text).into_iter().map(|word| word.stem).collect::<Vec<_>>().join(" ")
}

#[test]
fn spellings_of_one_word_are_one_and_others_are_not() {
    let vectors = vectors();
    for group in [&vectors, &vectors["held"]] {
        for one in list(group, "same") {
            let spellings: Vec<&str> = one.as_array().expect("a list").iter().map(text).collect();
            for other in &spellings[1..] {
                assert_eq!(stems(spellings[0]), stems(other), "{} and {other}", spellings[0]);
            }
        }
        for pair in list(group, "apart") {
            assert_ne!(stems(text(&pair[0])), stems(text(&pair[1])), "{pair}");
        }
    }
}

#[test]
fn texts_fold_as_in_browsers() {
    let vectors = vectors();
    for case in list(&vectors, "words") {
        let whole = text(&case[0]);
        let found: Vec<&str> = words(whole).into_iter().map(|word| &whole[word.range]).collect();
        let wanted: Vec<&str> = case[1].as_array().expect("a list").iter().map(text).collect();
        assert_eq!(found, wanted, "{whole}");
    }
    for case in list(&vectors, "folded") {
        let found: Vec<[String; 2]> = words(text(&case[0])).into_iter().map(|word| [word.plain, word.stem]).collect();
        let wanted: Vec<[String; 2]> = serde_json::from_value(case[1].clone()).expect("pairs");
        assert_eq!(found, wanted, "{}", case[0]);
    }
}

const INCIDENT: &str = "\
schema: 1
title: {en: Small base, bn: ছোট ভাণ্ডার}
severity: sev2
tlp: CLEAR
stage: published
published: 2025-01-02
zone: Asia/Dhaka
services: [checkout]
tags: [queue]
sources: {S1: {en: Log, bn: লগ}}
";

/// Two reports that differ in a vowel sign, a number and a tag.
fn edition() -> Edition {
    let first = INCIDENT.replace("ছোট ভাণ্ডার", "ফল আসতে দেরি")
        + "\
summary: {en: The queue held 7500 jobs., bn: 'API-র সারিতে ৭,৫০০টি কাজ জমে। ঘণ্টা পেরিয়ে যায়, র\u{200d}্যাম ভরে ওঠে।'}
timeline:
  - {at: 15:13, mark: impact, en: First errors, bn: প্রথম এরর}
factors:
  backlog: {en: Jobs wait., bn: কাজ জমে থাকে।}
lessons:
  shed-load: {en: Drop old jobs first., bn: পুরোনো কাজ আগে বাদ দিন।}
";
    let second = INCIDENT
        .replace("Small base", "Other base")
        .replace("ছোট ভাণ্ডার", "ফুল ডিস্কে লেখা বন্ধ")
        .replace("[queue]", "[disk]")
        .replace("sev2", "sev1")
        + "\
summary: {en: The disk was full and the jobs stopped., bn: ডিস্ক ভরে কাজ থামে।}
timeline:
  - {at: 10:00, mark: impact, en: Writes fail, bn: লেখা যায় না}
";
    let project = Project::new()
        .file("incidents/2025-01-01-queue-jam/incident.yaml", first)
        .file("incidents/2024-06-01-disk-full/incident.yaml", second);
    let kb = project.load().kb.expect("it is a knowledge base");
    redact(&kb, Audience::Public, kb.newest_date().expect("it has a date"))
}

fn index(lang: Lang) -> Index {
    let (edition, texts, fonts) = (edition(), Texts::new(lang), Fonts::embedded());
    assert_eq!(edition.incidents.len(), 2);
    Index::new(findable(Press { edition: &edition, texts: &texts, fonts: &fonts, pdf: false }))
}

fn found(index: &Index, query: &str) -> Vec<String> {
    found_with(index, query, &Filters::default())
}

fn found_with(index: &Index, query: &str, filters: &Filters) -> Vec<String> {
    let answer = Query::new(query).answer(index, filters);
    answer.found.iter().map(|found| index.reports[found.report].id[11..].to_owned()).collect()
}

#[test]
fn a_search_finds_what_was_meant_and_nothing_that_only_looks_alike() {
    let bn = index(Lang::BN);
    let jam = ["queue-jam"];
    for query in [
        "ফল",
        "ফলের",
        "৭৫০০",
        "7500",
        "7,500",
        "API",
        "api",
        "ঘন্টা",
        "র্যাম",
        "র\u{200d}্যাম",
        "queue",
        "shed-load",
        "backlog",
    ] {
        assert_eq!(found(&bn, query), jam, "{query}");
    }
    assert_eq!(found(&bn, "ফুল"), ["disk-full"]);
    assert_eq!(found(&bn, "2024-06-01-disk-full"), ["disk-full"]);
    assert_eq!(found(&bn, "ফেল"), Vec::<String>::new());
    assert_eq!(found(&bn, "কাজ"), ["queue-jam", "disk-full"], "where it stands more often comes first");
    assert_eq!(found(&bn, "কাজ ডিস্ক"), ["disk-full"], "every word is asked for");
}

#[test]
fn the_last_word_may_be_begun_and_only_the_last() {
    let en = index(Lang::EN);
    assert_eq!(found(&en, "checko"), ["queue-jam", "disk-full"]);
    assert_eq!(found(&en, "checko "), Vec::<String>::new());
    assert_eq!(found(&en, "jobs sto"), ["disk-full"]);
    assert_eq!(
        found(&en, "sto jobs"),
        Query::new("jobs")
            .answer(&en, &Filters::default())
            .found
            .iter()
            .map(|hit| en.reports[hit.report].id[11..].to_owned())
            .collect::<Vec<_>>()
    );
    let answer = Query::new("sto jobs").answer(&en, &Filters::default());
    assert!(answer.partial && answer.found.iter().all(|hit| hit.words == 1));
}

#[test]
fn filters_take_any_value_of_one_facet_and_something_of_each() {
    let en = index(Lang::EN);
    let chosen = |pairs: &[(Facet, &str)]| {
        let mut filters = Filters::default();
        for (facet, value) in pairs {
            filters.choose(*facet, value);
        }
        found_with(&en, "", &filters)
    };
    assert_eq!(chosen(&[]), ["queue-jam", "disk-full"]);
    assert_eq!(chosen(&[(Facet::Severity, "SEV1")]), ["disk-full"]);
    assert_eq!(chosen(&[(Facet::Tag, "disk"), (Facet::Tag, "queue")]), ["queue-jam", "disk-full"]);
    assert_eq!(chosen(&[(Facet::Tag, "disk"), (Facet::Year, "2025")]), Vec::<String>::new());
    assert_eq!(chosen(&[(Facet::Factor, "backlog")]), ["queue-jam"]);
    assert_eq!(chosen(&[(Facet::Service, "checkout"), (Facet::Stage, "published")]).len(), 2);
    let mut filters = Filters::default();
    filters.choose(Facet::Tag, "dsik");
    let (facet, value, known) = filters.unknown(&en).expect("no report has it");
    assert_eq!((facet, value, known), (Facet::Tag, "dsik", vec!["disk".to_owned(), "queue".to_owned()]));
}

#[test]
fn what_is_shown_is_the_text_itself_with_the_words_marked() {
    let bn = index(Lang::BN);
    let query = Query::new("৭৫০০ ঘন্টা");
    let jam = &bn.reports[0];
    let shown = snippets(&query, jam);
    let marked: Vec<&str> = shown[0].marks.iter().map(|mark| &shown[0].text[mark.clone()]).collect();
    assert_eq!(marked, ["৭,৫০০", "ঘণ্টা"]);
    assert_eq!(shown[0].place.anchor(), "summary");
    assert_eq!(snippets(&Query::new("shed-load"), jam)[0].place.anchor(), "lessons/shed-load");
    assert_eq!(marks(&Query::new("ফলের"), &jam.title.text), vec![0.."ফল".len(); 1]);
}

#[test]
fn the_script_is_json_that_sets_one_global() {
    for lang in Lang::ALL {
        let script = script(&index(lang), lang);
        let start = format!("(globalThis.nidan = globalThis.nidan || {{}}).{} = ", lang.code());
        let json = script.strip_prefix(&start).and_then(|rest| rest.strip_suffix(";\n")).expect("one statement");
        let value: Value = serde_json::from_str(json).expect("what is set is JSON");
        assert_eq!(list(&value, "reports").len(), 2);
        assert_eq!(value["tag"], serde_json::json!(["queue", "disk"]));
    }
}
