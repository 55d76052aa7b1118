//! Numbers over all incidents, each of which stays a point: medians and ranges with how many they rest on, no bare means.

use chrono::NaiveDate;

use super::actions::{self, State};
use crate::model::time::{Length, Mark};
use crate::model::{Edition, Incident};

/// From this many values on there is a median.
pub const FEW: usize = 3;

/// The key times that are counted from the impact on.
pub const MARKS: [Mark; 4] = [Mark::Detected, Mark::Acknowledged, Mark::Mitigated, Mark::Resolved];

/// What many values come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many there are.
    pub n: usize,
    /// Their median, of at least [`FEW`].
    pub median: Option<f64>,
    /// The least.
    pub low: i64,
    /// The most.
    pub high: i64,
}

/// Returns what values come to; `None` without any.
pub fn spread(values: impl IntoIterator<Item = i64>) -> Option<Spread> {
    let mut values: Vec<i64> = values.into_iter().collect();
    values.sort_unstable();
    let (low, high, n) = (*values.first()?, *values.last()?, values.len());
    let median = f64::midpoint(values[(n - 1) / 2] as f64, values[n / 2] as f64);
    Some(Spread { n, median: (n >= FEW).then_some(median), low, high })
}

/// How long it took from the first impact to a key time, incident by incident.
#[derive(Clone, Debug)]
pub struct Lengths<'a> {
    /// The key time.
    pub mark: Mark,
    /// Incidents whose record says, the shortest first.
    pub known: Vec<(&'a Incident, Length)>,
    /// Incidents whose record does not.
    pub unknown: Vec<&'a Incident>,
}

impl Lengths<'_> {
    /// Returns what the lengths come to, in minutes.
    pub fn spread(&self) -> Option<Spread> {
        spread(self.known.iter().map(|(_, length)| minutes(*length)))
    }
}

/// Measures how long a key time came after the first impact.
pub fn lengths(edition: &Edition, mark: Mark) -> Lengths<'_> {
    let mut lengths = Lengths { mark, known: Vec::new(), unknown: Vec::new() };
    for incident in &edition.incidents {
        match incident.length_between(Mark::Impact, mark) {
            Some(length) => lengths.known.push((incident, length)),
            None => lengths.unknown.push(incident),
        }
    }
    lengths.known.sort_by_key(|(_, length)| minutes(*length));
    lengths
}

/// Returns a length in minutes.
pub fn minutes(length: Length) -> i64 {
    match length {
        Length::Minutes(minutes) | Length::About(minutes) => minutes,
        Length::Days(days) => days * 24 * 60,
    }
}

/// How old actions are on a day, in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ageing {
    /// From the incident to the day, of what is not done, overdue or not.
    pub open: Option<Spread>,
    /// Past the day it was due, of what is overdue.
    pub overdue: Option<Spread>,
    /// From the incident to the day it was done.
    pub done: Option<Spread>,
}

/// Measures how old actions are; an action is as old as its incident.
pub fn ageing(edition: &Edition, as_of: NaiveDate) -> Ageing {
    let all = actions::actions(edition, as_of);
    let age = |incident: &Incident, until: NaiveDate| Some((until - incident.day()?).num_days());
    let open = all.iter().filter(|owed| !matches!(owed.state, State::Done(_)));
    let days = |state: State| if let State::Overdue(days) = state { Some(days) } else { None };
    Ageing {
        open: spread(open.filter_map(|owed| age(owed.incident, as_of))),
        overdue: spread(all.iter().filter_map(|owed| days(owed.state))),
        done: spread(all.iter().filter_map(|owed| match owed.state {
            State::Done(day) => age(owed.incident, day),
            State::Overdue(_) | State::Open(_) => None,
        })),
    }
}
