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
