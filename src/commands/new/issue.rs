//! `nidan new newsletter`: a draft of an issue, with what the knowledge base can fill in by itself.

use std::fmt::Write as _;

use chrono::{Days, Months, NaiveDate};
use clap::Args;

use crate::base::lang::Lang;
use crate::commands::{Context, Failure, Outcome, build};
use crate::load::{self, decode};
use crate::model::incident::Stage;
use crate::model::{Audience, Id, Incident, KnowledgeBase, Tlp};
use crate::publish::create_file;
use crate::text::Texts;
use crate::ui;

const TEMPLATE: &str = include_str!("../../../templates/draft/newsletter.yaml");
/// The schema of newsletters, from the root of the knowledge base, and from an issue's folder.
const SCHEMA: &str = ".nidan/schema/newsletter.json";

/// The arguments of `new newsletter`.
#[derive(Args, Debug)]
pub struct NewsletterArgs {
    /// The month and a few words: 2025-03-news
    id: String,
}

/// Carries out `new newsletter`.
///
/// # Errors
/// When the id is none or taken, or the draft cannot be written.
pub(super) fn run(args: &NewsletterArgs, context: &Context) -> Result<Outcome, Failure> {
    let (id, day) = id(&args.id)?;
    let loaded = load::load(&context.root).map_err(Failure::of)?;
    let Some(kb) = loaded.kb else {
        ui::print_findings(&loaded.report, &loaded.sources, context.format);
        return Ok(Outcome::Errors);
    };
    let schema = if context.root.join(SCHEMA).is_file() {
        format!("# yaml-language-server: $schema=../../{SCHEMA}\n")
    } else {
        String::new()
    };
    let path = context.root.join("newsletters").join(id.as_str()).join("newsletter.yaml");
    let text = text(&kb, (&id, day), &schema);
    let written = create_file(&path, text.as_bytes()).map_err(|error| build::failure(&error))?;
    if !written {
        let message = format!("there is a newsletter `{id}` already");
        return Err(Failure::new(
            message,
            format!("write on in `newsletters/{id}/newsletter.yaml`, or choose another id"),
        ));
    }
    ui::result(&path.display().to_string());
    Ok(Outcome::Done)
}

/// Reads the id; an issue is dated on the last day of its month until someone says otherwise.
fn id(text: &str) -> Result<(Id, NaiveDate), Failure> {
    let month = text.get(..7).and_then(|month| decode::parse_date(&format!("{month}-01")));
    let slug = text.get(7..).and_then(|rest| rest.strip_prefix('-')).filter(|slug| !slug.is_empty());
    let last = month.and_then(|first| first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1)));
    if let (Some(id), Some(_), Some(day)) = (Id::new(text), slug, last) {
        return Ok((id, day));
    }
    let message = format!("`{text}` is not the id of a newsletter");
    Err(Failure::new(message, "the month comes first, then a few words in Latin letters: `2025-03-news`"))
}

fn text(kb: &KnowledgeBase, (id, day): (&Id, NaiveDate), schema: &str) -> String {
    let tlp = match kb.settings.audience {
        Audience::Public => Tlp::Clear,
        Audience::Community => Tlp::Green,
        Audience::Internal => Tlp::AmberStrict,
    };
    let number = kb.newsletters.iter().filter_map(|issue| issue.number).max().map_or(1, |number| number + 1);
    let month = |lang: Lang| {
        let date = Texts::new(lang).date(day);
        // The day is the first word of a date in either language.
        date.split_once(' ').map_or_else(|| date.clone(), |(_, month)| month.to_owned())
    };
    let filled = [
        ("<<schema>>", schema.to_owned()),
        ("<<id>>", id.to_string()),
        ("<<number>>", number.to_string()),
        ("<<date>>", day.to_string()),
        ("<<tlp>>", tlp.label().to_owned()),
        ("<<title-en>>", month(Lang::EN)),
        ("<<title-bn>>", month(Lang::BN)),
        ("<<reports>>", reports(kb, (day, tlp))),
    ];
    filled.into_iter().fold(TEMPLATE.to_owned(), |text, (slot, value)| text.replace(slot, &value))
}

/// Writes the items about reports: the lesson of the newest, each that came out since the issue before, a drill.
fn reports(kb: &KnowledgeBase, (day, tlp): (NaiveDate, Tlp)) -> String {
    let before = kb.newsletters.iter().map(|issue| issue.date).filter(|date| *date < day).max();
    let from = before.or_else(|| day.checked_sub_months(Months::new(1))).unwrap_or(day);
    let fits =
        |incident: &&Incident| incident.stage >= Stage::Published && incident.tlp.is_some_and(|label| label <= tlp);
    let all: Vec<&Incident> = kb.incidents.iter().filter(fits).collect();
    let is_new = |incident: &&&Incident| incident.published.is_some_and(|out| out > from && out <= day);
    let fresh: Vec<&&Incident> = all.iter().filter(is_new).collect();
    let mut items = String::new();
    let told = fresh.iter().copied().chain(&all).find(|incident| !incident.lessons.is_empty());
    if let Some((incident, lesson)) = told.and_then(|incident| Some((incident, incident.lessons.first()?))) {
        items.push_str(
            "  # A lesson of a report, with its verdict and its picture · প্রতিবেদনের একটা শিক্ষা, রায় আর ছবিসহ\n",
        );
        let _ = writeln!(items, "  - lead: {}#lessons/{}", incident.id, lesson.entry.id);
    }
    if !fresh.is_empty() {
        items.push_str("  # Reports since the issue before · আগের সংখ্যার পরের প্রতিবেদন\n");
    }
    for incident in &fresh {
        let _ = writeln!(items, "  - incident: {}", incident.id);
    }
    if let Some(incident) = all.iter().find(|incident| incident.timeline.len() > 1) {
        items.push_str("  # The beginning of a timeline: what would you do? · ঘটনাক্রমের শুরুটা: আপনি হলে কী করতেন?\n");
        let _ = writeln!(items, "  - drill: {}", incident.id);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_is_named_by_its_month() {
        assert_eq!(id("2025-02-news").map(|(_, day)| day.to_string()).as_deref(), Ok("2025-02-28"));
        for wrong in ["2025-13-news", "2025-02", "2025-02-", "news", "2025-02-../x", "২০২৫-০২-news"] {
            assert!(id(wrong).is_err(), "{wrong}");
        }
    }
}
