//! The integration tests, one module per subject.

#[cfg(feature = "pdf")]
mod pdf;
