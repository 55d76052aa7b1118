//! `nidan.yaml`, and what every YAML file starts with.

use chrono_tz::Tz;

use super::custom;
use super::decode::{self, Fields};
use super::mailing;
use super::rules;
use super::sections;
use super::yaml::{Entry, Node};
use crate::base::diag::{Diagnostic, Report};
use crate::base::lang::{Lang, PerLang};
use crate::model::{Address, Audience, Person, Section, Settings};

/// The version of the formats that this program reads.
const SCHEMA: u64 = 1;

/// Reads the settings; `None` when nothing can be built on them.
pub(crate) fn read(node: &Node, report: &mut Report) -> Option<Settings> {
    let mut fields = Fields::new(node, "nidan.yaml", report)?;
    if !schema(&mut fields, report) {
        return None;
    }
    let title_node = fields.require("title", report);
    let languages = languages(&mut fields, "languages", report);
    let languages = if languages.is_empty() { Lang::ALL.to_vec() } else { languages };
    let optional = self::languages(&mut fields, "optional_languages", report);
    let title = title_node.and_then(|node| title(node, &languages, report));
    let audiences = Audience::ALL.map(|audience| (audience.word(), audience));
    let audience = fields
        .take("audience")
        .and_then(|node| decode::one_of(node, "`audience`", &audiences, report))
        .unwrap_or(Audience::Internal);
    let zone = fields.require("zone", report).and_then(|node| zone(node, report));
    let people = people(&mut fields, report);
    let url = fields.take("url").and_then(|node| address(node, report));
    let (sections, sections_span) = sections::read(&mut fields, report);
    let custom = custom::declared(&mut fields, &languages, report);
    let newsletter = fields.take("newsletter").and_then(|node| mailing::read(node, &languages, report));
    fields.finish(report);
    Some(Settings {
        title: title?,
        languages,
        optional,
        audience,
        zone: zone?,
        people,
        url,
        sections,
        sections_span,
        custom,
        newsletter,
    })
}

/// Returns the settings to go on with when the file cannot be read.
pub(crate) fn assumed() -> Settings {
    Settings {
        title: PerLang::one(Lang::EN, String::new()),
        languages: Lang::ALL.to_vec(),
        optional: Vec::new(),
        audience: Audience::Internal,
        zone: Tz::UTC,
        people: Vec::new(),
        url: None,
        sections: Section::ALL.to_vec(),
        sections_span: None,
        custom: None,
        newsletter: None,
    }
}

/// Checks `schema: 1`. Says `false` when the file is of another version and its keys cannot be judged.
pub(crate) fn schema(fields: &mut Fields<'_>, report: &mut Report) -> bool {
    let Some(node) = fields.take("schema") else {
        let finding = Diagnostic::error(rules::SCHEMA, fields.span(), format!("{} has no `schema`", fields.what()));
        report.push(finding.label("in this file").hint("start the file with `schema: 1`"));
        return true;
    };
    match decode::whole(node, "`schema`", report) {
        None | Some(SCHEMA) => true,
        Some(version) => {
            let message = format!("`schema: {version}` is not a version that this program reads");
            let finding = Diagnostic::error(rules::SCHEMA, node.span, message).label("another version");
            report.push(if version > SCHEMA {
                finding.hint(format!("the file was written for a newer nidan; this one reads `schema: {SCHEMA}`"))
            } else {
                finding.hint(format!("write `schema: {SCHEMA}`"))
            });
            false
        }
    }
}

/// Reads a zone of the IANA database.
pub(crate) fn zone(node: &Node, report: &mut Report) -> Option<Tz> {
    let text = decode::scalar(node, "`zone`", report)?;
    let zone = text.parse::<Tz>().ok();
    if zone.is_none() {
        let finding = decode::bad_value(node, format!("`{text}` is not a time zone"));
        // A short name such as BST stands for several zones: the one nearest in letters is a guess too bold.
        let is_short = text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let names: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
        let finding = match crate::base::diag::nearest(text, names) {
            _ if is_short => {
                finding.hint("a short name stands for several zones: name a city of the one that is meant")
            }
            Some(name) => finding.hint(format!("did you mean `{name}`?")),
            None => finding,
        };
        report
            .push(finding.hint("zones are named as in the IANA database: `Asia/Dhaka`, `America/Los_Angeles`, `UTC`"));
    }
    zone
}

/// Reads the names that reports do not give, each with the role to write instead.
fn people(fields: &mut Fields<'_>, report: &mut Report) -> Vec<Person> {
    let Some(node) = fields.take("people") else { return Vec::new() };
    let entries = decode::entries(node, "`people`", report).unwrap_or_default();
    let person = |entry: &Entry, report: &mut Report| {
        let role = decode::scalar(&entry.value, "the role of one of the `people`", report)?;
        Some(Person { name: entry.key.clone(), role: role.to_owned() })
    };
    entries.iter().filter_map(|entry| person(entry, report)).collect()
}

/// Reads where the site is published.
pub(crate) fn address(node: &Node, report: &mut Report) -> Option<Address> {
    let text = decode::scalar(node, "`url`", report)?;
    match Address::new(text) {
        Ok(address) => Some(address),
        Err(wrong) => {
            let finding = decode::bad_value(node, format!("`url`: `{text}` {wrong}")).label("not where a site can be");
            report.push(finding.hint("write the address of the site's front page: `https://example.org/incidents/`"));
            None
        }
    }
}

fn languages(fields: &mut Fields<'_>, key: &'static str, report: &mut Report) -> Vec<Lang> {
    let Some(node) = fields.take(key) else { return Vec::new() };
    let what = format!("`{key}`");
    let words = Lang::ALL.map(|lang| (lang.code(), lang));
    let mut found = Vec::new();
    for node in decode::list(node, &what, report).unwrap_or_default() {
        let Some(lang) = decode::one_of(node, "a language", &words, report) else { continue };
        if found.contains(&lang) {
            report.push(decode::bad_value(node, format!("`{}` stands twice in {what}", lang.code())).hint("keep one"));
        } else {
            found.push(lang);
        }
    }
    found
}

pub(crate) fn title(node: &Node, languages: &[Lang], report: &mut Report) -> Option<PerLang<String>> {
    let mut fields = Fields::new(node, "`title`", report)?;
    let mut found = Vec::new();
    for lang in Lang::ALL {
        match fields.take(lang.code()) {
            Some(node) => {
                let text = decode::scalar(node, "the title", report);
                found.extend(text.map(|text| (lang, text.trim().to_owned())));
            }
            None if languages.contains(&lang) => {
                let code = lang.code();
                let finding =
                    Diagnostic::error(rules::MISSING_TITLE, node.span, format!("`title` has no `{code}` text"));
                report.push(finding.label(format!("no `{code}` here")).hint(format!("add `{code}: …`")));
            }
            None => {}
        }
    }
    fields.finish(report);
    PerLang::gather(found)
}
