//! Values of many sizes in the words of each language.

use chrono::{NaiveDate, TimeZone as _, Utc};
use chrono_tz::Tz;
use nidan::base::lang::Lang;
use nidan::text::Texts;
use serde_json::{Value, json};

const NUMBERS: [f64; 16] = [
    0.0,
    1.0,
    7.0,
    10.0,
    42.0,
    99.0,
    100.0,
    999.0,
    1000.0,
    12_345.0,
    123_456.0,
    1_234_567.0,
    98_765_432.0,
    1_234_567_890.0,
    -1.0,
    -123_456.0,
];
const FRACTIONS: [f64; 13] =
    [0.5, 1.25, 3.149, 12.06, 99.949, 1234.5678, -0.75, -1234.5, 0.001, -0.0004, 2600.55, 1e6 + 0.1, 7e-4];

/// Every value in every language, one line each.
pub(super) fn all() -> Vec<Value> {
    let mut lines = Vec::new();
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let mut say = |what: &str, value: Value, text: String| {
            lines.push(json!({"lang": lang.code(), "what": what, "value": value, "text": text}));
        };
        numbers(&texts, &mut say);
        dates(&texts, &mut say);
        durations(&texts, &mut say);
        lists_and_plurals(&texts, &mut say);
    }
    lines
}

type Say<'a> = &'a mut dyn FnMut(&str, Value, String);

fn numbers(texts: &Texts, say: Say<'_>) {
    for value in NUMBERS {
        say("integer", json!(value), texts.integer(value as i64));
    }
    for value in FRACTIONS.into_iter().chain(NUMBERS) {
        for decimals in 0..=3 {
            say("number", json!([value, decimals]), texts.number(value, decimals));
        }
        say("percent", json!([value / 100.0, 1]), texts.percent(value / 100.0, 1));
        say("percent", json!([value / 100.0, 0]), texts.percent(value / 100.0, 0));
    }
    for value in [1e3, 5e3, 12e3, 1e5, 250e3, 2e6, 25e5, 1e7, 35e6, 1e9, 25e8] {
        say("compact", json!(value), texts.round_number(value));
    }
    for number in (0..=31).chain([100, 101, 111, 112, 113, 121, 122, 123, 1000]) {
        say("ordinal", json!(number), texts.ordinal(number));
    }
}

fn dates(texts: &Texts, say: Say<'_>) {
    for year in [1971, 1999, 2000, 2024, 2031] {
        for month in 1..=12 {
            let Some(day) = NaiveDate::from_ymd_opt(year, month, (month * 7 + 3) % 28 + 1) else { continue };
            say("date", json!(day.to_string()), texts.date(day));
            say("date-short", json!(day.to_string()), texts.date_short(day));
        }
    }
    for zone in [Tz::UTC, Tz::Asia__Dhaka, Tz::America__Los_Angeles, Tz::Asia__Kathmandu, Tz::Australia__Sydney] {
        for hour in 0..24 {
            let at = Utc.with_ymd_and_hms(2024, 12, 11, hour, (hour * 17) % 60, 0).single();
            let Some(at) = at.map(|at| at.with_timezone(&zone)) else { continue };
            let value = json!([at.timestamp(), zone.name()]);
            say("clock", value.clone(), texts.clock(at));
            say("offset", value.clone(), texts.zone_offset(at));
            say("prose-time", value, texts.prose_time(at));
        }
        say("zone", json!(zone.name()), texts.zone_name(zone));
    }
}

fn durations(texts: &Texts, say: Say<'_>) {
    for minutes in [0, 1, 2, 59, 60, 61, 119, 262, 1439, 1440, 2879, 2880, 4320, 15_591] {
        say("minutes", json!(minutes), texts.duration_minutes(minutes));
    }
    for days in [0, 1, 2, 11, 100, 12_345] {
        say("days", json!(days), texts.duration_days(days));
    }
    for seconds in [0.0, 1.0, 2.5, 45.0, 90.0, 0.25, 0.002, 20e-6] {
        say("seconds", json!(seconds), texts.duration_seconds(seconds));
    }
}

fn lists_and_plurals(texts: &Texts, say: Say<'_>) {
    let names = ["ChatGPT", "API", "Sora", "DNS", "CVE"].map(str::to_owned);
    for count in 0..=names.len() {
        say("list", json!(names[..count]), texts.list(&names[..count]));
    }
    for count in [0_usize, 1, 2, 3, 10, 11, 100, 1000, 123_456] {
        // A message that chooses its words by the count, so that the choice shows.
        say("plural", json!(count), texts.msg_with("left-out-not-run", &[("count", count.into())]));
    }
}
