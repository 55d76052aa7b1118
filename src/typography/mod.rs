//! Fonts, shaping, coverage: how wide a text is, what its outlines are, which characters no font has.

/// The fonts of the program.
pub struct Fonts {}
