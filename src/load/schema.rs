//! JSON Schemas of the files that people write, for their editors: keys with what they mean, words that can be chosen.
//!
//! They are written by hand, in `assets/editor`, and held against the decoders in both directions by
//! `tests/suite/schema.rs`.

use serde_json::{Map, Value, json};

use crate::base::lang::{Lang, PerLang};
use crate::model::custom::{Field, FieldKind};

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

    /// Returns the schema for a knowledge base that declares fields of its own.
    pub fn schema_with(self, fields: &[Field]) -> Value {
        let mut schema = self.schema();
        if let Some(custom) = schema.pointer_mut("/properties/custom").and_then(Value::as_object_mut)
            && self == Self::Incident
        {
            let properties: Map<String, Value> = fields.iter().map(|one| (one.id.to_string(), field(one))).collect();
            custom.insert("additionalProperties".to_owned(), json!(false));
            custom.insert("properties".to_owned(), Value::Object(properties));
        }
        schema
    }
}

/// Returns what may stand under a field.
fn field(field: &Field) -> Value {
    let name = |of: &PerLang<String>| of.or_borrowed(Lang::EN).1.clone();
    let mut part = match &field.kind {
        FieldKind::Text => json!({"$ref": "#/$defs/texts"}),
        FieldKind::Number(_) => json!({"type": "number"}),
        FieldKind::Date => json!({"$ref": "#/$defs/date"}),
        FieldKind::Link => json!({"type": "string", "pattern": "^https?://\\S+$"}),
        FieldKind::YesNo => json!({"type": "string", "enum": ["yes", "no"]}),
        FieldKind::Choice(choices) => {
            let words: Vec<&str> = choices.iter().map(|choice| choice.word.as_str()).collect();
            json!({"type": "string", "enum": words})
        }
    };
    let unit =
        if let FieldKind::Number(Some(unit)) = &field.kind { format!(", in {}", name(unit)) } else { String::new() };
    part["description"] = format!("{}{unit}.", name(&field.label)).into();
    part
}
