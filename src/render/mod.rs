//! Documents in, files out. A renderer decides layout and nothing else.

#[cfg(feature = "pdf")]
pub mod pdf;
