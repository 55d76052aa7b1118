//! What happened again, and what had been going to be done about it.

use chrono::{Datelike, NaiveDate};

use super::actions::{Owed, state};
use crate::model::{Edition, Id, Incident};

/// An incident that happened again.
#[derive(Clone, Debug)]
pub struct Recurrence<'a> {
    /// The later one.
    pub again: &'a Incident,
    /// The earlier one.
    pub before: &'a Incident,
    /// Days from one to the other; `None` where one has no day.
    pub days: Option<i64>,
    /// Factors that both have.
    pub factors: Vec<&'a Id>,
    /// The earlier incident's actions against those factors, as they stood on the day of the later one.
    pub owed: Vec<Owed<'a>>,
}

/// Returns what happened again with an incident; `None` where its file names no earlier one that this edition has.
pub fn recurrence<'a>(edition: &'a Edition, again: &'a Incident) -> Option<Recurrence<'a>> {
    let named = &again.recurrence_of.as_ref()?.id;
    let before: &Incident = edition.features.place(named).and_then(|place| edition.incidents.get(place))?;
    let has = |incident: &Incident, id: &Id| incident.factors.iter().any(|factor| factor.entry.id == *id);
    let factors: Vec<&Id> = before.factors.iter().map(|factor| &factor.entry.id).filter(|id| has(again, id)).collect();
    let day = again.day();
    let against = |lesson: &Id| {
        let lesson = before.lessons.iter().find(|candidate| candidate.entry.id == *lesson);
        lesson.is_some_and(|lesson| lesson.answers.iter().any(|factor| factors.contains(&factor)))
    };
    let owed = before.actions.iter().filter(|action| action.lessons.iter().any(against));
    let owed = owed.map(|action| Owed { incident: before, action, state: state(action, day.unwrap_or(edition.as_of)) });
    let owed = owed.collect();
    let days = day.zip(before.day()).map(|(later, earlier)| (later - earlier).num_days());
    Some(Recurrence { again, before, days, factors, owed })
}

/// Returns everything that happened again, the newest first.
pub fn recurrences(edition: &Edition) -> Vec<Recurrence<'_>> {
    edition.incidents.iter().filter_map(|incident| recurrence(edition, incident)).collect()
}

/// Half a month: how far an anniversary may lie from its day.
const WINDOW: i64 = 15;

/// Returns the incident that happened a year, or years, before the edition's day, with how many: the fewest years first,
/// then the nearest day.
pub fn anniversary(edition: &Edition) -> Option<(u32, &Incident)> {
    anniversary_on(edition, edition.as_of)
}

/// Returns the incident that happened a year, or years, before a day.
pub fn anniversary_on(edition: &Edition, as_of: NaiveDate) -> Option<(u32, &Incident)> {
    let dated = edition.incidents.iter().filter_map(|incident| Some((&**incident, incident.day()?)));
    let near = dated.filter_map(|(incident, day)| {
        let years = u32::try_from(as_of.year() - day.year()).ok()?;
        // A window over New Year belongs to the year before or after.
        let tried = years.saturating_sub(1).max(1)..=years + 1;
        tried.filter_map(|years| Some((years, distance(day, as_of, years)?, incident))).min_by_key(key)
    });
    near.min_by_key(key).map(|(years, _, incident)| (years, incident))
}

fn key(found: &(u32, i64, &Incident)) -> (u32, i64) {
    (found.0, found.1)
}

/// Returns how far a day lies from the day so many years ago, when that is within the window.
fn distance(day: NaiveDate, as_of: NaiveDate, years: u32) -> Option<i64> {
    let year = as_of.year() - i32::try_from(years).ok()?;
    // The 29th of February has its anniversary a day earlier.
    let then = as_of.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))?;
    let days = (day - then).num_days().abs();
    (days <= WINDOW).then_some(days)
}
