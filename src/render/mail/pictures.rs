//! The pictures that travel in a mail: figures drawn as PNG, and the issue's own.

use super::MailError;
use crate::base::digest::{Digest, Hasher};
use crate::chart::drawing::Drawing;
use crate::model::exhibit::ImageFormat;
use crate::render::png;
use crate::typography::Fonts;
use crate::view::newsletter::letter::Letter;

/// The widest that a picture is shown, in pixels: the column without its margins.
const COLUMN: f64 = 536.0;

/// A picture that travels in the mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Enclosed {
    /// The figure or picture it is, by language and block.
    place: (&'static str, String),
    /// Its name in the mail, without brackets.
    pub(super) cid: String,
    /// `image/png` or `image/jpeg`.
    pub(super) mime: &'static str,
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// How wide it is shown, in pixels.
    pub(super) width: u32,
}

impl Enclosed {
    /// Says whether it is the figure or picture of this name in the letter of a language.
    pub(super) fn is_at(&self, lang: &str, name: &str) -> bool {
        self.place.0 == lang && self.place.1 == name
    }
}

/// Draws the figures of letters and takes their pictures.
pub(super) fn pictures(letters: &[Letter], domain: &str, fonts: &Fonts) -> Result<Vec<Enclosed>, MailError> {
    let mut all = Vec::new();
    for Letter { document, .. } in letters {
        for drawing in document.figures() {
            let shown = on_a_phone(drawing);
            let picture = png::unframed(shown, &document.path);
            let bytes = picture.png(fonts).map_err(|error| MailError(error.to_string()))?;
            let place = (document.lang, drawing.id.clone());
            all.push(enclosed(place, (domain, "image/png"), (bytes, shown.width.min(COLUMN) as u32)));
        }
        for picture in document.pictures() {
            let mime = match picture.image.format {
                ImageFormat::Png => "image/png",
                ImageFormat::Jpeg => "image/jpeg",
            };
            let place = (document.lang, picture.file.clone());
            let width = f64::from(picture.image.width).min(COLUMN) as u32;
            all.push(enclosed(place, (domain, mime), (picture.image.bytes.to_vec(), width)));
        }
    }
    Ok(all)
}

/// Mails are read on phones: the form for a narrow column has letters that stay large enough there.
fn on_a_phone(drawing: &Drawing) -> &Drawing {
    drawing.narrow.as_deref().unwrap_or(drawing)
}

fn enclosed(
    place: (&'static str, String),
    (domain, mime): (&str, &'static str),
    (bytes, width): (Vec<u8>, u32),
) -> Enclosed {
    let mut hasher = Hasher::default();
    hasher.text(&Digest::of(&bytes).to_string());
    hasher.text(&place.1);
    let cid = format!("{}.{}@{domain}", place.0, hasher.finish().short());
    Enclosed { place, cid, mime, bytes, width }
}
