//! Pictures: data and words in, a [`drawing::Drawing`] out. The only user of plotters.
//!
//! A chart knows no language and no messages: every string, every formatted number comes in final with its spec.

pub mod cafeteria;
mod canvas;
mod card;
pub mod causal;
pub mod curve;
pub mod drawing;
pub mod durations;
pub mod effects;
pub mod exposure;
pub mod factorial;
mod flags;
pub mod geometry;
pub mod heat;
pub mod hypotheses;
mod lines;
pub mod measured;
pub mod preview;
mod room;
mod ruler;
#[cfg(test)]
mod samples;
mod scale;
pub mod series;
mod sheet;
mod svg;
pub mod timeline;
pub mod tornado;
mod words;

pub use card::{Imprint, card};
pub use sheet::{Sheet, for_screens};
pub use words::{Format, Words};
