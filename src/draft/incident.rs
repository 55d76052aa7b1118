//! The draft itself: `incident.yaml` as text, with a timeline where there is one, and comments that guide.

use std::fmt::Write as _;

use chrono::{Duration, NaiveDate, TimeZone};
use chrono_tz::Tz;

use super::Format;
use super::literal::{comment, markdown, word, yaml};
use super::scrub;
use super::timeline::{Entry, Source, Timeline};
use crate::base::lang::Lang;

/// Stands where someone has to write; the checker knows it. In two pieces, as no file of ours may hold it.
pub const PLACEHOLDER: &str = concat!("TO", "DO");

const TEMPLATE: &str = include_str!("../../templates/draft/incident.yaml");

/// What is known of an incident before anyone has written about it.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Its id.
    pub id: &'a str,
    /// The day of impact.
    pub day: NaiveDate,
    /// The zone of its times.
    pub zone: Tz,
    /// How severe it was, as the loader spells it.
    pub severity: Option<&'a str>,
    /// Its title, a line of text in whichever language.
    pub title: Option<&'a str>,
    /// What was affected, each a line of text.
    pub services: &'a [String],
    /// The languages of the knowledge base.
    pub languages: &'a [Lang],
    /// What files say happened.
    pub timeline: Option<&'a Timeline>,
    /// Where the schema lies, from the incident's folder, when the knowledge base has one.
    pub schema: Option<&'a str>,
}

impl Draft<'_> {
    /// Writes the file.
    pub fn text(&self) -> String {
        fill(TEMPLATE, |slot| match slot {
            "schema" => self.schema.map(|path| format!("# yaml-language-server: $schema={path}\n")).unwrap_or_default(),
            "id" => self.id.to_owned(),
            "title" => self.title(),
            "severity" => {
                self.severity.map_or_else(|| "#severity: sev2".to_owned(), |severity| format!("severity: {severity}"))
            }
            "zone" => self.zone.name().to_owned(),
            "services" => self.services(),
            "sources" => self.sources(),
            "summary" => self.asked("what happened", "কী ঘটল"),
            "timeline" => self.timeline(),
            "due" => (self.day + Duration::days(30)).to_string(),
            _ => PLACEHOLDER.to_owned(),
        })
    }

    /// Asks for a text in each language of the knowledge base.
    fn asked(&self, en: &str, bn: &str) -> String {
        let line = |lang: &Lang| {
            let words = if *lang == Lang::BN { bn } else { en };
            format!("  {}: \"{PLACEHOLDER}: {words}\"", lang.code())
        };
        self.languages.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn title(&self) -> String {
        let Some(title) = self.title else {
            return self.asked("what users noticed", "ব্যবহারকারীরা কী টের পেলেন");
        };
        let own = if scrub::is_bangla(title) { Lang::BN } else { Lang::EN };
        let mut languages = self.languages.to_vec();
        if !languages.contains(&own) {
            languages.push(own);
        }
        let line = |lang: &Lang| match (*lang == own, *lang == Lang::BN) {
            (true, _) => format!("  {}: {}", lang.code(), yaml(&markdown(title))),
            (false, true) => format!("  bn: \"{PLACEHOLDER}: একই কথা বাংলায়\""),
            (false, false) => format!("  {}: \"{PLACEHOLDER}: the same in English\"", lang.code()),
        };
        languages.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn services(&self) -> String {
        let names: Vec<String> = self.services.iter().map(|name| word(name)).collect();
        if names.is_empty() { "#services: [checkout]".to_owned() } else { format!("services: [{}]", names.join(", ")) }
    }

    fn sources(&self) -> String {
        let Some(timeline) = self.timeline else {
            return "#sources:\n#  S1: {en: On-call log, bn: অন-কল লগ}".to_owned();
        };
        let lines: Vec<String> = timeline.sources.iter().map(source).collect();
        format!("sources:\n{}", lines.join("\n"))
    }

    fn timeline(&self) -> String {
        let Some(timeline) = self.timeline else {
            let mut line = format!(
                "  - at: {} # with the time when you know it: `{} 15:16`\n    mark: impact\n",
                self.day, self.day
            );
            for lang in self.languages {
                let words = if *lang == Lang::BN {
                    "ব্যবহারকারীরা টের পেতে শুরু করেন"
                } else {
                    "users begin to notice"
                };
                let _ = writeln!(line, "    {}: \"{PLACEHOLDER}: {words}\"", lang.code());
            }
            return line.trim_end().to_owned();
        };
        let mut out = String::new();
        let mut day = self.day;
        for entry in &timeline.entries {
            let local = entry.at.with_timezone(&self.zone).date_naive();
            if local != day {
                let _ = writeln!(out, "  - day: {local}");
                day = local;
            }
            let _ = writeln!(out, "{}", row(entry, self.zone));
        }
        out.trim_end().to_owned()
    }
}

/// Writes one row of the timeline.
fn row(entry: &Entry, zone: Tz) -> String {
    let mark = entry.mark.map(|mark| format!(" mark: {},", mark.word())).unwrap_or_default();
    let texts = entry.texts.iter().map(|(lang, text)| format!("{}: {}", lang.code(), yaml(&markdown(text))));
    let texts = texts.collect::<Vec<_>>().join(", ");
    format!("  - {{at: {},{mark} source: {}, {texts}}} # {}", time(entry, zone), entry.source, comment(&entry.place))
}

/// Writes a time of day in the incident's zone, with seconds where there are any; one that the clock has twice that day
/// with its offset.
fn time(entry: &Entry, zone: Tz) -> String {
    let local = entry.at.with_timezone(&zone);
    if zone.from_local_datetime(&local.naive_local()).single().is_none() {
        return local.to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    }
    let form = if entry.at.timestamp() % 60 == 0 { "%H:%M" } else { "%H:%M:%S" };
    local.format(form).to_string()
}

/// Writes a source: what it is in both languages, and its address.
fn source(source: &Source) -> String {
    let name = source.name.replace('`', "'");
    let code = |words: &str| yaml(&format!("{words}, `{name}`"));
    let (en, bn) = match source.format {
        Some(Format::Whatsapp) => (code("WhatsApp chat"), code("WhatsApp চ্যাট")),
        Some(Format::Slack) => (code("Slack channel"), code("Slack চ্যানেল")),
        Some(Format::Csv | Format::Jsonl) => (code("Log"), code("লগ")),
        Some(Format::Statuspage) => (code("Status page"), code("স্ট্যাটাস পেজ")),
        Some(Format::Pagerduty) => (code("PagerDuty log"), code("PagerDuty লগ")),
        // An address says for itself what it is.
        None if source.url.is_some() => {
            return format!("  {}: {}", source.id, yaml(source.url.as_deref().unwrap_or_default()));
        }
        None => (yaml(&markdown(&source.name)), yaml(&markdown(&source.name))),
    };
    let url = source.url.as_ref().map(|url| format!("url: {}, ", yaml(url))).unwrap_or_default();
    format!("  {}: {{{url}en: {en}, bn: {bn}}}", source.id)
}

/// Fills the slots of a template in one go, so that nothing filled in is taken for a slot.
pub fn fill(template: &str, value: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("<<") {
        out.push_str(before);
        let (slot, after) = after.split_once(">>").unwrap_or((after, ""));
        out.push_str(&value(slot));
        rest = after;
    }
    out + rest
}
