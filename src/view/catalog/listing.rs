//! What the terminal says of the knowledge base: the tables of lessons, actions, numbers and likenesses, in one language.

use super::{actions, durations, kin, lessons, letters};
use crate::base::math;
use crate::catalog::actions::{Owed, State};
use crate::catalog::lessons::Taught;
use crate::catalog::recurrence::recurrences;
use crate::catalog::related::Likeness;
use crate::catalog::stats::{Lengths, MARKS, Spread, ageing, lengths, minutes};
use crate::model::Incident;
use crate::text::Texts;
use crate::view::Press;
use crate::view::report::{length, sentence};
use crate::view::writer::{Writer, plain};

/// A table for the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// What it shows.
    pub title: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
    /// What is said below, a line each.
    pub notes: Vec<String>,
}

/// Lists lessons, a row for each incident that teaches one.
pub fn of_lessons(press: Press<'_>, taught: &[Taught<'_>]) -> Listing {
    let texts = press.texts;
    let mut rows = Vec::new();
    for teaching in taught.iter().flat_map(|taught| &taught.by) {
        let effect = teaching.verdict.map_or_else(
            || texts.msg("lessons-no-claim"),
            |verdict| plain(&sentence(&mut Writer::new(press, teaching.incident, ""), verdict)),
        );
        rows.push(vec![
            letters(press, teaching.incident, &teaching.lesson.entry.text),
            lessons::badge(teaching.standing(), texts).text,
            effect,
            teaching.incident.id.to_string(),
        ]);
    }
    let head = ["listing-lesson", "listing-verdict", "listing-effect", "actions-report"];
    let notes = vec![texts.msg_with("lessons-intro", &[("count", taught.len().into())])];
    Listing { title: texts.msg("lessons-title"), head: words(texts, head), rows, notes }
}

/// Lists actions as they stand on a day.
pub fn of_actions(press: Press<'_>, owed: &[Owed<'_>], as_of: chrono::NaiveDate) -> Listing {
    let texts = press.texts;
    let row = |owed: &Owed<'_>| {
        let Owed { incident, action, state } = *owed;
        vec![
            action.priority.map_or("–", |priority| priority.label()).to_owned(),
            letters(press, incident, &action.entry.text),
            action.owner.clone().unwrap_or_else(|| "–".to_owned()),
            action.due.map_or_else(|| "–".to_owned(), |due| texts.date(due)),
            actions::state(state, texts),
            incident.id.to_string(),
        ]
    };
    let head = ["action-priority", "action-what", "action-owner", "action-due", "actions-state", "actions-report"];
    let count = |is: fn(State) -> bool| texts.count(owed.iter().filter(|owed| is(owed.state)).count());
    let overdue = count(|state| matches!(state, State::Overdue(_)));
    let open = count(|state| matches!(state, State::Open(_)));
    let done = count(|state| matches!(state, State::Done(_)));
    let counts = [("actions-overdue", overdue), ("actions-open", open), ("actions-done", done)];
    let counts: Vec<String> = counts.into_iter().map(|(key, count)| format!("{}: {count}", texts.msg(key))).collect();
    let day = texts.msg_with("catalog-as-of", &[("date", texts.date(as_of).into())]);
    Listing {
        title: texts.msg("actions-title"),
        head: words(texts, head),
        rows: owed.iter().map(row).collect(),
        notes: vec![format!("{day} · {}", counts.join(" · "))],
    }
}

/// Lists the lengths of every incident with what they come to, then how old actions are, then what happened again.
pub fn of_stats(press: Press<'_>) -> Vec<Listing> {
    let ages = of_ages(press);
    let again = of_recurrences(press);
    std::iter::once(of_lengths(press)).chain(ages).chain(again).collect()
}

fn of_lengths(press: Press<'_>) -> Listing {
    let texts = press.texts;
    let all = MARKS.map(|mark| lengths(press.edition, mark));
    let unknown = || "–".to_owned();
    let row = |incident: &Incident| {
        let mut row = vec![durations::name(press, incident)];
        row.extend(all.iter().map(|lengths| {
            let known = lengths.known.iter().find(|(other, _)| other.id == incident.id);
            known.map_or_else(unknown, |(_, of)| length(texts, *of))
        }));
        row
    };
    let mut rows: Vec<Vec<String>> = press.edition.incidents.iter().map(|incident| row(incident)).collect();
    let printed = |minutes: f64| texts.duration_minutes(math::round(minutes) as i64);
    let few = || texts.msg("stats-few");
    let of = |key: &str, tell: &dyn Fn(&Lengths<'_>, Spread) -> String| {
        let cells = all.iter().map(|lengths| lengths.spread().map_or_else(unknown, |spread| tell(lengths, spread)));
        std::iter::once(texts.msg(key)).chain(cells).collect::<Vec<String>>()
    };
    rows.push(of("stats-median", &|_, spread| spread.median.map_or_else(few, printed)));
    rows.push(of("stats-range", &|lengths, _| {
        let ends = [lengths.known.first(), lengths.known.last()]
            .map(|end| end.map_or_else(unknown, |(_, of)| texts.duration_minutes(minutes(*of))));
        between(texts, &ends[0], &ends[1])
    }));
    rows.push(of("stats-n", &|_, spread| texts.count(spread.n)));
    let mut head = vec![texts.msg("durations-incident")];
    head.extend(["TTD", "TTA", "TTM", "TTR"].map(str::to_owned));
    let legend = MARKS.iter().zip(["TTD", "TTA", "TTM", "TTR"]);
    let legend = legend.map(|(mark, short)| format!("{short}: {}", durations::name_of(*mark, texts)));
    Listing { title: texts.msg("durations-title"), head, rows, notes: legend.collect() }
}

fn of_ages(press: Press<'_>) -> Option<Listing> {
    let texts = press.texts;
    let aged = ageing(press.edition, press.edition.as_of);
    let rows = [("stats-age-open", aged.open), ("stats-age-overdue", aged.overdue), ("stats-age-done", aged.done)];
    let row = |(key, spread): (&str, Option<Spread>)| {
        let spread = spread?;
        let days = |days: i64| texts.duration_days(days);
        let median = spread.median.map_or_else(|| texts.msg("stats-few"), |median| days(math::round(median) as i64));
        let range = between(texts, &days(spread.low), &days(spread.high));
        Some(vec![texts.msg(key), texts.count(spread.n), median, range])
    };
    let rows: Vec<Vec<String>> = rows.into_iter().filter_map(row).collect();
    let head = words(texts, ["stats-age", "stats-n", "stats-median", "stats-range"]);
    let notes = vec![texts.msg("stats-age-caption")];
    (!rows.is_empty()).then(|| Listing { title: texts.msg("stats-ageing"), head, rows, notes })
}

fn of_recurrences(press: Press<'_>) -> Option<Listing> {
    let texts = press.texts;
    let all = recurrences(press.edition);
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|one| {
            let days = one.days.map_or_else(|| "–".to_owned(), |days| texts.duration_days(days));
            vec![one.again.id.to_string(), one.before.id.to_string(), days]
        })
        .collect();
    let head = words(texts, ["listing-again", "listing-before", "listing-between"]);
    (!rows.is_empty()).then(|| Listing { title: texts.msg("stats-recurrence"), head, rows, notes: Vec::new() })
}

/// Lists what is like an incident, and why.
pub fn of_related(press: Press<'_>, incident: &Incident, likenesses: &[Likeness<'_>]) -> Listing {
    let texts = press.texts;
    let mut rows = Vec::new();
    for likeness in likenesses {
        let mut writer = Writer::new(press, incident, "");
        let mut reasons: Vec<String> = kin::said_words(texts, likeness.said).into_iter().collect();
        reasons.extend(kin::reason_words(&mut writer, likeness));
        rows.push(vec![
            likeness.other.id.to_string(),
            letters(press, likeness.other, &likeness.other.title),
            reasons.join(" "),
        ]);
    }
    let head = words(texts, ["actions-report", "listing-title", "listing-why"]);
    let notes = if rows.is_empty() { vec![texts.msg("listing-alone")] } else { Vec::new() };
    Listing { title: letters(press, incident, &incident.title), head, rows, notes }
}

/// Prints a range; where both ends are the same, that.
pub(super) fn between(texts: &Texts, low: &str, high: &str) -> String {
    if low == high { low.to_owned() } else { texts.span(low, high) }
}

fn words<const N: usize>(texts: &Texts, keys: [&str; N]) -> Vec<String> {
    keys.map(|key| texts.msg(key)).into()
}
