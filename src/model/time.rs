//! Points in time as an incident file gives them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::base::source::Span;

/// How exactly a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// To the minute (or second, as written).
    Exact,
    /// `~15:20`.
    About,
    /// A date alone: `from` is its local midnight.
    Day,
}

/// A time or a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The moment, or the start of the stretch.
    pub from: DateTime<Utc>,
    /// The end of a stretch (`14:51..15:20`).
    pub to: Option<DateTime<Utc>>,
    /// How exactly it is known.
    pub precision: Precision,
    /// The day in the incident's zone.
    pub local_day: NaiveDate,
    /// Where it is written.
    pub span: Span,
}

/// The moments from which durations are derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The change that set it off.
    Change,
    /// Users begin to notice.
    Impact,
    /// An alert or a report.
    Detected,
    /// Someone is on it, or the cause is known.
    Acknowledged,
    /// Most users are served again.
    Mitigated,
    /// All is back.
    Resolved,
}

impl Mark {
    /// Every mark, in its usual order.
    pub const ALL: [Self; 6] =
        [Self::Change, Self::Impact, Self::Detected, Self::Acknowledged, Self::Mitigated, Self::Resolved];

    /// Returns the word used in files and message keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Impact => "impact",
            Self::Detected => "detected",
            Self::Acknowledged => "acknowledged",
            Self::Mitigated => "mitigated",
            Self::Resolved => "resolved",
        }
    }
}

/// How far two times lie apart, no more exactly than both are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// To the minute.
    Minutes(i64),
    /// In minutes, but one of the times is only roughly known.
    About(i64),
    /// In days: one of the times is a date alone.
    Days(i64),
}

impl When {
    /// Returns how long after another time this one begins.
    pub fn since(&self, earlier: &Self) -> Length {
        let minutes = (self.from - earlier.from).num_minutes();
        match (self.precision, earlier.precision) {
            (Precision::Day, _) | (_, Precision::Day) => Length::Days((self.local_day - earlier.local_day).num_days()),
            (Precision::About, _) | (_, Precision::About) => Length::About(minutes),
            (Precision::Exact, Precision::Exact) => Length::Minutes(minutes),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;
    use crate::base::source::SourceMap;

    fn when(day: u32, hour: u32, minute: u32, precision: Precision) -> When {
        let from = Utc.with_ymd_and_hms(2024, 7, day, hour, minute, 0).single().unwrap();
        let span = Span::new(SourceMap::default().add("incident.yaml", ""), 0..0);
        When { from, to: None, precision, local_day: from.date_naive(), span }
    }

    #[test]
    fn a_length_is_no_more_exact_than_its_ends() {
        let start = when(19, 4, 9, Precision::Exact);
        assert_eq!(when(19, 5, 27, Precision::Exact).since(&start), Length::Minutes(78));
        assert_eq!(when(19, 5, 27, Precision::About).since(&start), Length::About(78));
        assert_eq!(start.since(&when(19, 5, 0, Precision::About)), Length::About(-51));
        assert_eq!(when(30, 0, 0, Precision::Day).since(&start), Length::Days(11));
        assert_eq!(when(19, 0, 0, Precision::Day).since(&start), Length::Days(0));
    }
}
