//! `nidan schema`, and the schemas that editors find under `.nidan/schema/`.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::Outcome;
use crate::kept;
use crate::load::schema;
use crate::ui;

/// Print the JSON Schema of a kind of file, for editors and other tools
#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// Which file: incident.yaml, model.yaml, newsletter.yaml, or the settings in nidan.yaml
    #[arg(value_enum)]
    kind: Kind,
}

/// The kinds as they are typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Kind {
    Incident,
    Model,
    Newsletter,
    Settings,
}

/// Carries out `schema`.
pub fn run(args: &SchemaArgs) -> Outcome {
    let kind = match args.kind {
        Kind::Incident => schema::Kind::Incident,
        Kind::Model => schema::Kind::Model,
        Kind::Newsletter => schema::Kind::Newsletter,
        Kind::Settings => schema::Kind::Settings,
    };
    ui::result(&text(kind));
    Outcome::Done
}

/// Puts every schema under `.nidan/schema/`, where the first line of a file tells editors to look, unless it is there
/// as this program has it.
pub(crate) fn refresh(root: &Path) {
    for kind in schema::Kind::ALL {
        kept::leave(root, &format!("schema/{}.json", kind.word()), format!("{}\n", text(kind)).as_bytes());
    }
}

fn text(kind: schema::Kind) -> String {
    format!("{:#}", kind.schema())
}
