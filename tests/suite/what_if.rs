//! The reader's own numbers: every cell is what the command answers, the record finds any that changes, slips are told.

use nidan::load::model::{Changes, Hit};
use nidan::model::scenario::Model;
use nidan::model::{Id, Incident};
use nidan::runs::lab::Lab;
use nidan::runs::what_if::answer;
use nidan::{load, ui};

use crate::designs::{evidence, project};
use crate::project::Project;
use crate::small::{ID, MODEL, errors, nidan, tree};

const ASKED: &str = "what_if:
  replications: 3
  set:
    cluster.n: {values: [200, 400, 1500], en: Nodes of yours, bn: আপনার নোড}
    ttl: [2m, 20m]
";

/// One run takes the reader's numbers, one has a size of its own.
fn model(asked: &str) -> String {
    MODEL.replace("designs:\n", &format!("  own-size: {{cluster.n: [900, 1000], ttl: 5m}}\n{asked}designs:\n"))
}

fn claimed(asked: &str) -> Project {
    let claims = [
        ("fewer", "error(fewer) <= 50% of base"),
        ("own-size", "error(own-size) <= 50% of base"),
        ("level", "peak(base) <= 1%"),
    ];
    project(&model(asked), &claims)
}

fn bits(values: &[Option<f64>]) -> Vec<Option<u64>> {
    values.iter().map(|value| value.filter(|value| !value.is_nan()).map(f64::to_bits)).collect()
}

#[test]
fn every_cell_is_what_the_command_answers() {
    let project = claimed(ASKED);
    let record = evidence(&project).what_if.expect("it is asked for");
    let mut loaded = project.load();
    let kb = loaded.kb.take().expect("it loads");
    let incident = &kb.incidents[0];
    let before = incident.model.as_ref().expect("it has a model");
    let asked = before.what_if.as_ref().expect("it is asked for");
    let places = asked.places();
    assert_eq!((places.len(), record.cells.len(), record.replications), (6, 6, 3));
    let (mut hit, mut safe) = (0, 0);
    for (place, cell) in places.iter().zip(&record.cells) {
        let set = asked.knobs.iter().zip(place).map(|(knob, at)| format!("{}={}", knob.path, knob.written[*at]));
        let changes = Changes { set: set.collect(), hit: Some(Hit::Find), ..Changes::default() };
        let mut report = nidan::base::diag::Report::default();
        let varied = load::varied(incident, &changes, &mut loaded.sources, &mut report);
        let mut varied = varied.unwrap_or_else(|| panic!("{}", ui::human(&report, &loaded.sources)));
        for run in varied.model.all_runs_mut() {
            run.scenario.replicate(3);
            run.scenario.fix();
        }
        let hit_measure = varied.hit.clone().expect("it is found").measure;
        let theirs = Incident { model: Some(varied.model), ..incident.clone() };
        let wanted = answer(&plain(before), &theirs, (&hit_measure, varied.has_sizes), Lab::alone());
        let wanted = wanted.expect("it runs").expect("it has a model");
        assert_eq!(
            (cell.hits, cell.critical, cell.largest),
            (wanted.hits, wanted.critical, wanted.largest),
            "{place:?}"
        );
        assert_eq!(record.lessons.len(), wanted.verdicts.len());
        for (mine, theirs) in cell.verdicts.iter().zip(&wanted.verdicts) {
            let found = bits(&[mine.effect, mine.means.0, mine.means.1, mine.half_width]);
            let other = [Some(theirs.effect), Some(theirs.means.0), theirs.means.1, theirs.effect_half_width];
            assert_eq!((mine.verdict, found), (theirs.verdict, bits(&other)), "{place:?} {}", theirs.lesson);
        }
        hit += u32::from(wanted.hits.any());
        safe += u32::from(!wanted.hits.any());
    }
    assert!(hit > 0 && safe > 0, "the cells are on both sides of the edge: {hit} and {safe}");
}

fn plain(model: &Model) -> Model {
    let mut model = Model { what_if: None, ..model.clone() };
    model.all_runs_mut().for_each(|run| run.scenario.replicate(3));
    model
}

#[test]
fn a_page_shows_every_cell_and_the_command_that_repeats_it() {
    let project = claimed(ASKED);
    let built = nidan(project.root(), &["build", "--no-pdf", "--as-of", "2025-02-01"], &[]);
    assert!(built.status.success(), "{}", errors(&built));
    let site = tree(&project.root().join("public"));
    for (lang, hint, fixed) in [
        ("en", "From 200 to 1,500", "sets “Nodes of yours” and “Life of a record” itself"),
        ("bn", "২০০ থেকে ১,৫০০ পর্যন্ত", "রান নিজে ঠিক করে: “আপনার নোড” আর “রেকর্ডের"),
    ] {
        let path = format!("{lang}/incidents/{ID}/what-if/index.html");
        let page = String::from_utf8(site[&path].clone()).expect("UTF-8");
        let table = page.split("<tbody>").nth(1).expect("a table");
        assert_eq!(table.matches("<tr").count(), 6, "{path}");
        // Two settings, three things told of a cell, three lessons.
        assert_eq!(table.matches("<td").count(), 6 * 8, "{path}");
        assert!(!page.contains("NaN") && !page.contains(">inf"), "{path}");
        // The run with a size of its own says so, and only that.
        assert_eq!(page.matches(fixed).count(), 1, "{path}");
        assert!(page.contains(hint), "{path}: {hint}");
        let report = String::from_utf8(site[&format!("{lang}/incidents/{ID}/index.html")].clone()).expect("UTF-8");
        let run = String::from_utf8(site[&format!("{lang}/incidents/{ID}/runs/fewer/index.html")].clone());
        assert!(report.contains("href=\"what-if/index.html\""), "the report leads there");
        assert!(run.expect("UTF-8").contains("href=\"../../what-if/index.html\""), "runs lead there");
        let command = page.split("<code id=\"what-if.command\">").nth(1).expect("a command");
        let command = command.split('<').next().expect("its end");
        let words: Vec<&str> = command.split(' ').skip(1).chain(["--format", "json"]).collect();
        let answered = nidan(project.root(), &words, &[]);
        let json: serde_json::Value = serde_json::from_slice(&answered.stdout).expect("the command answers");
        assert_eq!(json["replications"], 1, "one entity draws nothing");
        assert!(json["critical_size"].is_u64(), "{json}");
    }
    let without = claimed("");
    let built = nidan(without.root(), &["build", "--no-pdf", "--as-of", "2025-02-01"], &[]);
    assert!(built.status.success(), "{}", errors(&built));
    assert!(!tree(&without.root().join("public")).keys().any(|path| path.contains("what-if/")));
}

#[test]
fn a_cell_that_differs_from_the_record_is_found() {
    let project = claimed(ASKED);
    let say = |what: &str| nidan(project.root(), &["sim", what], &[]);
    assert!(say("record").status.success());
    assert!(say("verify").status.success(), "{}", errors(&say("verify")));
    let path = format!("incidents/{ID}/runs.lock");
    let text = std::fs::read_to_string(project.root().join(&path)).expect("it is there");
    let start = text.find("\"what-if/cells\"").expect("it is on record");
    let at = start + text[start..].find("/h").or_else(|| text[start..].find("/n")).expect("a verdict") + 1;
    let changed = format!("{}f{}", &text[..at], &text[at + 1..]);
    let project = project.file(&path, &changed);
    let found = nidan(project.root(), &["sim", "verify"], &[]);
    assert_eq!(found.status.code(), Some(1));
    assert!(errors(&found).contains("what-if/cells` does not repeat: `cells["), "{}", errors(&found));
}

#[test]
fn an_edited_list_is_another_record_and_only_that() {
    let record = |asked: &str| evidence(&claimed(asked)).what_if.expect("it is asked for");
    let (one, other) = (record(ASKED), record(&ASKED.replace("20m", "15m")));
    assert_ne!(one.scenario, other.scenario);
    let lesson = Id::new("fewer").expect("an id");
    assert_eq!((one.lessons.first(), one.cells[0].clone()), (Some(&lesson), other.cells[0].clone()));
}

#[test]
fn slips_are_told_where_they_stand() {
    let told = |from: &str, to: &str| {
        let findings = claimed(&ASKED.replace(from, to)).findings();
        let lines: Vec<&str> = findings.lines().take(2).map(str::trim).collect();
        lines.join(" ").replace(&format!("incidents/{ID}/"), "")
    };
    let line = |text: &str| {
        let model = model(ASKED);
        1 + model.lines().position(|line| line.contains(text)).expect("it is there")
    };
    let (set, size, ttl) = (line("  set:"), line("cluster.n: {"), line("    ttl: ["));
    let cases = [
        (
            "    ttl:",
            "    tll:",
            format!(
                "error[unknown-name]: `tll` is neither a parameter nor the size of an entity --> model.yaml:{ttl}:5"
            ),
        ),
        ("[2m, 20m]", "[2m, 1m]", format!("error[bad-value]: the values of a setting ascend --> model.yaml:{ttl}:15")),
        ("[2m, 20m]", "[2m, 20]", format!("error[bad-value]: `20` is not a duration --> model.yaml:{ttl}:15")),
        (
            "[2m, 20m]",
            "[2m]",
            format!("error[limit]: a setting has 2 to 12 values, and this one has 1 --> model.yaml:{ttl}:10"),
        ),
        (
            "[200, ",
            "[0, ",
            format!("error[bad-value]: `0` is no size: a size is a number above 0 --> model.yaml:{size}:26"),
        ),
        (
            "replications: 3",
            "replications: 0",
            format!("error[limit]: `replications` is from 1 to 1000 --> model.yaml:{}:17", set - 1),
        ),
        (
            "  replications: 3",
            "  replicatons: 3",
            format!("error[unknown-key]: unknown key `replicatons` in a what-if --> model.yaml:{}:3", set - 1),
        ),
    ];
    for (from, to, wanted) in cases {
        assert_eq!(told(from, to), wanted);
    }
    let many: Vec<String> = (1..=12).map(|minutes| format!("{minutes}m")).collect();
    let sizes: Vec<String> = (1..=12).map(|size| (size * 100).to_string()).collect();
    let costs = "    cost: [1ms, 2ms, 3ms]\n";
    let big = ASKED
        .replace("[200, 400, 1500]", &format!("[{}]", sizes.join(", ")))
        .replace("[2m, 20m]\n", &format!("[{}]\n{costs}", many.join(", ")));
    assert!(claimed(&big).findings().contains("these values make 432 cells, and a what-if has at most 400"));
}
