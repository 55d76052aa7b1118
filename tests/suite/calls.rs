//! Every call an event: single calls against known answers.

use nidan::model::scenario::Scenario;
use nidan::sim;

use super::laws::{model, near};

fn outcome(scenario: &Scenario, replication: u32) -> sim::Outcome {
    sim::simulate(scenario, &sim::declared(scenario), replication, true).expect("it is sound")
}

/// Measures of replication 0.
fn base(text: &str) -> Vec<f64> {
    outcome(&model(text).base().scenario, 0).measures
}

#[test]
fn one_server_at_four_fifths_makes_calls_stay_five_times_their_cost() {
    let given = base(
        "schema: 1
fidelity: des
clock: {start: 00:00, for: 500000s, step: 1000s}
blocks:
  svc: {pool: {servers: 1, service: exponential}}
  web: {source: {rate: 0.8/s, to: svc, cost: 1s}}
measures:
  stay: per_call(svc.sojourn)
  wait: per_call(svc.wait)
  late: quantile(svc.sojourn; 99%)
  there: mean(svc.inflight)
  waiting: mean(svc.queue)
  load: mean(svc.load)
  answers: mean(web.goodput)
  delayed: per_call(svc.delayed)
  tries: per_call(web.tries)
",
    );
    near(given[0], 5.0, 0.2);
    near(given[1], 4.0, 0.2);
    near(given[2], 23.03, 2.0);
    near(given[3], 4.0, 0.2);
    near(given[4], 3.2, 0.2);
    near(given[5], 0.8, 0.01);
    near(given[6], 0.8, 0.01);
    near(given[7], 0.8, 0.01);
    near(given[8], 1.0, 0.0);
}

/// One caller each 10 s, each call of 4 s: what one sees can be counted by hand.
fn evenly(pool: &str, client: &str) -> String {
    format!(
        "schema: 1
fidelity: des
clock: {{start: 00:00, for: 1000s, step: 10s}}
blocks:
  svc: {{pool: {{{pool}}}}}
  web: {{source: {{every: 10s, to: svc, cost: 4s}}, client: {{{client}}}}}
measures:
  stay: per_call(svc.sojourn)
  tries: per_call(web.tries)
  given_up: per_call(web.given_up)
  there: mean(svc.inflight; 100s; 900s)
  answers: mean(web.goodput; 100s; 900s)
  response: per_call(web.response)
"
    )
}

#[test]
fn even_calls_are_served_evenly() {
    let given = base(&evenly("servers: 1", "retries: 3"));
    assert_eq!(given, [4.0, 1.0, 0.0, 0.4, 0.1, 4.0]);
}

#[test]
fn callers_who_leave_try_again_and_give_up_while_their_work_goes_on() {
    // Each caller leaves after 3 s and tries twice more: three works of 4 s in 10 s of one server, none in time.
    let given = base(&evenly("servers: 2, timeout: 3s", "retries: 2"));
    assert_eq!(given[1..3], [3.0, 1.0]);
    near(given[3], 1.2, 1e-9);
    assert!(given[4].abs() < 1e-12 && given[5].is_nan());
}

#[test]
fn a_retry_after_a_pause_meets_a_free_server() {
    // Two callers at once on one server without a queue: one is refused, waits 5 s and is served.
    let text = "schema: 1
fidelity: des
clock: {start: 00:00, for: 10000s, step: 10s}
blocks:
  svc: {pool: {servers: 1, queue: 0}}
  web: {source: {every: 1000s, per: 3, to: svc, cost: 4s}, client: {retries: 5, backoff: {base: 5s, factor: 1}}}
  flood: {source: {rate: {0s: 0/s, 5000s: 1/s}, to: svc, cost: 1s}}
measures:
  refused: per_call(svc.refused)
  given_up: per_call(web.given_up)
  response: per_call(web.response)
  tries: per_call(web.tries)
";
    let given = base(text);
    assert!(given[0] > 0.0 && given[3] > 1.0, "{given:?}");
    assert!(given[2] > 4.0, "{given:?}");
}

#[test]
fn replications_differ_and_each_repeats_to_the_bit() {
    let text = evenly("servers: 1, timeout: 5s", "retries: 2").replace("every: 10s", "rate: 0.3/s");
    let model = model(&text);
    let digest = |replication| outcome(&model.base().scenario, replication).digest().to_string();
    assert_eq!(digest(3), digest(3));
    assert_ne!(digest(3), digest(4));
}

fn refusal(text: &str) -> String {
    let model = model(text);
    let scenario = &model.base().scenario;
    sim::simulate(scenario, &sim::declared(scenario), 0, false).expect_err("it is too much").message
}

#[test]
fn what_would_take_too_long_is_refused_before_it_starts() {
    let text = evenly("servers: 1", "retries: 2").replace("every: 10s", "rate: 1000000/s").replace("1000s", "1000000s");
    let text = text.replace("step: 10s", "step: 1000s");
    assert!(refusal(&text).contains("events are too many"), "{}", refusal(&text));
    let text = evenly("servers: 1", "retries: 1000");
    assert!(refusal(&text).contains("1000 retries are too many"), "{}", refusal(&text));
    let text = evenly("servers: 1", "retries: 0").replace("every: 10s", "every: 1000s, per: 30000000");
    assert!(refusal(&text).contains("30000000 callers are too many"), "{}", refusal(&text));
}

#[test]
fn a_budget_bounds_retries_once_savings_are_spent() {
    let given = base(&evenly("servers: inf, fails: 100%", "retries: 5, budget: 20%"));
    // A hundred calls: one retry for every five of them, and the ten that were saved up.
    near(given[1], 1.3, 0.011);
    assert_eq!(given[2].to_bits(), 1.0f64.to_bits());
}

#[test]
fn a_variant_meets_the_same_calls_with_the_same_needs() {
    // Waits differ; what arrives and what it needs do not: without limit on servers, sojourns are the needs.
    let text = |servers: &str, retries: u32| {
        evenly(&format!("servers: {servers}, service: exponential"), &format!("retries: {retries}"))
            .replace("every: 10s", "rate: 0.1/s")
    };
    let (few, many) = (base(&text("inf", 0)), base(&text("10000", 3)));
    assert_eq!(few[0].to_bits(), many[0].to_bits());
    assert_eq!(few[4].to_bits(), many[4].to_bits());
    let other = text("inf", 0).replace("  web:", "  noise: {source: {rate: 5/s, to: svc, cost: 1ms}}\n  web:");
    assert_eq!(base(&other)[5].to_bits(), few[5].to_bits());
}

#[test]
fn whoever_has_a_lane_of_their_own_is_served_first() {
    let text = "schema: 1
fidelity: des
clock: {start: 00:00, for: 1000s, step: 10s}
blocks:
  svc: {pool: {servers: 1, lanes: [urgent, normal], timeout: 30s, cancel: true}}
  flood: {source: {rate: 3/s, to: svc.normal, cost: 1s}}
  drill: {source: {every: 20s, to: svc.urgent, cost: 100ms}}
measures:
  urgent: per_call(drill.response)
  normal: per_call(flood.given_up; 100s)
";
    let given = base(text);
    assert!(given[0] < 1.2, "at most one call of the others is in the way: {given:?}");
    near(given[1], 2.0 / 3.0, 0.05);
}
