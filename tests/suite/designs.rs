//! Factorial designs, stopping rules, what a claim survives, and bounds: worked by hand, and as people meet them.

use nidan::model::Id;
use nidan::runs;
use nidan::runs::evidence::{DesignResult, Evidence, Factorial, LessonVerdict, Verdict};
use nidan::runs::lab::Lab;
use serde_json::Value;

use crate::project::Project;
use crate::small::{ID, INCIDENT, MODEL, errors, nidan};

/// One entity without a random draw: work is rate times cost, so doubling both adds a known interaction.
const PRODUCT: &str = "schema: 1
clock: {start: 14:00, for: 10m, step: 10s}
params:
  rate: {value: 10/s, range: 1/s..100/s}
  cost: {value: 10ms, range: 1ms..40ms}
blocks:
  api: {pool: {servers: 4, timeout: 10s}}
  calls: {source: {rate: rate, to: api, cost: cost}}
  spare: {source: {rate: 1/s, to: api, cost: 1ms}, enabled: false}
measures:
  work: mean(calls.work)
  busy: first(calls.work > 0.3)
runs:
  often: {rate: 20/s}
  dear: {cost: 30ms}
  idle: {spare.cost: 2ms}
  other-idle: {spare.rate: 2/s}
  dearer: {cost: 40ms}
designs:
  waves: {factorial: [often, dear, idle], measure: work}
";

/// A lesson with a claim.
fn lesson(id: &str, claim: &str) -> String {
    format!("  {id}: {{kind: hypothesis, en: A, bn: ক, for: [load], claim: '{claim}'}}\n")
}

fn project(model: &str, claims: &[(&str, &str)]) -> Project {
    let (head, _) = INCIDENT.split_once("lessons:").expect("it has lessons");
    let lessons: String = claims.iter().map(|(id, claim)| lesson(id, claim)).collect();
    let lessons = if claims.is_empty() { String::new() } else { format!("lessons:\n{lessons}") };
    Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), format!("{head}{lessons}"))
        .file(&format!("incidents/{ID}/model.yaml"), model)
}

/// Runs everything, or says what cannot be.
fn evidence(project: &Project) -> Evidence {
    let loaded = project.load();
    assert!(!loaded.report.has_errors(), "{}", project.findings());
    let kb = loaded.kb.expect("it loads");
    runs::evidence(&kb.incidents[0], Lab::alone()).expect("it runs").expect("it has a model")
}

fn verdict<'a>(evidence: &'a Evidence, lesson: &str) -> &'a LessonVerdict {
    evidence.verdict(&Id::new(lesson).expect("an id")).expect("it is judged")
}

fn factorial<'a>(evidence: &'a Evidence, name: &str) -> &'a Factorial {
    match &evidence.design(name).expect("it is there").result {
        DesignResult::Factorial(factorial) => factorial,
        DesignResult::Grid { .. } | DesignResult::Curve { .. } => panic!("it is a factorial"),
    }
}

fn close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() < 1e-9, "{found}, not {wanted}");
}

#[test]
fn a_factorial_finds_the_interaction_of_a_product() {
    let claims = [("both", "interaction(waves; dear; often) > 0"), ("none", "interaction(waves; often; idle) > 0")];
    let evidence = evidence(&project(PRODUCT, &claims));
    let design = factorial(&evidence, "waves");
    // 0.1, 0.2 often, 0.3 dear, 0.6 both; `idle` changes a source that is off.
    for (cell, mean) in design.cells.iter().zip([0.1, 0.2, 0.3, 0.6, 0.1, 0.2, 0.3, 0.6]) {
        close(cell.mean, mean);
        assert_eq!(cell.half_width_95, None, "nothing is drawn");
    }
    // (0.2 − 0.1 + 0.6 − 0.3) / 2, (0.3 − 0.1 + 0.6 − 0.2) / 2, nothing, 0.6 − 0.3 − 0.2 + 0.1, nothing.
    for (effect, value) in design.effects.iter().zip([0.2, 0.3, 0.0, 0.2, 0.0, 0.0, 0.0]) {
        close(effect.value, value);
    }
    let shares: Vec<Option<f64>> = design.against_base.iter().map(|one| one.ratio).collect();
    for (share, wanted) in shares.into_iter().zip([1.0, 2.0, 0.0, 5.0]) {
        close(share.expect("base shows something"), wanted);
    }
    let both = verdict(&evidence, "both");
    // In a set with more than 20/s or 30 ms the switch that says `often` or `dear` goes the other way.
    assert_eq!((both.verdict, both.run.as_str(), both.interaction.len()), (Verdict::Depends, "waves", 2));
    close(both.effect, 0.2);
    assert!(both.effect_half_width.is_none() && !both.no_effect);
    let none = verdict(&evidence, "none");
    assert_eq!(none.verdict, Verdict::Fails);
    // What is switched and never seen has no effect by construction; it is marked.
    assert!(!none.no_effect, "`often` does change the measure");
}

#[test]
fn combinations_pair_with_the_runs_that_are_there() {
    let model = MODEL
        .replace("designs:\n", "designs:\n  both: {factorial: [fewer, calm], measure: error}\n")
        .replace("runs:\n", "runs:\n  calm: {polls.cost: 1ms}\n");
    let evidence = evidence(&project(&model, &[("a", "interaction(both; fewer; calm) < 0min")]));
    let design = factorial(&evidence, "both");
    assert_eq!((design.replications, design.complete), (4, 4));
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    for (cell, run) in design.cells.iter().zip(["base", "fewer", "calm"]) {
        let run = evidence.run(run).expect("it is there");
        assert_eq!(bits(&cell.values), bits(&run.measures[0].values));
    }
    // The interaction by hand, pair by pair.
    let value = |cell: usize, at: usize| design.cells[cell].values[at];
    let pairs: Vec<f64> = (0..4).map(|at| value(3, at) - value(2, at) - value(1, at) + value(0, at)).collect();
    let mean = pairs.iter().sum::<f64>() / 4.0;
    let squares: f64 = pairs.iter().map(|pair| (pair - mean) * (pair - mean)).sum();
    let effect = design.effects.last().expect("the interaction");
    close(effect.value, mean);
    let reach = effect.half_width_95.expect("an interval");
    assert!((reach - 3.182_446 * (squares / 12.0).sqrt()).abs() < 1e-5 * reach.max(1.0), "{reach}");
    let judged = verdict(&evidence, "a");
    close(judged.effect, mean);
    assert_eq!(judged.robust.as_ref().map(|robust| robust.sets), Some(8), "in parameter sets too");
}

#[test]
fn mistakes_in_a_factorial_are_named_where_they_stand() {
    let wrong = |design: &str| {
        let model = PRODUCT.replace("{factorial: [often, dear, idle], measure: work}", design);
        project(&model, &[]).findings()
    };
    assert_eq!(wrong("{factorial: [often, dear], measure: work}"), "");
    insta::assert_snapshot!(wrong("{factorial: [often, deer], measure: work}"), @r"
    error[unknown-name]: there is no run `deer`
      --> incidents/2025-01-30-small/model.yaml:20:30
       |
    20 |   waves: {factorial: [often, deer], measure: work}
       |                              ^^^^
       |
       = hint: did you mean `dear`?
       = hint: runs: often, dear, idle, other-idle, dearer

    1 error found
    ");
    insta::assert_snapshot!(wrong("{factorial: [often, base], measure: work}"), @r"
    error[bad-value]: `base` is what the switches are switched off to
      --> incidents/2025-01-30-small/model.yaml:20:30
       |
    20 |   waves: {factorial: [often, base], measure: work}
       |                              ^^^^
       |
       = hint: take it out

    1 error found
    ");
    insta::assert_snapshot!(wrong("{factorial: [dear, often, dearer], measure: work}"), @r"
    error[bad-value]: `dear` and `dearer` both set `cost`, so they cannot be switched independently
      --> incidents/2025-01-30-small/model.yaml:20:36
       |
    20 |   waves: {factorial: [dear, often, dearer], measure: work}
       |                                    ^^^^^^
       |
       = hint: put one of them into a design of its own

    1 error found
    ");
    insta::assert_snapshot!(wrong("{factorial: [often], measure: work}"), @r"
    error[limit]: a factorial design switches 2 to 5 runs, and this one 1
      --> incidents/2025-01-30-small/model.yaml:20:22
       |
    20 |   waves: {factorial: [often], measure: work}
       |                      ^^^^^^^
       |
       = hint: what one switch does, a claim on its run says: name two or more

    1 error found
    ");
    insta::assert_snapshot!(wrong("{factorial: [often, dear]}"), @r"
    error[missing-key]: a factorial design has no `measure`
      --> incidents/2025-01-30-small/model.yaml:20:22
       |
    20 |   waves: {factorial: [often, dear]}
       |                      ^^^^^^^^^^^^^
       |
       = hint: say what is compared: `measure: error_minutes`

    1 error found
    ");
    insta::assert_snapshot!(wrong("{factorial: [often, dear], measure: wrk}"), @r"
    error[unknown-name]: there is no measure `wrk`
      --> incidents/2025-01-30-small/model.yaml:20:46
       |
    20 |   waves: {factorial: [often, dear], measure: wrk}
       |                                              ^^^
       |
       = hint: did you mean `work`?
       = hint: measures: work, busy

    1 error found
    ");
    insta::assert_snapshot!(wrong("{factorial: [often, dear], measure: work, curve: {over: n}}"), @r"
    error[bad-value]: a design is a `grid`, a `curve` or a `factorial`, and one of them alone
      --> incidents/2025-01-30-small/model.yaml:20:3
       |
    20 |   waves: {factorial: [often, dear], measure: work, curve: {over: n}}
       |   ^^^^^

    1 error found
    ");
    // What a combination cannot be is said at the line that causes it.
    let long = PRODUCT
        .replace("  idle: {spare.cost: 2ms}", "  idle: {clock.step: 1s}")
        .replace("  often: {rate: 20/s}", "  often: {clock.for: 30d}");
    insta::assert_snapshot!(project(&long, &[]).findings(), @r"
    error[limit]: a model runs for at most 31 days and 1,000,000 steps, both above 0
      --> incidents/2025-01-30-small/model.yaml:14:22
       |
    14 |   often: {clock.for: 30d}
       |                      ^^^
       |
       = hint: shorten `for`, or lengthen `step`

    1 error found
    ");
    let hidden = PRODUCT
        .replace("  other-idle: {spare.rate: 2/s}", "  other-idle: {spare.source.cost: 3ms}")
        .replace("[often, dear, idle]", "[idle, other-idle]");
    insta::assert_snapshot!(project(&hidden, &[]).findings(), @r"
    error[bad-value]: `idle` with `other-idle` is the same scenario as `other-idle`
      --> incidents/2025-01-30-small/model.yaml:20:22
       |
    20 |   waves: {factorial: [idle, other-idle], measure: work}
       |                      ^^^^^^^^^^^^^^^^^^
       |
       = hint: each switch has to change something that no other one sets

    1 error found
    ");
    // A run that cannot be read is told once.
    let unread = PRODUCT.replace("  idle: {spare.cost: 2ms}", "  idle: {spare.cots: 2ms}");
    assert!(project(&unread, &[]).findings().ends_with("\n1 error found\n"));
}

#[test]
fn claimed_interactions_are_looked_up() {
    let wrong = |claim: &str| project(PRODUCT, &[("a", claim)]).findings();
    assert_eq!(wrong("interaction(waves; dear; often) < 0"), "");
    insta::assert_snapshot!(wrong("interaction(wave; dear; often) < 0"), @r"
    error[dangling-reference]: the claim names the factorial design `wave`, which is not in model.yaml
      --> incidents/2025-01-30-small/incident.yaml:20:59
       |
    20 |   a: {kind: hypothesis, en: A, bn: ক, for: [load], claim: 'interaction(wave; dear; often) < 0'}
       |                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no such design
       |
       = hint: did you mean `waves`?
       = hint: factorial designs: waves

    1 error found
    ");
    insta::assert_snapshot!(wrong("interaction(waves; dear; oft) < 0"), @r"
    error[dangling-reference]: the claim names the factor `oft`, which the design `waves` does not switch
      --> incidents/2025-01-30-small/incident.yaml:20:59
       |
    20 |   a: {kind: hypothesis, en: A, bn: ক, for: [load], claim: 'interaction(waves; dear; oft) < 0'}
       |                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ no such factor
       |
       = hint: did you mean `often`?
       = hint: factors: often, dear, idle

    1 error found
    ");
}

#[test]
fn a_claim_compares_like_with_like() {
    let wrong = |claim: &str| project(PRODUCT, &[("a", claim)]).findings();
    for right in ["work(dear) > 0.2", "work(dear) > 20%", "busy(dear) <= 5m", "interaction(waves; dear; often) < 0"] {
        assert_eq!(wrong(right), "", "{right}");
    }
    insta::assert_snapshot!(wrong("work(dear) > 2m"), @r"
    error[unit]: `work` is a number, and the claim compares it with a duration
      --> incidents/2025-01-30-small/incident.yaml:20:59
       |
    20 |   a: {kind: hypothesis, en: A, bn: ক, for: [load], claim: 'work(dear) > 2m'}
       |                                                           ^^^^^^^^^^^^^^^^^ another unit
       |
       = hint: write the value with the unit of the measure: `5m`, `30%`

    1 error found
    ");
    insta::assert_snapshot!(wrong("busy(dear) <= 14:05"), @r"
    error[unit]: `busy` is a duration, and the claim compares it with a time of day
      --> incidents/2025-01-30-small/incident.yaml:20:59
       |
    20 |   a: {kind: hypothesis, en: A, bn: ক, for: [load], claim: 'busy(dear) <= 14:05'}
       |                                                           ^^^^^^^^^^^^^^^^^^^^^ another unit
       |
       = hint: a moment is claimed as the time since the model's clock starts: `<= 45m`

    1 error found
    ");
    insta::assert_snapshot!(wrong("interaction(waves; dear; often) < 1/s"), @r"
    error[unit]: `work` is a number, and the claim compares it with a rate
      --> incidents/2025-01-30-small/incident.yaml:20:59
       |
    20 |   a: {kind: hypothesis, en: A, bn: ক, for: [load], claim: 'interaction(waves; dear; often) < 1/s'}
       |                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ another unit
       |
       = hint: write the value with the unit of the measure: `5m`, `30%`

    1 error found
    ");
}

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
        #[expect(clippy::disallowed_methods, reason = "tests clear what the program kept")]
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
    2025-01-30-small/base  12 replication(s), seed 1, engine 2
      measure       mean     ± 95%  p05        p50  p95  without
      error    23.30 min  1.23 min    –  23.39 min    –         
      peak         92.7%      4.4%    –      92.4%    –         
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
    let runs: String = thirty.iter().map(|id| format!("  {id}: {{polls.every: 2s}}\n")).collect();
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
