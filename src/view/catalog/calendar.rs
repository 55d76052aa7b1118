//! The actions that are still to be done, as a calendar.

use chrono::NaiveDate;

use super::letters;
use crate::catalog::actions::{Owed, State, actions};
use crate::view::Press;
use crate::view::frame::{ACTIONS, path_in};

/// A calendar in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// BCP 47 code.
    pub lang: &'static str,
    /// Its name.
    pub name: String,
    /// The day that it speaks of.
    pub as_of: NaiveDate,
    /// Its entries, in the order of the actions page.
    pub entries: Vec<Entry>,
}

/// What is due on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same for an action in every language and every build.
    pub uid: String,
    /// The day it is due.
    pub due: NaiveDate,
    /// What is to be done.
    pub summary: String,
    /// Who does it, and which report it follows from.
    pub description: String,
}

/// Makes the calendar; `None` where nothing that is to be done has a day.
pub fn calendar(press: Press<'_>) -> Option<Calendar> {
    let texts = press.texts;
    let as_of = press.edition.as_of;
    let todo = actions(press.edition, as_of).into_iter().filter(|owed| !matches!(owed.state, State::Done(_)));
    let entries: Vec<Entry> = todo.filter_map(|owed| entry(press, owed)).collect();
    let (_, site) = press.edition.settings.title.or_borrowed(texts.lang());
    let name = texts.msg_with("calendar-name", &[("site", site.into())]);
    (!entries.is_empty()).then_some(Calendar { lang: texts.lang().code(), name, as_of, entries })
}

fn entry(press: Press<'_>, owed: Owed<'_>) -> Option<Entry> {
    let texts = press.texts;
    let Owed { incident, action, .. } = owed;
    let due = action.due?;
    let what = letters(press, incident, &action.entry.text);
    let summary = action.priority.map_or_else(|| what.clone(), |priority| format!("{} · {what}", priority.label()));
    let mut lines = Vec::new();
    lines.extend(action.owner.as_ref().map(|owner| texts.msg_with("owner", &[("owner", owner.into())])));
    lines.push(letters(press, incident, &incident.title));
    Some(Entry {
        uid: format!("{}/actions/{}@nidan", incident.id, action.entry.id),
        due,
        summary,
        description: lines.join("\n"),
    })
}

/// Returns where the calendar stands, from the site's root.
pub fn path(press: Press<'_>) -> String {
    path_in(press.texts.lang(), &ACTIONS.replace("index.html", "actions.ics"))
}
