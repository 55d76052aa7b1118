//! JSON Schemas of the files that people write, for their editors: keys with what they mean, words that can be chosen.
//!
//! They are written by hand, in `assets/editor`, and held against the decoders in both directions by
//! `tests/suite/schema.rs`.

use serde_json::{Value, json};

/// A kind of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `incident.yaml`.
    Incident,
    /// `model.yaml`.
    Model,
    /// `newsletter.yaml`.
    Newsletter,
    /// `nidan.yaml`.
    Settings,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Incident, Self::Model, Self::Newsletter, Self::Settings];

    /// Returns the kind's word, by which its schema is asked for and its file is named.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Model => "model",
            Self::Newsletter => "newsletter",
            Self::Settings => "settings",
        }
    }

    /// Returns the schema.
    pub fn schema(self) -> Value {
        let text = match self {
            Self::Incident => include_str!("../../assets/editor/incident.json"),
            Self::Model => include_str!("../../assets/editor/model.json"),
            Self::Newsletter => include_str!("../../assets/editor/newsletter.json"),
            Self::Settings => include_str!("../../assets/editor/settings.json"),
        };
        let mut schema: Value = serde_json::from_str(text).unwrap_or_default();
        if let Some(zone) = schema.pointer_mut("/$defs/zone").and_then(Value::as_object_mut) {
            let mut names: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
            names.sort_unstable();
            zone.insert("enum".to_owned(), json!(names));
        }
        schema
    }
}
