#[cfg(feature = "pdf")]
mod pdf;
