//! Tests of the whole program.

mod html;
#[cfg(feature = "pdf")]
mod pdf;
