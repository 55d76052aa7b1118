//! `nidan schema`, and the schemas that editors find under `.nidan/schema/`.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::{Context, Outcome};
use crate::kept;
use crate::load::{self, schema};
use crate::model::custom::Field;
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

/// Carries out `schema`; in a knowledge base the fields that it declares are in it.
pub fn run(args: &SchemaArgs, context: Option<&Context>) -> Outcome {
    let kind = match args.kind {
        Kind::Incident => schema::Kind::Incident,
        Kind::Model => schema::Kind::Model,
        Kind::Newsletter => schema::Kind::Newsletter,
        Kind::Settings => schema::Kind::Settings,
    };
    let fields = context.and_then(|context| load::fields(&context.root));
    ui::result(&text(kind, fields.as_deref()));
    Outcome::Done
}

/// Puts every schema under `.nidan/schema/`, where the first line of a file tells editors to look, unless it is there
/// as this program has it.
pub(crate) fn refresh(root: &Path) {
    let fields = load::fields(root);
    for kind in schema::Kind::ALL {
        let text = format!("{}\n", text(kind, fields.as_deref()));
        kept::leave(root, &format!("schema/{}.json", kind.word()), text.as_bytes());
    }
}

fn text(kind: schema::Kind, fields: Option<&[Field]>) -> String {
    let schema = fields.map_or_else(|| kind.schema(), |fields| kind.schema_with(fields));
    format!("{schema:#}")
}
