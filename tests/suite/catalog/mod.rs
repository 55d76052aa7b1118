//! The knowledge base as a whole: what it answers, on pages and at the terminal, and what must leak nowhere.

mod base;
mod pages;
mod terminal;

use nidan::catalog::actions::{State, actions, by_owner};
use nidan::catalog::coverage::coverage;
use nidan::catalog::lessons::{Standing, lessons};
use nidan::catalog::recurrence::{anniversary, recurrence};
use nidan::catalog::related::{Said, related};
use nidan::catalog::stats::{ageing, lengths, spread};
use nidan::catalog::terms;
use nidan::model::time::Mark;
use nidan::model::{Audience, Edition, Incident, redact};
use nidan::runs::evidence::Evidence;

use crate::project::Project;
use base::{AGAIN, FIRST, OTHER, edition};

fn incident<'a>(edition: &'a Edition, id: &str) -> &'a Incident {
    edition.incidents.iter().find(|incident| incident.id.as_str() == id).expect(id)
}

fn evidence(edition: &Edition) -> Vec<Evidence> {
    let run =
        |incident| nidan::runs::evidence(incident, nidan::runs::lab::Lab::alone()).expect("every run is simulated");
    edition.incidents.iter().filter_map(|incident| run(incident)).collect()
}

#[test]
fn a_lesson_is_taught_by_every_incident_that_has_it() {
    let edition = edition(Audience::Public);
    let evidence = evidence(&edition);
    let all = lessons(&edition, &evidence);
    let told: Vec<(&str, Standing, Vec<&str>)> = all
        .iter()
        .map(|taught| {
            let by = taught.by.iter().map(|teaching| teaching.incident.id.as_str());
            (taught.id.as_str(), taught.standing(), by.collect())
        })
        .collect();
    let expected = [
        ("cap-retries", Standing::Holds, vec![AGAIN, FIRST]),
        ("shorter", Standing::Untested, vec![OTHER]),
        ("small-first", Standing::Untested, vec![FIRST]),
    ];
    assert_eq!(told, expected);
    let verdict = all[0].by[0].verdict.expect("its run was made");
    assert!(verdict.effect.abs() < 0.01 && verdict.run.as_str() == "fewer", "{verdict:?}");
    assert!(all[0].by[1].verdict.is_none(), "the earlier incident has no model");
}

#[test]
fn an_action_is_open_overdue_or_done_on_a_day() {
    let edition = edition(Audience::Public);
    let on = |day: &str| -> Vec<(String, State)> {
        let all = actions(&edition, day.parse().expect("a date"));
        all.iter().map(|owed| (owed.action.entry.id.to_string(), owed.state)).collect()
    };
    let named = |states: &[(&str, State)]| -> Vec<(String, State)> {
        states.iter().map(|(id, state)| ((*id).to_owned(), *state)).collect()
    };
    let done = State::Done("2024-03-22".parse().expect("a date"));
    let at = [
        ("cap", State::Overdue(341)),
        ("cap-now", State::Open(Some(0))),
        ("canary", State::Open(Some(114))),
        ("alarm", done),
    ];
    assert_eq!(edition.as_of.to_string(), "2025-03-08");
    assert_eq!(on("2025-03-08"), named(&at), "on the day itself nothing is overdue yet");
    let late = on("2025-03-09");
    assert_eq!(late[..2], named(&[("cap-now", State::Overdue(1)), ("cap", State::Overdue(342))]), "P0 before P1");
    assert!(on("2024-03-21").contains(&("alarm".to_owned(), State::Open(Some(10)))), "done only on the day after");
    let all = actions(&edition, edition.as_of);
    let urgent: Vec<&str> =
        all.iter().filter(|owed| owed.is_urgent()).map(|owed| owed.action.entry.id.as_str()).collect();
    assert_eq!(urgent, ["cap"]);
    let owners: Vec<Option<&str>> = by_owner(all).into_iter().map(|(owner, _)| owner).collect();
    assert_eq!(owners, [Some("Payments on-call"), Some("Release team")]);
}

#[test]
fn numbers_keep_every_incident_and_say_how_many_they_rest_on() {
    let edition = edition(Audience::Public);
    let told = |mark: Mark| {
        let lengths = lengths(&edition, mark);
        let spread = lengths.spread().expect("one is known");
        (spread.n, spread.median, spread.low, spread.high, lengths.unknown.len())
    };
    assert_eq!(told(Mark::Resolved), (3, Some(60.0), 60, 120, 0));
    assert_eq!(told(Mark::Detected), (2, None, 2, 10, 1), "two are too few for a median");
    assert_eq!(told(Mark::Acknowledged), (1, None, 6, 6, 2));
    assert!(lengths(&edition, Mark::Mitigated).spread().is_none());
    assert_eq!(spread([4, 1, 3, 2]).and_then(|spread| spread.median), Some(2.5));
    let aged = ageing(&edition, edition.as_of);
    let brief =
        |spread: Option<nidan::catalog::stats::Spread>| spread.map(|spread| (spread.n, spread.low, spread.high));
    // From 2 March 2024 and 5 March 2025 to 8 March 2025.
    assert_eq!(brief(aged.open), Some((3, 3, 371)));
    assert_eq!(brief(aged.overdue), Some((1, 341, 341)));
    assert_eq!(brief(aged.done), Some((1, 20, 20)));
}

#[test]
fn likenesses_have_reasons() {
    let edition = edition(Audience::Public);
    let found = related(&edition, incident(&edition, AGAIN));
    assert_eq!(found.iter().map(|one| one.other.id.as_str()).collect::<Vec<_>>(), [FIRST]);
    let first = &found[0];
    assert_eq!(first.said, Some(Said::Before));
    assert_eq!((first.factors[0].as_str(), first.lessons[0].as_str()), ("no-cap", "cap-retries"));
    assert_eq!(first.services, ["Checkout"], "capitals make no other service");
    assert_eq!(first.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["retries"]);
    assert!(first.words.iter().any(|(_, word)| *word == "retries"), "{:?}", first.words);
    let back = related(&edition, incident(&edition, FIRST));
    assert_eq!(back[0].said, Some(Said::Again));
    assert_eq!((back[0].other.id.as_str(), back[0].factors.len()), (AGAIN, 1));
    assert!(related(&edition, incident(&edition, OTHER)).is_empty(), "one tag that most have is chance");
}

#[test]
fn an_incident_that_happened_again_is_held_against_the_actions_of_the_first() {
    let edition = edition(Audience::Public);
    let found = recurrence(&edition, incident(&edition, AGAIN)).expect("its file says so");
    assert_eq!((found.before.id.as_str(), found.days), (FIRST, Some(368)));
    assert_eq!(found.factors.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["no-cap"]);
    let owed: Vec<(&str, State)> = found.owed.iter().map(|owed| (owed.action.entry.id.as_str(), owed.state)).collect();
    // On 5 March 2025, the day it happened again. The action against another cause is not among them.
    let done = State::Done("2024-03-22".parse().expect("a date"));
    assert_eq!(owed, [("cap", State::Overdue(338)), ("alarm", done)]);
    assert!(recurrence(&edition, incident(&edition, FIRST)).is_none());
}

#[test]
fn an_anniversary_is_within_half_a_month_of_the_day() {
    let kb = base::project().load().kb.expect("it loads");
    let on = |day: &str| {
        let edition = redact(&kb, Audience::Public, day.parse().expect("a date"));
        anniversary(&edition).map(|(years, incident)| (years, incident.id.to_string()))
    };
    assert_eq!(on("2025-03-08"), Some((1, FIRST.to_owned())), "not the one of three days ago");
    assert_eq!(on("2025-03-17"), Some((1, FIRST.to_owned())));
    assert_eq!(on("2025-03-18"), None);
    assert_eq!(on("2026-03-04"), Some((1, AGAIN.to_owned())), "one year before two");
    assert_eq!(on("2027-09-01"), Some((3, OTHER.to_owned())));
    let new_year = Project::new()
        .file("incidents/2023-12-28-late/incident.yaml", "schema: 1\ntitle: {en: Late, bn: দেরি}\ntlp: CLEAR\nstage: published\nzone: UTC\ntimeline: [{at: 10:00, mark: impact, en: Down, bn: অচল}]\n");
    let kb = new_year.load().kb.expect("it loads");
    let edition = redact(&kb, Audience::Internal, "2025-01-05".parse().expect("a date"));
    assert_eq!(anniversary(&edition).map(|(years, _)| years), Some(1), "over New Year");
}

#[test]
fn names_are_listed_with_their_incidents() {
    let edition = edition(Audience::Public);
    let tags: Vec<(String, usize)> =
        terms::tags(&edition).iter().map(|tag| (tag.name.to_string(), tag.incidents.len())).collect();
    assert_eq!(tags, [("retries".to_owned(), 2), ("rollout".to_owned(), 2), ("cache".to_owned(), 1)]);
    let services: Vec<(&str, usize)> =
        terms::services(&edition).iter().map(|service| (service.name, service.incidents.len())).collect();
    assert_eq!(services, [("checkout", 2), ("Names", 1), ("wallet", 1)]);
    assert_eq!(terms::factors(&edition).len(), 3);
    assert_eq!(terms::glossary(&edition).len(), 1);
}

#[test]
fn what_is_not_written_in_a_language_is_counted() {
    let whole = edition(Audience::Public);
    assert!(coverage(&whole).iter().all(nidan::catalog::coverage::Coverage::is_whole));
    let file = "schema: 1\ntitle: {en: One, bn: এক}\ntlp: CLEAR\nzone: UTC\nsummary: {en: Only English.}\n";
    let kb = Project::new().file("incidents/2025-01-01-one/incident.yaml", file).load().kb.expect("it loads");
    let edition = redact(&kb, Audience::Internal, "2025-01-05".parse().expect("a date"));
    let told: Vec<(&str, usize, usize)> =
        coverage(&edition).iter().map(|one| (one.lang.code(), one.written, one.all)).collect();
    assert_eq!(told, [("bn", 1, 2), ("en", 2, 2)]);
}

#[test]
fn what_is_withheld_is_in_no_answer() {
    let public = edition(Audience::Public);
    let internal = edition(Audience::Internal);
    let told = |edition: &Edition| {
        let likenesses: Vec<_> = edition.incidents.iter().map(|incident| related(edition, incident)).collect();
        format!(
            "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {likenesses:?}",
            lessons(edition, &[]),
            actions(edition, edition.as_of),
            terms::tags(edition),
            terms::services(edition),
            terms::factors(edition),
            terms::glossary(edition),
            edition.features,
        )
        .to_lowercase()
        .replace("id(\"canary\")", "")
        .replace("id(\"no-canary\")", "")
    };
    assert!(!told(&public).contains("canary"));
    assert!(told(&internal).contains("canary-action"), "the test would see it");
}
