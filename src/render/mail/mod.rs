//! Letters to mails: plain text and HTML of the same document, pictures within, and a head that nothing can break out of.
//!
//! The same letter gives the same bytes on every machine: names, boundaries and the day follow from what it says.

mod charset;
mod head;
mod html;
mod message;
mod pictures;
mod text;

use std::error::Error;
use std::fmt;

use chrono::NaiveDate;

use crate::model::Mailing;
use crate::typography::Fonts;
use crate::view::newsletter::letter::Letter;

pub use message::Mail;

/// The most bytes that the HTML of a mail may have: what is longer, mailboxes cut off.
pub const MOST: usize = 80_000;

/// A mail that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailError(String);

impl fmt::Display for MailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for MailError {}

/// Makes the mail of an issue out of its letters, one for each language in it.
///
/// # Errors
/// When a picture cannot be drawn, or the HTML would be cut off.
pub fn mail(
    letters: &[Letter],
    (issue, day): (&str, NaiveDate),
    mailing: &Mailing,
    fonts: &Fonts,
) -> Result<Mail, MailError> {
    let leave = message::leave(mailing);
    let pictures = pictures::pictures(letters, &mailing.domain, fonts)?;
    let html = html::page(letters, &pictures, leave.as_deref())?;
    if html.len() > MOST {
        let message =
            format!("the HTML of the mail has {} bytes, more than the {MOST} that mailboxes show", html.len());
        return Err(MailError(message));
    }
    let text = letters.iter().map(|letter| text::text(letter, leave.as_deref())).collect::<Vec<_>>().join("\n\n");
    Ok(message::build(letters, (issue, day), mailing, (text, html, pictures)))
}
