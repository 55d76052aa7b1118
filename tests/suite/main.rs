//! Tests of the whole program, in one binary.

mod check;
mod edition;
mod html;
mod laws;
#[cfg(feature = "pdf")]
mod pdf;
mod project;
mod tidy;
mod words;
