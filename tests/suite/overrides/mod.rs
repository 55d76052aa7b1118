//! What a knowledge base makes its own: sections, messages, templates, fields.

mod custom;
mod documented;
mod messages;
mod sections;
mod templates;

use std::process::{Command, Output};

use crate::project::Project;

/// Settings of a base in one language, with more lines.
fn settings(more: &str) -> String {
    format!("schema: 1\ntitle: {{en: Test base}}\nlanguages: [en]\naudience: public\nzone: Asia/Dhaka\n{more}")
}

/// An incident that has most sections, and links between them.
const INCIDENT: &str = "schema: 1
title: {en: Checkout times out}
severity: sev2
tlp: CLEAR
stage: published
published: 2026-02-20
kind: study
zone: Asia/Dhaka
services: [checkout]
sources:
  S1: https://example.org/a
  S2: https://example.org/b
summary: {en: 'Checkout failed for half an hour; see [why](#factors/pool) and [the lesson](#lessons/limit).'}
impact:
  buyers: {en: Buyers could not pay}
timeline:
  - {at: 14:02, mark: impact, en: Checkout fails}
  - {at: 14:09, mark: detected, en: An alert fires}
  - {at: 14:32, mark: resolved, en: Checkout works again}
factors:
  pool: {leads_to: queue, source: S2, en: The pool was too small}
  queue: {en: Requests queued}
lessons:
  limit: {for: [pool], allow: [{rule: lesson-without-claim, reason: there is no model}], en: Say no early}
glossary:
  pool: {term: {en: pool}, en: A set of connections}
";

const PLACE: &str = "incidents/2026-02-10-checkout/incident.yaml";

/// Runs the program in a base.
fn nidan(project: &Project, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nidan"));
    command.args(args).current_dir(project.root()).output().expect("the program runs")
}

/// What a person reads, and the exit code.
fn said(output: &Output) -> String {
    let code = output.status.code().expect("it ends by itself");
    format!("{}[exit {code}]", String::from_utf8_lossy(&output.stderr))
}

/// Runs the program, which has to have nothing to say against it.
fn done(project: &Project, args: &[&str]) -> String {
    let output = nidan(project, args);
    assert!(output.status.success(), "{args:?}\n{}", said(&output));
    String::from_utf8(output.stdout).expect("it is text")
}

/// Reads a file of a built site.
fn built(project: &Project, path: &str) -> String {
    let file = project.root().join("public").join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
