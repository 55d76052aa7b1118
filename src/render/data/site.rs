//! The knowledge base as files of the site, for other tools, with the schemas that they keep to.

use include_dir::{Dir, include_dir};
use serde_json::Value;

use super::{catalog, incident};
use crate::catalog::actions::actions;
use crate::catalog::lessons::lessons;
use crate::model::{Edition, Incident, Released};
use crate::runs::evidence::Evidence;

/// Where they stand.
pub const FOLDER: &str = "data/";

static SCHEMAS: Dir = include_dir!("$CARGO_MANIFEST_DIR/assets/schema");

/// Returns the files about the knowledge base as a whole, and the schemas, with their paths from the site's root.
pub fn files(edition: &Edition, evidence: &[Evidence]) -> Vec<(String, String)> {
    let lists = [
        ("incidents", incident::incidents(edition)),
        ("lessons", catalog::lessons(edition, &lessons(edition, evidence))),
        ("actions", catalog::actions(edition, &actions(edition, edition.as_of))),
    ];
    let lists = lists.map(|(name, value)| (format!("{FOLDER}{name}.json"), written(name, "schema", value)));
    let schemas = SCHEMAS.files().filter_map(|file| {
        let name = file.path().to_str()?;
        Some((format!("{FOLDER}schema/{name}"), file.contents_utf8()?.to_owned()))
    });
    lists.into_iter().chain(schemas).collect()
}

/// Returns the path of an incident's file from the site's root.
pub fn path(incident: &Incident) -> String {
    format!("{FOLDER}incidents/{}.json", incident.id)
}

/// Returns the file of an incident.
pub fn file(edition: &Edition, incident: &Released<Incident>, evidence: Option<&Evidence>) -> String {
    written("incident", "../schema", incident::incident(edition, incident, evidence))
}

/// Writes a file, which names its schema first.
fn written(name: &str, folder: &str, value: Value) -> String {
    let mut whole = serde_json::Map::new();
    whole.insert("$schema".to_owned(), format!("{folder}/{name}.json").into());
    if let Value::Object(value) = value {
        whole.extend(value);
    }
    format!("{}\n", Value::Object(whole))
}
