//! Documents: a subject in one language, every string final. The last place that knows a language.

pub mod document;
pub mod frame;
