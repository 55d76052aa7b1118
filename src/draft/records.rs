//! Rows with names for their fields, from a table or from JSON, as events: what each field is, by the usual names.

use chrono::{DateTime, NaiveTime, TimeZone, Utc};

use super::dates::{self, Order, Written};
use super::error::ImportError;
use super::noise::Noise;
use super::{Event, Import, Setting, Words};
use crate::load::moment;
use crate::model::time::Mark;

/// What a row must have, in hints.
pub(super) const NEEDED: &str = "a time (`at`, `time`, `timestamp`, …) and a text (`text`, `message`, …)";

/// A row: its line, or its number in a list, and its fields by name.
pub(super) struct Record {
    pub(super) line: usize,
    pub(super) place: String,
    pub(super) fields: Vec<(String, String)>,
}

/// Names under which fields are known, the likeliest first.
pub(super) const TIMES: [&str; 15] = [
    "at",
    "timestamp",
    "time",
    "datetime",
    "date time",
    "date_time",
    "@timestamp",
    "_time",
    "ts",
    "created_at",
    "when",
    "started_at",
    "start",
    "date",
    "সময়",
];
pub(super) const TEXTS: [&str; 17] = [
    "text",
    "message",
    "msg",
    "event",
    "description",
    "summary",
    "body",
    "content",
    "note",
    "details",
    "what",
    "title",
    "en",
    "bn",
    "ঘটনা",
    "বিবরণ",
    "বার্তা",
];
const PEOPLE: [&str; 11] =
    ["who", "user", "author", "sender", "from", "by", "username", "user_name", "actor", "name", "কে"];
const SOURCES: [&str; 5] = ["source", "system", "origin", "host", "উৎস"];

impl Record {
    /// Returns the first field that goes by one of the names and is not blank.
    fn find(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.get(name))
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(own, _)| is(own, name));
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Returns the time as written: a date and a time of day may stand in two fields.
    fn written(&self) -> Option<String> {
        let ascii = |text: &str| -> String {
            text.chars().map(|c| dates::digit(c).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)).collect()
        };
        match (self.get("date"), self.get("time")) {
            (Some(date), Some(time)) if !time.contains(['/', '-']) => Some(ascii(&format!("{date} {time}"))),
            _ => self.find(&TIMES).map(ascii),
        }
    }
}

/// Says whether a field goes by a name, whatever its case.
pub(super) fn is(own: &str, name: &str) -> bool {
    own.trim().trim_matches('"').to_lowercase() == name
}

/// Makes events of rows.
pub(super) fn import(records: &[Record], setting: Setting<'_>) -> Result<Import, ImportError> {
    let written: Vec<Option<String>> = records.iter().map(Record::written).collect();
    let split = |(record, text): (&Record, &Option<String>)| {
        let (date, _) = Written::read(text.as_deref()?)?;
        (!date.year_first).then_some((date, record.line))
    };
    let dates: Vec<(Written, usize)> = records.iter().zip(&written).filter_map(split).collect();
    let (order, why) = if dates.is_empty() {
        (Order::YearFirst, None)
    } else {
        dates::order(&dates, false, (setting.name, setting.order, setting.day))?
    };
    let mut import = Import { notes: why.into_iter().collect(), ..Import::default() };
    for (record, written) in records.iter().zip(&written) {
        let Some(text) = words(record) else {
            import.left_out.add(Noise::Empty);
            continue;
        };
        let Some(written) = written else {
            return Err(ImportError::line(
                setting.name,
                record.line,
                "this row has no time",
                format!("a row needs {NEEDED}"),
            ));
        };
        let at = moment(written, order, setting)
            .map_err(|why| ImportError::line(setting.name, record.line, why, moment::FORMS))?;
        let who = record.find(&PEOPLE).map(str::to_owned);
        import.people.extend(who.iter().map(|name| (name.clone(), name.clone())));
        let mark = record.get("mark").and_then(|word| Mark::ALL.into_iter().find(|mark| mark.word() == word));
        let source = record.find(&SOURCES).map(str::to_owned);
        import.events.push(Event { at, who, text, place: record.place.clone(), source, mark });
    }
    Ok(import)
}

/// Returns the text of a row: in both languages where it has both, else as it is.
fn words(record: &Record) -> Option<Words> {
    match (record.get("en"), record.get("bn")) {
        (Some(en), Some(bn)) => Some(Words::Both(en.to_owned(), bn.to_owned())),
        _ => record.find(&TEXTS).map(Words::plain),
    }
}

fn moment(text: &str, order: Order, setting: Setting<'_>) -> Result<DateTime<Utc>, String> {
    let local = moment::Local { zone: setting.zone, day: setting.day };
    let Some((date, rest)) = Written::read(text).filter(|(date, _)| !date.year_first) else {
        return moment::read(&text.replacen('/', "-", 2), local);
    };
    let day = date.day(order).ok_or_else(|| format!("`{text}` is not a date that is {}", order.words()))?;
    let rest = rest.trim_start_matches([',', 'T']).trim();
    let (clock, half) = match rest.to_lowercase() {
        rest if rest.ends_with("am") => (rest.trim_end_matches("am").trim().to_owned(), Some(false)),
        rest if rest.ends_with("pm") => (rest.trim_end_matches("pm").trim().to_owned(), Some(true)),
        rest => (rest, None),
    };
    let form = if clock.matches(':').count() == 2 { "%H:%M:%S%.f" } else { "%H:%M" };
    let time = NaiveTime::parse_from_str(&clock, form).ok().and_then(|time| twelve(time, half));
    let time = time.ok_or_else(|| format!("`{text}` has no time of day"))?;
    let found = setting.zone.from_local_datetime(&day.and_time(time)).earliest();
    found.map(|at| at.to_utc()).ok_or_else(|| format!("`{text}` is skipped by the clock of {}", setting.zone))
}

fn twelve(time: NaiveTime, half: Option<bool>) -> Option<NaiveTime> {
    use chrono::Timelike as _;
    match half {
        None => Some(time),
        Some(_) if time.hour() == 0 || time.hour() > 12 => None,
        Some(after_noon) => time.with_hour(time.hour() % 12 + if after_noon { 12 } else { 0 }),
    }
}
