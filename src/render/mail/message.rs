//! The mail itself: its head, its parts, one for each way to read it.

use std::time::{Duration, SystemTime};

use chrono::NaiveDate;
use lettre::address::Envelope;
use lettre::message::header::{ContentDisposition, ContentId, ContentTransferEncoding, ContentType, HeaderValue};
use lettre::message::{Body, MultiPart, SinglePart};
use lettre::{Address, Message};

use super::MailError;
use super::head;
use super::pictures::Enclosed;
use crate::base::digest::{Digest, Hasher};
use crate::model::Mailing;
use crate::view::newsletter::letter::Letter;

/// The hour, in UTC, at which an issue is dated: morning where it is written, and the same day nearly everywhere.
const HOUR: i64 = 3;

/// A mail that can be written down, or sent to one after the other.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Its plain text.
    pub text: String,
    /// Its HTML, with pictures by name.
    pub html: String,
    /// Its name, the same for everyone and in every run: `<…@…>`.
    pub id: String,
    /// The address that it comes from.
    pub from: String,
    lines: Vec<HeaderValue>,
    date: SystemTime,
    pictures: Vec<Enclosed>,
}

/// Returns the address by which one leaves the list: the one for people, who click on it.
pub(super) fn leave(mailing: &Mailing) -> Option<String> {
    let mail = mailing.leave_by_mail.as_ref().map(|address| format!("mailto:{address}?subject=unsubscribe"));
    mailing.leave_by_web.clone().or(mail)
}

/// Puts a mail together.
pub(super) fn build(
    letters: &[Letter],
    (issue, day): (&str, NaiveDate),
    mailing: &Mailing,
    (text, html, pictures): (String, String, Vec<Enclosed>),
) -> Mail {
    let languages: Vec<&str> = letters.iter().map(|letter| letter.document.lang).collect();
    // The subject of a mail in several languages is that of the first.
    let (subject, sender, name) =
        letters.first().map_or(("", "", ""), |first| (&first.subject, &first.sender, &first.newsletter));
    let mut hasher = Hasher::default();
    for part in [subject, &text, &html] {
        hasher.text(part);
    }
    for picture in &pictures {
        hasher.text(&Digest::of(&picture.bytes).to_string());
    }
    let content = hasher.finish().to_string();
    let id = format!("<nl-{issue}.{}.{}@{}>", languages.join("-"), &content[..16], mailing.domain);
    let lines = [
        head::mailbox("From", sender, &mailing.address),
        head::line("Subject", subject),
        head::line("Content-Language", &languages.join(", ")),
        head::list(name, &mailing.list),
        unsubscribe(mailing),
        mailing.leave_by_web.as_ref().and_then(|_| head::line("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")),
        head::line("Auto-Submitted", "auto-generated"),
    ];
    let seconds = day.and_hms_opt(HOUR as u32, 0, 0).map_or(0, |at| at.and_utc().timestamp());
    let date = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    Mail { text, html, id, from: mailing.address.clone(), lines: lines.into_iter().flatten().collect(), date, pictures }
}

fn unsubscribe(mailing: &Mailing) -> Option<HeaderValue> {
    let web = mailing.leave_by_web.as_ref().map(|address| format!("<{address}>"));
    let mail = mailing.leave_by_mail.as_ref().map(|address| format!("<mailto:{address}?subject=unsubscribe>"));
    let ways: Vec<String> = [web, mail].into_iter().flatten().collect();
    if ways.is_empty() {
        return None;
    }
    head::pre_encoded("List-Unsubscribe", &ways.join(", "), ways.join(",\r\n "))
}

impl Mail {
    /// Returns the mail as it goes to one mailbox, or to be kept, when nobody is named.
    ///
    /// # Errors
    /// When an address is none.
    pub fn message(&self, to: Option<&str>) -> Result<Message, MailError> {
        let read = |address: &str| {
            address.parse::<Address>().map_err(|_| MailError(format!("`{address}` is no mail address")))
        };
        let from = read(&self.from)?;
        let recipient = to.map_or_else(|| Ok(from.clone()), read)?;
        let broken = |error: &dyn std::fmt::Display| MailError(format!("the mail cannot be put together: {error}"));
        let envelope = Envelope::new(Some(from), vec![recipient]).map_err(|error| broken(&error))?;
        let mut builder = Message::builder().date(self.date).message_id(Some(self.id.clone())).envelope(envelope);
        for line in &self.lines {
            builder = builder.raw_header(line.clone());
        }
        let to = to.map_or_else(|| "undisclosed-recipients:;".to_owned(), |to| format!("<{to}>"));
        builder = match head::pre_encoded("To", &to, to.clone()) {
            Some(line) => builder.raw_header(line),
            None => builder,
        };
        builder.multipart(self.parts()).map_err(|error| broken(&error))
    }

    /// Returns the mail as it is kept in a file.
    ///
    /// # Errors
    /// As [`Mail::message`].
    pub fn file(&self) -> Result<Vec<u8>, MailError> {
        Ok(self.message(None)?.formatted())
    }

    fn parts(&self) -> MultiPart {
        let boundary = |part: &str| {
            let mut hasher = Hasher::default();
            for word in [self.id.as_str(), part] {
                hasher.text(word);
            }
            format!("nl-{}-{part}", &hasher.finish().to_string()[..24])
        };
        let text = part(ContentType::TEXT_PLAIN, &self.text);
        let html = part(ContentType::TEXT_HTML, &self.html);
        let all = MultiPart::alternative().boundary(boundary("ways")).singlepart(text);
        if self.pictures.is_empty() {
            return all.singlepart(html);
        }
        let mut related = MultiPart::related().boundary(boundary("page")).singlepart(html);
        for picture in &self.pictures {
            let mime = ContentType::parse(picture.mime).unwrap_or(ContentType::TEXT_PLAIN);
            let part = SinglePart::builder()
                .header(mime)
                .header(ContentDisposition::inline())
                .header(ContentId::from(format!("<{}>", picture.cid)))
                .body(Body::new(picture.bytes.clone()));
            related = related.singlepart(part);
        }
        all.multipart(related)
    }
}

/// Makes a part of text, in whichever encoding takes fewer bytes: a Bangla letter takes nine of one and four of the other.
fn part(kind: ContentType, text: &str) -> SinglePart {
    let quoted = Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::QuotedPrintable);
    let base64 = Body::new_with_encoding(text.to_owned(), ContentTransferEncoding::Base64);
    let shorter = match (quoted, base64) {
        (Ok(quoted), Ok(base64)) => {
            if base64.len() < quoted.len() {
                base64
            } else {
                quoted
            }
        }
        (Ok(body), Err(_)) | (Err(_), Ok(body)) => body,
        (Err(_), Err(text)) => Body::new(text),
    };
    SinglePart::builder().header(kind).body(shorter)
}
