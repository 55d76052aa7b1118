//! What an audience may not read is not in its edition, under no name.

use crate::project::Project;
use nidan::model::{Audience, redact};

const INCIDENT: &str = "schema: 1
kind: study
title: {en: Title, bn: শিরোনাম}
severity: sev2
tlp: CLEAR
stage: published
published: 2025-02-01
zone: Asia/Dhaka
services: [checkout]
related: [2025-01-29-withheld]
recurrence_of: 2025-01-29-withheld
sources:
  S1: {url: https://example.org/a, en: Public source, bn: প্রকাশ্য উৎস}
  hidden-canary: {en: Canary source, bn: গোপন উৎস, tlp: AMBER}
summary: {en: Summary, bn: সারাংশ}
timeline:
  - {at: 14:02, mark: impact, en: Open row, bn: খোলা সারি, source: [S1, hidden-canary]}
  - {at: 14:09, en: Canary row, bn: গোপন সারি, audience: internal}
factors:
  open: {leads_to: canary-factor, en: Open factor, bn: খোলা কারণ}
  canary-factor: {en: Canary factor, bn: গোপন কারণ, tlp: GREEN}
attack:
  - {technique: T1528, en: Open technique, bn: খোলা কৌশল}
  - {technique: T1539, en: Canary technique, bn: গোপন কৌশল, tlp: AMBER}
containment:
  open: {en: Open step, bn: খোলা ব্যবস্থা, source: [S1, hidden-canary]}
  canary-step: {en: Canary step, bn: গোপন ব্যবস্থা, audience: internal}
indicators:
  open: {kind: domain, value: 'open[.]example', en: Open trace, bn: খোলা চিহ্ন}
  canary-trace: {kind: domain, value: 'canary[.]example', en: Canary trace, bn: গোপন চিহ্ন, tlp: GREEN}
lessons:
  open: {for: [canary-factor], en: Open lesson, bn: খোলা শিক্ষা}
  canary-lesson: {en: Canary lesson, bn: গোপন শিক্ষা, tlp: RED}
";

const SECRET: &str = "schema: 1
title: {en: Withheld incident, bn: আড়ালের ইনসিডেন্ট}
tlp: AMBER
zone: Asia/Dhaka
";

fn editions() -> [(Audience, String); 3] {
    let project = Project::new()
        .file("incidents/2025-01-30-canary/incident.yaml", INCIDENT)
        .file("incidents/2025-01-29-withheld/incident.yaml", SECRET);
    let loaded = project.load();
    let kb = loaded.kb.expect("it loads");
    Audience::ALL.map(|audience| {
        let edition = redact(&kb, audience, kb.newest_date().expect("it has dates"));
        (audience, format!("{:?}", edition.incidents))
    })
}

#[test]
fn withheld_blocks_and_their_names_are_gone() {
    for (audience, text) in editions() {
        let has = |word: &str| text.contains(word);
        assert!(has("Open row") && has("Open lesson") && has("Open factor"), "{audience:?}");
        assert!(has("Open technique") && has("Open step") && has("open[.]example"), "{audience:?}");
        assert!(!has("Canary lesson") && !has("canary-lesson"), "red is in no edition");
        assert_eq!(has("2025-01-29-withheld"), audience == Audience::Internal);
        assert_eq!(has("Canary row"), audience == Audience::Internal);
        assert_eq!(has("Canary technique") || has("T1539"), audience == Audience::Internal);
        assert_eq!(has("Canary step") || has("canary-step"), audience == Audience::Internal);
        assert_eq!(has("canary[.]example") || has("canary-trace"), audience != Audience::Public);
        assert_eq!(has("Canary source") || has("hidden-canary"), audience == Audience::Internal);
        assert_eq!(has("Canary factor") || has("canary-factor"), audience != Audience::Public);
    }
}

#[test]
fn what_is_stricter_or_earlier_is_left_out_and_named() {
    for (change, to) in [("stage: published", "stage: review"), ("tlp: CLEAR", "tlp: AMBER")] {
        let text = INCIDENT.replace(change, to);
        let project = Project::new().file("incidents/2025-01-30-canary/incident.yaml", &text);
        let kb = project.load().kb.expect("it loads");
        let edition = |audience| redact(&kb, audience, kb.newest_date().expect("it has dates"));
        assert!(edition(Audience::Public).incidents.is_empty());
        assert_eq!(edition(Audience::Public).withheld.len(), 1);
        assert_eq!(edition(Audience::Internal).incidents.len(), 1);
    }
}
