//! `nidan init`: a small knowledge base that builds at once.

use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use clap::Args;

use super::{Failure, Outcome, find_root, schema};
use crate::base::diag::nearest;
use crate::draft;
use crate::publish::create_file;
use crate::ui;

/// The zone where none is given; the note and nidan.yaml say so.
const ZONE: &str = "Asia/Dhaka";
const EXAMPLE: &str = "2025-01-15-example";

/// Make a small knowledge base: settings, a README, and an example that can be built
#[derive(Args, Debug)]
pub struct InitArgs {
    /// Folder; this one when left out
    dir: Option<PathBuf>,
    /// Zone of your readers, as the IANA database names it; Asia/Dhaka when left out
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    zone: Option<Tz>,
}

/// Reads a zone.
pub(super) fn zone(name: &str) -> Result<Tz, String> {
    name.parse::<Tz>().map_err(|_| {
        let near = nearest(name, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()));
        let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        format!("{near}zones are named as in the IANA database: `Asia/Dhaka`, `UTC`")
    })
}

/// What is written: paths from the folder, and texts with slots.
fn files() -> [(String, &'static str); 5] {
    let example = |name: &str| format!("incidents/{EXAMPLE}/{name}");
    [
        ("nidan.yaml".to_owned(), include_str!("../../templates/start/nidan.yaml")),
        (".gitignore".to_owned(), include_str!("../../templates/start/gitignore")),
        ("README.md".to_owned(), include_str!("../../templates/start/README.md")),
        (example("incident.yaml"), include_str!("../../templates/start/incident.yaml")),
        (example("model.yaml"), include_str!("../../templates/start/model.yaml")),
    ]
}

/// Carries out `init`.
///
/// # Errors
/// When there is a knowledge base already, or the folder cannot be written to.
pub fn run(args: &InitArgs, here: &Path) -> Result<Outcome, Failure> {
    let folder = here.join(args.dir.as_deref().unwrap_or_else(|| Path::new("")));
    let shown = args.dir.as_deref().unwrap_or_else(|| Path::new("."));
    if folder.join("nidan.yaml").symlink_metadata().is_ok() {
        let message = format!("`{}` is a knowledge base already: it has a `nidan.yaml`", shown.display());
        return Err(Failure::new(message, "`nidan new incident ID` adds an incident to it"));
    }
    if folder.exists() && !folder.is_dir() {
        return Err(Failure::new(
            format!("`{}` is not a folder", shown.display()),
            "name a folder, or one that is not there yet",
        ));
    }
    let around = find_root(None, &folder).ok();
    // A folder that has incidents needs no example.
    let has_incidents = folder.join("incidents").symlink_metadata().is_ok();
    let zone = args.zone.map_or(ZONE, |zone| zone.name());
    let told = |path: &str| args.dir.as_deref().unwrap_or_else(|| Path::new("")).join(path).display().to_string();
    for (path, template) in files() {
        if has_incidents && path.starts_with("incidents/") {
            continue;
        }
        let text = draft::fill(template, |slot| if slot == "zone" { zone.to_owned() } else { EXAMPLE.to_owned() });
        let target = folder.join(&path);
        if create_file(&target, text.as_bytes()).map_err(|error| super::build::failure(&error))? {
            ui::result(&told(&path));
        } else {
            ui::note(&format!("`{}` is there already and stays as it is", told(&path)));
        }
    }
    // Each file says in its first line where its schema lies.
    schema::refresh(&folder);
    if args.zone.is_none() {
        ui::note(&format!("the zone is {ZONE}; `zone` in nidan.yaml changes it"));
    }
    if let Some(around) = around {
        ui::note(&format!("this lies inside the knowledge base in `{}`, which does not read it", around.display()));
    }
    let go = args.dir.as_deref().map(|dir| format!("`cd {}`, then ", dir.display())).unwrap_or_default();
    ui::note(&format!(
        "next: {go}`nidan build`, or your own: `nidan new incident 2025-03-02-checkout --from chat.txt`"
    ));
    Ok(Outcome::Done)
}
