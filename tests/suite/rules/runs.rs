//! Rules about what runs say of lessons: for each a lesson that breaks it, and one that only just does not.

use nidan::base::diag::Report;
use nidan::check;
use nidan::runs::{self, lab::Lab};

use crate::designs::PRODUCT;
use crate::project::Project;
use crate::small::{ID, INCIDENT, MODEL};

/// Returns the rules that a lesson with a claim breaks once its model has been run.
fn broken(model: &str, claim: &str, kind: &str) -> Vec<&'static str> {
    let (head, _) = INCIDENT.split_once("lessons:").expect("it has lessons");
    let lesson = format!("lessons:\n  one: {{kind: {kind}, en: A, bn: ক, for: [load], claim: '{claim}'}}\n");
    let project = Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), format!("{head}{lesson}"))
        .file(&format!("incidents/{ID}/model.yaml"), model);
    let loaded = project.load();
    assert!(!loaded.report.has_errors(), "{}", project.findings());
    let kb = loaded.kb.expect("it loads");
    let evidence = runs::evidence(&kb.incidents[0], Lab::alone()).expect("it runs").expect("it has a model");
    let mut report = Report::default();
    check::evidence(&kb.incidents[0], &evidence, &mut report);
    report.sorted().into_iter().map(|finding| finding.rule.0).collect()
}

#[test]
fn a_lesson_that_its_run_speaks_against_is_found() {
    assert_eq!(broken(PRODUCT, "work(dear) <= 100% of base", "lesson"), ["failed-lesson"]);
    // Put to the test as a guess, the failure is the finding; and what holds everywhere is no finding.
    assert!(broken(PRODUCT, "work(dear) <= 100% of base", "hypothesis").is_empty());
    assert!(broken(PRODUCT, "work(base) <= 4.5", "lesson").is_empty());
}

#[test]
fn a_lesson_that_holds_in_part_of_the_ranges_is_found() {
    // Work is rate · cost: 0.1 as declared, 4 at the far end of both ranges.
    assert_eq!(broken(PRODUCT, "work(base) <= 0.5", "lesson"), ["fragile-lesson"]);
    assert!(broken(PRODUCT, "work(base) <= 4.0001", "lesson").is_empty());
}

#[test]
fn a_lesson_that_its_run_does_not_decide_is_found() {
    // The mean over four replications is 22.1 min, give or take 4.2.
    let model = MODEL.replace("robustness: 8\n", "robustness: 0\n");
    assert_eq!(broken(&model, "error(base) <= 25m", "lesson"), ["undecided-lesson"]);
    assert!(broken(&model, "error(base) <= 26.5m", "lesson").is_empty());
}

#[test]
fn a_claim_on_a_variant_that_changes_nothing_is_found() {
    // `idle` sets the cost of calls that are switched off. That it costs no more is true, and says nothing.
    assert_eq!(broken(PRODUCT, "work(idle) <= 100% of base", "lesson"), ["variant-without-effect"]);
    let (model, _) = PRODUCT.split_once("designs:").expect("it has designs");
    let nearly = model.replace("  idle: {spare.cost: 2ms}", "  idle: {cost: 9.99ms}");
    assert!(!broken(&nearly, "work(idle) <= 100% of base", "lesson").contains(&"variant-without-effect"));
}
