//! What `new` tells whoever typed it: what was taken, what was not, who is who, what is alike, and what comes next.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::IncidentArgs;
use super::kin::Kin;
use crate::base::lang::Lang;
use crate::commands::Context;
use crate::draft::{Timeline, label};
use crate::model::Id;
use crate::model::time::Mark;
use crate::ui::{self, Format};

/// A timeline of more entries than this is one to cut down.
const MANY: usize = 60;
/// People who are named in the summary.
const NAMED: usize = 12;

/// Prints the summary.
pub(super) fn tell(args: &IncidentArgs, id: &Id, (timeline, kin): (Option<&Timeline>, &[Kin]), context: &Context) {
    let path = format!("incidents/{id}/incident.yaml");
    if context.format == Format::Json {
        return ui::result(&data(id, &path, timeline, kin).to_string());
    }
    ui::result(&path);
    if let Some(timeline) = timeline {
        taken(timeline);
        people(timeline);
        if !timeline.people.is_empty() && args.from.iter().any(|file| lies_in(file, &context.root)) {
            ui::note("what was imported lies in the knowledge base and names people: keep it out of the repository");
        }
    }
    for one in kin {
        ui::note(&format!("nearest past incident: `{}`, {}. {}", one.id, one.title.trim_end_matches('.'), one.why));
    }
    let words = if args.from.is_empty() { "fill it in" } else { "cut the timeline down, fill in the rest" };
    ui::note(&format!("next: {words}; `nidan check`; `nidan report {id} --lang both --to pdf`"));
}

fn lies_in(file: &Path, root: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(file).zip(real(root)).is_some_and(|(file, root)| file.starts_with(root))
}

fn taken(timeline: &Timeline) {
    let Timeline { entries, left_out, moved, .. } = timeline;
    let moved = if *moved > 0 { format!(", {moved} of them put in order of time") } else { String::new() };
    let all = entries.len() + left_out.iter().map(|(_, count)| count).sum::<usize>();
    ui::note(&format!("the timeline has {} of {all} entries{moved}", entries.len()));
    let left: Vec<String> = left_out.iter().map(|(noise, count)| format!("{count} {}", noise.words())).collect();
    if !left.is_empty() {
        ui::note(&format!("left out: {}", left.join(", ")));
    }
    if timeline.symbols > 0 {
        ui::note(&format!("emoji that a PDF cannot show are taken out of {} text(s)", timeline.symbols));
    }
    if !timeline.letters.is_empty() {
        ui::note(&format!(
            "letters that a PDF cannot show are still there, to be written otherwise: {}",
            timeline.letters
        ));
    }
    let marks: Vec<&str> = entries.iter().filter_map(|entry| entry.mark).map(Mark::word).collect();
    if marks.is_empty() {
        ui::note("no key time is marked yet: add `mark: impact` and the others to the entries that they are");
    } else {
        ui::note(&format!("key times proposed: {}", marks.join(", ")));
    }
    if entries.len() > MANY {
        ui::note("a timeline that people read has some twenty entries: delete what they do not need");
    }
}

/// Says who the placeholders stand for: here on the terminal, and nowhere in the draft.
fn people(timeline: &Timeline) {
    let all = &timeline.people;
    if all.is_empty() {
        return;
    }
    let person = |(nth, person): (usize, &crate::draft::Person)| {
        let times = match person.said {
            0 => "named only".to_owned(),
            1 => "1 entry".to_owned(),
            many => format!("{many} entries"),
        };
        format!("{} is {} ({times})", label(Lang::EN, nth), person.name)
    };
    let named: Vec<String> = all.iter().enumerate().take(NAMED).map(person).collect();
    let more = if all.len() > NAMED { format!(", and {} more", all.len() - NAMED) } else { String::new() };
    ui::note(&format!("no names in the draft: {}{more}", named.join(", ")));
    ui::note("write roles for them (on-call engineer), and read the texts for names that only others used");
}

fn data(id: &Id, path: &str, timeline: Option<&Timeline>, kin: &[Kin]) -> Value {
    let left = timeline.map(|made| {
        let counts = made.left_out.iter().map(|(noise, count)| (noise.word().to_owned(), json!(count)));
        Value::Object(counts.collect::<Map<String, Value>>())
    });
    let related: Vec<Value> = kin.iter().map(|one| json!({ "incident": one.id, "why": one.why })).collect();
    json!({
        "incident": id.as_str(),
        "file": path,
        "entries": timeline.map_or(0, |made| made.entries.len()),
        "read": timeline.map_or(0, |made| made.read),
        "left_out": left,
        "people": timeline.map_or(0, |made| made.people.len()),
        "related": related,
    })
}
