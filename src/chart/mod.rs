//! Pictures: data and words in, a [`drawing::Drawing`] out. The only user of plotters.

pub mod drawing;
