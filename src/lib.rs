//! nidan: post-mortem reports in two languages, in which every lesson links to a model run that anyone can repeat.
//!
//! The modules below are layers: each names only those above it in this list. `docs/architecture.md` says what each
//! may not know, and `tests/suite/tidy.rs` holds the list.

pub mod base;

pub mod kept;
pub mod model;

pub mod load;
pub mod sim;
pub mod text;
pub mod typography;

pub mod draft;
pub mod runs;

pub mod check;

pub mod catalog;

pub mod chart;

pub mod view;

pub mod render;
pub mod search;

pub mod publish;

pub mod ui;

pub mod commands;

pub mod cli;
