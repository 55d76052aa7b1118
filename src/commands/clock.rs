//! The clock, for answers that are about today and go to a terminal.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// Reads the clock: what is overdue is overdue today.
#[expect(clippy::disallowed_methods, reason = "such an answer is about today and goes to a terminal, not into a build")]
pub(super) fn today(zone: Tz) -> NaiveDate {
    DateTime::<Utc>::from(std::time::SystemTime::now()).with_timezone(&zone).date_naive()
}
