//! Evidence: what runs gave, what claims they bear out, what is on record.

pub mod evidence;
