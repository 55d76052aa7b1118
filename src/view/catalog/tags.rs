//! Tags, services and causes, each with the reports that have it.

use super::{Leaf, Pen, joined, leaf};
use crate::catalog::terms::{self, Named};
use crate::model::{Id, Incident};
use crate::view::Press;
use crate::view::document::{Block, Document, Href, Inline, Inlines};
use crate::view::frame::{TAGS, path_in};
use crate::view::writer::{fill, list, paragraph, say, section, slot};

/// Makes the page; `None` where there is nothing to list.
pub(super) fn page(press: Press<'_>) -> Option<Document> {
    let texts = press.texts;
    let mut pen = Pen::new(press);
    let tags = terms::tags(press.edition)
        .into_iter()
        .map(|Named { name, incidents }| (format!("tags/{name}"), say(name.to_string()), incidents, None));
    let tags = list_of(&mut pen, "tags", tags.collect());
    let services = terms::services(press.edition)
        .into_iter()
        .map(|Named { name, incidents }| (format!("services/{}", slug(name)), say(name.to_owned()), incidents, None));
    let services = list_of(&mut pen, "services", services.collect());
    let mut factors = Vec::new();
    for Named { name, incidents } in terms::factors(press.edition) {
        let words = pen.text(incidents[0], name.short.as_ref().unwrap_or(&name.entry.text));
        let id = &name.entry.id;
        factors.push((format!("factors/{id}"), words, incidents, Some(format!("factors/{id}"))));
    }
    let factors = list_of(&mut pen, "factors", factors);
    let sections = [
        section("tags", texts.msg("tags-tags"), tags),
        section("services", texts.msg("tags-services"), services),
        section("factors", texts.msg("tags-factors"), factors),
    ];
    let blocks: Vec<Block> = sections.into_iter().flatten().collect();
    let (title, description) = (texts.msg("tags-title"), texts.msg("tags-description"));
    let page = Leaf { place: TAGS, title, description, forms: Vec::new(), blocks };
    (!page.blocks.is_empty()).then(|| leaf(&pen, page))
}

/// Links the tags of a report to where all reports with them are listed; `None` without a tag.
pub(in crate::view) fn line(press: Press<'_>, incident: &Incident) -> Option<Inlines> {
    let page = path_in(press.texts.lang(), TAGS);
    let link = |tag: &Id| vec![Inline::Link(Href::Site(format!("{page}#tags/{tag}")), say(tag.to_string()))];
    let tags: Vec<Inlines> = incident.tags.iter().map(link).collect();
    let words = press.texts.msg_with("tags-line", &[("tags", slot(0))]);
    (!tags.is_empty()).then(|| fill(&words, &[joined(tags, ", ")]))
}

/// A row: its id, the name, who has it, and the place in their reports that says so.
type Row<'a> = (String, Inlines, Vec<&'a Incident>, Option<String>);

fn list_of<'a>(pen: &mut Pen<'a>, id: &str, rows: Vec<Row<'a>>) -> Vec<Block> {
    let mut items = Vec::new();
    for (id, name, incidents, anchor) in rows {
        let mut content = vec![Inline::Strong(name), Inline::Break];
        content.push(Inline::Emph(reports(pen, incidents, anchor.as_deref())));
        items.push(vec![paragraph(&id, content)]);
    }
    list(&format!("{id}/list"), false, items).into_iter().collect()
}

/// Links to reports: causes by what was hit and when, since their own words say what happened; else by title, a line each.
fn reports<'a>(pen: &mut Pen<'a>, incidents: Vec<&'a Incident>, anchor: Option<&str>) -> Inlines {
    if anchor.is_some() {
        return joined(incidents.into_iter().map(|incident| vec![pen.short(incident, anchor)]).collect(), "; ");
    }
    let mut content = Vec::new();
    for incident in incidents {
        if !content.is_empty() {
            content.push(Inline::Break);
        }
        content.push(pen.report(incident));
    }
    content
}

/// Returns where a tag or service stands.
pub(super) fn slug(name: &str) -> String {
    let kept = |c: char| if c.is_whitespace() || c.is_control() { '-' } else { c };
    name.to_lowercase().chars().map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_service_has_an_anchor_without_spaces() {
        assert_eq!(slug("Amazon Kinesis Data Streams"), "amazon-kinesis-data-streams");
        assert_eq!(slug("পেমেন্ট গেটওয়ে"), "পেমেন্ট-গেটওয়ে");
    }
}
