//! Loading and checking: what is wrong is found whole, in one go, each at its place with a hint.

use nidan::base::diag::Severity;
use nidan::base::lang::Lang;
use nidan::check;
use nidan::model::time::{Length, Mark};
use nidan::ui;

use crate::project::Project;
use crate::small::MODEL;

const FIVE_MISTAKES: &str = "\
schema: 1
kind: study
title: {en: A clock change and a cache}
zone: America/Los_Angeles
tlp: CLEAR
stage: published
published: 2024-11-20
serverity: sev2
sources: {S1: https://example.org/report}
timeline:
  - {at: 00:50, mark: change, en: The change begins, bn: ক্ষুদ্র পরিবর্তন শুরু}
  - {bn: প্রথম ত্রুটি দেখা দেয়, at: 01:30, mark: impact, en: First errors}
factors:
  lockout: {en: Operators were kept out, bn: অপারেটররা ঢুকতে পারেননি}
  cache: {leads_to: lokout, en: The cache ran out, bn: ক্যাশ ফুরিয়ে যায়}
lessons: [keep a way in]
";

const FOLDER: &str = "incidents/2024-11-03-clock/incident.yaml";
const BESIDE: &str = "incidents/2024-11-03-clock/model.yaml";

#[test]
fn five_mistakes_of_one_file_show_in_one_go() {
    let project = Project::new().file(FOLDER, FIVE_MISTAKES);
    insta::assert_snapshot!(project.findings(), @r"
    error[missing-title]: `title` has no `bn` text
     --> incidents/2024-11-03-clock/incident.yaml:3:8
      |
    3 | title: {en: A clock change and a cache}
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no `bn` here
      |
      = hint: add `bn: …`

    error[unknown-key]: unknown key `serverity` in the incident
     --> incidents/2024-11-03-clock/incident.yaml:8:1
      |
    8 | serverity: sev2
      | ^^^^^^^^^ not a key here
      |
      = hint: did you mean `severity`?
      = hint: known keys: schema, kind, severity, tlp, stage, owner, reviewers, reviewed, published, updated, zone, services, tags, related, recurrence_of, title, custom, sources, summary, ruled_out, analogy, impact, trigger, timeline, factors, blind_spots, attack, containment, mitigations, indicators, lessons, actions, announced, disputes, charts, figures, glossary, allow

    error[ambiguous-time]: `2024-11-03 01:30` stands twice on the clock of America/Los_Angeles that day
      --> incidents/2024-11-03-clock/incident.yaml:12:28
       |
    12 |   - {bn: প্রথম ত্রুটি দেখা দেয়, at: 01:30, mark: impact, en: First errors}
       |                                 ^^^^^ the clock changes here
       |
       = hint: write which one is meant: `2024-11-03T01:30:00-07:00` or `2024-11-03T01:30:00-08:00`

    error[dangling-reference]: `leads_to` names `lokout`, which is not in `factors`
      --> incidents/2024-11-03-clock/incident.yaml:15:21
       |
    15 |   cache: {leads_to: lokout, en: The cache ran out, bn: ক্যাশ ফুরিয়ে যায়}
       |                     ^^^^^^ not defined
      ::: incidents/2024-11-03-clock/incident.yaml:14:3
       |
    14 |   lockout: {en: Operators were kept out, bn: অপারেটররা ঢুকতে পারেননি}
       |   ------- `lockout` is defined here
       |
       = hint: did you mean `lockout`?
       = hint: ids in `factors`: lockout, cache

    error[wrong-type]: `lessons` should be a map, not a list
      --> incidents/2024-11-03-clock/incident.yaml:16:10
       |
    16 | lessons: [keep a way in]
       |          ^^^^^^^^^^^^^^^ found a list
       |
       = hint: write `key: value` lines, indented

    5 errors found
    ");
}

#[test]
fn a_mended_file_has_no_findings() {
    let mended = FIVE_MISTAKES
        .replace("{en: A clock change and a cache}", "{en: A clock change and a cache, bn: ঘড়ি বদল আর ক্যাশ}")
        .replace("serverity", "severity")
        .replace("01:30", "2024-11-03T01:30:00-08:00")
        .replace("lokout", "lockout")
        .replace("lessons: [keep a way in]\n", "");
    let project = Project::new().file(FOLDER, mended);
    assert_eq!(project.findings(), "");
    let kb = project.load().kb.expect("it loads");
    let incident = &kb.incidents[0];
    assert_eq!(incident.id.as_str(), "2024-11-03-clock");
    assert_eq!(incident.title.get(Lang::BN).map(|prose| prose.markdown.as_str()), Some("ঘড়ি বদল আর ক্যাশ"));
    // Between 00:50 and the second 01:30 lies the hour that the clock was put back by.
    assert_eq!(incident.length_between(Mark::Change, Mark::Impact), Some(Length::Minutes(100)));
    assert_eq!(incident.timeline[0].fact.sources[0].as_str(), "S1");
}

#[test]
fn mistakes_of_every_file_show_in_one_go() {
    let project = Project::empty()
        .file("nidan.yaml", "schema: 1\ntitle: {en: Base}\nzone: Asia/Dakha\naudiance: public\n")
        .file(FOLDER, FIVE_MISTAKES)
        .file("incidents/2024-11-03-clock/incident.bn.md", "## summry\n\nসারকথা\u{200b}।\n")
        .file("incidents/2024-11-03-clock/incident.yml", "x")
        .file("incidents/outage/incident.yaml", "schema: 2\n")
        .file("incidents/2025-01-01-empty/incident.yaml", "\n")
        .file("incidents/2025-01-02-latin/incident.yaml", b"title: caf\xe9\n");
    let loaded = project.load();
    assert!(loaded.kb.is_none());
    let mut rules: Vec<String> = Vec::new();
    for finding in loaded.report.sorted() {
        let place = finding.span.map_or("-".to_owned(), |span| loaded.sources.place(span).to_string());
        rules.push(format!("{} {place}", finding.rule.0));
    }
    insta::assert_snapshot!(rules.join("\n"), @r"
    missing-title nidan.yaml:2:8
    bad-value nidan.yaml:3:7
    unknown-key nidan.yaml:4:1
    missing-title incidents/2024-11-03-clock/incident.yaml:3:8
    unknown-key incidents/2024-11-03-clock/incident.yaml:8:1
    ambiguous-time incidents/2024-11-03-clock/incident.yaml:12:28
    dangling-reference incidents/2024-11-03-clock/incident.yaml:15:21
    wrong-type incidents/2024-11-03-clock/incident.yaml:16:10
    unknown-section incidents/2024-11-03-clock/incident.bn.md:1:1
    invisible-character incidents/2024-11-03-clock/incident.bn.md:3:5
    empty-file incidents/2025-01-01-empty/incident.yaml:1:1
    not-utf8 incidents/2025-01-02-latin/incident.yaml:1:11
    folder-name incidents/outage/incident.yaml:1:1
    schema-version incidents/outage/incident.yaml:1:9
    unknown-file -
    ");
}

#[test]
fn a_missing_settings_file_and_an_empty_folder_are_named() {
    let project = Project::empty().file("incidents/2024-11-03-clock/incident.en.md", "## summary\n\nx\n");
    insta::assert_snapshot!(project.findings(), @r"
    error[missing-file]: `nidan.yaml` is missing
      = hint: `nidan init` makes one; it starts with `schema: 1`

    error[missing-file]: `incidents/2024-11-03-clock/incident.yaml` is missing
      = hint: write it, or remove the folder

    2 errors found
    ");
}

#[test]
fn a_folder_that_is_not_there_cannot_be_loaded() {
    let project = Project::empty();
    let error = nidan::load::load(&project.root().join("nowhere")).expect_err("there is nothing");
    assert!(error.to_string().contains("nowhere"));
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_base_are_not_followed() {
    let outside = Project::new().file("secret.yaml", "schema: 1\n");
    let project = Project::new().file("incidents/2024-11-03-clock/incident.en.md", "## summary\n\nx\n");
    let link = project.root().join(FOLDER);
    std::os::unix::fs::symlink(outside.root().join("secret.yaml"), link).expect("links can be made");
    let findings = project.findings();
    assert!(
        findings.contains("error[unreadable-file]: `incidents/2024-11-03-clock/incident.yaml` is a link"),
        "{findings}"
    );
    assert!(project.load().sources.iter().all(|(_, file)| !file.path.contains("incident.yaml")));
}

#[test]
fn texts_come_from_yaml_or_markdown_but_not_from_both() {
    let yaml = "\
schema: 1
title: {en: T, bn: ট}
zone: Asia/Dhaka
summary: {en: In YAML}
lessons:
  drill: {en: Drill, bn: মহড়া}
";
    let folder = "incidents/2024-11-03-clock";
    let project = Project::new()
        .file(FOLDER, yaml)
        .file(&format!("{folder}/incident.bn.md"), "## summary\n\nসারকথা\n\n## lessons/drill\n\nবিস্তারিত\n")
        .file(&format!("{folder}/incident.en.md"), "## lessons/drill\n\nMore\n");
    assert_eq!(project.findings(), "");
    let kb = project.load().kb.expect("it loads");
    let lesson = &kb.incidents[0].lessons[0];
    assert_eq!(
        lesson.more.as_ref().and_then(|more| more.get(Lang::BN)).map(|prose| prose.markdown.as_str()),
        Some("বিস্তারিত")
    );
    let twice = project.file(&format!("{folder}/incident.en.md"), "## summary\n\nAgain\n\n## lessons/drill\n\nMore\n");
    insta::assert_snapshot!(twice.findings(), @r"
    error[text-twice]: the `en` text of `summary` is given twice
     --> incidents/2024-11-03-clock/incident.en.md:1:1
      |
    1 | ## summary
      | ^^^^^^^^^^ again here
     ::: incidents/2024-11-03-clock/incident.yaml:4:15
      |
    4 | summary: {en: In YAML}
      |               ------- first here
      |
      = hint: keep it in one of the two files

    1 error found
    ");
}

#[test]
fn missing_text_weighs_by_stage_and_optional_languages() {
    let yaml = "schema: 1\ntitle: {en: T, bn: ট}\nzone: Asia/Dhaka\ntrigger: {en: Only English}\n";
    let draft = Project::new().file(FOLDER, yaml).load().report;
    assert_eq!((draft.count(Severity::Error), draft.count(Severity::Warning)), (0, 1));
    let published = Project::new().file(FOLDER, format!("{yaml}stage: published\n")).load().report;
    assert_eq!((published.count(Severity::Error), published.count(Severity::Warning)), (1, 0));
    let blank = format!("{yaml}impact: {{users: {{en: All of them, bn: ' '}}}}\n");
    assert_eq!(Project::new().file(FOLDER, blank).load().report.count(Severity::Warning), 2);
    let settings = format!("{}optional_languages: [bn]\n", crate::project::SETTINGS);
    let optional = Project::new().file("nidan.yaml", settings).file(FOLDER, format!("{yaml}stage: published\n"));
    assert_eq!(optional.findings(), "");
}

#[test]
fn the_timeline_is_in_order_and_its_marks_stand_once() {
    let yaml = "\
schema: 1
title: {en: T, bn: ট}
zone: Asia/Dhaka
timeline:
  - {at: 2024-11-02, en: The day before, bn: আগের দিন}
  - {at: 23:50, mark: impact, en: A, bn: ক}
  - {at: 23:40, mark: impact, en: B, bn: খ}
  - day: 2024-11-04
  - {at: 00:10, mark: resolved, en: C, bn: গ}
  - {at: 00:20, mark: mitigated, en: D, bn: ঘ}
";
    let loaded = Project::new().file(FOLDER, yaml).load();
    let found: Vec<String> = loaded
        .report
        .sorted()
        .iter()
        .map(|finding| {
            let line = finding.span.map_or(0, |span| loaded.sources.place(span).line);
            format!("{}:{line}", finding.rule.0)
        })
        .collect();
    assert_eq!(found, ["duplicate-mark:7", "time-order:7", "mark-order:9"]);
}

#[test]
fn factors_in_a_circle_need_a_loop() {
    let yaml = "\
schema: 1
title: {en: T, bn: ট}
zone: Asia/Dhaka
factors:
  start: {leads_to: a, en: S, bn: শ}
  a: {leads_to: b, en: A, bn: ক}
  b: {leads_to: [a, end], en: B, bn: খ}
  end: {en: E, bn: শেষ}
";
    let findings = Project::new().file(FOLDER, yaml).findings();
    assert!(findings.contains("the factors `a`, `b` lead to one another in a circle"), "{findings}");
    let mended = yaml.replace("leads_to: [a, end]", "leads_to: end, loop: a");
    assert_eq!(Project::new().file(FOLDER, mended).findings(), "");
}

#[test]
fn our_own_incidents_need_owners_dates_and_a_label() {
    let own = "\
schema: 1
title: {en: T, bn: ট}
zone: Asia/Dhaka
stage: published
published: 2024-11-20
lessons:
  drill: {en: Drill, bn: মহড়া}
actions:
  do-it: {for: drill, en: Do it, bn: করা}
";
    let rules = |yaml: &str| {
        let loaded = Project::new().file(FOLDER, yaml).file(BESIDE, MODEL.replace("source: S1, ", "")).load();
        assert_eq!(ui::human(&loaded.report, &loaded.sources), "");
        let report = check::check(&loaded.kb.expect("it loads"), &loaded.sources, None);
        report.sorted().iter().map(|finding| finding.rule.0).collect::<Vec<_>>()
    };
    let mut found = rules(own);
    found.sort_unstable();
    let wanted = "lesson-without-claim missing-due missing-impact missing-owner missing-owner missing-review missing-section \
        missing-section missing-section missing-tlp";
    assert_eq!(found.join(" "), wanted);
    let study = format!("{own}kind: study\ntlp: CLEAR\n").replace("মহড়া}", "মহড়া, claim: peak(fewer) < 5}");
    let found = rules(&study);
    assert!(!found.iter().any(|rule| wanted.contains(rule) && !["missing-section", "missing-impact"].contains(rule)));
}

/// Every section, so that mutations reach every decoder.
const WHOLE: &str = "\
schema: 1
title: {en: T, bn: ট}
severity: sev2
tlp: GREEN
stage: review
owner: SRE on-call
zone: Asia/Dhaka
services: [API]
tags: [dns]
sources:
  S1: https://example.org/x
  post: {en: Ours, bn: আমাদের, accessed: 2024-11-05}
summary: {en: Short, bn: ছোট}
ruled_out: {attack: {en: No, bn: না}}
analogy: {source: post, confidence: inference, en: Like a school, bn: স্কুলের মতো, limits: {en: But, bn: তবে}}
impact: {users: {value: 12, unit: {en: users, bn: জন}, as_of: 2024-11-04, en: Users, bn: ব্যবহারকারী}}
trigger: {en: A change, bn: পরিবর্তন}
timeline:
  - {at: 14:51..15:20, mark: change, en: A, bn: ক্ষ}
  - {at: ~15:30, mark: impact, source: [S1, post], en: B, bn: স্ত্রী}
  - day: 2024-11-04
  - {at: 00:10, mark: resolved, tlp: AMBER, audience: internal, en: C, bn: র\u{200d}্যাম}
factors:
  a: {leads_to: [b], en: A, bn: ক}
  b: {loop: a, en: B, bn: খ}
blind_spots: {scale: {en: Small, bn: ছোট}}
attack: [T1566.002, {technique: T1528, en: By consent, bn: সম্মতিতে}]
containment: {cut: {at: 23:40, outcome: worked, en: Cut off, bn: বন্ধ}}
mitigations: {down: {at: 23:50, outcome: partly, en: Down, bn: নামানো}}
indicators: {c2: {kind: domain, value: 'bad[.]example', as_of: 2024-11-04, en: Their server, bn: ওদের সার্ভার}}
lessons:
  drill: {for: a, claim: error(fewer) <= 50% of base, cost: {en: Time, bn: সময়}, en: Drill, bn: মহড়া}
actions: {do-it: {for: drill, owner: SRE, due: 2025-01-01, en: Do, bn: করা}}
announced: {more: {en: More, bn: আরও}}
disputes:
  d: {about: {en: How long, bn: কতক্ষণ}, claims: [{source: S1, en: X, bn: য}], finding: {en: F, bn: ফ}}
glossary: {dns: {term: {en: DNS, bn: DNS}, en: Names, bn: নাম}}
";

#[test]
fn every_section_is_read() {
    let project = Project::new().file(FOLDER, WHOLE).file(BESIDE, MODEL);
    assert_eq!(project.findings(), "");
    let kb = project.load().kb.expect("it loads");
    let incident = &kb.incidents[0];
    assert_eq!(incident.impact[0].amount.as_ref().map(|amount| amount.value), Some(12.0));
    assert_eq!(incident.timeline.len(), 3);
    assert_eq!(incident.timeline[2].when.local_day.to_string(), "2024-11-04");
    assert!(incident.timeline[2].fact.guard.internal);
    assert_eq!(incident.factors[1].loops_to, [incident.factors[0].entry.id.clone()]);
    assert_eq!(incident.actions[0].lessons, [incident.lessons[0].entry.id.clone()]);
    assert_eq!(incident.disputes[0].sides[0].source, incident.sources[0].id);
    assert_eq!(incident.analogy.as_ref().map(|analogy| analogy.fact.sources[0].as_str()), Some("post"));
}

#[test]
fn no_broken_file_makes_it_panic() {
    let pieces =
        ["", "\n", "  ", ": ", "{", "}", "[", "]", "'", "\"", "#", "ক্ষ", "\u{200d}", "\r", "\t", "..", "~", "99", "|"];
    let mut state = 11_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let characters: Vec<char> = WHOLE.chars().collect();
    let mut drawn = 0;
    for _ in 0..400 {
        let (from, length) = (next(characters.len()), next(6));
        let mut text: String = characters[..from].iter().collect();
        text.push_str(pieces[next(pieces.len())]);
        text.extend(&characters[(from + length).min(characters.len())..]);
        let project = Project::new().file(FOLDER, &text);
        let loaded = project.load();
        drawn += usize::from(!ui::human(&loaded.report, &loaded.sources).is_empty());
        let json: serde_json::Value =
            serde_json::from_str(&ui::json(&loaded.report, &loaded.sources)).expect("it is always JSON");
        assert!(json["findings"].is_array());
    }
    assert!(drawn > 200, "{drawn}");
}
