//! Tests of the whole program.

mod check;
mod html;
mod laws;
#[cfg(feature = "pdf")]
mod pdf;
mod project;
