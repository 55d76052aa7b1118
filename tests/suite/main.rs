//! Tests of the whole program, in one binary.

mod check;
mod html;
#[cfg(feature = "pdf")]
mod pdf;
mod project;
