//! Slips that people make in a model file: each is an error at its place that says what to write instead, and none takes
//! the program down.

use std::process::{Command, Output};

use crate::project::Project;

/// Runs `nidan sim` on a model that a test owns.
fn sim(arguments: &[&str], name: &str, text: &str) -> Output {
    let file = format!("{name}.yaml");
    let project = Project::empty().file(&file, text);
    let mut command = Command::new(env!("CARGO_BIN_EXE_nidan"));
    command
        .args(["sim", arguments[0], &file])
        .args(&arguments[1..])
        .current_dir(project.root())
        .output()
        .expect("the program runs")
}

/// A model of single calls with one pool and one source.
fn model(pool: &str, source: &str, more: &str) -> String {
    format!(
        "schema: 1
fidelity: des
clock: {{start: 00:00, for: 20s, step: 1s}}
{more}
blocks:
  svc: {{pool: {{servers: 4, {pool}}}}}
  web: {{source: {{to: svc, {source}}}}}
measures: {{g: mean(web.goodput)}}
"
    )
}

#[track_caller]
fn told(text: &str, line: &str, words: &[&str]) {
    let output = sim(&["run"], "slip", text);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(errors.contains(&format!("slip.yaml:{line}")), "{errors}");
    for word in words {
        assert!(errors.contains(word), "{word}\n{errors}");
    }
}

const CALLS: &str = "rate: 40/s, cost: 1s";

#[test]
fn a_unit_apart_from_its_number() {
    let hint = ["a unit follows its number directly"];
    told(&model("timeout: 3 s", CALLS, ""), "6:39", &hint);
    told(&model("fails: 3 %", CALLS, ""), "6:37", &hint);
    told(&model("timeout: 3s", "rate: 40 /s, cost: 1s", ""), "7:37", &hint);
}

#[test]
fn a_value_below_nought() {
    let hint = ["a value has no sign of its own"];
    told(&model("timeout: 3s", "rate: -40/s, cost: 1s", ""), "7:33", &hint);
    // Inside `lognormal(…)` too, the place is that of the part.
    told(&model("timeout: 3s", CALLS, "entities: {c: {count: 3, n: lognormal(9; -0.8; max 9)}}"), "4:42", &hint);
}

#[test]
fn no_calls_at_all_or_without_end() {
    let words = ["inf calls per second", "both must be finite and not below 0"];
    told(&model("timeout: 3s", "rate: 40/s / 0, cost: 1s", ""), "7:3", &words);
    told(&model("timeout: 3s", CALLS, "").replace("servers: 4", "servers: 0"), "6:3", &["must be above 0"]);
}

#[test]
fn keys_of_a_neighbour() {
    let client = "rate: 40/s, cost: 1s, client: {retries: 3}";
    told(&model("timeout: 3s", client, ""), "7:49", &["`client` stands beside `source`"]);
    told(&model("retries: 3", CALLS, ""), "6:28", &["stands at the source that calls"]);
    let text = model("timeout: 3s", "rate: 40/s, cost: 1s}, client: {attempts: 3, timeout: 3s", "");
    told(&text, "7:59", &["counts the tries after the first", "the `timeout` of the pool"]);
}

#[test]
fn functions_that_are_not_there() {
    let text = |measure: &str| model("timeout: 3s", CALLS, "").replace("mean(web.goodput)", measure);
    told(&text("avg(web.goodput)"), "8:15", &["unknown function `avg`; there are: integral, mean, peak"]);
    let text = model("timeout: 3s", "rate: mean(40/s), cost: 1s", "");
    told(&text, "7:33", &["`mean` stands in measures only"]);
    let text = model("timeout: 3s", "rate: most(40/s; 1/s), cost: 1s", "");
    told(&text, "7:33", &["unknown function `most`; there are: min, max"]);
}

#[test]
fn a_parameter_that_is_worked_out() {
    let params = "params: {a: {value: b * 2, range: 0..9}, b: {value: a * 2, range: 0..9}}";
    told(&model("timeout: 3s", CALLS, params), "4:21", &["4:53", "a parameter is one number with its unit"]);
    told(&model("timeout: 3s", CALLS, "params: {a: {value: -5m, range: 0m..9m}}"), "4:21", &["not below 0"]);
}

#[test]
fn circles() {
    let text = |blocks: &str| model("timeout: 3s", CALLS, "").replace("measures:", &format!("{blocks}measures:"));
    told(&text("  p: {rollout: {undo: p, waves: [100%]}}\n"), "8:3", &["the rollout `p` takes itself back"]);
    let actions = "  a: {action: {after: b + 1s}}\n  b: {action: {after: a + 1s}}\n";
    told(&text(actions), "8:3", &["the action `a` waits for itself", "9:3"]);
}

#[test]
fn more_entities_than_a_laptop_holds() {
    let entities = "entities: {c: {count: 1000000000, n: lognormal(9; 0.8; max 9)}}";
    told(&model("timeout: 3s", CALLS, entities), "4:23", &["a group has at most 1000000 entities"]);
}

#[test]
fn expressions_without_end() {
    let long = format!("1s{}", " + 1s".repeat(200_000));
    told(&model("timeout: 3s", &format!("rate: 40/s, cost: {long}"), ""), "7:", &["at most 500 values and names"]);
    let deep = format!("{}1s{}", "(".repeat(5000), ")".repeat(5000));
    told(&model("timeout: 3s", &format!("rate: 40/s, cost: {deep}"), ""), "7:", &["nested too deeply"]);
}

#[test]
fn no_schema_and_nothing_measured() {
    told(&model("timeout: 3s", CALLS, "").replace("schema: 1\n", ""), "1:1", &["add `schema: 1`"]);
    let output =
        sim(&["run"], "slip", &model("timeout: 3s", CALLS, "").replace("measures: {g: mean(web.goodput)}", ""));
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stdout).contains("nothing is measured: add `measures`"));
}

#[test]
fn a_model_may_say_when_it_is_hit() {
    let text = model("timeout: 3s", CALLS, "hit: web.goodput < 1/s");
    let output = sim(&["what-if", "--set", "web.rate=4000/s"], "own", &text);
    let words = String::from_utf8_lossy(&output.stdout);
    assert!(words.contains("web.goodput < 1/s (what the model calls hit)"), "{words}");
    told(&model("timeout: 3s", CALLS, "hit: web.goodputt < 1/s"), "4:6", &["did you mean `web.goodput`?"]);
}

#[test]
fn many_pools_are_asked_at_once() {
    let pools: Vec<String> = (0..200).map(|at| format!("  p{at}: {{pool: {{servers: 1, timeout: 1s}}}}\n")).collect();
    let text = model("timeout: 3s", CALLS, "").replace("measures:", &format!("{}measures:", pools.concat()));
    let output = sim(&["what-if", "--set", "web.rate=1/s"], "own", &text);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
