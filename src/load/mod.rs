//! A knowledge base on disk to plain values: every mistake of every file in one go, each at its place.

pub mod characters;
pub mod decode;
pub mod model;
pub mod rules;
pub mod yaml;
