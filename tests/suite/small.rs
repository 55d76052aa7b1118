//! A knowledge base that builds in a second, and the program run on it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use crate::project::Project;

pub(crate) const ID: &str = "2025-01-30-small";

pub(crate) const INCIDENT: &str = "schema: 1
kind: study
title: {en: Checkout is down for an hour, bn: এক ঘণ্টা চেকআউট অচল}
severity: sev2
tlp: CLEAR
stage: published
published: 2025-02-01
zone: Asia/Dhaka
services: [checkout]
sources:
  S1: {url: https://example.org/a, en: The operator's own report, bn: অপারেটরের নিজের প্রতিবেদন}
summary: {en: Calls to the API grew too dear., bn: API-তে কলের খরচ বেড়ে গিয়েছিল।}
timeline:
  - {at: 14:00, mark: change, en: The change goes out, bn: পরিবর্তন ছাড়া হয়}
  - {at: 14:02, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}
  - {at: 15:02, mark: resolved, en: All is back, bn: সব সচল}
factors:
  load: {en: Each call cost too much, bn: প্রতিটি কলের খরচ বেশি ছিল}
lessons:
  fewer:
    en: Call less often.
    bn: কম ঘন ঘন কল করুন।
    for: [load]
    claim: error(fewer) <= 50% of base
";

pub(crate) const MODEL: &str = "schema: 1
clock: {start: 14:00, for: 30m, step: 30s}
replications: 4
robustness: 8
params:
  cost: {value: 2ms, range: 1ms..4ms, en: Cost of a call, bn: এক কলের খরচ}
  ttl: {value: 5m, range: 2m..20m, en: Life of a record, bn: রেকর্ডের মেয়াদ}
entities: {cluster: {count: 6, n: lognormal(800; 0.4; max 2000)}}
blocks:
  api: {pool: {servers: 1, timeout: 10s}}
  polls: {source: {every: 1s, per: node, to: api, cost: cost}, client: {retries: 2}, enabled: false}
  dns: {cache: {ttl: ttl, refresh: api}}
  users: {depends: dns, weight: n}
  push: {rollout: {set: polls.enabled, waves: [50%, 100%], order: random, bake: 5m}}
measures:
  error: {is: integral(users.error), en: Minutes of full outage, bn: পূর্ণ বিভ্রাটের সমান সময়}
  peak: peak(users.error)
runs:
  fewer: {polls.every: 10s, en: Ten times fewer calls, bn: দশ ভাগের এক ভাগ কল}
designs:
  lives:
    grid: {runs: [base, fewer], over: ttl, values: [2m, 5m]}
    readings: {strict: {peak: '>= 50%', en: Half fails, bn: অর্ধেক ব্যর্থ}}
    en: Over two lives
    bn: দুটি মেয়াদে
backtest:
  held_out: {peak: {is: '>= 90%', source: S1, en: All is down, bn: সব অচল}}
";

pub(crate) fn project() -> Project {
    Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), INCIDENT)
        .file(&format!("incidents/{ID}/model.yaml"), MODEL)
}

/// Runs the program in a folder.
pub(crate) fn nidan(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nidan"));
    command.current_dir(folder).args(args).envs(env.iter().copied());
    command.output().expect("the program starts")
}

pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("messages are UTF-8")
}

/// Returns every file below a folder with its bytes.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("it lies below").to_string_lossy().into_owned();
                found.insert(name, std::fs::read(&path).expect("it can be read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}
