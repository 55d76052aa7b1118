//! What all files say, as one timeline: on the days that are wanted, in order, each thing once, nobody by name.

mod window;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::noise::{Counts, Noise};
use super::people::{People, Person};
use super::signs::Signs;
use super::{Event, Format, Import, ImportError, Piece, Words, marks, scrub};
use crate::base::lang::Lang;
use crate::model::Id;
use crate::model::time::Mark;

pub use window::Window;

/// Sources that the files themselves name are kept apart up to this many.
const SOURCES: usize = 12;

/// A source of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id in the draft.
    pub id: String,
    /// What it is called: a file's name, without people in it, or what the file calls it.
    pub name: String,
    /// What kind of file it is; `None` for what a file calls a source.
    pub format: Option<Format>,
    /// Its address.
    pub url: Option<String>,
}

/// A row of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened, as plain text of one line, in one language or more.
    pub texts: Vec<(Lang, String)>,
    /// The id of its source.
    pub source: String,
    /// Where it stands: file and line, or the message's id.
    pub place: String,
    /// The key time that it is proposed to be.
    pub mark: Option<Mark>,
}

/// A timeline with what was done to make it.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// Its rows, in order of time.
    pub entries: Vec<Entry>,
    /// Where they come from.
    pub sources: Vec<Source>,
    /// Who the placeholders stand for, in their order.
    pub people: Vec<Person>,
    /// How many texts have lost emoji and other symbols that a PDF cannot show.
    pub symbols: usize,
    /// Letters of other scripts, which a PDF cannot show either.
    pub letters: String,
    /// What was left out.
    pub left_out: Counts,
    /// How many entries the files have, before any are left out for their days.
    pub read: usize,
    /// How many stood before an earlier one in their file.
    pub moved: usize,
    /// A title that a file knows.
    pub title: Option<String>,
    /// What was affected, as the files name it.
    pub services: Vec<String>,
}

/// An event with the number of its file.
type Row = (usize, Event);

/// Makes one timeline of what files gave, each with its name and format.
///
/// # Errors
/// When nothing is left for it.
pub fn timeline(files: Vec<(String, Format, Import)>, (window, zone): (Window, Tz)) -> Result<Timeline, ImportError> {
    let mut people = People::default();
    for (key, name) in files.iter().flat_map(|(_, _, import)| &import.people) {
        people.add(key, name);
    }
    let mut made = Timeline::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut days: BTreeSet<NaiveDate> = BTreeSet::new();
    let mut names = Vec::new();
    for (number, (name, format, import)) in files.into_iter().enumerate() {
        let shown = masked(&mut people, &name);
        made.source(&shown, Some(format), import.url);
        made.left_out.merge(&import.left_out);
        made.read += import.events.len();
        let title = import.title.map(|title| masked(&mut people, &title)).filter(|title| !title.is_empty());
        made.title = made.title.or(title);
        for service in import.services.iter().filter_map(|service| scrub::line(service)) {
            if !service.is_empty() && !made.services.contains(&service) {
                made.services.push(service);
            }
        }
        days.extend(import.events.iter().map(|event| event.at.with_timezone(&zone).date_naive()));
        let (within, outside): (Vec<Event>, Vec<Event>) =
            import.events.into_iter().partition(|event| window.holds(event.at));
        made.left_out.add_many(Noise::OtherDays, outside.len());
        made.moved += within.windows(2).filter(|pair| pair[1].at < pair[0].at).count();
        rows.extend(within.into_iter().map(|event| (number, event)));
        names.push(shown);
    }
    rows.sort_by_key(|(_, event)| event.at);
    made.fill(rows, &names, &mut people);
    made.people = people.labelled();
    if made.entries.is_empty() {
        return Err(nothing(&names, &days, (window, zone)));
    }
    Ok(made)
}

fn nothing(names: &[String], days: &BTreeSet<NaiveDate>, (window, zone): (Window, Tz)) -> ImportError {
    let name = names.first().map_or("", String::as_str);
    let message = format!("has nothing for the timeline on {}", window.words(zone));
    let hint = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first == last => {
            format!("what it has is of {first}; `--since` and `--until` choose other days")
        }
        (Some(first), Some(last)) => {
            format!("what it has is from {first} to {last}; `--since` and `--until` choose other days")
        }
        _ => "everything in it is noise: joins, pictures, deleted messages".to_owned(),
    };
    ImportError::whole(name, message, hint)
}

/// Writes a text with nobody named in it.
fn masked(people: &mut People, text: &str) -> String {
    let mut out = String::new();
    people.replace(&scrub::line(text).unwrap_or_default(), Lang::EN, &mut out);
    out
}

impl Timeline {
    /// Takes in a source and returns its id.
    fn source(&mut self, name: &str, format: Option<Format>, url: Option<String>) -> String {
        let base = match format {
            Some(Format::Whatsapp) => "chat".to_owned(),
            Some(Format::Slack) => "slack".to_owned(),
            Some(Format::Csv | Format::Jsonl) => "log".to_owned(),
            Some(Format::Statuspage) => "status".to_owned(),
            Some(Format::Pagerduty) => "pager".to_owned(),
            None => id_of(name),
        };
        let taken = |id: &str| self.sources.iter().any(|source| source.id == id);
        let mut id = base.clone();
        let mut number = 1;
        while taken(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        let web = |url: &String| {
            let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            rest.is_some_and(|rest| {
                !rest.is_empty() && scrub::line(url).as_ref() == Some(url) && !url.contains([' ', '"', '\\'])
            })
        };
        self.sources.push(Source { id: id.clone(), name: name.to_owned(), format, url: url.filter(web) });
        id
    }

    fn fill(&mut self, rows: Vec<Row>, names: &[String], people: &mut People) {
        let origins: BTreeSet<&str> = rows.iter().filter_map(|(_, event)| event.source.as_deref()).collect();
        let apart = origins.len() <= SOURCES;
        let files: Vec<String> = self.sources.iter().map(|source| source.id.clone()).collect();
        let mut own: BTreeMap<String, String> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut proposed = Vec::new();
        let mut signs = Signs::new();
        for (number, event) in rows {
            let Some(texts) = self.texts(&event, people, &mut signs) else { continue };
            if !seen.insert((event.at, texts.clone())) {
                self.left_out.add(Noise::Twice);
                continue;
            }
            event.who.iter().for_each(|who| people.count(who));
            let source = match event.source.filter(|_| apart) {
                None => files[number].clone(),
                Some(name) => own
                    .entry(name)
                    .or_insert_with_key(|name| {
                        let shown = masked(people, name);
                        let url = Some(name.clone()).filter(|name| name.starts_with("http"));
                        self.source(&shown, None, url)
                    })
                    .clone(),
            };
            proposed.push((event.at, event.mark));
            let place = format!("{}:{}", names[number], event.place);
            self.entries.push(Entry { at: event.at, texts, source, place, mark: None });
        }
        self.title = self.title.take().map(|title| signs.without(&title)).filter(|title| !title.is_empty());
        self.symbols = signs.texts;
        self.letters = signs.letters.iter().collect();
        marks::settle(&mut proposed);
        self.entries.iter_mut().zip(proposed).for_each(|(entry, (_, mark))| entry.mark = mark);
    }

    /// Returns what an event says, or counts why it cannot be said.
    fn texts(&mut self, event: &Event, people: &mut People, signs: &mut Signs) -> Option<Vec<(Lang, String)>> {
        let texts = match &event.text {
            Words::Both(en, bn) => {
                vec![(Lang::EN, vec![Piece::Text(en.clone())]), (Lang::BN, vec![Piece::Text(bn.clone())])]
            }
            Words::Said(pieces) => {
                let plain: String = pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Text(text) => text.as_str(),
                        Piece::Person(_) => "",
                    })
                    .collect();
                let lang = if scrub::is_bangla(&plain) { Lang::BN } else { Lang::EN };
                vec![(lang, pieces.clone())]
            }
        };
        let mut written = Vec::new();
        for (lang, pieces) in texts {
            match said((&pieces, event.who.as_deref()), lang, (people, signs)) {
                Ok(text) => written.push((lang, text)),
                Err(noise) => {
                    self.left_out.add(noise);
                    return None;
                }
            }
        }
        Some(written)
    }
}

/// Writes what someone said in a language, without names; an error is the reason why it is left out.
fn said(
    (pieces, who): (&[Piece], Option<&str>),
    lang: Lang,
    (people, signs): (&mut People, &mut Signs),
) -> Result<String, Noise> {
    let mut clean = Vec::new();
    let mut any = false;
    for piece in pieces {
        clean.push(match piece {
            Piece::Person(key) => Piece::Person(key.clone()),
            Piece::Text(text) => {
                let line = scrub::line(text).ok_or(Noise::Hidden)?;
                any |= !line.is_empty();
                let edge = |edge: Option<char>| if edge.is_some_and(char::is_whitespace) { " " } else { "" };
                let line = signs.without(&line);
                Piece::Text(format!("{}{line}{}", edge(text.chars().next()), edge(text.chars().next_back())))
            }
        });
    }
    let blank = |piece: &Piece| matches!(piece, Piece::Text(text) if text.trim().is_empty());
    if clean.iter().all(blank) {
        return Err(if any { Noise::Symbols } else { Noise::Empty });
    }
    let speaker = who.map(|who| people.label_of(who, lang));
    let text = scrub::line(&people.write(&clean, lang)).ok_or(Noise::Hidden)?;
    Ok(speaker.map_or(text.clone(), |speaker| format!("{speaker}: {text}")))
}

/// Makes an id of a name.
fn id_of(name: &str) -> String {
    let name = name.trim_start_matches("https://").trim_start_matches("http://");
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id: String = words.collect::<Vec<_>>().join("-").to_lowercase().chars().take(40).collect();
    let id = id.trim_end_matches('-').to_owned();
    if Id::new(&id).is_some() { id } else { "source".to_owned() }
}
