//! Who owes what: every action with its state on a day.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::model::lesson::{Action, Priority};
use crate::model::{Edition, Incident};

/// How an action stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not done, and its day has passed by so many days.
    Overdue(i64),
    /// Not done, with so many days left where it has a day; 0 on the day itself.
    Open(Option<i64>),
    /// Done on a day.
    Done(NaiveDate),
}

/// An action and how it stands.
#[derive(Clone, Copy, Debug)]
pub struct Owed<'a> {
    /// The incident it follows from.
    pub incident: &'a Incident,
    /// The action.
    pub action: &'a Action,
    /// How it stands.
    pub state: State,
}

impl Owed<'_> {
    /// Says whether it is overdue and of the two highest priorities.
    pub fn is_urgent(&self) -> bool {
        let high = self.action.priority.is_some_and(|priority| priority <= Priority::P1);
        high && matches!(self.state, State::Overdue(_))
    }

    /// Returns the order in which actions are told: what is overdue, then what is open, then what is done.
    fn order(&self) -> (u8, i64, bool, i64) {
        // Without a priority an action stands after those that have one.
        let rank = self.action.priority.map_or(i64::MAX, |priority| priority as i64);
        match self.state {
            State::Overdue(days) => (0, rank, false, -days),
            State::Open(left) => (1, left.unwrap_or(i64::MAX), left.is_none(), rank),
            State::Done(day) => (2, i64::from(-day.num_days_from_ce()), false, rank),
        }
    }
}

/// Returns how an action stands on a day.
pub fn state(action: &Action, as_of: NaiveDate) -> State {
    match (action.done.filter(|done| *done <= as_of), action.due) {
        (Some(done), _) => State::Done(done),
        (None, Some(due)) if due < as_of => State::Overdue((as_of - due).num_days()),
        (None, due) => State::Open(due.map(|due| (due - as_of).num_days())),
    }
}

/// Returns every action: overdue ones by priority and how long, open ones by their day, done ones the latest first.
pub fn actions(edition: &Edition, as_of: NaiveDate) -> Vec<Owed<'_>> {
    let mut all: Vec<Owed<'_>> = edition
        .incidents
        .iter()
        .flat_map(|incident| {
            incident.actions.iter().map(|action| Owed { incident, action, state: state(action, as_of) })
        })
        .collect();
    all.sort_by_key(Owed::order);
    all
}

/// Groups actions by who does them, by name; those that name nobody come last.
pub fn by_owner<'a>(actions: impl IntoIterator<Item = Owed<'a>>) -> Vec<(Option<&'a str>, Vec<Owed<'a>>)> {
    let mut owners: BTreeMap<(bool, Option<&'a str>), Vec<Owed<'a>>> = BTreeMap::new();
    for owed in actions {
        let owner = owed.action.owner.as_deref();
        owners.entry((owner.is_none(), owner)).or_default().push(owed);
    }
    owners.into_iter().map(|((_, owner), actions)| (owner, actions)).collect()
}
