//! Words, numbers and dates as people of each language write them.

mod messages;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;

use super::*;
use crate::base::expr::Dim;

fn both() -> (Texts, Texts) {
    (Texts::new(Lang::BN), Texts::new(Lang::EN))
}

fn at(zone: Tz, day: u32, hour: u32, minute: u32) -> DateTime<Tz> {
    zone.with_ymd_and_hms(2024, 12, day, hour, minute, 0).single().unwrap()
}

fn face() -> ClockFace {
    ClockFace {
        start: Utc.with_ymd_and_hms(2024, 12, 11, 22, 51, 0).unwrap(),
        zone: Tz::America__Los_Angeles,
        seconds: false,
        error_minutes: false,
    }
}

#[test]
fn numbers_have_the_digits_and_groups_of_the_language() {
    let (bn, en) = both();
    assert_eq!(bn.integer(1_234_567), "১২,৩৪,৫৬৭");
    assert_eq!(en.integer(1_234_567), "1,234,567");
    assert_eq!(bn.number(2600.55, 1), "২,৬০০.৬");
    assert_eq!(en.number(-0.04, 1), "0.0");
    assert_eq!(en.number(-12.5, 1), "−12.5");
    assert_eq!(bn.percent(0.264, 1), "২৬.৪%");
    assert_eq!(en.brief(1.984), "1.98");
    assert_eq!(bn.brief(9900.0), "৯,৯০০");
    assert_eq!(bn.digits("v1.10"), "v১.১০");
}

#[test]
fn small_numbers_keep_three_digits_and_large_round_ones_have_words() {
    let (bn, en) = both();
    assert_eq!(
        [0.001_234, 0.0302, 0.5, 586.2, 0.0].map(|value| en.significant(value)),
        ["0.00123", "0.0302", "0.5", "586", "0"]
    );
    assert_eq!(bn.significant(0.000_045), "০.০০০০৪৫");
    let words = [500.0, 5000.0, 12_345.0, 100_000.0, 250_000.0, 20_000_000.0].map(|value| bn.round_number(value));
    assert_eq!(words, ["৫০০", "৫ হাজার", "১২,৩৪৫", "১ লাখ", "২.৫ লাখ", "২ কোটি"]);
    assert_eq!([7500.0, 1e6, 2.5e9].map(|value| en.round_number(value)), ["7,500", "1 million", "2.5 billion"]);
}

#[test]
fn ordinals_and_lists() {
    let (bn, en) = both();
    let bn_ordinals: Vec<String> = (1..=11).map(|n| bn.ordinal(n)).collect();
    let expected = "১ম ২য় ৩য় ৪র্থ ৫ম ৬ষ্ঠ ৭ম ৮ম ৯ম ১০ম ১১তম".nfc().collect::<String>();
    assert_eq!(bn_ordinals.join(" "), expected);
    let en_ordinals: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 112].map(|n| en.ordinal(n)).into();
    assert_eq!(en_ordinals.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 112th");
    let names = ["ChatGPT".to_owned(), "API".to_owned(), "Sora".to_owned()];
    assert_eq!(bn.list(&names), "ChatGPT, API আর Sora");
    assert_eq!(en.list(&names), "ChatGPT, API and Sora");
    assert_eq!(en.list(&names[..2]), "ChatGPT and API");
}

#[test]
fn dates_times_and_durations() {
    let (bn, en) = both();
    let day = NaiveDate::from_ymd_opt(2024, 12, 11).unwrap();
    assert_eq!((bn.date(day), en.date(day)), ("১১ ডিসেম্বর ২০২৪".to_owned(), "11 December 2024".to_owned()));
    assert_eq!((bn.date_short(day), en.date_short(day)), ("১১ ডিসেম্বর".to_owned(), "11 Dec".to_owned()));
    let impact = at(Tz::America__Los_Angeles, 11, 15, 16);
    assert_eq!((bn.clock(impact), en.clock(impact)), ("১৫:১৬".to_owned(), "15:16".to_owned()));
    assert_eq!(
        (bn.duration_minutes(262), en.duration_minutes(262)),
        ("৪ ঘণ্টা ২২ মিনিট".to_owned(), "4 h 22 min".to_owned())
    );
    assert_eq!(
        (bn.duration_minutes(15_591), en.duration_minutes(15_591)),
        ("১০ দিন ২০ ঘণ্টা".nfc().collect(), "10 days 20 h".to_owned())
    );
    assert_eq!(
        (en.duration_minutes(47 * 60 + 59), en.duration_minutes(2880)),
        ("47 h 59 min".to_owned(), "2 days".to_owned())
    );
    assert_eq!((en.duration_minutes(0), en.duration_minutes(-2880)), ("0 min".to_owned(), "−2 days".to_owned()));
    assert_eq!(
        (en.duration_days(1), en.duration_days(11), bn.duration_days(11)),
        ("1 day".to_owned(), "11 days".to_owned(), "১১ দিন".to_owned())
    );
    assert_eq!(
        (bn.clock_on_day(at(Tz::Asia__Dhaka, 12, 4, 35)), en.clock_on_day(at(Tz::Asia__Dhaka, 12, 4, 35))),
        ("১২ ডিসেম্বর, ০৪:৩৫".to_owned(), "04:35 on 12 Dec".to_owned())
    );
    let about = |texts: &Texts| {
        let moment = at(Tz::Asia__Dhaka, 12, 4, 35);
        texts.on_day(&texts.clock_known(moment, true), moment.date_naive())
    };
    // The doubt is about the clock time, not the day.
    assert_eq!((about(&bn), about(&en)), ("১২ ডিসেম্বর, ~০৪:৩৫".to_owned(), "~04:35 on 12 Dec".to_owned()));
    assert_eq!((en.duration_minutes(-3), en.duration_minutes(120)), ("−3 min".to_owned(), "2 h".to_owned()));
    assert_eq!((en.duration_seconds(1200.0), en.duration_seconds(90.0)), ("20 min".to_owned(), "90 s".to_owned()));
    assert_eq!(bn.duration_seconds(0.002), "২ মিলিসেকেন্ড");
}

#[test]
fn bangla_prose_names_the_part_of_the_day() {
    let (bn, en) = both();
    let times = [(15, 16), (9, 0), (12, 5), (18, 30), (23, 59), (4, 10)];
    let told: Vec<String> = times.map(|(hour, minute)| bn.prose_time(at(Tz::Asia__Dhaka, 12, hour, minute))).into();
    let expected = [
        "বিকেল ৩টা ১৬ মিনিটে",
        "সকাল ৯টায়",
        "দুপুর ১২টা ৫ মিনিটে",
        "সন্ধ্যা ৬টা ৩০ মিনিটে",
        "রাত ১১টা ৫৯ মিনিটে",
        "ভোর ৪টা ১০ মিনিটে",
    ];
    assert_eq!(told, expected.map(|text| text.nfc().collect::<String>()));
    assert_eq!(bn.prose_time(at(Tz::Asia__Dhaka, 12, 0, 24)), "১২ ডিসেম্বর রাত ১২টা ২৪ মিনিটে");
    assert_eq!(en.prose_time(at(Tz::Asia__Dhaka, 12, 15, 16)), "15:16");
}

#[test]
fn zones_are_called_what_people_call_them() {
    let (bn, en) = both();
    assert_eq!(en.zone_name(Tz::America__Los_Angeles), "Los Angeles time");
    assert_eq!(bn.zone_name(Tz::America__Los_Angeles), "লস অ্যাঞ্জেলেসের সময়".nfc().collect::<String>());
    assert_eq!(
        (en.zone_name(Tz::Asia__Dhaka), en.zone_name(Tz::UTC)),
        ("Bangladesh time".to_owned(), "UTC".to_owned())
    );
    assert_eq!(en.zone_offset(at(Tz::America__Los_Angeles, 11, 15, 16)), "UTC−8");
    assert_eq!(en.zone_offset(at(Tz::Asia__Kolkata, 11, 15, 16)), "UTC+5:30");
}

#[test]
fn measures_read_as_people_would_say_them() {
    let (bn, en) = both();
    assert_eq!(en.quantity(5772.0, Dim::DURATION, face()), "96.2 min");
    assert_eq!(bn.quantity(15_720.0, Dim::DURATION, face()), "৪ ঘণ্টা ২২ মিনিট");
    assert_eq!(en.quantity(7200.0, Dim::DURATION, face()), "120 min");
    assert_eq!(en.quantity(885.0 * 60.0, Dim::DURATION, face()), "14 h 45 min");
    assert_eq!(en.quantity_with_margin(50_460.0, 738.0, Dim::DURATION, face()), "14 h 1 min ± 12 min");
    assert_eq!(en.quantity_range((6000.0, 7500.0), Dim::DURATION, face()), "1 h 40 min–2 h 5 min");
    assert_eq!(bn.quantity_range((864_000.0, 950_400.0), Dim::DURATION, face()), "১০–১১ দিন");
    assert_eq!(en.quantity_with_margin(5772.0, 78.0, Dim::DURATION, face()), "96.2 ± 1.3 min");
    assert_eq!(en.quantity(1320.0, Dim::Instant, face()), "15:13");
    assert_eq!(en.quantity_with_margin(1320.0, 120.0, Dim::Instant, face()), "15:13 ± 2.0 min");
    assert_eq!(
        (en.quantity(0.95, Dim::Share, face()), bn.quantity(0.0625, Dim::Share, face())),
        ("95%".to_owned(), "৬.২%".to_owned())
    );
    assert_eq!(en.quantity(f64::NAN, Dim::Instant, face()), "never");
    assert_eq!(en.quantity_range((78.0, 192.0), Dim::DURATION, face()), "1.3–3.2 min");
    assert_eq!(en.quantity_range((0.319, 0.45), Dim::Share, face()), "31.9–45.0%");
    assert_eq!(en.quantity_range((1320.0, 1321.0), Dim::Instant, face()), "15:13");
    assert_eq!(en.quantity(0.01 / 60.0, Dim::RATE, face()), "1% a minute");
    assert_eq!(en.duration_seconds(20e-6), "20 µs");
    assert_eq!(bn.quantity(2.5, Dim::RATE, face()), "সেকেন্ডে ২.৫");
}

#[test]
fn two_values_beside_each_other_have_the_same_units() {
    let (bn, en) = both();
    let pair = |texts: &Texts, minutes: (f64, f64)| {
        texts.quantity_pair((minutes.0 * 60.0, minutes.1 * 60.0), Dim::DURATION, face())
    };
    assert_eq!(pair(&en, (102.0, 358.0)), ("1 h 42 min".to_owned(), "5 h 58 min".to_owned()));
    assert_eq!(pair(&en, (102.0, 93.4)), ("102 min".to_owned(), "93.4 min".to_owned()));
    assert_eq!(pair(&en, (8.3, 358.0)), ("8.3 min".to_owned(), "5 h 58 min".to_owned()));
    assert_eq!(pair(&bn, (102.0, 358.0)), ("১ ঘণ্টা ৪২ মিনিট".to_owned(), "৫ ঘণ্টা ৫৮ মিনিট".to_owned()));
    assert_eq!(pair(&en, (102.0, f64::NAN)).0, "102 min");
}

#[test]
fn error_minutes_do_not_look_like_the_length_of_an_outage() {
    let (bn, en) = both();
    let face = ClockFace { error_minutes: true, ..face() };
    assert_eq!(en.quantity(21_480.0, Dim::DURATION, face), "358 error minutes");
    assert_eq!(bn.quantity_with_margin(21_480.0, 648.0, Dim::DURATION, face), "৩৫৮ ± ১০.৮ এরর-মিনিট");
    assert_eq!(en.quantity_range((64.0, 90.0), Dim::DURATION, face), "1.1–1.5 error minutes");
    let pair = en.quantity_pair((6120.0, 21_480.0), Dim::DURATION, face);
    assert_eq!(pair, ("102".to_owned(), "358 error minutes".to_owned()));
    assert_eq!(en.quantity(1320.0, Dim::Instant, face), "15:13");
}

#[test]
fn a_range_says_its_unit_once() {
    let (bn, en) = both();
    let minutes = |texts: &Texts, count: f64| texts.msg_with("unit-minutes", &[("number", texts.brief(count).into())]);
    assert_eq!(en.span(&minutes(&en, 2.0), &minutes(&en, 15.0)), "2–15 min");
    assert_eq!(bn.span(&minutes(&bn, 2.0), &minutes(&bn, 15.0)), "২–১৫ মিনিট");
    assert_eq!(en.span("30 min", "2 h"), "30 min–2 h");
    assert_eq!(en.span("1 h 30 min", "2 h 30 min"), "1 h 30 min–2 h 30 min");
    assert_eq!(bn.span("মিনিটে ০.৩%", "মিনিটে ৩%"), "মিনিটে ০.৩–৩%");
    assert_eq!(en.span("0.4", "1.2"), "0.4–1.2");
    assert_eq!(en.span("−3%", "−1%"), "−3%–−1%");
    assert_eq!(en.span("never", "2 h"), "never–2 h");
}

#[test]
fn a_value_and_its_margin_have_the_same_decimals() {
    let (bn, en) = both();
    let show = |texts: &Texts, value, margin| texts.quantity_with_margin(value, margin, Dim::Plain(0), face());
    assert_eq!(show(&en, 38.14, 1.63), "38.1 ± 1.6");
    assert_eq!(show(&en, 1.954, 0.0042), "1.954 ± 0.004");
    assert_eq!(show(&bn, 2.0, 0.0), "২");
    assert_eq!(en.quantity_with_margin(0.25, 0.0, Dim::Share, face()), "25%");
    assert_eq!(en.quantity_range((29.9, 45.0), Dim::Plain(0), face()), "29.9–45.0");
    assert_eq!(bn.quantity_with_margin(0.0, 0.0, Dim::DURATION, face()), "০ মিনিট");
}

#[test]
fn a_missing_key_or_variable_is_told() {
    let texts = Texts::new(Lang::EN);
    assert_eq!(texts.faults(), Vec::<String>::new());
    assert_eq!(texts.msg("no-such-key"), "[no-such-key]");
    texts.msg("unit-hours");
    assert_eq!(texts.faults().len(), 2, "{:?}", texts.faults());
}
