//! What no library of ours knows of a language: its months, parts of the day, ordinals and names of zones.

use std::sync::LazyLock;

use icu_decimal::DecimalFormatter;
use icu_locale_core::{Locale, locale};

use crate::base::lang::Lang;

/// The table of one language.
pub(super) struct Table {
    /// The language's name in itself.
    pub(super) name: &'static str,
    /// Digits 0 to 9.
    pub(super) digits: [char; 10],
    /// Month names in full.
    pub(super) months: [&'static str; 12],
    /// Month names where space is short.
    pub(super) months_short: [&'static str; 12],
    /// Parts of the day by their first hour; the last one runs over midnight.
    pub(super) day_periods: &'static [(u32, &'static str)],
    /// Endings of the ordinals from 0; what lies beyond takes the last.
    pub(super) ordinals: &'static [&'static str],
    /// Words for large round numbers, ascending.
    pub(super) scales: &'static [(f64, &'static str)],
    /// Zones by IANA name, as people call their time; others are named after their city.
    pub(super) zones: &'static [(&'static str, &'static str)],
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
    digits: ['০', '১', '২', '৩', '৪', '৫', '৬', '৭', '৮', '৯'],
    months: BN_MONTHS,
    months_short: BN_MONTHS,
    day_periods: &[(0, "রাত"), (4, "ভোর"), (6, "সকাল"), (12, "দুপুর"), (15, "বিকেল"), (18, "সন্ধ্যা"), (20, "রাত")],
    ordinals: &["তম", "ম", "য়", "য়", "র্থ", "ম", "ষ্ঠ", "ম", "ম", "ম", "ম", "তম"],
    scales: &[(1e3, "হাজার"), (1e5, "লাখ"), (1e7, "কোটি")],
    zones: &[
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Asia/Dhaka", "বাংলাদেশ সময়"),
        ("Asia/Kolkata", "ভারতের সময়"),
        ("Asia/Karachi", "পাকিস্তানের সময়"),
        ("Asia/Kathmandu", "নেপালের সময়"),
        ("Asia/Singapore", "সিঙ্গাপুরের সময়"),
        ("Asia/Tokyo", "টোকিও সময়"),
        ("Asia/Dubai", "দুবাই সময়"),
        ("Europe/London", "লন্ডন সময়"),
        ("Europe/Berlin", "বার্লিন সময়"),
        ("Europe/Paris", "প্যারিস সময়"),
        ("America/New_York", "নিউ ইয়র্ক সময়"),
        ("America/Chicago", "শিকাগো সময়"),
        ("America/Los_Angeles", "লস অ্যাঞ্জেলেস সময়"),
        ("Australia/Sydney", "সিডনি সময়"),
    ],
    decimals: LazyLock::new(|| decimals(locale!("bn"))),
};

const BN_MONTHS: [&str; 12] =
    ["জানুয়ারি", "ফেব্রুয়ারি", "মার্চ", "এপ্রিল", "মে", "জুন", "জুলাই", "আগস্ট", "সেপ্টেম্বর", "অক্টোবর", "নভেম্বর", "ডিসেম্বর"];

static EN: Table = Table {
    name: "English",
    digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    months_short: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    day_periods: &[],
    ordinals: &["th", "st", "nd", "rd", "th"],
    scales: &[(1e6, "million"), (1e9, "billion")],
    zones: &[("UTC", "UTC"), ("Etc/UTC", "UTC"), ("Asia/Dhaka", "Bangladesh time"), ("Asia/Kolkata", "India time")],
    decimals: LazyLock::new(|| decimals(locale!("en"))),
};
