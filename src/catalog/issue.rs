//! What an issue of the newsletter tells by itself: the time since the issue before, and what happened in it.

use chrono::{Days, Months, NaiveDate};

use super::actions::{Owed, State, actions};
use crate::model::time::{Length, Mark};
use crate::model::{Edition, Incident, Newsletter};

/// The time that an issue looks back on, its two days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, that of the issue.
    pub to: NaiveDate,
}

impl Period {
    /// Says whether a day lies in it.
    pub fn has(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Returns the time that an issue looks back on: what it says itself, else from the day after the issue before, else a month.
pub fn period(edition: &Edition, newsletter: &Newsletter) -> Period {
    let to = newsletter.date;
    let before = edition.newsletters.iter().map(|other| other.date).filter(|day| *day < to).max();
    let month = to.checked_sub_months(Months::new(1));
    let from = newsletter.since.or_else(|| before.or(month)?.checked_add_days(Days::new(1)));
    Period { from: from.unwrap_or(to), to }
}

/// Returns the reports that came out in a time, and those that were changed in it: what the model says of them is news.
pub fn renewed(edition: &Edition, period: Period) -> Vec<&Incident> {
    let is_new =
        |incident: &&Incident| [incident.published, incident.updated].into_iter().flatten().any(|day| period.has(day));
    edition.incidents.iter().map(|incident| &**incident).filter(is_new).collect()
}

/// What an issue counts.
#[derive(Clone, Debug)]
pub struct Numbers<'a> {
    /// Incidents of the time, the oldest first.
    pub incidents: Vec<&'a Incident>,
    /// Reports that came out in it.
    pub reports: usize,
    /// Actions that were done in it.
    pub done: usize,
    /// Actions that are neither done nor overdue on its last day.
    pub open: usize,
    /// Actions that are overdue on its last day.
    pub overdue: usize,
}

impl Numbers<'_> {
    /// Returns how long a key time came after the first impact, incident by incident.
    pub fn lengths(&self, mark: Mark) -> Vec<Option<Length>> {
        self.incidents.iter().map(|incident| incident.length_between(Mark::Impact, mark)).collect()
    }
}

/// Counts what happened in a time.
pub fn numbers(edition: &Edition, period: Period) -> Numbers<'_> {
    let happened = |incident: &&Incident| incident.day().is_some_and(|day| period.has(day));
    let mut incidents: Vec<&Incident> = edition.incidents.iter().map(|incident| &**incident).filter(happened).collect();
    incidents.sort_by(|a, b| a.day().cmp(&b.day()).then_with(|| a.id.cmp(&b.id)));
    let published = |incident: &&Incident| incident.published.is_some_and(|day| period.has(day));
    let reports = edition.incidents.iter().map(|incident| &**incident).filter(published).count();
    // An action of an incident that is still to come is nobody's yet.
    let all = actions(edition, period.to);
    let all: Vec<Owed<'_>> =
        all.into_iter().filter(|owed| owed.incident.day().is_none_or(|day| day <= period.to)).collect();
    let count = |is: &dyn Fn(State) -> bool| all.iter().filter(|owed| is(owed.state)).count();
    Numbers {
        incidents,
        reports,
        done: count(&|state| matches!(state, State::Done(day) if period.has(day))),
        open: count(&|state| matches!(state, State::Open(_))),
        overdue: count(&|state| matches!(state, State::Overdue(_))),
    }
}
