//! Days in words relative to another day: 7 weeks ago.

use chrono::NaiveDate;

use super::Texts;
use crate::base::math;

/// Days in a month, over the years.
const MONTH: f64 = 30.44;

impl Texts {
    /// Says how long before or after `base` a day is, as people would: today, 5 days ago, 7 weeks ago.
    pub fn relative(&self, day: NaiveDate, base: NaiveDate) -> String {
        let days = (base - day).num_days();
        let count = |key: &str, count: f64| self.msg_with(key, &[("count", count.into())]);
        match days {
            0 => self.msg("relative-today"),
            1 => self.msg("relative-yesterday"),
            -1 => self.msg("relative-tomorrow"),
            ahead @ ..0 => count("relative-ahead", -ahead as f64),
            2..=13 => count("relative-days", days as f64),
            14..=59 => count("relative-weeks", math::round(days as f64 / 7.0)),
            60..=729 => count("relative-months", math::round(days as f64 / MONTH)),
            _ => count("relative-years", math::round(days as f64 / 365.25)),
        }
    }
}
