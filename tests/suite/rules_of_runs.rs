//! When replications stop, what a claim survives, what a record says of a difference, and bounds.

use nidan::runs::evidence::Verdict;
use serde_json::Value;

use crate::designs::{PRODUCT, close, evidence, project, verdict};
use crate::project::Project;
use crate::small::{ID, INCIDENT, MODEL, errors, nidan};

/// The small model, which draws a fleet, with a rule.
fn ruled(rule: &str) -> String {
    MODEL.replace("replications: 4\n", &format!("replications: {rule}\n")).replace("robustness: 8\n", "robustness: 0\n")
}

#[test]
fn replications_stop_at_the_half_width_that_is_asked_for() {
    let project = project(&ruled("{min: 5, max: 100, rel_half_width: 6%, of: error}"), &[]);
    let run = |threads: &str| {
        let args = ["sim", "run", ID, "--format", "json"];
        let output = nidan(project.root(), &args, &[("RAYON_NUM_THREADS", threads)]);
        assert!(output.status.success(), "{}", errors(&output));
        std::fs::remove_dir_all(project.root().join(".nidan")).expect("something was kept");
        String::from_utf8(output.stdout).expect("JSON is UTF-8")
    };
    let text = run("1");
    assert_eq!(text, run("3"), "whatever the number of threads");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("one value a line")).collect();
    let base = &lines[0];
    let count = base["replications"].as_u64().expect("a number");
    assert!([5, 25, 45, 65, 85, 100].contains(&count) && count > 5, "{count}: after the least, batches of twenty");
    assert_eq!(base["stopping"]["met"], true);
    let share = |run: &Value| {
        let error = &run["measures"]["error"];
        error["half_width_95"].as_f64().expect("a number") / error["mean"].as_f64().expect("a number")
    };
    assert!((share(base) - base["stopping"]["reached"].as_f64().expect("a share")).abs() < 1e-12);
    assert!(share(base) <= 0.06);
    // The batch before was not enough.
    let before = (count - 20).to_string();
    let args = ["sim", "run", &format!("{ID}/base"), "--replications", &before, "--format", "json"];
    let fewer: Value = serde_json::from_slice(&nidan(project.root(), &args, &[]).stdout).expect("JSON");
    assert!(share(&fewer) > 0.06 && fewer["stopping"].is_null(), "{before} replications");
    // What pairs with base runs as often, though it would have stopped earlier.
    assert_eq!(lines[1]["run"], "fewer");
    assert_eq!(lines[1]["replications"], base["replications"]);
    let alone = ["sim", "run", &format!("{ID}/fewer"), "--format", "json"];
    let alone: Value = serde_json::from_slice(&nidan(project.root(), &alone, &[]).stdout).expect("JSON");
    assert_eq!(alone["output_digest"], lines[1]["output_digest"]);
}

#[test]
fn a_target_that_is_not_reached_is_said() {
    let project = project(&ruled("{min: 5, max: 12, rel_half_width: 0.1%, of: error}"), &[]);
    let output = nidan(project.root(), &["sim", "run", &format!("{ID}/base")], &[]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    insta::assert_snapshot!(text.split("  scenario").next().unwrap_or_default(), @r"
    2025-01-30-small/base  fluid, 12 replication(s), seed 1, engine 2
      measure      mean    ± 95%  p05       p50  p95  no value
      error    23.3 min  1.2 min    –  23.4 min    –          
      peak        92.7%     4.4%    –     92.4%    –          
      NOT reached: half-width of `error` is 5.28 % of the mean after the most replications, 12; the target is 0.10 %
    ");
}

#[test]
fn mistakes_in_a_rule_are_named_where_they_stand() {
    let wrong = |rule: &str| project(&ruled(rule), &[]).findings();
    assert_eq!(wrong("{max: 40, rel_half_width: 5%, of: error}"), "");
    insta::assert_snapshot!(wrong("{min: 5, max: 12, rel_half_width: 5%, of: eror}"), @r"
    error[unknown-name]: there is no measure `eror`
     --> incidents/2025-01-30-small/model.yaml:3:57
      |
    3 | replications: {min: 5, max: 12, rel_half_width: 5%, of: eror}
      |                                                         ^^^^
      |
      = hint: did you mean `error`?
      = hint: measures: error, peak

    1 error found
    ");
    insta::assert_snapshot!(wrong("{min: 50, max: 12, rel_half_width: 5%, of: error}"), @r"
    error[bad-value]: `max` 12 is less than `min` 50
     --> incidents/2025-01-30-small/model.yaml:3:15
      |
    3 | replications: {min: 50, max: 12, rel_half_width: 5%, of: error}
      |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: raise `max`, or lower `min`

    1 error found
    ");
    insta::assert_snapshot!(wrong("{max: 40, rel_half_width: 5, of: error}"), @r"
    error[bad-value]: `rel_half_width` is a share of the mean, from 0.1% to 50%
     --> incidents/2025-01-30-small/model.yaml:3:41
      |
    3 | replications: {max: 40, rel_half_width: 5, of: error}
      |                                         ^
      |
      = hint: write `rel_half_width: 5%`

    1 error found
    ");
    let timed = ruled("{max: 40, rel_half_width: 5%, of: when}")
        .replace("  peak: peak", "  when: first(users.error > 1%)\n  peak: peak");
    insta::assert_snapshot!(project(&timed, &[]).findings(), @r"
    error[unit]: `when` is a time of day, and a share of a time of day says nothing
     --> incidents/2025-01-30-small/model.yaml:3:49
      |
    3 | replications: {max: 40, rel_half_width: 5%, of: when}
      |                                                 ^^^^
      |
      = hint: name a measure that is a number, a share or a duration

    1 error found
    ");
}

#[test]
fn a_claim_is_tried_with_each_parameter_alone() {
    // Work is rate · cost: against a bound of 1 the rate turns the claim at 100/s, the cost at 100 ms, which is not in
    // its range.
    let claims = [("a", "work(base) <= 0.5"), ("b", "work(often) <= 300% of base")];
    let evidence = evidence(&project(PRODUCT, &claims));
    let judged = verdict(&evidence, "a");
    let rows: Vec<(&str, f64, f64)> = judged
        .tornado
        .iter()
        .map(|row| (row.param.as_str(), row.at_low.expect("judged"), row.at_high.expect("judged")))
        .collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].0, rows[1].0), ("rate", "cost"), "the widest first");
    close(rows[0].1, 0.01);
    close(rows[0].2, 1.0);
    close(rows[1].1, 0.01);
    close(rows[1].2, 0.4);
    close(judged.tornado_declared.expect("judged"), 0.1);
    let turn = judged.break_even.as_ref().expect("a parameter decides");
    assert_eq!(turn.param.as_str(), "rate");
    let at = turn.at.expect("it turns within the range");
    assert!((at - 50.0).abs() <= turn.tolerance && turn.tolerance < 2.0, "{at} ± {}", turn.tolerance);
    assert!(!turn.holds_above);
    // With one rate overridden the share is 20/s over whatever base has.
    let relative = verdict(&evidence, "b");
    let rate = relative.tornado.iter().find(|row| row.param.as_str() == "rate").expect("it has a range");
    close(rate.at_low.expect("judged"), 19.0);
    close(rate.at_high.expect("judged"), -0.8);
    let cost = relative.tornado.iter().find(|row| row.param.as_str() == "cost").expect("it has a range");
    close(cost.at_low.expect("judged"), 1.0);
}

#[test]
fn sets_that_cannot_judge_are_counted() {
    // From 30/s on there is an incident at all.
    let model = PRODUCT.replace("  busy: first(calls.work > 0.3)", "  busy: count(calls.work > 0.3)");
    let evidence = evidence(&project(&model, &[("a", "busy(dear) <= 50% of base")]));
    let judged = verdict(&evidence, "a");
    let robust = judged.robust.as_ref().expect("some can judge");
    assert!(judged.left_out.no_incident > 0 && judged.left_out.no_value == 0 && judged.left_out.not_run == 0);
    assert_eq!(robust.sets + judged.left_out.total(), 100);
    let share = f64::from(robust.held) / f64::from(robust.sets);
    assert!(robust.interval.0 <= share && share <= robust.interval.1);
    // A time that never comes is no value; a claim on it is undecided.
    let evidence = self::evidence(&project(PRODUCT, &[("a", "busy(often) <= 1m")]));
    let judged = verdict(&evidence, "a");
    assert_eq!(judged.verdict, Verdict::Undecided);
    assert!(judged.left_out.no_value > 0);
}

#[test]
fn a_variant_that_reaches_nothing_is_marked() {
    let claims = [("a", "work(idle) <= 100% of base"), ("b", "work(dear) <= 400% of base")];
    let evidence = evidence(&project(PRODUCT, &claims));
    let idle = verdict(&evidence, "a");
    assert!(idle.no_effect && !idle.by_construction);
    assert!(!verdict(&evidence, "b").no_effect);
}

#[test]
fn the_first_replication_series_and_time_that_differ_are_named() {
    let project = Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), INCIDENT)
        .file(&format!("incidents/{ID}/model.yaml"), MODEL);
    assert!(nidan(project.root(), &["sim", "record"], &[]).status.success());
    let path = format!("incidents/{ID}/runs.lock");
    let text = std::fs::read_to_string(project.root().join(&path)).expect("the record is there");
    let record: Value = serde_json::from_str(&text).expect("JSON");
    let trace = &record["entries"]["runs/base"]["trace"];
    let digests: Vec<&str> = trace["replications"].as_str().expect("text").split(' ').collect();
    assert_eq!(digests.len(), 4);
    let other = |text: &str| text.chars().map(|c| if c == '0' { '1' } else { '0' }).collect::<String>();
    // As if the third and fourth replication had come out otherwise from the eleventh slice on, in two series.
    let mut changed = text.clone();
    for digest in &digests[2..] {
        changed = changed.replace(digest, &other(digest));
    }
    for (series, from) in [("users.error", 10), ("users.at_risk", 12)] {
        let line = trace["series"][series].as_str().expect("a series");
        let (whole, slices) = line.split_once(' ').expect("a digest and slices");
        assert_eq!((whole.len(), slices.len()), (16, 48));
        let late = format!("{} {}{}", other(whole), &slices[..2 * from], other(&slices[2 * from..]));
        // In this run alone.
        let at = changed.find("\"runs/base\"").expect("its entry");
        changed = format!("{}{}", &changed[..at], changed[at..].replacen(line, &late, 1));
    }
    let project = project.file(&path, changed);
    let output = nidan(project.root(), &["sim", "verify"], &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = errors(&output);
    let told = "the first difference is in replication 3, `users.error`, between 14:12:30 and 14:13:30";
    assert!(said.contains(told), "{said}");
    let finding = said.lines().filter(|line| line.starts_with("error[")).collect::<Vec<_>>();
    assert_eq!(finding.len(), 1, "{said}");
}

#[test]
fn what_would_never_end_is_refused_before_it_starts() {
    let wrong = |from: &str, to: &str| {
        assert!(MODEL.contains(from), "{from}");
        project(&MODEL.replace(from, to), &[]).findings()
    };
    insta::assert_snapshot!(wrong("replications: 4", "replications: 1000000"), @r"
    error[limit]: `replications` is from 1 to 10000
     --> incidents/2025-01-30-small/model.yaml:3:15
      |
    3 | replications: 1000000
      |               ^^^^^^^

    1 error found
    ");
    insta::assert_snapshot!(wrong("for: 30m", "for: 36500d"), @r"
    error[limit]: a model runs for at most 31 days and 1,000,000 steps, both above 0
     --> incidents/2025-01-30-small/model.yaml:2:28
      |
    2 | clock: {start: 14:00, for: 36500d, step: 30s}
      |                            ^^^^^^
      |
      = hint: shorten `for`, or lengthen `step`

    1 error found
    ");
    insta::assert_snapshot!(wrong("robustness: 8", "robustness: 1000000000"), @r"
    error[limit]: `robustness` is from 0 to 5000
     --> incidents/2025-01-30-small/model.yaml:4:13
      |
    4 | robustness: 1000000000
      |             ^^^^^^^^^^

    1 error found
    ");
    let thirty = (0..30).map(|at| format!("r{at}")).collect::<Vec<_>>();
    let runs = thirty.iter().fold(String::new(), |runs, id| runs + "  " + id + ": {polls.every: 2s}\n");
    let model = MODEL.replace("runs:\n", &format!("runs:\n{runs}"));
    let model = model
        .replace("designs:\n", &format!("designs:\n  all: {{factorial: [{}], measure: error}}\n", thirty.join(", ")));
    let found = project(&model, &[]).findings();
    assert!(found.contains("a factorial design switches 2 to 5 runs, and this one 30"), "{found}");
    // Each part is allowed, all together would take hours.
    let model = MODEL.replace("replications: 4", "replications: 10000").replace("count: 6", "count: 80000");
    let project = project(&model.replace("for: 30m", "for: 10h"), &[]);
    let output = nidan(project.root(), &["sim", "run", &format!("{ID}/fewer")], &[]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(errors(&output), @r"
    error[run]: run `fewer`: this takes 960 billion steps of single entities, more than the 100 billion that are allowed; run fewer replications, shorten the clock, lengthen its step, or model fewer entities
      --> incidents/2025-01-30-small/model.yaml:19:3
       |
    19 |   fewer: {polls.every: 10s, en: Ten times fewer calls, bn: দশ ভাগের এক ভাগ কল}
       |   ^^^^^

    1 error found
    ");
    assert!(!project.root().join(".nidan").exists(), "nothing was run");
}
