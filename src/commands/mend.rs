//! What `nidan check --fix` mends before it checks.

use super::{Context, Failure, rewrite};
use crate::load::{self, mend};
use crate::ui;

/// Mends the files of a knowledge base and says what was mended.
///
/// # Errors
/// When the knowledge base cannot be read, or a file in it cannot be written; then nothing is.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let texts = load::texts(&context.root).map_err(Failure::of)?;
    let yaml = texts.files.iter().map(|file| (file, true));
    let all = yaml.chain(texts.prose.iter().map(|file| (file, false)));
    let mut changes = Vec::new();
    let mut notes = Vec::new();
    for ((path, file), is_yaml) in all {
        let source = texts.sources.file(*file);
        if is_yaml && mend::leaves_tabs(&source.text) {
            let path = &source.path;
            notes.push(format!("tabs stay in `{path}`: what it says depends on how wide they are; write as many spaces as the lines around have"));
        }
        let Some(mended) = mend::mend(&source.text, texts.is_marked(*file), is_yaml) else { continue };
        notes.push(format!("mended `{}`: {}", source.path, mended.what.join(", ")));
        changes.push((source.path.clone(), path.clone(), mended.text));
    }
    rewrite::write(&changes)?;
    for note in &notes {
        ui::note(note);
    }
    Ok(())
}
