//! The files that an issue is made into, beside its page on the site.

use super::Prepared;
use crate::commands::{Failure, pdf};
use crate::model::{Newsletter, Released};
use crate::render::{chat, mail};
use crate::text::Texts;
use crate::typography::Fonts;
use crate::view::Press;
use crate::view::alone::alone;
use crate::view::newsletter::brief::brief;
use crate::view::newsletter::letter::{Letter, letter};
use crate::view::newsletter::{Extent, issue};

/// A file: its name, its bytes.
type Named = (String, Vec<u8>);

/// Makes all of them: for each language a mail with its two texts, chat texts and a PDF; then the mail in all languages.
pub(super) fn all(prepared: &Prepared, newsletter: &Released<Newsletter>, pdf: bool) -> Result<Vec<Named>, Failure> {
    let fonts = Fonts::embedded();
    let texts: Vec<Texts> = prepared
        .edition
        .settings
        .languages
        .iter()
        .map(|lang| Texts::replaced(*lang, &prepared.edition.overrides))
        .collect();
    let mut files = Vec::new();
    let mut letters = Vec::new();
    for texts in &texts {
        let press = Press { edition: &prepared.edition, texts, fonts: &fonts, pdf: false };
        let own = letter(press, newsletter, &prepared.evidence);
        let code = texts.lang().code();
        files.extend(mails(prepared, newsletter, (code, std::slice::from_ref(&own)), &fonts)?);
        let short = brief(press, newsletter);
        files.push((format!("{code}.whatsapp.txt"), chat::whatsapp(&short).into_bytes()));
        files.push((format!("{code}.slack.txt"), chat::slack(&short).into_bytes()));
        if pdf {
            let document = issue(press, newsletter, &prepared.evidence, Extent::Whole);
            files.push((format!("{code}.pdf"), pdf::alone(&alone(document), &prepared.edition.overrides.pdf)?));
        }
        letters.push(own);
    }
    if letters.len() > 1 {
        files.extend(mails(prepared, newsletter, ("both", &letters), &fonts)?);
    }
    Ok(files)
}

/// Makes a mail, and its two texts by themselves, to be looked at.
fn mails(
    prepared: &Prepared,
    newsletter: &Newsletter,
    (name, letters): (&str, &[Letter]),
    fonts: &Fonts,
) -> Result<Vec<Named>, Failure> {
    let mailing = prepared.mailing()?;
    let made = mail::mail(letters, (newsletter.id.as_str(), newsletter.date), mailing, fonts).map_err(Failure::of)?;
    let file = made.file().map_err(Failure::of)?;
    Ok(vec![
        (format!("{name}.eml"), file),
        (format!("{name}.txt"), made.text.into_bytes()),
        (format!("{name}.html"), made.html.into_bytes()),
    ])
}
