//! Dates whose parts may stand in either order: what they mean is decided by the file, and where it does not tell,
//! by whoever knows. Nothing is guessed from the machine.

use chrono::NaiveDate;

use super::error::ImportError;

/// The order in which a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `31/12/2024`
    DayFirst,
    /// `12/31/2024`
    MonthFirst,
    /// `2024/12/31`
    YearFirst,
}

impl Order {
    /// Every order with the word used in flags.
    pub const ALL: [(&'static str, Self); 3] =
        [("dmy", Self::DayFirst), ("mdy", Self::MonthFirst), ("ymd", Self::YearFirst)];

    /// Names it in a remark.
    pub const fn words(self) -> &'static str {
        match self {
            Self::DayFirst => "day first",
            Self::MonthFirst => "month first",
            Self::YearFirst => "year first",
        }
    }
}

/// A date as it is written, its parts not yet told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    parts: [u32; 3],
    /// Whether a year of four digits stands first, so that nothing is in doubt.
    pub(super) year_first: bool,
    /// What stands between the parts.
    pub(super) sign: char,
}

/// Reads a digit, Latin or Bangla.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '০'..='৯' => Some(u32::from(c) - u32::from('০')),
        _ => None,
    }
}

/// Reads a number of at most four digits at the start; returns it, how many digits it has, and what follows.
pub(super) fn number(text: &str) -> Option<(u32, usize, &str)> {
    let mut value = 0;
    let mut digits = 0;
    let mut rest = text;
    while let Some(next) = rest.chars().next().and_then(digit) {
        value = value * 10 + next;
        digits += 1;
        if digits > 4 {
            return None;
        }
        rest = rest.get(rest.chars().next().map_or(0, char::len_utf8)..)?;
    }
    (digits > 0).then_some((value, digits, rest))
}

impl Written {
    /// Reads three numbers parted by the same sign; returns what follows.
    pub(super) fn read(text: &str) -> Option<(Self, &str)> {
        let (first, first_digits, rest) = number(text)?;
        let sign = rest.chars().next().filter(|sign| ['/', '.', '-'].contains(sign))?;
        let (second, second_digits, rest) = number(rest.strip_prefix(sign)?)?;
        let (third, third_digits, rest) = number(rest.strip_prefix(sign)?.trim_start_matches(' '))?;
        let year_first = first_digits == 4;
        let fits = if year_first { third_digits <= 2 } else { first_digits <= 2 && [2, 4].contains(&third_digits) };
        (fits && second_digits <= 2).then_some((Self { parts: [first, second, third], year_first, sign }, rest))
    }

    /// Returns the day that is meant when the parts stand in an order; a year of two digits is of this century.
    pub(super) fn day(self, order: Order) -> Option<NaiveDate> {
        let [first, second, third] = self.parts;
        let (year, month, day) = match order {
            Order::DayFirst => (third, second, first),
            Order::MonthFirst => (third, first, second),
            Order::YearFirst => (first, second, third),
        };
        let year = if year < 100 { year + 2000 } else { year };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }
}

/// The order of the dates of a file, and what a remark says of how it was found; `None` where nothing had to be found.
pub(super) type Found = (Order, Option<String>);

/// Decides in which order the dates of a file are written, each given with its line. `sorted` says that the file is in
/// order of time, so that an order under which it goes back is wrong.
pub(super) fn order(
    dates: &[(Written, usize)],
    sorted: bool,
    (name, wanted, day): (&str, Option<Order>, NaiveDate),
) -> Result<Found, ImportError> {
    let wrong = |order: Order| dates.iter().find(|(date, _)| date.day(order).is_none());
    if let Some(order) = wanted {
        return match wrong(order) {
            None => Ok((order, None)),
            Some((_, line)) => {
                let message = format!("this is no date that is written {}", order.words());
                Err(ImportError::line(name, *line, message, "leave `--dates` out, or give the order of the file"))
            }
        };
    }
    if dates.first().is_some_and(|(date, _)| date.year_first) {
        return match wrong(Order::YearFirst) {
            None => Ok((Order::YearFirst, None)),
            Some((_, line)) => Err(ImportError::line(name, *line, "this is not a date", "correct the line")),
        };
    }
    match (wrong(Order::DayFirst), wrong(Order::MonthFirst)) {
        (Some((_, day_line)), Some((_, month_line))) => {
            let message = format!("this date cannot be day first, and that of line {month_line} cannot be month first");
            Err(ImportError::line(name, *day_line, message, "one file has one order: correct the line that is wrong"))
        }
        (Some((_, line)), None) => {
            Ok((Order::MonthFirst, Some(format!("dates are month first, as line {line} shows"))))
        }
        (None, Some((_, line))) => Ok((Order::DayFirst, Some(format!("dates are day first, as line {line} shows")))),
        (None, None) => by_the_whole(dates, sorted, (name, day)),
    }
}

/// Decides where each date could be either: by the order of the file, then by the day of the incident.
fn by_the_whole(
    dates: &[(Written, usize)],
    sorted: bool,
    (name, day): (&str, NaiveDate),
) -> Result<Found, ImportError> {
    let both = [Order::DayFirst, Order::MonthFirst];
    if dates.iter().all(|(date, _)| date.day(both[0]) == date.day(both[1])) {
        return Ok((Order::DayFirst, None));
    }
    let goes_back = |order: Order| dates.windows(2).any(|pair| pair[1].0.day(order) < pair[0].0.day(order));
    let has_day = |order: Order| dates.iter().any(|(date, _)| date.day(order) == Some(day));
    let only = |fits: &dyn Fn(Order) -> bool| match both.map(fits) {
        [true, false] => Some(both[0]),
        [false, true] => Some(both[1]),
        _ => None,
    };
    if let Some(order) = only(&|order| !goes_back(order)).filter(|_| sorted) {
        let why = "under which the file never goes back in time";
        return Ok((order, Some(format!("dates are {}, {why}", order.words()))));
    }
    if let Some(order) = only(&has_day) {
        return Ok((order, Some(format!("dates are {}, under which {day} is among them", order.words()))));
    }
    let line = dates.first().map_or(1, |(_, line)| *line);
    let message = "every date of this file can be read day first and month first";
    Err(ImportError::line(name, line, message, "say which it is: `--dates dmy` or `--dates mdy`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(dates: &[&str], sorted: bool, wanted: Option<Order>) -> Result<Found, String> {
        let read = |(at, text): (usize, &&str)| (Written::read(text).unwrap().0, at + 1);
        let dates: Vec<(Written, usize)> = dates.iter().enumerate().map(read).collect();
        let day = NaiveDate::from_ymd_opt(2025, 3, 2).unwrap();
        order(&dates, sorted, ("chat.txt", wanted, day)).map_err(|error| format!("{error}; {}", error.hint()))
    }

    #[test]
    fn the_file_decides_where_it_can() {
        let order = |dates: &[&str]| found(dates, true, None).map(|(order, _)| order);
        assert_eq!(order(&["2/3/25", "13/3/25"]), Ok(Order::DayFirst));
        assert_eq!(order(&["2/3/25", "2/13/25"]), Ok(Order::MonthFirst));
        assert_eq!(order(&["২/৩/২০২৫", "১৩/৩/২০২৫"]), Ok(Order::DayFirst));
        assert_eq!(order(&["2025-03-02"]), Ok(Order::YearFirst));
        assert_eq!(order(&["05.04.25", "06.04.25", "01.05.25"]), Ok(Order::DayFirst), "month first goes back");
        assert_eq!(order(&["3/3/25"]), Ok(Order::DayFirst), "the same either way");
        assert_eq!(order(&["02/03/2025"]), Ok(Order::DayFirst), "the day of the incident");
        assert_eq!(order(&["03/02/2025"]), Ok(Order::MonthFirst));
    }

    #[test]
    fn what_nothing_decides_is_asked() {
        insta::assert_snapshot!(found(&["04/05/25", "05/05/25"], false, None).unwrap_err(), @"chat.txt:1:1: every date of this file can be read day first and month first; say which it is: `--dates dmy` or `--dates mdy`");
        assert_eq!(found(&["04/05/25"], false, Some(Order::MonthFirst)), Ok((Order::MonthFirst, None)));
        insta::assert_snapshot!(found(&["04/15/25"], false, Some(Order::DayFirst)).unwrap_err(), @"chat.txt:1:1: this is no date that is written day first; leave `--dates` out, or give the order of the file");
        insta::assert_snapshot!(found(&["14/05/25", "05/14/25"], true, None).unwrap_err(), @"chat.txt:2:1: this date cannot be day first, and that of line 1 cannot be month first; one file has one order: correct the line that is wrong");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "14:05", "1/2", "1/2-25", "123/1/25", "1/2/3", "1/2/12345", "a/b/c"] {
            assert_eq!(Written::read(text), None, "{text}");
        }
        assert_eq!(Written::read("1/2/25, 14:05").map(|(_, rest)| rest), Some(", 14:05"));
        assert_eq!(Written::read("31/2/25").and_then(|(date, _)| date.day(Order::DayFirst)), None);
    }
}
