//! Which format a file is in, by what stands in it; its name says nothing.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::error::ImportError;
use super::{records, tables, whatsapp};

/// A kind of file that a timeline is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A chat exported from WhatsApp.
    Whatsapp,
    /// A channel exported from Slack.
    Slack,
    /// A table with a head.
    Csv,
    /// One JSON object in each line, or a list of them.
    Jsonl,
    /// Incidents of a Statuspage.
    Statuspage,
    /// The log of PagerDuty.
    Pagerduty,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Whatsapp, Self::Slack, Self::Csv, Self::Jsonl, Self::Statuspage, Self::Pagerduty];

    /// Returns the word used in flags.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Whatsapp => "whatsapp",
            Self::Slack => "slack",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Statuspage => "statuspage",
            Self::Pagerduty => "pagerduty",
        }
    }

    /// Names it in a remark.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Whatsapp => "a WhatsApp chat",
            Self::Slack => "a Slack channel",
            Self::Csv => "a table (CSV)",
            Self::Jsonl => "a log (JSON)",
            Self::Statuspage => "a Statuspage",
            Self::Pagerduty => "a PagerDuty log",
        }
    }
}

/// Returns the text of a file, without a byte order mark.
pub(super) fn text<'a>(bytes: &'a [u8], name: &str) -> Result<&'a str, ImportError> {
    if bytes.starts_with(b"PK\x03\x04") {
        let hint = "unpack it, and give the text or JSON file that is in it";
        return Err(ImportError::whole(name, "is a packed archive (zip)", hint));
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(ImportError::whole(name, "is UTF-16, not UTF-8", "save it as UTF-8"));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = 1 + before.matches('\n').count();
        ImportError::line(name, line, "the file is not UTF-8 from this line on", "save it as UTF-8")
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ImportError::whole(name, "is empty", "export it again"));
    }
    Ok(text)
}

/// Finds the format of a text.
pub(super) fn format(text: &str, name: &str) -> Result<Format, ImportError> {
    // The first line may be the rest of a message that was cut off.
    if text.lines().filter(|line| !line.trim().is_empty()).take(20).any(whatsapp::is_message) {
        return Ok(Format::Whatsapp);
    }
    match text.trim_start().as_bytes().first() {
        Some(b'{') => object(text, name),
        Some(b'[') => list(text, name),
        _ if tables::is_csv(text) => Ok(Format::Csv),
        _ => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> ImportError {
    let hint = format!(
        "read are: a WhatsApp chat (text), a Slack channel (JSON), `incidents.json` of a Statuspage, log entries of \
         PagerDuty, CSV with a head and JSON lines, both with {}; `--as` names the format where it is not seen",
        records::NEEDED
    );
    ImportError::whole(name, "is in no format that a timeline is read from", hint)
}

/// The keys by which the formats are known. What stands under them is not kept.
#[derive(Deserialize)]
struct Shape {
    log_entries: Option<IgnoredAny>,
    incidents: Option<IgnoredAny>,
    incident: Option<IgnoredAny>,
    messages: Option<IgnoredAny>,
    incident_updates: Option<IgnoredAny>,
    ts: Option<IgnoredAny>,
}

fn object(text: &str, name: &str) -> Result<Format, ImportError> {
    let whole = serde_json::from_str::<Shape>(text);
    let first = text.trim_start().lines().next().unwrap_or_default();
    match whole {
        Ok(shape) if shape.log_entries.is_some() => Ok(Format::Pagerduty),
        Ok(shape) if shape.incidents.is_some() || shape.incident.is_some() => Ok(Format::Statuspage),
        Ok(shape) if shape.messages.is_some() => Ok(Format::Slack),
        Ok(_) => Ok(Format::Jsonl),
        Err(_) if serde_json::from_str::<IgnoredAny>(first).is_ok() => Ok(Format::Jsonl),
        Err(error) => Err(ImportError::json(name, 1, &error)),
    }
}

fn list(text: &str, name: &str) -> Result<Format, ImportError> {
    let all: Vec<Shape> = serde_json::from_str(text).map_err(|error| ImportError::json(name, 1, &error))?;
    if all.is_empty() {
        return Err(ImportError::whole(name, "is an empty list", "export it again"));
    }
    if all.iter().any(|one| one.incident_updates.is_some()) {
        return Ok(Format::Statuspage);
    }
    Ok(if all.iter().any(|one| one.ts.is_some()) { Format::Slack } else { Format::Jsonl })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        match super::text(text.as_bytes(), "f").and_then(|text| format(text, "f")) {
            Ok(format) => format.word().to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_format_is_seen_in_the_content() {
        for (text, wanted) in [
            ("half a line\n02/03/2025, 14:05 - A: x", "whatsapp"),
            ("\u{feff}[3/2/25, 2:05:10 PM] A: x", "whatsapp"),
            ("[{\"ts\":\"1.2\",\"text\":\"a\"}]", "slack"),
            ("{\"messages\":[]}", "slack"),
            ("{\"page\":{},\"incidents\":[]}", "statuspage"),
            ("[{\"name\":\"x\",\"incident_updates\":[]}]", "statuspage"),
            ("{\"log_entries\":[]}", "pagerduty"),
            ("{\"at\":\"1\"}\n{\"at\":\"2\"}\n", "jsonl"),
            ("[{\"at\":\"1\"}]", "jsonl"),
            ("time,message\r\n14:05,x", "csv"),
            ("সময়;ঘটনা\n১৪:০৫;x", "csv"),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_none_says_so() {
        assert_eq!(found("hello\nworld"), "`f` is in no format that a timeline is read from");
        assert_eq!(found("a,b\n1,2"), "`f` is in no format that a timeline is read from");
        assert_eq!(found(" \n"), "`f` is empty");
        assert_eq!(found("[]"), "`f` is an empty list");
        assert_eq!(
            found("{\"messages\": [\n {\"ts\":"),
            "f:2:7: this is not the JSON that is expected: EOF while parsing a value"
        );
        let error = |bytes: &[u8]| text(bytes, "f").unwrap_err().to_string();
        assert_eq!(error(b"a\nb\xff"), "f:2:1: the file is not UTF-8 from this line on");
        assert_eq!(error(b"\xff\xfea\0"), "`f` is UTF-16, not UTF-8");
        assert_eq!(error(b"PK\x03\x04x"), "`f` is a packed archive (zip)");
    }
}
