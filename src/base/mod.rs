//! The ground floor: sources and spans, diagnostics, languages, quantities, expressions, the fold of words, maths, digests, checksums.
//!
//! Knows nothing of incidents, models, files or formats.

pub mod crc;
pub mod diag;
pub mod digest;
pub mod expr;
pub mod filler;
pub mod fold;
pub mod lang;
pub mod math;
pub mod quote;
pub mod source;
