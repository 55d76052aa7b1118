//! `nidan sim compare` and `nidan sim what-if` as someone at a terminal meets them, mistakes included.

use serde_json::Value;

use crate::project::Project;
use crate::small::{ID, INCIDENT, MODEL, errors, nidan, project};

/// Runs the program with arguments between bars, in which `ID` is the incident; returns all it printed and its exit code.
fn said(args: &str) -> String {
    said_in(&project(), args)
}

pub(crate) fn said_in(project: &Project, args: &str) -> String {
    let args: Vec<String> = args.split('|').map(|arg| arg.replace("ID", ID)).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let output = nidan(project.root(), &args, &[]);
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), errors(&output));
    format!("{}\n[exit {}]", text.trim_end_matches('\n'), output.status.code().expect("it ended by itself"))
}

fn json(args: &str) -> Value {
    let args: Vec<String> = args.split('|').map(|arg| arg.replace("ID", ID)).collect();
    let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
    args.extend(["--format", "json"]);
    let output = nidan(project().root(), &args, &[]);
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

#[test]
fn two_runs_are_compared_in_words() {
    insta::assert_snapshot!(said("sim|compare|ID|base|fewer"), @r#"
    2025-01-30-small: `fewer` against `base`, 4 pair(s) of replications that draw the same numbers (seed 1)

      error  22.1 min less [17.9 min to 26.3 min]: 22.1 min in `base`, 0 min in `fewer`, −100%
      peak   88.5 points less [73.4 points to 104 points]: 88.5% in `base`, 0% in `fewer`, −100%

    Brackets hold the 95% interval of the mean paired difference.
    [exit 0]
    "#);
    insta::assert_snapshot!(said("sim|compare|ID|fewer|base|--replications|1"), @r#"
    2025-01-30-small: `base` against `fewer`, 1 pair(s) of replications that draw the same numbers (seed 1)

      error  20.0 min more, from one pair, which has no interval: 0 min in `fewer`, 20.0 min in `base`
      peak   83.1 points more, from one pair, which has no interval: 0% in `fewer`, 83.1% in `base`

    Brackets hold the 95% interval of the mean paired difference.
    [exit 0]
    "#);
}

#[test]
fn a_comparison_is_the_paired_difference() {
    let compared = json("sim|compare|ID|base|fewer");
    let values = |run: &str| -> Vec<f64> {
        let one = |seed: &str| json(&format!("sim|run|ID/{run}|--replications|{seed}"));
        // The mean over one replication, then over two, and so on, gives each replication's value.
        let means: Vec<f64> = (1..=4)
            .map(|count: u32| {
                one(&count.to_string())["measures"]["error"]["mean"].as_f64().expect("a mean") * f64::from(count)
            })
            .collect();
        (0..4).map(|at| means[at] - if at == 0 { 0.0 } else { means[at - 1] }).collect()
    };
    let (base, fewer) = (values("base"), values("fewer"));
    let differences: Vec<f64> = base.iter().zip(&fewer).map(|(base, fewer)| fewer - base).collect();
    let mean = differences.iter().sum::<f64>() / 4.0;
    let squares: f64 = differences.iter().map(|one| (one - mean) * (one - mean)).sum();
    let row = &compared["measures"]["error"];
    let near = |key: &str, wanted: f64| {
        let found = row[key].as_f64().expect("a number");
        assert!((found - wanted).abs() < 1e-6 * wanted.abs().max(1.0), "{key}: {found}, not {wanted}");
    };
    near("difference", mean);
    // Student's t with 3 degrees of freedom.
    near("half_width_95", 3.182_446_3 * (squares / 3.0 / 4.0).sqrt());
    assert_eq!((row["pairs"].as_u64(), row["sign"].as_str()), (Some(4), Some("less")));
}

#[test]
fn what_cannot_be_compared_is_said() {
    insta::assert_snapshot!(said("sim|compare|ID|base|fever"), @r#"
    error: `2025-01-30-small` has no run `fever`
      = hint: did you mean `fewer`?
    [exit 2]
    "#);
    insta::assert_snapshot!(said("sim|compare|ID|base|ID/base"), @r#"
    error: `base` is the same run as `2025-01-30-small/base`
      = hint: name two runs: base, fewer
    [exit 2]
    "#);
    insta::assert_snapshot!(said("sim|compare|2025-01-30-smal|base|fewer"), @r#"
    error: there is no incident `2025-01-30-smal`
      = hint: did you mean `2025-01-30-small`?
    [exit 2]
    "#);
}

#[test]
fn someone_else_asks_whether_it_would_hit_them() {
    insta::assert_snapshot!(said("sim|what-if|ID|--set|cluster.n=700"), @r#"
    2025-01-30-small with cluster.n = 700

    Would it hit you? Yes: 1 of 1 cluster(s)
      condition      api.load > 100% (no measure counts who is hit, so this is taken)
      critical size  cluster.n = 501: a cluster of this size is hit when it is alone, one of 500 is not (found by bisection)
      your largest   cluster.n = 700
      margin         0.72 (critical size / your largest: at or beyond the critical size)

    Measures without -> with these settings, each a mean ± half its 95% interval:
      error  22.1 ± 4.2 min -> 27.8 min
      peak   88.5 ± 15.1%   -> 100%

    Lessons with these settings:
      fewer  holds: error(fewer) <= 50% of base; 0 min against 27.8 min in `base` (−100%); in 7 of 7 parameter sets; by construction, so no evidence
    [exit 1]
    "#);
    insta::assert_snapshot!(said("sim|what-if|ID|--set|cluster.n=400"), @r#"
    2025-01-30-small with cluster.n = 400

    Would it hit you? No
      condition      api.load > 100% (no measure counts who is hit, so this is taken)
      critical size  cluster.n = 501: a cluster of this size is hit when it is alone, one of 500 is not (found by bisection)
      your largest   cluster.n = 400
      margin         1.25 (critical size / your largest: room to grow)

    Measures without -> with these settings, each a mean ± half its 95% interval:
      error  22.1 ± 4.2 min -> 0 min
      peak   88.5 ± 15.1%   -> 0%

    Lessons with these settings:
      fewer  nothing to prevent: `base` shows none of it. Claim: error(fewer) <= 50% of base
    [exit 0]
    "#);
}

#[test]
fn the_critical_size_is_where_the_load_passes_the_servers() {
    // One server, one call a second of 2 ms per node: full at 500 nodes, over it from 501 on.
    let size = |set: &str| json(&format!("sim|what-if|ID|--set|{set}"))["critical_size"].as_f64();
    assert_eq!(size("cluster.n=100"), Some(501.0));
    assert_eq!(size("cost=1ms"), Some(1001.0));
    assert_eq!(size("api.servers=4"), Some(2001.0));
    let margin = json("sim|what-if|ID|--set|cluster.n=100,334")["margin"].as_f64().expect("a margin");
    assert!((margin - 1.5).abs() < 1e-12, "501 over the larger of the two");
    let tighter = json("sim|what-if|ID|--set|cluster.n=100|--hit|api.load > 50%");
    assert_eq!(tighter["critical_size"].as_f64(), Some(251.0));
    let idle = json("sim|what-if|ID|--set|push.enabled=false");
    assert_eq!((idle["critical_size"].as_f64(), idle["hit"].as_bool()), (None, Some(false)));
}

#[test]
fn a_guard_is_a_threshold_for_other_programs() {
    let project = project();
    let args = ["sim", "what-if", ID, "--set", "cluster.n=700", "--set", "cost=1500us", "--export", "guard.json"];
    let output = nidan(project.root(), &args, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", errors(&output));
    let text = std::fs::read_to_string(project.root().join("guard.json")).expect("the guard is there");
    let guard: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!((guard["schema"].as_u64(), guard["incident"].as_str()), (Some(1), Some(ID)));
    // A full server is 666.67 calls of 1.5 ms.
    assert_eq!((guard["expression"].as_str(), guard["threshold"].as_u64()), (Some("cluster.n < 667"), Some(667)));
    assert_eq!((guard["passes"].as_bool(), guard["unit"].as_str()), (Some(false), Some("1")));
    assert_eq!(guard["condition"], "api.load > 100%");
    assert_eq!(
        (guard["params"]["cost"]["assumed"].as_bool(), guard["params"]["ttl"]["assumed"].as_bool()),
        (Some(false), Some(true))
    );
    let none = said_in(&project, "sim|what-if|ID|--set|push.enabled=false|--export|none.json");
    assert!(none.contains("no guard is written") && none.ends_with("[exit 2]"), "{none}");
    assert!(!project.root().join("none.json").exists());
}

#[test]
fn settings_that_do_not_fit_are_shown_where_they_stand() {
    insta::assert_snapshot!(said("sim|what-if|ID|--set|n=5000"), @r#"
    error[unknown-name]: there is no parameter `n`
     --> --set:1:1
      |
    1 | n=5000
      | ^
      |
      = hint: the size of a cluster is `cluster.n`, how many there are is `cluster.count`

    1 error found
    error: the question cannot be answered with these settings
    [exit 2]
    "#);
    insta::assert_snapshot!(said("sim|what-if|ID|--set|ttl=20"), @r#"
    error[unit]: `ttl` is a duration, and `20` is a number
     --> --set:1:5
      |
    1 | ttl=20
      |     ^^
      |
      = hint: write it as the model does: `ttl=5m`

    1 error found
    error: the question cannot be answered with these settings
    [exit 2]
    "#);
    insta::assert_snapshot!(said("sim|what-if|ID|--set|cluster.n=5,000"), @r#"
    error[bad-value]: `5,000` can be one number or a list of sizes
     --> --set:1:11
      |
    1 | cluster.n=5,000
      |           ^^^^^
      |
      = hint: write `cluster.n=5000`, or a list in brackets

    1 error found
    error: the question cannot be answered with these settings
    [exit 2]
    "#);
    insta::assert_snapshot!(said("sim|what-if|ID|--set|node.n=5"), @r#"
    error[unknown-name]: `node.n` leads nowhere in the model
     --> --set:1:1
      |
    1 | node.n=5
      | ^^^^^^
      |
      = hint: the entities of this model are `cluster`: `cluster.n`, `cluster.count`

    1 error found
    error: the question cannot be answered with these settings
    [exit 2]
    "#);
}

#[test]
fn settings_beside_those_that_fit_are_shown_too() {
    insta::assert_snapshot!(said("sim|what-if|ID|--set|polls.evry=5s"), @r#"
    error[unknown-key]: unknown key `evry` in a source
     --> --set:1:1
      |
    1 | polls.evry=5s
      | ^^^^^^^^^^ not a key here
      |
      = hint: did you mean `every`?
      = hint: known keys: every, rate, jitter, per, to, cost, cap

    1 error found
    error: the question cannot be answered with these settings
    [exit 2]
    "#);
}

#[test]
fn no_setting_is_taken_for_an_answer() {
    let settings = [
        "cluster.n",
        "=5",
        "cluster.n=",
        "cluster.n=0",
        "cluster.n=-5",
        "cluster.n=1e9",
        "cluster.n=many",
        "cluster.n=[1, 2",
        "cluster.count=0",
        "cluster.count=-1",
        "cost=",
        "cost=fast",
        "cost=-2ms",
        "cost=0.5",
        "api.servers=0",
        "api.servers=-1",
        "api.timeout=5",
        "push.waves=[50%]",
        "push.order=up",
        "users=5",
        "runs.fewer=5",
        "clock.for=1000d",
        "replications=1000000",
        "fidelity=quick",
        "\u{995}=5",
        "a.b.c.d=5",
        "polls.rate=1%",
    ];
    let project = project();
    for setting in settings {
        let said = said_in(&project, &format!("sim|what-if|ID|--set|{setting}"));
        assert!(said.ends_with("[exit 2]") && said.contains("error"), "{setting}: {said}");
        assert!(!said.contains("panicked"), "{setting}: {said}");
    }
    let twice = said_in(&project, "sim|what-if|ID|--set|cost=1ms|--set|cost=2ms");
    assert!(twice.contains("`cost` is set twice") && twice.ends_with("[exit 2]"), "{twice}");
    let wrong = said_in(&project, "sim|what-if|ID|--set|cost=1ms|--hit|api.lod > 1");
    assert!(wrong.contains("did you mean `api.load`?") && wrong.ends_with("[exit 2]"), "{wrong}");
}

#[test]
fn what_the_model_itself_counts_is_the_condition() {
    let model = MODEL.replace(
        "  peak: peak(users.error)",
        "  peak: peak(users.error)\n  hit: {is: count(api.load > 80%), en: Hit, bn: আক্রান্ত}",
    );
    let project = Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), INCIDENT)
        .file(&format!("incidents/{ID}/model.yaml"), model);
    let said = said_in(&project, "sim|what-if|ID|--set|cluster.n=400");
    assert!(said.contains("api.load > 80% (what the measure `hit` counts)"), "{said}");
    assert!(said.contains("critical size  cluster.n = 401:") && said.ends_with("[exit 0]"), "{said}");
    let broken =
        project.file(&format!("incidents/{ID}/incident.yaml"), INCIDENT.replace("severity: sev2", "severity: bad"));
    assert!(said_in(&broken, "sim|what-if|ID|--set|cluster.n=400").ends_with("[exit 2]"), "errors are no answer");
}

#[test]
fn another_fidelity_is_tried_on_every_run() {
    let fluid = json("sim|run|ID/base|--fidelity|fluid");
    assert_eq!((fluid["fidelity"].as_str(), fluid["replications"].as_u64()), (Some("fluid"), Some(4)));
    let model = MODEL.replace("{polls.every: 10s", "{polls.cap: 10/s").replace("count: 6", "count: 1");
    let model = model.replace("for: 30m", "for: 3m");
    let capped = project().file(&format!("incidents/{ID}/model.yaml"), model);
    let said = said_in(&capped, "sim|run|ID/fewer|--fidelity|des");
    assert!(
        said.contains("model.yaml:") && said.contains("`cap` needs `fidelity: fluid`") && said.ends_with("[exit 1]"),
        "{said}"
    );
    let base = said_in(&capped, "sim|run|ID/base|--fidelity|des|--format|json");
    assert!(
        base.contains("\"fidelity\":\"des\"") && base.ends_with("[exit 0]"),
        "the other run does not matter: {base}"
    );
    let unknown = said_in(&capped, "sim|run|ID/fewer|--fidelity|quick");
    assert!(unknown.contains("possible: fluid, des") && unknown.ends_with("[exit 2]"), "{unknown}");
}

#[test]
fn series_are_those_of_one_run() {
    let one = said("sim|run|ID/fewer|--series");
    let head = one.lines().next().unwrap_or_default();
    assert!(head.starts_with("seconds,time_utc,") && head.contains("users.error mean [share]"), "{head}");
    // Half an hour in steps of 30 s, the head, the word on the record and the exit code.
    assert_eq!(one.lines().count(), 60 + 3);
    insta::assert_snapshot!(said("sim|run|ID|--series"), @r"
    error: `--series` prints one run, and `2025-01-30-small` has 2
      = hint: name it, such as `base`; there are: base, fewer
    [exit 2]
    ");
}
