//! How a language writes numbers and tells the time: its digits, ordinals, and which round numbers and parts of the day
//! it has. Their words are messages.

use std::sync::LazyLock;

use icu_decimal::DecimalFormatter;
use icu_locale_core::{Locale, locale};

use crate::base::lang::Lang;

/// The table of one language.
pub(super) struct Table {
    /// The language's name in itself.
    pub(super) name: &'static str,
    /// The language with a country, as link previews name it.
    pub(super) locale: &'static str,
    /// Digits 0 to 9.
    pub(super) digits: [char; 10],
    /// Messages of the parts of the day by their first hour; the last one runs over midnight. None where the clock has
    /// 24 hours in sentences too.
    pub(super) day_periods: &'static [(u32, &'static str)],
    /// Endings of the ordinals from 0; what lies beyond takes the last.
    pub(super) ordinals: &'static [&'static str],
    /// Messages for large round numbers by what they count in, ascending.
    pub(super) scales: &'static [(f64, &'static str)],
    /// Prints decimals with the language's digits and groups.
    pub(super) decimals: LazyLock<DecimalFormatter>,
}

/// Returns the table of a language.
pub(super) fn table(lang: Lang) -> &'static Table {
    if lang == Lang::BN { &BN } else { &EN }
}

fn decimals(locale: Locale) -> DecimalFormatter {
    DecimalFormatter::try_new(locale.into(), icu_decimal::options::DecimalFormatterOptions::default())
        .unwrap_or_else(|error| unreachable!("the compiled data holds every compiled language: {error}"))
}

static BN: Table = Table {
    name: "বাংলা",
    locale: "bn_BD",
    digits: ['০', '১', '২', '৩', '৪', '৫', '৬', '৭', '৮', '৯'],
    day_periods: &[
        (0, "period-night"),
        (4, "period-dawn"),
        (6, "period-morning"),
        (12, "period-noon"),
        (15, "period-afternoon"),
        (18, "period-evening"),
        (20, "period-night"),
    ],
    ordinals: &["তম", "ম", "য়", "য়", "র্থ", "ম", "ষ্ঠ", "ম", "ম", "ম", "ম", "তম"],
    scales: &[(1e3, "round-thousand"), (1e5, "round-lakh"), (1e7, "round-crore")],
    decimals: LazyLock::new(|| decimals(locale!("bn"))),
};

static EN: Table = Table {
    name: "English",
    locale: "en_US",
    digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    day_periods: &[],
    ordinals: &["th", "st", "nd", "rd", "th"],
    scales: &[(1e6, "round-million"), (1e9, "round-billion")],
    decimals: LazyLock::new(|| decimals(locale!("en"))),
};

/// Messages of the months in full.
pub(super) const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

/// Messages of the months where space is short.
pub(super) const MONTHS_SHORT: [&str; 12] = [
    "month-short-1",
    "month-short-2",
    "month-short-3",
    "month-short-4",
    "month-short-5",
    "month-short-6",
    "month-short-7",
    "month-short-8",
    "month-short-9",
    "month-short-10",
    "month-short-11",
    "month-short-12",
];

/// Messages of the zones that people do not call after their city, or whose city has a name in each language.
pub(super) const ZONES: [(&str, &str); 14] = [
    ("Asia/Dhaka", "zone-dhaka"),
    ("Asia/Kolkata", "zone-kolkata"),
    ("Asia/Karachi", "zone-karachi"),
    ("Asia/Kathmandu", "zone-kathmandu"),
    ("Asia/Singapore", "zone-singapore"),
    ("Asia/Tokyo", "zone-tokyo"),
    ("Asia/Dubai", "zone-dubai"),
    ("Europe/London", "zone-london"),
    ("Europe/Berlin", "zone-berlin"),
    ("Europe/Paris", "zone-paris"),
    ("America/New_York", "zone-new-york"),
    ("America/Chicago", "zone-chicago"),
    ("America/Los_Angeles", "zone-los-angeles"),
    ("Australia/Sydney", "zone-sydney"),
];
