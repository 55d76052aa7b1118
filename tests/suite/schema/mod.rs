//! The schemas that editors get, held against what the program reads: key by key, word by word, kind by kind.
//!
//! Files with every key of every map are spoilt at every place in turn, and what the program says is compared with
//! what the schema says of that place. A key that a decoder learns, and the schema does not, fails here.

mod walk;

use std::collections::BTreeSet;

use nidan::base::diag::{Diagnostic, Report, Severity};
use nidan::base::source::SourceMap;
use nidan::load::{schema::Kind, yaml};
use serde_json::{Value, json};

use crate::project::Project;
pub(crate) use walk::into_value;
use walk::{Shape, Visit, put, visits};

const ID: &str = "2026-03-01-every-key";
const ISSUE: &str = "newsletters/2026-03-every-key";
const SETTINGS: &str = include_str!("../../vectors/every-key/nidan.yaml");
const INCIDENT: &str = include_str!("../../vectors/every-key/incident.yaml");
const MODEL: &str = include_str!("../../vectors/every-key/model.yaml");
const NEWSLETTER: &str = include_str!("../../vectors/every-key/newsletter.yaml");
const CALLS: &str = include_str!("../../vectors/every-key/model-des.yaml");

/// Keys that are asked for only beside certain others, or only where Markdown does not hold them.
const SOMETIMES: [&str; 6] = ["caption", "alt", "count", "keys", "measure", "of"];

/// One file of a base in which it is spoilt, place by place.
struct Case {
    kind: Kind,
    path: String,
    whole: Value,
    project: Project,
}

impl Case {
    fn new(kind: Kind, text: &str, model: &str) -> Self {
        let folder = format!("incidents/{ID}");
        let project = Project::empty()
            .file("nidan.yaml", SETTINGS)
            .file(&format!("{folder}/incident.yaml"), INCIDENT)
            .file(&format!("{folder}/model.yaml"), model)
            .file(&format!("{folder}/files/answers.csv"), include_bytes!("../../vectors/every-key/answers.csv"))
            .file(&format!("{folder}/files/board.png"), include_bytes!("../../vectors/every-key/board.png"))
            .file(&format!("{ISSUE}/newsletter.yaml"), NEWSLETTER)
            .file(&format!("{ISSUE}/files/board.png"), include_bytes!("../../vectors/every-key/board.png"))
            .file("incidents/2025-01-02-earlier/incident.yaml", "schema: 1\ntitle: {en: Earlier, bn: আগে}\n");
        let path = match kind {
            Kind::Settings => "nidan.yaml".to_owned(),
            Kind::Newsletter => format!("{ISSUE}/newsletter.yaml"),
            Kind::Incident | Kind::Model => format!("{folder}/{}.yaml", kind.word()),
        };
        let mut sources = SourceMap::default();
        let node = yaml::read(sources.add(path.as_str(), text), text, &mut Report::default()).expect("it is YAML");
        Self { kind, path, whole: into_value(&node), project }
    }

    fn all() -> [Self; 5] {
        [
            Self::new(Kind::Settings, SETTINGS, MODEL),
            Self::new(Kind::Incident, INCIDENT, MODEL),
            Self::new(Kind::Model, MODEL, MODEL),
            Self::new(Kind::Newsletter, NEWSLETTER, MODEL),
            Self::new(Kind::Model, CALLS, CALLS),
        ]
    }

    /// Loads the base with another text in this file; findings with what they underline.
    fn load(self, value: &Value) -> (Self, Vec<(String, Diagnostic)>) {
        let project = self.project.file(&self.path, value.to_string());
        let loaded = project.load();
        let place = |finding: &Diagnostic| finding.span.map_or("", |span| loaded.sources.slice(span)).to_owned();
        let found = loaded.report.sorted().into_iter().map(|finding| (place(finding), finding.clone())).collect();
        (Self { project, ..self }, found)
    }

    /// Loads the base with one value replaced, or taken out.
    fn spoilt(self, path: &[String], value: Option<Value>) -> (Self, Vec<(String, Diagnostic)>) {
        let mut whole = self.whole.clone();
        put(&mut whole, path, value);
        self.load(&whole)
    }
}

/// The schema of a kind of file in a base with these settings.
fn schema_of(kind: Kind) -> Value {
    let project = Project::empty().file("nidan.yaml", SETTINGS);
    kind.schema_with(&nidan::load::fields(project.root()).expect("they are declared"))
}

fn listed(finding: &Diagnostic, start: &str) -> BTreeSet<String> {
    let list = finding.hints.iter().find_map(|hint| hint.strip_prefix(start)).unwrap_or_default();
    list.split(", ").map(str::to_owned).collect()
}

/// Tries every place of a file; returns what does not agree.
fn faults(mut case: Case, visit: &Visit<'_>, faults: &mut Vec<String>) -> Case {
    let name = format!("{}: {}", case.kind.word(), visit.path.join("/"));
    let found;
    let mut fault = |what: String| faults.push(format!("{name}: {what}"));
    if let Some(known) = &visit.known {
        let mut path = visit.path.clone();
        path.push("zzz".to_owned());
        (case, found) = case.spoilt(&path, Some(json!("zzz")));
        let unknown = found.iter().find(|(place, finding)| finding.rule.0 == "unknown-key" && place == "\"zzz\"");
        match unknown.map(|(_, finding)| listed(finding, "known keys: ")) {
            None => fault(format!("takes any key, or is not read: {found:?}")),
            Some(read) => {
                let read: BTreeSet<String> = read.difference(&visit.others).cloned().collect();
                if read != *known {
                    fault(format!("the program reads {read:?}, the schema has {known:?}"));
                }
            }
        }
    }
    if visit.path.is_empty() {
        return case;
    }
    for (shape, probe) in
        [(Shape::Scalar, json!("zzz")), (Shape::List, json!(["zzz"])), (Shape::Map, json!({"zzz": "zzz"}))]
    {
        let found;
        (case, found) = case.spoilt(&visit.path, Some(probe.clone()));
        let written = probe.to_string();
        let here = |(place, finding): &&(String, Diagnostic)| *place == written && finding.severity == Severity::Error;
        // What is refused may also be told at its key, at the list that it is in, or, of a step, at the values beside it.
        let key = visit.path.last().map(|key| json!(key).to_string()).unwrap_or_default();
        let near = |(place, finding): &(String, Diagnostic)| {
            let is_near = place.contains(&written) || *place == key || key == "\"step\"";
            is_near && finding.severity == Severity::Error
        };
        let taken = visit.takes(shape);
        if !taken && !found.iter().any(near) {
            fault(format!("the schema refuses {probe}, the program says {found:?}"));
        }
        if taken && found.iter().any(|found| here(&found) && found.1.rule.0 == "wrong-type") {
            fault(format!("the schema takes {probe}, the program does not"));
        }
        if let (Shape::Scalar, Some(words)) = (shape, &visit.words) {
            let read = found.iter().find(here).map(|(_, finding)| listed(finding, "possible: ")).unwrap_or_default();
            if read != *words {
                fault(format!("the program reads {read:?}, the schema has {words:?}"));
            }
        }
    }
    case
}

#[test]
fn schemas_and_decoders_know_the_same() {
    let mut wrong = Vec::new();
    for mut case in Case::all() {
        let whole = case.whole.clone();
        let found;
        (case, found) = case.load(&whole);
        let errors: Vec<_> = found.iter().filter(|(_, finding)| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", case.path);
        let schema = schema_of(case.kind);
        for visit in visits(&schema, &whole) {
            case = faults(case, &visit, &mut wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_must_be_there_is_the_same() {
    let mut wrong = Vec::new();
    for mut case in Case::all() {
        let (schema, whole) = (schema_of(case.kind), case.whole.clone());
        for visit in visits(&schema, &whole) {
            let Some(key) = visit.path.last().filter(|_| visit.is_key).cloned() else { continue };
            let found;
            (case, found) = case.spoilt(&visit.path, None);
            let one = "and one of them alone".to_owned();
            let says = [format!("has no `{key}`"), "says no kind".to_owned(), one];
            let asked = found.iter().any(|(_, finding)| {
                let asks = says.iter().any(|says| finding.message.ends_with(says));
                asks && finding.severity == Severity::Error && finding.rule.0 != "missing-text"
            });
            let sometimes = SOMETIMES.contains(&key.as_str());
            if asked != visit.required && !sometimes {
                wrong.push(format!(
                    "{}: {}: required in the schema: {}",
                    case.path,
                    visit.path.join("/"),
                    visit.required
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_key_of_the_schemas_is_tried_and_described() {
    for kind in Kind::ALL {
        let schema = schema_of(kind);
        let tried: BTreeSet<String> = Case::all()
            .iter()
            .filter(|case| case.kind == kind)
            .flat_map(|case| {
                visits(&schema, &case.whole).into_iter().filter_map(|visit| visit.property).collect::<Vec<_>>()
            })
            .collect();
        let all = walk::properties(&schema);
        let left: Vec<&String> = all.iter().filter(|property| !tried.contains(*property)).collect();
        assert!(left.is_empty(), "{}: no file of `tests/vectors/every-key` has {left:#?}", kind.word());
        let silent: Vec<&String> = all.iter().filter(|property| !walk::is_described(&schema, property)).collect();
        assert!(silent.is_empty(), "{}: no description: {silent:#?}", kind.word());
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

#[test]
fn a_difference_is_seen() {
    let case = || Case::new(Kind::Settings, SETTINGS, MODEL);
    let spoil = |at: &str, value: Value| {
        let mut schema = Kind::Settings.schema();
        *schema.pointer_mut(at).expect("it is there") = value;
        let mut wrong = Vec::new();
        let mut case = case();
        let whole = case.whole.clone();
        for visit in visits(&schema, &whole) {
            case = faults(case, &visit, &mut wrong);
        }
        wrong
    };
    assert_eq!(spoil("/properties/url/type", json!(["string", "array"])).len(), 1, "a kind more");
    assert_eq!(spoil("/properties/audience/enum", json!(["public"])).len(), 1, "fewer words");
    let extra = json!({"en": {"type": "string"}, "bn": {"type": "string"}, "hi": {"type": "string"}});
    assert_eq!(spoil("/$defs/title/properties", extra).len(), 3, "a key more, of each of three titles");
}
