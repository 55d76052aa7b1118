//! The forms of a report that are one file: page, Markdown, post.

mod command;
mod markdown;
mod page;
mod post;

use nidan::base::lang::Lang;
use nidan::model::{Incident, Released};
use nidan::runs::evidence::Evidence;
use nidan::text::Texts;
use nidan::typography::Fonts;
use nidan::view::Press;

use crate::words::base;

/// Calls `test` for each shipped incident in each language.
fn each_shipped(mut test: impl FnMut(Press<'_>, &Released<Incident>, Option<&Evidence>)) {
    let base = base();
    let fonts = Fonts::embedded();
    for lang in [Lang::BN, Lang::EN] {
        let texts = Texts::new(lang);
        let press = Press { edition: &base.edition, texts: &texts, fonts: &fonts, pdf: true };
        for incident in &base.edition.incidents {
            test(press, incident, base.evidence.iter().find(|evidence| evidence.incident == incident.id));
        }
        assert_eq!(texts.faults(), Vec::<String>::new());
    }
}
