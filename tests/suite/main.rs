//! Tests of the whole program, in one binary.

mod blocks;
mod both;
mod build;
mod calls;
mod catalog;
mod check;
mod designs;
mod edition;
mod evidence;
mod exact;
mod feeds;
mod fidelities;
mod forms;
mod html;
mod laws;
mod many;
mod maps;
mod own;
#[cfg(feature = "pdf")]
mod pdf;
mod pictures;
mod project;
mod pseudo;
mod rules_of_runs;
mod schema;
mod search;
mod security;
mod serve;
mod slips;
mod small;
mod store;
mod terminal;
mod tidy;
mod tutorial;
mod what_if;
mod words;
