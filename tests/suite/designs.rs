//! Factorial designs and claims on them: worked by hand, and as people meet them.

use nidan::model::Id;
use nidan::runs;
use nidan::runs::evidence::{DesignResult, Evidence, Factorial, LessonVerdict, Verdict};
use nidan::runs::lab::Lab;

use crate::project::Project;
use crate::small::{ID, INCIDENT, MODEL};

/// One entity without a random draw: work is rate times cost, so doubling both adds a known interaction.
pub(crate) const PRODUCT: &str = "schema: 1
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

pub(crate) fn project(model: &str, claims: &[(&str, &str)]) -> Project {
    let (head, _) = INCIDENT.split_once("lessons:").expect("it has lessons");
    let lessons: String = claims.iter().map(|(id, claim)| lesson(id, claim)).collect();
    let lessons = if claims.is_empty() { String::new() } else { format!("lessons:\n{lessons}") };
    Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), format!("{head}{lessons}"))
        .file(&format!("incidents/{ID}/model.yaml"), model)
}

/// Runs everything, or says what cannot be.
pub(crate) fn evidence(project: &Project) -> Evidence {
    let loaded = project.load();
    assert!(!loaded.report.has_errors(), "{}", project.findings());
    let kb = loaded.kb.expect("it loads");
    runs::evidence(&kb.incidents[0], Lab::alone()).expect("it runs").expect("it has a model")
}

pub(crate) fn verdict<'a>(evidence: &'a Evidence, lesson: &str) -> &'a LessonVerdict {
    evidence.verdict(&Id::new(lesson).expect("an id")).expect("it is judged")
}

pub(crate) fn factorial<'a>(evidence: &'a Evidence, name: &str) -> &'a Factorial {
    match &evidence.design(name).expect("it is there").result {
        DesignResult::Factorial(factorial) => factorial,
        DesignResult::Grid { .. } | DesignResult::Curve { .. } | DesignResult::Map(_) => panic!("it is a factorial"),
    }
}

pub(crate) fn close(found: f64, wanted: f64) {
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

/// What is found in a design.
fn wrong(design: &str) -> String {
    let model = PRODUCT.replace("{factorial: [often, dear, idle], measure: work}", design);
    project(&model, &[]).findings()
}

#[test]
fn mistakes_in_a_factorial_are_named_where_they_stand() {
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
}

#[test]
fn a_factorial_says_what_it_measures() {
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
    error[bad-value]: a design is a `grid`, a `curve`, a `factorial` or a `map`, and one of them alone
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
