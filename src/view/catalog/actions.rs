//! Who owes what: actions by owner, what is done, and what others said they would do.

use super::{Leaf, Pen, calendar, facts, leaf, place};
use crate::catalog::actions::{Owed, State, actions, by_owner};
use crate::text::Texts;
use crate::view::Press;
use crate::view::document::{Block, BlockKind, Cell, Document, Href, Inline, Inlines};
use crate::view::frame::ACTIONS;
use crate::view::writer::{cell, head, list, paragraph, say, section};

/// Makes the page; `None` where nobody owes or has announced anything.
pub(super) fn page(press: Press<'_>) -> Option<Document> {
    let texts = press.texts;
    let all = actions(press.edition, press.edition.as_of);
    let mut pen = Pen::new(press);
    let announced = announced(&mut pen);
    if all.is_empty() && announced.is_none() {
        return None;
    }
    let mut blocks = Vec::new();
    if all.is_empty() {
        blocks.push(paragraph("intro", say(texts.msg("actions-none"))));
    } else {
        blocks.push(counts(&all, texts));
    }
    let (done, open): (Vec<Owed<'_>>, Vec<Owed<'_>>) =
        all.iter().partition(|owed| matches!(owed.state, State::Done(_)));
    for (number, (owner, owed)) in by_owner(open).into_iter().enumerate() {
        let id = format!("owner/{}", number + 1);
        let title = owner.map_or_else(|| texts.msg("actions-nobody"), str::to_owned);
        blocks.extend(section(&id, title, vec![table(&mut pen, &format!("{id}/table"), &owed)]));
    }
    if !done.is_empty() {
        blocks.extend(section("done", texts.msg("actions-done"), vec![table(&mut pen, "done/table", &done)]));
    }
    blocks.extend(announced);
    let forms = calendar::calendar(press).map(|_| (Href::Site(calendar::path(press)), texts.msg("actions-calendar")));
    let (title, description) = (texts.msg("actions-title"), texts.msg("actions-description"));
    Some(leaf(&pen, Leaf { place: ACTIONS, title, description, forms: forms.into_iter().collect(), blocks }))
}

fn counts(all: &[Owed<'_>], texts: &Texts) -> Block {
    let count = |is: fn(State) -> bool| all.iter().filter(|owed| is(owed.state)).count();
    let counts = [
        ("actions-overdue", count(|state| matches!(state, State::Overdue(_)))),
        ("actions-open", count(|state| matches!(state, State::Open(_)))),
        ("actions-done", count(|state| matches!(state, State::Done(_)))),
    ];
    facts("counts", counts.map(|(key, count)| (texts.msg(key), texts.count(count))).into())
}

fn table<'a>(pen: &mut Pen<'a>, id: &str, owed: &[Owed<'a>]) -> Block {
    let texts = pen.press.texts;
    let rows = owed.iter().map(|owed| row(pen, owed)).collect();
    let heads = ["action-what", "action-priority", "action-due", "actions-state", "actions-report"];
    let head = head(heads.map(|key| texts.msg(key)));
    let kind = BlockKind::Table { caption: Vec::new(), head, rows };
    Block { id: id.to_owned(), kind }
}

fn row<'a>(pen: &mut Pen<'a>, owed: &Owed<'a>) -> Vec<Cell> {
    let texts = pen.press.texts;
    let Owed { incident, action, state } = *owed;
    let what = pen.text(incident, &action.entry.text);
    let priority = action.priority.map_or("–", |priority| priority.label());
    let due = action
        .due
        .map_or_else(|| say("–".to_owned()), |due| vec![Inline::Time { iso: due.to_string(), text: texts.date(due) }]);
    let said = self::state(state, texts);
    let said: Inlines = if matches!(state, State::Overdue(_)) { vec![Inline::Strong(say(said))] } else { say(said) };
    vec![
        cell(what),
        cell(say(priority.to_owned())),
        cell(due),
        cell(said),
        cell(vec![pen.place(incident, Some("next"))]),
    ]
}

/// Says how an action stands.
pub(in crate::view) fn state(state: State, texts: &Texts) -> String {
    let days = |days: i64| texts.duration_days(days);
    match state {
        State::Overdue(late) => texts.msg_with("actions-late", &[("days", days(late).into())]),
        State::Open(Some(0)) => texts.msg("actions-today"),
        State::Open(Some(left)) => texts.msg_with("actions-left", &[("days", days(left).into())]),
        State::Open(None) => texts.msg("actions-no-date"),
        State::Done(day) => texts.msg_with("action-done", &[("date", texts.date(day).into())]),
    }
}

/// Lists what others said they would do, report by report.
fn announced(pen: &mut Pen<'_>) -> Option<Block> {
    let press = pen.press;
    let mut blocks = vec![paragraph("announced/intro", say(press.texts.msg("actions-announced-intro")))];
    for incident in &press.edition.incidents {
        let mut items = Vec::new();
        for entry in &incident.announced {
            let id = format!("announced/{}/{}", incident.id, entry.id);
            items.push(vec![paragraph(&id, pen.text(incident, &entry.text))]);
        }
        let id = format!("announced/{}", incident.id);
        let Some(list) = list(&format!("{id}/list"), false, items) else { continue };
        let title = vec![Inline::Link(place(press, incident, Some("announced")), pen.text(incident, &incident.title))];
        blocks.push(Block { id, kind: BlockKind::Section { title, blocks: vec![list] } });
    }
    (blocks.len() > 1).then(|| section("announced", press.texts.msg("actions-announced"), blocks)).flatten()
}
