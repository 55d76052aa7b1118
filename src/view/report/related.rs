//! Other reports of the knowledge base that belong beside this one.

use crate::model::{Id, Incident};
use crate::view::document::{Block, Href, Inline, Inlines};
use crate::view::frame::path_in;
use crate::view::names;
use crate::view::writer::{Writer, fill, list, paragraph, section, slot};

/// Lists what happened before or again, and what is alike; what another report says of this one counts as well.
pub(super) fn related(writer: &mut Writer<'_>) -> Option<Block> {
    let (incident, edition) = (writer.incident, writer.press.edition);
    let texts = writer.texts();
    let mut items: Vec<(Id, Inlines)> = Vec::new();
    let before = incident.recurrence_of.as_ref().map(|other| &other.id);
    for other in edition.incidents.iter().map(|released| &**released).filter(|other| other.id != incident.id) {
        let again = other.recurrence_of.as_ref().is_some_and(|named| named.id == incident.id);
        let alike = names_it(incident, &other.id) || names_it(other, &incident.id);
        let words = if before == Some(&other.id) {
            texts.msg_with("related-before", &[("report", slot(0))])
        } else if again {
            texts.msg_with("related-again", &[("report", slot(0))])
        } else if alike {
            texts.msg_with("related-alike", &[("report", slot(0))])
        } else {
            continue;
        };
        let content = fill(&words, &[link(writer, other)]);
        items.push((other.id.clone(), content));
    }
    let items = items.into_iter().map(|(id, content)| vec![paragraph(&format!("related/{id}"), content)]).collect();
    section("related", texts.msg("section-related"), list("related/list", false, items).into_iter().collect())
}

fn names_it(incident: &Incident, other: &Id) -> bool {
    incident.related.iter().any(|named| named.id == *other)
}

/// Links to a report by its title, with its day.
fn link(writer: &mut Writer<'_>, other: &Incident) -> Inlines {
    let texts = writer.texts();
    let path = path_in(texts.lang(), &names::report_place(&other.id));
    let mut content = vec![Inline::Link(Href::Site(path), writer.inline(&other.title))];
    if let Some(day) = other.day() {
        content.push(Inline::Text(format!(" ({})", texts.date(day))));
    }
    content
}
