//! Which past incidents a draft is like, before anyone has written a word of it.

use crate::base::lang::{Lang, PerLang};
use crate::catalog::related::related;
use crate::commands::{Context, Failure};
use crate::draft::Timeline;
use crate::load;
use crate::model::fact::Confidence;
use crate::model::incident::Passage;
use crate::model::{Audience, Fact, Guard, Id, Incident, Prose, Text, redact};
use crate::text::Texts;
use crate::typography::Fonts;
use crate::view::Press;
use crate::view::catalog::listing::{Listing, of_related};

/// Incidents that are named at most.
const MOST: usize = 3;

/// Someone's past incident: its id, its title, and what they share.
pub(super) struct Kin {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) why: String,
}

/// Finds the incidents that a draft is most like, by its title, services and timeline.
pub(super) fn nearest(
    context: &Context,
    id: &Id,
    title: Option<&str>,
    timeline: Option<&Timeline>,
) -> Result<Vec<Kin>, Failure> {
    let Some(mut kb) = load::load(&context.root).map_err(Failure::of)?.kb else { return Ok(Vec::new()) };
    let Some(draft) = kb.incidents.iter_mut().find(|incident| incident.id == *id) else { return Ok(Vec::new()) };
    told(draft, title, timeline);
    let Some(as_of) = kb.newest_date() else { return Ok(Vec::new()) };
    // Whoever writes may read everything.
    let edition = redact(&kb, Audience::Internal, as_of);
    let Some(draft) = edition.incidents.iter().find(|incident| incident.id == *id) else { return Ok(Vec::new()) };
    let likenesses = related(&edition, draft);
    let fonts = Fonts::embedded();
    // Reasons are in English where there are any, else in the language of the words that are shared.
    let listings = [Lang::EN, Lang::BN].map(|lang| {
        let texts = Texts::replaced(lang, &edition.overrides);
        of_related(Press { edition: &edition, texts: &texts, fonts: &fonts, pdf: false }, draft, &likenesses)
    });
    let [english, bangla] = listings;
    Ok(joined(english, &bangla))
}

fn joined(english: Listing, bangla: &Listing) -> Vec<Kin> {
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let kin = |(row, other): (Vec<String>, &Vec<String>)| {
        let why = Some(cell(&row, 2)).filter(|why| !why.is_empty()).unwrap_or_else(|| cell(other, 2));
        Kin { id: cell(&row, 0), title: cell(&row, 1), why }
    };
    english.rows.into_iter().zip(&bangla.rows).take(MOST).map(kin).collect()
}

/// Makes the draft say what is known: its title, and its timeline where the summary will be. Placeholders say nothing.
fn told(draft: &mut Incident, title: Option<&str>, timeline: Option<&Timeline>) {
    let span = draft.span;
    let prose = |markdown: String| Prose { markdown, span };
    let title = title.or_else(|| timeline?.title.as_deref()).unwrap_or_default();
    draft.title = Text::one(Lang::EN, prose(title.to_owned()));
    draft.title.set(Lang::BN, prose(title.to_owned()));
    let mut texts = PerLang::one(Lang::EN, prose(said(timeline, Lang::EN)));
    texts.set(Lang::BN, prose(said(timeline, Lang::BN)));
    let fact = Fact { sources: Vec::new(), confidence: Confidence::Fact, as_of: None, guard: Guard::default(), span };
    draft.summary = Some(Passage { text: texts, fact });
}

fn said(timeline: Option<&Timeline>, lang: Lang) -> String {
    let entries = timeline.map_or(&[][..], |made| &made.entries);
    let texts = entries.iter().flat_map(|entry| &entry.texts).filter(|(own, _)| *own == lang);
    texts.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
}
