//! Dates, clock times, durations and the names of zones.

use chrono::{DateTime, Datelike, NaiveDate, Offset, Timelike};
use chrono_tz::Tz;

use super::Texts;
use super::tables::{MONTHS, MONTHS_SHORT, ZONES};
use crate::base::math;

impl Texts {
    /// Prints a time of day by the 24-hour clock, for tables, charts and datelines: ১৫:১৬.
    pub fn clock(&self, at: DateTime<Tz>) -> String {
        self.digits(&format!("{:02}:{:02}", at.hour(), at.minute()))
    }

    /// Prints a time of day to the second: ১৫:১৬:৪০.
    pub fn clock_seconds(&self, at: DateTime<Tz>) -> String {
        self.digits(&format!("{:02}:{:02}:{:02}", at.hour(), at.minute(), at.second()))
    }

    /// Prints a date: ১১ ডিসেম্বর ২০২৪. Years are never grouped.
    pub fn date(&self, day: NaiveDate) -> String {
        let month = self.msg(MONTHS[day.month0() as usize]);
        format!("{} {month} {}", self.integer(i64::from(day.day())), self.digits(&day.year().to_string()))
    }

    /// Prints a date without its year, where space is short: 11 Dec.
    pub fn date_short(&self, day: NaiveDate) -> String {
        let month = self.msg(MONTHS_SHORT[day.month0() as usize]);
        format!("{} {month}", self.integer(i64::from(day.day())))
    }

    /// Prints a time for a sentence: বিকেল ৩টা ১৬ মিনিটে. After midnight the date stands with it.
    pub fn prose_time(&self, at: DateTime<Tz>) -> String {
        let Some((_, period)) = self.table().day_periods.iter().rev().find(|(from, _)| *from <= at.hour()) else {
            let clock = self.clock(at);
            return self.msg_with("prose-time", &[("clock", clock.into())]);
        };
        let period = self.msg(period);
        let hour = if at.hour().is_multiple_of(12) { 12 } else { at.hour() % 12 };
        let hour = self.integer(i64::from(hour));
        let time = if at.minute() == 0 {
            self.msg_with("prose-time-hour", &[("period", period.into()), ("hour", hour.into())])
        } else {
            let minute = self.integer(i64::from(at.minute()));
            self.msg_with(
                "prose-time-minute",
                &[("period", period.into()), ("hour", hour.into()), ("minute", minute.into())],
            )
        };
        if at.hour() < 4 { format!("{} {time}", self.date_short(at.date_naive())) } else { time }
    }

    /// Prints whole minutes as hours and minutes, from two days on as days and hours: ৪ ঘণ্টা ২২ মিনিট, 10 days 20 h.
    pub fn duration_minutes(&self, minutes: i64) -> String {
        const HOUR: i64 = 60;
        const DAY: i64 = 24 * HOUR;
        let sign = if minutes < 0 { "−" } else { "" };
        let size = minutes.abs();
        let in_days = |count: i64| self.msg_with("unit-days", &[("number", self.integer(count).into())]);
        let in_hours = |count: i64| self.msg_with("unit-hours", &[("number", self.integer(count).into())]);
        let in_minutes = |count: i64| self.msg_with("unit-minutes", &[("number", self.integer(count).into())]);
        let parts = if size >= 2 * DAY {
            // Over days a minute says nothing: to the nearest hour.
            let hours = (size + HOUR / 2) / HOUR;
            let (days, rest) = (hours / 24, hours % 24);
            [(days > 0).then(|| in_days(days)), (rest > 0).then(|| in_hours(rest))]
        } else {
            let (hours, rest) = (size / HOUR, size % HOUR);
            [(hours > 0).then(|| in_hours(hours)), (rest > 0).then(|| in_minutes(rest))]
        };
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { in_minutes(0) } else { format!("{sign}{}", parts.join(" ")) }
    }

    /// Prints a whole number of days, for what is known by its date alone: 11 days.
    pub fn duration_days(&self, days: i64) -> String {
        let number = self.integer(days.abs());
        let days_text = if days.abs() == 1 {
            self.msg_with("unit-day", &[("number", number.into())])
        } else {
            self.msg_with("unit-days", &[("number", number.into())])
        };
        if days < 0 { format!("−{days_text}") } else { days_text }
    }

    /// Prints a moment with its date: 04:35 on 19 Jul.
    pub fn clock_on_day(&self, at: DateTime<Tz>) -> String {
        self.on_day(&self.clock(at), at.date_naive())
    }

    /// Prints a clock time, as printed, with its date: ~04:35 on 19 Jul.
    pub fn on_day(&self, clock: &str, day: NaiveDate) -> String {
        self.msg_with("clock-on-day", &[("clock", clock.into()), ("date", self.date_short(day).into())])
    }

    /// Prints a clock time no more exactly than it is known: ~04:35.
    pub fn clock_known(&self, at: DateTime<Tz>, about: bool) -> String {
        format!("{}{}", if about { "~" } else { "" }, self.clock(at))
    }

    /// Prints seconds in the units that people would use: 20 µs, 90 s, 20 min, 6 h.
    pub fn duration_seconds(&self, seconds: f64) -> String {
        let size = seconds.abs();
        let minutes = seconds / 60.0;
        if size >= 60.0 && (minutes - math::round(minutes)).abs() < 1e-9 {
            return self.duration_minutes(math::round(minutes) as i64);
        }
        if size >= 600.0 {
            return self.duration_minutes(math::round(minutes) as i64);
        }
        if size >= 1.0 || size == 0.0 {
            return self.msg_with("unit-seconds", &[("number", self.brief(seconds).into())]);
        }
        if size >= 0.001 {
            return self.msg_with("unit-milliseconds", &[("number", self.brief(seconds * 1000.0).into())]);
        }
        self.msg_with("unit-microseconds", &[("number", self.brief(seconds * 1e6).into())])
    }

    /// Names a zone by what people call its time: বাংলাদেশ সময়, Los Angeles time.
    pub fn zone_name(&self, zone: Tz) -> String {
        let name = zone.name();
        if matches!(name, "UTC" | "Etc/UTC") {
            return "UTC".to_owned();
        }
        if let Some((_, known)) = ZONES.iter().find(|(iana, _)| *iana == name) {
            return self.msg(known);
        }
        let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
        self.msg_with("zone-of-city", &[("city", city.into())])
    }

    /// Prints how far a zone is from UTC at a moment: UTC−8, UTC+5:30. Latin digits: it is a code.
    pub fn zone_offset(&self, at: DateTime<Tz>) -> String {
        let minutes = at.offset().fix().local_minus_utc() / 60;
        let sign = if minutes < 0 { '−' } else { '+' };
        let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
        match (hours, rest) {
            (0, 0) => "UTC".to_owned(),
            (_, 0) => format!("UTC{sign}{hours}"),
            (_, _) => format!("UTC{sign}{hours}:{rest:02}"),
        }
    }
}
