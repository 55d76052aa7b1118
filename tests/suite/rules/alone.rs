//! Rules that no piece of one incident shows: they need a day, other incidents, settings, or many entries.

use super::{GOOD, PLACE, broken, checked, project, with};
use crate::project::{Project, SETTINGS};
use crate::small::MODEL;

fn rules(project: &Project, today: &str) -> Vec<&'static str> {
    checked(project, today).iter().map(|(finding, _)| finding.rule.0).collect()
}

#[test]
fn what_has_happened_lies_in_the_past() {
    assert_eq!(rules(&project(GOOD), "2025-02-05"), [""; 0]);
    assert_eq!(rules(&project(GOOD), "2025-02-04"), ["in-the-future"], "it came out tomorrow");
    assert_eq!(rules(&project(GOOD), "2025-01-31"), ["in-the-future"; 6]);
}

#[test]
fn what_is_overdue_depends_on_the_day() {
    assert_eq!(rules(&project(GOOD), "2025-03-31"), [""; 0], "the day itself is in time");
    assert_eq!(rules(&project(GOOD), "2025-04-01"), ["overdue-urgent-action", "overdue-action"]);
    let done = with(
        &GOOD[GOOD.find("actions:").expect("a section")..].replace("priority: P1", "priority: P1, done: 2025-03-01"),
    );
    assert_eq!(rules(&project(&done), "2025-04-01"), ["overdue-action"]);
}

#[test]
fn labels_and_dates_of_release() {
    assert_eq!(broken(&GOOD.replace("tlp: CLEAR\n", "")), ["missing-tlp"]);
    assert_eq!(broken(&GOOD.replace("published: 2025-02-05\n", "")), ["missing-published"]);
    let inside = project(&GOOD.replace("tlp: CLEAR\n", "")).file("nidan.yaml", SETTINGS.replace("public", "internal"));
    assert_eq!(rules(&inside, "2025-02-10"), [""; 0]);
}

#[test]
fn a_report_is_no_more_open_than_what_it_points_at() {
    let other = |tlp: &str| {
        let older = GOOD
            .replace("tlp: CLEAR", tlp)
            .replace("2025-02-0", "2025-01-0")
            .replace("all prices at once", "a list of goods");
        let pointing = format!("{GOOD}related: 2025-01-01-older\n");
        project(&pointing)
            .file("incidents/2025-01-01-older/incident.yaml", older)
            .file("incidents/2025-01-01-older/model.yaml", MODEL)
    };
    assert_eq!(rules(&other("tlp: AMBER"), "2025-02-10"), ["tlp-below-related"]);
    assert_eq!(rules(&other("tlp: CLEAR"), "2025-02-10"), [""; 0]);
}

#[test]
fn a_lesson_that_was_taught_before_is_named() {
    let other = |lesson: &str| {
        let sentence = "Let the checkout page ask the price service for every price with a single batch call";
        let newer = GOOD.replace("Ask for all prices at once", sentence);
        let older = GOOD.replace("Ask for all prices at once", lesson).replace("2025-02-0", "2025-01-0");
        let folder = "incidents/2025-01-01-older";
        project(&newer).file(&format!("{folder}/incident.yaml"), older).file(&format!("{folder}/model.yaml"), MODEL)
    };
    let found = checked(
        &other("Let every checkout page ask the price service for each price in a single batch call"),
        "2025-02-10",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0.message, "`2025-01-01-older` has taught this before, as `fewer`");
    assert_eq!(
        rules(
            &other("Let the checkout page hold its price for a minute when the pool of servers is full"),
            "2025-02-10"
        ),
        [""; 0]
    );
}

#[test]
fn names_of_people_give_way_to_their_roles() {
    let settings = format!("{SETTINGS}people: {{রহিমা: অন-কল প্রধান, Rahima: on-call lead}}\n");
    let named = with("summary: {en: Rahima restarted the pool., bn: রহিমা পুলটা রিস্টার্ট করেন।}");
    let found = checked(&project(&named).file("nidan.yaml", settings.clone()), "2025-02-10");
    let words: Vec<String> = found.iter().map(|(finding, place)| format!("{place}: {}", finding.hints[0])).collect();
    assert_eq!(words, ["Rahima: write the role: `on-call lead`", "রহিমা: write the role: `অন-কল প্রধান`"]);
    let other = with("summary: {en: The Rahimapur site was cut off., bn: সাইটটা বিচ্ছিন্ন হয়ে যায়।}");
    assert_eq!(rules(&project(&other).file("nidan.yaml", settings), "2025-02-10"), [""; 0]);
}

#[test]
fn more_than_ten_actions_are_too_many() {
    let actions = |count: usize| {
        let line = |at: usize| {
            format!(
                "  a{at}: {{for: fewer, owner: SRE lead, due: 2025-03-31, priority: P1, en: Cap calls at {at}, bn: সর্বোচ্চ কল {at}}}\n"
            )
        };
        let lines: String = (1..=count).map(line).collect();
        with(&format!("actions:\n{lines}"))
    };
    assert_eq!(broken(&actions(10)), [""; 0]);
    assert_eq!(broken(&actions(11)), ["too-many-actions"]);
}

#[test]
fn a_place_in_markdown_is_the_word_itself() {
    let yaml: String = with("summary: {source: S1}");
    let base = project(&yaml)
        .file(&format!("{PLACE}/incident.en.md"), "## summary\n\nIt was slow. The *operator* ignored\nthe page.\n")
        .file(&format!("{PLACE}/incident.bn.md"), "## summary\n\nধীর ছিল। অপারেটর অ্যালার্ট উপেক্ষা করেছেন।\n");
    let found = checked(&base, "2025-02-10");
    let places: Vec<&str> = found.iter().map(|(_, place)| place.as_str()).collect();
    assert_eq!(places, ["উপেক্ষা করেছেন", "operator* ignored"]);
}
