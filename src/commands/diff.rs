//! `nidan diff`: what a change means for numbers, verdicts and statuses, in words, for who reviews it.

mod facts;
mod revision;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;
use serde_json::json;

use super::{Context, Failure, Opened, Outcome, evidence, open};
use crate::model::{Id, Incident, redact};
use crate::runs::evidence::Evidence;
use crate::runs::store::Store;
use crate::ui::{self, Format};

use facts::Fact;
use revision::Checkout;

/// What changed between two states of the knowledge base: derived numbers, verdicts, statuses, in words
#[derive(Args, Debug)]
#[command(
    after_help = "OLD and NEW are folders with a `nidan.yaml`, or revisions of git as `git log` takes them: `nidan diff main`, `nidan diff v1 v2`.\n\nExit codes: 0 done, 1 NEW (or OLD) has errors, 2 could not run."
)]
pub struct DiffArgs {
    /// The state before: a folder, or a revision of git
    old: String,
    /// The state after, likewise; the files as they lie there when left out
    new: Option<String>,
    /// The day to speak of, for what is overdue; the newest date in both when left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
}

/// One state: what was loaded, and the folder it was taken out to, for as long as it is needed.
struct State {
    opened: Opened,
    root: PathBuf,
    _checkout: Option<Checkout>,
}

/// Carries out `diff`; `here` is the folder that the program was started in.
///
/// # Errors
/// When one of the two states cannot be had.
pub fn run(args: &DiffArgs, context: &Context, here: &Path) -> Result<Outcome, Failure> {
    let mut states = Vec::new();
    for name in [Some(args.old.as_str()), args.new.as_deref()] {
        match state(name, context, here)? {
            Ok(state) => states.push(state),
            Err(outcome) => return Ok(outcome),
        }
    }
    let Ok([mut old, mut new]) = <[State; 2]>::try_from(states) else { unreachable!("two states were asked for") };
    let newest = || old.opened.kb.newest_date().max(new.opened.kb.newest_date());
    let as_of = args.as_of.or_else(newest);
    let as_of = as_of.ok_or_else(|| Failure::new("neither state holds an incident", "add one under `incidents/`"))?;
    let changes = changes(&mut old, &mut new, (context, as_of));
    if context.format == Format::Json {
        let all: Vec<serde_json::Value> = changes.iter().flat_map(Change::data).collect();
        ui::result(&json!({ "as_of": as_of.to_string(), "changes": all }).to_string());
    } else {
        ui::result(&told(&changes, new.opened.kb.incidents.len()));
    }
    let broken = [(&old, "OLD"), (&new, "NEW")].into_iter().filter(|(state, _)| state.opened.report.has_errors());
    let mut outcome = Outcome::Done;
    for (state, name) in broken {
        outcome = Outcome::Errors;
        ui::note(&format!("{name} has errors, so that some of it may be missing here"));
        ui::print_findings(&state.opened.report.errors(), &state.opened.sources, Format::Human);
    }
    Ok(outcome)
}

fn state(name: Option<&str>, context: &Context, here: &Path) -> Result<Result<State, Outcome>, Failure> {
    let (root, checkout) = match name {
        None => (context.root.clone(), None),
        Some(name) if here.join(name).join("nidan.yaml").is_file() => (here.join(name), None),
        Some(name) => {
            let checkout = revision::take_out(name, &context.root)?;
            (checkout.root().to_path_buf(), Some(checkout))
        }
    };
    let of_state = Context { root: root.clone(), ..context.clone() };
    Ok(open(&of_state)?.map(|opened| State { opened, root, _checkout: checkout }))
}

/// What became of an incident, or of the knowledge base as a whole.
struct Change {
    /// Which; `None` for the whole.
    incident: Option<Id>,
    /// Every fact that is not the same, with what it was and what it is.
    facts: Vec<(Fact, Option<String>, Option<String>)>,
    /// Whether it was there before, and is there now.
    there: (bool, bool),
}

fn changes(old: &mut State, new: &mut State, (context, as_of): (&Context, NaiveDate)) -> Vec<Change> {
    let store = Store::open(&context.root);
    let mut ids: Vec<Id> = new.opened.kb.incidents.iter().map(|incident| incident.id.clone()).collect();
    let gone = old.opened.kb.incidents.iter().filter(|incident| new.opened.kb.incident(&incident.id).is_none());
    ids.extend(gone.map(|incident| incident.id.clone()));
    let audience = new.opened.kb.settings.audience;
    let whole = |state: &State| facts::of_whole(&redact(&state.opened.kb, audience, as_of));
    let mut all = vec![Change::between(None, (Some(whole(old)), Some(whole(new))))];
    for id in ids {
        let same = made_from(old, &id) == made_from(new, &id);
        let of = |state: &mut State| {
            let evidence = if same { None } else { simulate(state, &id, &store) };
            let incident = state.opened.kb.incident(&id)?;
            let mut found = facts::of(incident, evidence.as_ref(), as_of);
            found.extend(facts::findings(&id, &state.opened.report, &state.opened.sources));
            Some(found)
        };
        let both = (of(old), of(new));
        all.push(Change::between(Some(id), both));
    }
    all.retain(|change| !change.facts.is_empty());
    all
}

fn made_from(state: &State, id: &Id) -> Option<String> {
    evidence::made_from(state.opened.kb.incident(id)?, &state.opened.sources)
}

/// Runs the model of an incident. What has been computed before is taken from the store of the knowledge base that the question
/// was asked in, whichever state it belongs to.
fn simulate(state: &mut State, id: &Id, store: &Store) -> Option<Evidence> {
    let incident: &Incident = state.opened.kb.incident(id)?;
    incident.model.as_ref()?;
    evidence::run_kept(incident, (&state.root, store), &mut state.opened.report)
}

impl Change {
    fn between(incident: Option<Id>, (old, new): (Option<Vec<Fact>>, Option<Vec<Fact>>)) -> Self {
        let there = (old.is_some(), new.is_some());
        // What is not there has no facts.
        let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
        let by_name = |facts: &[Fact]| -> BTreeMap<(String, String), String> {
            facts.iter().map(|fact| (fact.name(), fact.value.clone())).collect()
        };
        let (was, is) = (by_name(&old), by_name(&new));
        let gone = old.iter().filter(|fact| !is.contains_key(&fact.name()));
        let value = |facts: &BTreeMap<(String, String), String>, fact: &Fact| facts.get(&fact.name()).cloned();
        let every = new.iter().chain(gone).map(|fact| (fact.clone(), value(&was, fact), value(&is, fact)));
        Self { incident, facts: every.filter(|(_, was, is)| was != is).collect(), there }
    }

    fn data(&self) -> Vec<serde_json::Value> {
        let incident = self.incident.as_ref().map(Id::as_str);
        let each = self.facts.iter().map(
            |(fact, was, is)| json!({ "incident": incident, "of": fact.of, "what": fact.what, "old": was, "new": is }),
        );
        each.collect()
    }

    /// Tells it in lines, what belongs to one lesson, action or run in one.
    fn told(&self) -> String {
        let name = self.incident.as_ref().map_or("the knowledge base", Id::as_str);
        let first = match self.there {
            (false, _) => format!("{name}: new"),
            (_, false) => format!("{name}: gone"),
            _ => name.to_owned(),
        };
        let gone: BTreeSet<&str> = self
            .facts
            .iter()
            .filter(|(fact, _, is)| fact.what.is_empty() && is.is_none())
            .map(|(fact, ..)| fact.of.as_str())
            .collect();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let mut subjects: Vec<(&str, Vec<String>)> = Vec::new();
        for (fact, was, is) in &self.facts {
            let of = fact.of.as_str();
            // Of what is gone, that it is gone says enough.
            if !fact.what.is_empty() && gone.contains(of) {
                continue;
            }
            let at = *places.entry(of).or_insert_with(|| {
                subjects.push((of, Vec::new()));
                subjects.len() - 1
            });
            subjects[at].1.push(fact.told(was.as_deref(), is.as_deref()));
        }
        let lines = subjects.into_iter().filter(|_| self.there.1).flat_map(|(of, said)| match of {
            "" => said.into_iter().map(|said| format!("  {said}")).collect(),
            of => vec![format!("  {of}: {}", said.join("; "))],
        });
        std::iter::once(first).chain(lines).collect::<Vec<_>>().join("\n")
    }
}

/// Tells every change, and how many incidents have none.
fn told(changes: &[Change], all: usize) -> String {
    let touched = changes.iter().filter(|change| change.incident.is_some() && change.there.1).count();
    let mut parts: Vec<String> = changes.iter().map(Change::told).collect();
    parts.push(match (touched, all - touched) {
        (0, _) if changes.is_empty() => "no number, verdict or status has changed".to_owned(),
        (_, 0) => "no incident is as it was".to_owned(),
        (_, 1) => "1 incident is as it was".to_owned(),
        (_, count) => format!("{count} incidents are as they were"),
    });
    parts.join("\n\n")
}
