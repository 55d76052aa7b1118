//! Numbers in the digits and groups of a language: ১২,৩৪,৫৬৭ and 1,234,567.

use fixed_decimal::Decimal;
use fluent::FluentValue;

use super::tables::{Table, table};
use super::{Arg, Texts};
use crate::base::lang::Lang;

impl Texts {
    /// Prints a number with so many decimals, rounded to even.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        print(self.table(), &format!("{value:.decimals$}"))
    }

    /// Prints a whole number.
    pub fn integer(&self, value: i64) -> String {
        print(self.table(), &value.to_string())
    }

    /// Prints how many there are.
    pub fn count(&self, many: usize) -> String {
        print(self.table(), &many.to_string())
    }

    /// Prints a number as short as it can be without loss of what matters: whole numbers whole, others to three digits.
    pub fn brief(&self, value: f64) -> String {
        let decimals = brief_decimals(value);
        let ascii = format!("{value:.decimals$}");
        // A trailing zero says nothing here: 2.5, not 2.50.
        let short = if decimals > 0 { ascii.trim_end_matches('0').trim_end_matches('.') } else { &ascii };
        print(self.table(), short)
    }

    /// Prints a number to three digits however small it is: 0.00123.
    pub fn significant(&self, value: f64) -> String {
        let size = value.abs();
        if !(1e-9..0.1).contains(&size) {
            return self.brief(value);
        }
        let mut decimals = 2;
        let mut scaled = size;
        while scaled < 1.0 {
            scaled *= 10.0;
            decimals += 1;
        }
        let ascii = format!("{value:.decimals$}");
        print(self.table(), ascii.trim_end_matches('0').trim_end_matches('.'))
    }

    /// Prints a round number in the words that people use for it: ৫ হাজার, ২.৫ লাখ, 10 million; others as they are.
    pub fn round_number(&self, value: f64) -> String {
        let scales = self.table().scales.iter().rev();
        let short = |scale: f64| {
            let tenths = value.abs() / scale * if scale < 1e5 { 1.0 } else { 10.0 };
            value.abs() >= scale * (1.0 - 1e-9) && (tenths - crate::base::math::round(tenths)).abs() < 1e-6
        };
        match scales.into_iter().find(|(scale, _)| short(*scale)) {
            Some((scale, words)) => self.msg_with(words, &[("number", self.brief(value / scale).into())]),
            None => self.significant(value),
        }
    }

    /// Prints a share of 1 in per cent.
    pub fn percent(&self, share: f64, decimals: usize) -> String {
        self.msg_with("unit-percent", &[("number", self.number(share * 100.0, decimals).into())])
    }

    /// Joins two printed amounts to a range, what both say around their numbers once: 1–10 ms, মিনিটে ০.৩–৩%.
    pub fn span(&self, from: &str, to: &str) -> String {
        let parts = |text: &'_ str| {
            let digit = |c: char| c.is_ascii_digit() || self.digit_set().contains(&c);
            let (first, last) = (text.find(digit)?, text.rfind(digit)?);
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            let number = &text[first..end];
            let plain = number.chars().all(|c| digit(c) || c == '.' || c == ',') && !text[..first].contains('−');
            plain.then(|| (text[..first].to_owned(), number.to_owned(), text[end..].to_owned()))
        };
        match (parts(from), parts(to)) {
            (Some((before, low, after)), Some(high)) if high.0 == before && high.2 == after => {
                format!("{before}{low}–{}{after}", high.1)
            }
            (_, _) => format!("{from}–{to}"),
        }
    }

    /// Prints an ordinal: ৪র্থ, 4th.
    pub fn ordinal(&self, number: u32) -> String {
        let endings = self.table().ordinals;
        let last = endings.len() - 1;
        let index = if self.lang() == Lang::EN { english_ordinal(number) } else { number as usize };
        format!("{}{}", self.integer(i64::from(number)), endings[index.min(last)])
    }

    /// Returns the text with ASCII digits as the page's digits: for years, versions of numbers already laid out, labels.
    pub fn digits(&self, text: &str) -> String {
        localise(self.table(), text)
    }

    /// Returns the digits 0 to 9.
    pub fn digit_set(&self) -> [char; 10] {
        self.table().digits
    }

    /// Joins names: `ক, খ আর গ`, `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [before @ .., last] => {
                let before = before.join(", ");
                self.msg_with("list-last", &[("before", Arg::Text(before)), ("last", last.into())])
            }
        }
    }
}

/// Returns the decimals that show a number to three digits; none for a whole one.
pub(super) fn brief_decimals(value: f64) -> usize {
    let whole = (value - crate::base::math::round(value)).abs() < 1e-9;
    match value.abs() {
        size if whole || size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    }
}

fn english_ordinal(number: u32) -> usize {
    match (number % 10, number % 100) {
        (_, 11..=13) => 0,
        (unit, _) => unit as usize,
    }
}

/// Prints the numbers of Bangla messages.
pub(super) fn print_bn<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    print_value(Lang::BN, value)
}

/// Prints the numbers of English messages.
pub(super) fn print_en<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    print_value(Lang::EN, value)
}

fn print_value(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(print(table(lang), &number.value.to_string())),
        FluentValue::String(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
    }
}

/// Prints a decimal in ASCII; what is not one (NaN, infinite) stays as it is.
fn print(table: &Table, ascii: &str) -> String {
    let zero = ascii.trim_start_matches('-').chars().all(|c| c == '0' || c == '.');
    let ascii = if zero { ascii.trim_start_matches('-') } else { ascii };
    match ascii.parse::<Decimal>() {
        // The minus sign proper: a hyphen is too short beside digits and may break from them.
        Ok(decimal) => table.decimals.format(&decimal).to_string().replace('-', "−"),
        Err(_) => ascii.to_owned(),
    }
}

fn localise(table: &Table, text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).map_or(c, |digit| table.digits[digit as usize])).collect()
}
