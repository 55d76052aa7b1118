//! The knowledge base: its settings and its incidents.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::custom::Field;
use super::edition::Audience;
use super::id::Id;
use super::incident::Incident;
use super::newsletter::{Mailing, Newsletter};
use super::overrides::Overrides;
use super::section::Section;
use crate::base::lang::{Lang, PerLang};
use crate::base::source::Span;

/// The address that a site is published at: `http` or `https`, a host and perhaps a path, with `/` at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads an address, or says what is wrong with it. A missing `/` at the end is added.
    ///
    /// # Errors
    /// With what is wrong, as the middle of a sentence.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let rest = rest.ok_or("does not start with `https://` or `http://`")?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if rest.contains('?') {
            return Err("has a query");
        }
        if rest.contains('#') {
            return Err("has a fragment");
        }
        if host.contains('@') {
            return Err("has credentials");
        }
        let (name, port) = host.split_once(':').unwrap_or((host, "0"));
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        if name.is_empty() || !name.bytes().all(letter) || port.parse::<u16>().is_err() {
            return Err("names no host");
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=:@%/".contains(&byte);
        let up = |step: &str| step == "." || step == "..";
        if !path.bytes().all(plain) || path.contains("//") || path.split('/').any(up) {
            return Err("has a path that no address can have");
        }
        let end = if text.ends_with('/') { "" } else { "/" };
        Ok(Self(format!("{text}{end}")))
    }

    /// Returns it, with `/` at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Someone whose name reports do not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name, as it might be written.
    pub name: String,
    /// The role to write instead.
    pub role: String,
}

/// What `nidan.yaml` says.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The knowledge base's name.
    pub title: PerLang<String>,
    /// Languages of the site; the first is the default.
    pub languages: Vec<Lang>,
    /// Languages whose missing texts never stop a build.
    pub optional: Vec<Lang>,
    /// Who the default build is for.
    pub audience: Audience,
    /// The reader's zone.
    pub zone: Tz,
    /// People whose names reports do not give, with the role to write instead.
    pub people: Vec<Person>,
    /// Where the site is published; `None` where it is not said, or it is read from a folder.
    pub url: Option<Address>,
    /// The sections of a report, in the order in which it has them.
    pub sections: Vec<Section>,
    /// Where they are said; `None` where it is not said.
    pub sections_span: Option<Span>,
    /// The fields of its own; `None` where they cannot be read.
    pub custom: Option<Vec<Field>>,
    /// What there is to know to send newsletters; `None` where none are sent.
    pub newsletter: Option<Mailing>,
}

impl Settings {
    /// Returns the fields of its own.
    pub fn fields(&self) -> &[Field] {
        self.custom.as_deref().unwrap_or_default()
    }

    /// Says whether reports have a section.
    pub fn shows(&self, section: Section) -> bool {
        self.sections.contains(&section)
    }
}

/// Everything that was loaded.
#[derive(Clone, Debug)]
pub struct KnowledgeBase {
    /// Settings.
    pub settings: Settings,
    /// Incidents, newest first.
    pub incidents: Vec<Incident>,
    /// Issues of the newsletter, newest first.
    pub newsletters: Vec<Newsletter>,
    /// What stands in place of the program's own messages and templates.
    pub overrides: Overrides,
}

impl KnowledgeBase {
    /// Finds an incident.
    pub fn incident(&self, id: &Id) -> Option<&Incident> {
        self.incidents.iter().find(|incident| incident.id == *id)
    }

    /// Returns the newest date in the base: the day that pages and statistics speak of.
    pub fn newest_date(&self) -> Option<NaiveDate> {
        self.incidents
            .iter()
            .flat_map(|incident| {
                let events = incident.timeline.iter().map(|event| event.when.local_day);
                let done = incident.actions.iter().filter_map(|action| action.done);
                events.chain(incident.published).chain(incident.updated).chain(done)
            })
            .chain(self.newsletters.iter().map(|newsletter| newsletter.date))
            .max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_paths_can_be_added() {
        for (text, whole) in [
            ("https://example.org", "https://example.org/"),
            ("https://example.org/", "https://example.org/"),
            ("http://localhost:8080/kb", "http://localhost:8080/kb/"),
            ("https://xn--p5b.example/a/%E0%A6%95/", "https://xn--p5b.example/a/%E0%A6%95/"),
        ] {
            assert_eq!(Address::new(text).map(|address| address.0), Ok(whole.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_site_is_named() {
        for (text, wrong) in [
            ("ftp://example.org/", "does not start"),
            ("example.org", "does not start"),
            ("javascript:alert(1)", "does not start"),
            ("https://example.org/?a=b", "query"),
            ("https://example.org/#top", "fragment"),
            ("https://me:secret@example.org/", "credentials"),
            ("https:///path", "host"),
            ("https://exa mple.org", "host"),
            ("https://example.org:port/", "host"),
            ("https://example.org/a b", "path"),
            ("https://example.org/a/../b", "path"),
            ("https://example.org/\"><script>", "path"),
        ] {
            let found = Address::new(text).expect_err(text);
            assert!(found.contains(wrong), "{text}: {found}");
        }
    }
}
