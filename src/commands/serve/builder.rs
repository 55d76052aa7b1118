//! One round of work after files have changed: load, check, run, redact; what was found is told, pages are left to requests.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use chrono::NaiveDate;

use super::board::{Board, Found};
use crate::base::diag::{Report, Severity};
use crate::base::source::SourceMap;
use crate::commands::evidence::{self, lock_path};
use crate::commands::site::Site;
use crate::commands::{Context, Failure, build, overrides};
use crate::model::edition::Audience;
use crate::model::{Id, Incident};
use crate::runs::evidence::Evidence;
use crate::runs::lock::Lock;
use crate::runs::store::Store;
use crate::ui;
use crate::{check, load};

/// Makes the site anew, again and again.
pub(super) struct Builder {
    context: Context,
    reader: (Option<Audience>, Option<NaiveDate>),
    board: Arc<Board>,
    /// Evidence by incident, with what it was made from.
    memory: BTreeMap<Id, (String, Evidence)>,
    /// Records as we wrote them, by path from the root.
    written: BTreeMap<String, String>,
}

impl Builder {
    pub(super) fn new(context: &Context, reader: (Option<Audience>, Option<NaiveDate>), board: Arc<Board>) -> Self {
        Self { context: context.clone(), reader, board, memory: BTreeMap::new(), written: BTreeMap::new() }
    }

    /// Goes through everything again after these files have changed; at the start, none has.
    pub(super) fn round(&mut self, changed: &[String]) {
        let first = changed.is_empty();
        let changed: Vec<&String> = changed.iter().filter(|path| !self.is_our_writing(path)).collect();
        if changed.is_empty() && !first {
            return;
        }
        let watch = ui::Stopwatch::start();
        let mut found = Found::default();
        let site = self.make(first, &mut found).unwrap_or_else(|failure| {
            ui::failure(&failure.message, failure.hint.as_deref());
            found.failure = Some(failure);
            None
        });
        if found.report.has_errors() {
            ui::print_findings(&found.report.errors(), &found.sources, self.context.format);
        }
        let how = if site.is_some() { "ready" } else { "the last pages stay" };
        let what = match changed.as_slice() {
            [] => String::new(),
            [one] => format!(" after a change of {one}"),
            [one, others @ ..] => format!(" after a change of {one} and {} more", others.len()),
        };
        let how = if first && site.is_none() { "no pages yet" } else { how };
        let warnings = match found.report.count(Severity::Warning) {
            0 => String::new(),
            count => format!("; warnings: {count} (`nidan check` shows them)"),
        };
        let line = format!("{how} in {}{what}{warnings}", watch.told());
        self.board.settle(site, found);
        ui::note(&line);
    }

    /// Says whether a file is a record that holds what we wrote into it.
    fn is_our_writing(&self, path: &str) -> bool {
        let written = self.written.get(path);
        written.is_some_and(|text| fs::read_to_string(self.context.root.join(path)).is_ok_and(|now| now == *text))
    }

    /// Makes a site; `None` where errors were found.
    fn make(&mut self, first: bool, found: &mut Found) -> Result<Option<Site>, Failure> {
        let loaded = load::load(&self.context.root).map_err(Failure::of)?;
        found.sources = loaded.sources;
        let Found { report, sources, .. } = found;
        *report = loaded.report;
        if let Some(kb) = &loaded.kb {
            report.merge(check::check(kb, sources, None));
            overrides::check(kb, &self.context.root, report);
        }
        let Some(kb) = loaded.kb.filter(|_| !self.stops(report)) else { return Ok(None) };
        let edition = build::edition(self.reader, &kb)?;
        if first {
            build::name_withheld(&edition);
        }
        let root = self.context.root.clone();
        let store = Store::open(&root);
        let (evidence, locks) = build::simulate(&edition, report, (&root, false), |incident, report| {
            self.evidence(incident, (sources, &store), report)
        })?;
        store.trim();
        if self.stops(report) {
            return Ok(None);
        }
        // Noted before they are written: the change is told at once.
        for (path, lock) in &locks {
            if let Ok(inside) = path.strip_prefix(&root) {
                self.written.insert(inside.to_string_lossy().replace('\\', "/"), lock.text());
            }
        }
        build::record(&locks)?;
        Site::new(&root, edition, evidence, cfg!(feature = "pdf")).map(Some)
    }

    fn stops(&self, report: &mut Report) -> bool {
        if self.context.deny_warnings {
            report.deny_warnings();
        }
        report.has_errors()
    }

    /// Returns what an incident's runs give: from memory, when nothing that goes into them has changed.
    fn evidence(
        &mut self,
        incident: &Incident,
        (sources, store): (&SourceMap, &Store),
        report: &mut Report,
    ) -> Option<Evidence> {
        let made_from = evidence::made_from(incident, sources)?;
        let root = self.context.root.as_path();
        if let Some((from, evidence)) = self.memory.get(&incident.id)
            && *from == made_from
            && !evidence::contradicts(&lock_path(root, incident), &Lock::of(evidence))
        {
            return Some(evidence.clone());
        }
        self.board.simulate();
        let evidence = evidence::run_kept(incident, (root, store), report)?;
        self.memory.insert(incident.id.clone(), (made_from, evidence.clone()));
        Some(evidence)
    }
}
