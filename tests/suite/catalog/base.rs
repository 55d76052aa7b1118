//! A knowledge base of five incidents: one happened again, one action of high priority is overdue, one incident is not for
//! these readers and one is not out yet.

use nidan::model::{Audience, Edition, redact};

use crate::project::{Project, SETTINGS};
use crate::small::MODEL;

pub(crate) const FIRST: &str = "2024-03-02-checkout-retries";
pub(crate) const AGAIN: &str = "2025-03-05-checkout-again";
pub(crate) const OTHER: &str = "2024-09-10-stale-names";
const WITHHELD: &str = "2025-01-15-canary-withheld";
const DRAFT: &str = "2025-02-20-canary-draft";

const FIRST_FILE: &str = "schema: 1
title: {en: Retries keep checkout down, bn: পুনরায় চেষ্টার চাপে চেকআউট অচল}
severity: sev2
tlp: CLEAR
stage: published
published: 2024-03-10
owner: Payments lead
reviewers: [SRE lead]
zone: Asia/Dhaka
services: [Checkout]
tags: [retries, rollout]
sources: {S1: {en: On-call log, bn: অন-কল লগ}}
summary: {en: Callers tried again and again., bn: বারবার চেষ্টা চলছিল।}
timeline:
  - {at: 10:00, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}
  - {at: 10:10, mark: detected, en: The alert fires, bn: অ্যালার্ট বাজে}
  - {at: 12:00, mark: resolved, en: All is back, bn: সব সচল}
factors:
  no-cap: {short: {en: Retries without a cap, bn: সীমা ছাড়া পুনরায় চেষ্টা}, en: Callers had no cap on retries., bn: কতবার চেষ্টা করা যাবে তার কোনো সীমা ছিল না।}
  no-canary: {en: The change went to everyone at once., bn: পরিবর্তনটা একবারে সবার কাছে যায়।}
lessons:
  cap-retries: {for: no-cap, en: Cap retries at the caller., bn: কতবার চেষ্টা করা যাবে তা বেঁধে দিন।}
  small-first: {for: no-canary, en: Send a change to a few first., bn: পরিবর্তন আগে অল্প কয়েক জনকে দিন।}
actions:
  cap: {for: cap-retries, priority: P1, owner: Payments on-call, due: 2024-04-01, en: Put a cap into the client, bn: ক্লায়েন্টে সীমা বসানো}
  canary: {for: small-first, priority: P2, owner: Release team, due: 2025-06-30, en: 'Release in steps; first, to staff', bn: 'ধাপে ধাপে ছাড়া; আগে নিজেদের মধ্যে, তারপর বাকি সবার কাছে, প্রতি ধাপে একবার থেমে'}
  alarm: {for: cap-retries, owner: Payments on-call, due: 2024-03-31, done: 2024-03-22, en: Raise an alarm on retries, bn: পুনরায় চেষ্টা বাড়লে অ্যালার্ট}
glossary:
  retry: {term: {en: Retry, bn: পুনরায় চেষ্টা}, en: To call again after a failure., bn: না পেলে আবার ডাকা।}
";

const AGAIN_FILE: &str = "schema: 1
title: {en: Retries keep checkout down again, bn: পুনরায় চেষ্টার চাপে আবার চেকআউট অচল}
severity: sev1
tlp: CLEAR
stage: published
published: 2025-03-08
owner: Payments lead
reviewers: [SRE lead]
zone: Asia/Dhaka
services: [checkout, wallet]
tags: [retries]
related: [2025-01-15-canary-withheld]
recurrence_of: 2024-03-02-checkout-retries
sources: {S1: {en: On-call log, bn: অন-কল লগ}}
summary: {en: It happened again., bn: আবার একই ব্যাপার।}
timeline:
  - {at: 14:00, mark: impact, en: Payments time out, bn: পেমেন্টে টাইমআউট}
  - {at: 14:02, mark: detected, en: The alert fires, bn: অ্যালার্ট বাজে}
  - {at: 14:06, mark: acknowledged, en: Someone is on it, bn: কেউ কাজে নামেন}
  - {at: 15:00, mark: resolved, en: All is back, bn: সব সচল}
factors:
  no-cap: {en: Still no cap on retries., bn: পুনরায় চেষ্টার সীমা তখনও নেই।}
lessons:
  cap-retries: {for: no-cap, claim: peak(fewer) <= 50%, en: Cap retries at the caller., bn: কতবার চেষ্টা করা যাবে তা বেঁধে দিন।}
actions:
  cap-now: {for: cap-retries, priority: P0, owner: Payments on-call, due: 2025-03-08, en: Put the cap in now, bn: সীমাটা এখনই বসানো}
";

const OTHER_FILE: &str = "schema: 1
kind: study
title: {en: Stale names send users astray, bn: পুরোনো নামে ব্যবহারকারীরা ভুল পথে}
severity: sev2
tlp: CLEAR
stage: published
published: 2024-09-20
zone: UTC
services: [Names]
tags: [cache, rollout]
sources: {S1: {url: https://example.org/names, en: Their report, bn: তাদের প্রতিবেদন}}
summary: {en: A cache kept what was gone., bn: ক্যাশ পুরোনো নাম দিচ্ছিল।}
timeline:
  - {at: 06:00, mark: impact, en: Users are sent astray, bn: ব্যবহারকারীরা ভুল পথে}
  - {at: ~07:00, mark: resolved, en: All is back, bn: সব সচল}
factors:
  long-life: {en: Records lived too long., bn: রেকর্ডের মেয়াদ বেশি ছিল।}
lessons:
  shorter: {for: long-life, en: Let records live shorter., bn: রেকর্ডের মেয়াদ কমান।}
announced:
  shorter-life: {en: They will let records live for a minute., bn: রেকর্ডের মেয়াদ হবে এক মিনিট।}
";

/// Every text of it holds a word that must not be met.
const CANARY: &str = "schema: 1
title: {en: Canary withheld title, bn: গোপন canary}
severity: sev1
stage: published
tlp: AMBER
published: 2025-01-20
owner: Canary owner
reviewers: [Canary reviewer]
allow: [{rule: missing-section, reason: canary reason}, {rule: missing-key-time, reason: canary reason}]
zone: UTC
services: [checkout, Canary service]
tags: [retries, rollout, canary-tag]
recurrence_of: 2024-03-02-checkout-retries
sources: {S1: {en: Canary source, bn: canary উৎস}}
timeline:
  - {at: 14:00, mark: impact, en: Canary row, bn: canary সারি}
  - {at: 15:00, mark: resolved, en: Canary end, bn: canary শেষ}
factors:
  no-cap: {en: Canary cause., bn: canary কারণ।}
  canary-factor: {en: Canary factor., bn: canary কারণ।}
lessons:
  cap-retries: {for: no-cap, en: Canary lesson., bn: canary শিক্ষা।}
  canary-lesson: {for: canary-factor, en: Canary lesson too., bn: canary শিক্ষা।}
actions:
  canary-action: {for: cap-retries, priority: P0, owner: Canary team, due: 2025-01-30, en: Canary action, bn: canary করণীয়}
glossary:
  canary-term: {term: {en: Canary term, bn: canary শব্দ}, en: Canary meaning., bn: canary মানে।}
";

/// Lays the knowledge base out.
pub(crate) fn project() -> Project {
    let draft = CANARY
        .replace("stage: published", "stage: draft")
        .replace("tlp: AMBER", "tlp: CLEAR")
        .replace("due: 2025-01-30", "due: 2025-03-30");
    Project::empty()
        .file("nidan.yaml", SETTINGS)
        .file(&format!("incidents/{FIRST}/incident.yaml"), FIRST_FILE)
        .file(&format!("incidents/{AGAIN}/incident.yaml"), AGAIN_FILE)
        .file(&format!("incidents/{AGAIN}/model.yaml"), MODEL.replace("source: S1, ", ""))
        .file(&format!("incidents/{OTHER}/incident.yaml"), OTHER_FILE)
        .file(&format!("incidents/{WITHHELD}/incident.yaml"), CANARY)
        .file(&format!("incidents/{DRAFT}/incident.yaml"), draft)
}

/// Returns what an audience may read of it.
pub(crate) fn edition(audience: Audience) -> Edition {
    let kb = project().load().kb.expect("it loads");
    let as_of = kb.newest_date().expect("it has dates");
    redact(&kb, audience, as_of)
}
