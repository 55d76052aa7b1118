//! The days that a timeline is about.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::load::decode;

/// A stretch of time, its end outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Window {
    /// Returns the day of impact and the day after it: what an incident is mostly about, and not the years of a chat.
    pub fn of(day: NaiveDate, zone: Tz) -> Self {
        let midnight = |day: NaiveDate| first(day.and_time(NaiveTime::MIN), zone);
        Self { from: midnight(day), to: midnight(day + Duration::days(2)) }
    }

    /// Reads where it begins and ends, where that is said: a date, a date with a time, or a time on the day of impact.
    ///
    /// # Errors
    /// With what is wrong, and a hint.
    pub fn read(
        since: Option<&str>,
        until: Option<&str>,
        day: NaiveDate,
        zone: Tz,
    ) -> Result<Self, (String, &'static str)> {
        const FORMS: &str = "forms: `2025-03-02`, `2025-03-02 14:00`, `14:00` on the day of the id";
        let usual = Self::of(day, zone);
        let moment = |text: &str, whole_day: bool| -> Result<DateTime<Utc>, (String, &'static str)> {
            let bad = || (format!("`{text}` is not a time"), FORMS);
            let (date, time) = match text.trim().split_once([' ', 'T']) {
                Some((date, time)) => (decode::parse_date(date).ok_or_else(bad)?, Some(time)),
                None => match decode::parse_date(text.trim()) {
                    Some(date) => (date, None),
                    None => (day, Some(text.trim())),
                },
            };
            let local: NaiveDateTime = match time {
                Some(time) => date.and_time(NaiveTime::parse_from_str(time, "%H:%M").map_err(|_| bad())?),
                None => (if whole_day { date + Duration::days(1) } else { date }).and_time(NaiveTime::MIN),
            };
            Ok(first(local, zone))
        };
        let from = since.map_or(Ok(usual.from), |text| moment(text, false))?;
        let to = until.map_or(Ok(usual.to), |text| moment(text, true))?;
        // What begins later than usual is not cut off by the usual end.
        let to = if until.is_none() && from >= to { from + Duration::days(2) } else { to };
        if to <= from {
            return Err(("the stretch ends before it begins".to_owned(), "`--since` is the earlier of the two"));
        }
        Ok(Self { from, to })
    }

    /// Says whether a moment is in it.
    pub fn holds(self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.to
    }

    /// Names it.
    pub fn words(self, zone: Tz) -> String {
        let (from, to) = (self.from.with_timezone(&zone), self.to.with_timezone(&zone));
        let last = (self.to - Duration::seconds(1)).with_timezone(&zone).date_naive();
        let first = from.date_naive();
        let whole = from.time() <= NaiveTime::MIN + Duration::hours(1) && to.date_naive() > last;
        match (whole, last - first) {
            (true, apart) if apart.is_zero() => first.to_string(),
            (true, apart) if apart == Duration::days(1) => format!("{first} and {last}"),
            (true, _) => format!("{first} to {last}"),
            (false, _) => format!("{} to {}", from.format("%Y-%m-%d %H:%M"), to.format("%Y-%m-%d %H:%M")),
        }
    }
}

/// Returns the first moment of a local time; one that the clock skips is an hour on.
fn first(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let hour = Duration::hours(1);
    let found = zone.from_local_datetime(&local).earliest();
    let later = || zone.from_local_datetime(&(local + hour)).earliest();
    found.or_else(later).map_or_else(|| local.and_utc(), |at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(since: Option<&str>, until: Option<&str>) -> String {
        let day = NaiveDate::from_ymd_opt(2025, 3, 2).unwrap();
        match Window::read(since, until, day, Tz::Asia__Dhaka) {
            Ok(window) => format!("{} ({} h)", window.words(Tz::Asia__Dhaka), (window.to - window.from).num_hours()),
            Err((message, hint)) => format!("{message}; {hint}"),
        }
    }

    #[test]
    fn the_day_of_impact_and_the_next_are_meant_where_nothing_is_said() {
        assert_eq!(read(None, None), "2025-03-02 and 2025-03-03 (48 h)");
        assert_eq!(read(Some("2025-02-27"), None), "2025-02-27 to 2025-03-03 (120 h)");
        assert_eq!(read(None, Some("2025-03-02")), "2025-03-02 (24 h)");
        assert_eq!(read(Some("14:00"), Some("2025-03-02 16:30")), "2025-03-02 14:00 to 2025-03-02 16:30 (2 h)");
        assert_eq!(read(Some("2025-04-01"), None), "2025-04-01 and 2025-04-02 (48 h)");
    }

    #[test]
    fn what_is_no_stretch_is_refused() {
        assert_eq!(
            read(Some("noon"), None),
            "`noon` is not a time; forms: `2025-03-02`, `2025-03-02 14:00`, `14:00` on the day of the id"
        );
        assert_eq!(
            read(Some("16:00"), Some("14:00")),
            "the stretch ends before it begins; `--since` is the earlier of the two"
        );
        assert!(read(Some("2025-13-01"), None).starts_with("`2025-13-01` is not a time"));
    }
}
