//! The knowledge base as a whole: which lessons, actions, lengths of time, likenesses and terms an edition holds.
//!
//! Answers of numbers and references, the same for pages, terminal and data. Knows no language, no file and no clock:
//! the day that it speaks of is an argument.

pub mod actions;
pub mod coverage;
pub mod issue;
pub mod lessons;
pub mod recurrence;
pub mod related;
pub mod stats;
pub mod terms;
