//! Lines of a mail's head that `lettre` has no type for, or would cut between any two letters.

use lettre::message::header::{HeaderName, HeaderValue};

use super::charset::encoded;

/// Returns a line of the head, its value encoded where it has to be. A name that is none gives nothing.
pub(super) fn line(name: &str, value: &str) -> Option<HeaderValue> {
    pre_encoded(name, value, encoded(value, name.len() + 2))
}

/// Returns a line whose value is a name and an address.
pub(super) fn mailbox(name: &str, who: &str, address: &str) -> Option<HeaderValue> {
    pre_encoded(name, address, format!("{}\r\n <{address}>", phrase(who, name.len() + 2)))
}

/// Returns the line that names the list.
pub(super) fn list(who: &str, list: &str) -> Option<HeaderValue> {
    const NAME: &str = "List-Id";
    pre_encoded(NAME, list, format!("{}\r\n <{list}>", phrase(who, NAME.len() + 2)))
}

/// A name stands in quotes, unless it is encoded.
fn phrase(who: &str, used: usize) -> String {
    let atoms = |byte: u8| byte.is_ascii_alphanumeric() || b" !#$%&'*+-/=?^_`{|}~".contains(&byte);
    let value = encoded(who, used);
    if value.starts_with("=?") || who.bytes().all(atoms) {
        return value;
    }
    format!("\"{}\"", who.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Returns a line as it will be sent.
pub(super) fn pre_encoded(name: &str, raw: &str, value: String) -> Option<HeaderValue> {
    let name = HeaderName::new_from_ascii(name.to_owned()).ok()?;
    Some(HeaderValue::dangerous_new_pre_encoded(name, raw.to_owned(), value))
}
