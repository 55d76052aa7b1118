//! Models that both fidelities can compute, held together; and the retry storm that needs single calls.

use nidan::model::scenario::Scenario;
use nidan::sim;

use super::laws::{model, near};

/// Measures of the base run, means of `replications`.
fn means(scenario: &Scenario, replications: u32) -> Vec<f64> {
    let params = sim::declared(scenario);
    let rows: Vec<Vec<f64>> = (0..replications)
        .map(|replication| sim::simulate(scenario, &params, replication, false).expect("it is sound").measures)
        .collect();
    let n = f64::from(replications);
    (0..rows[0].len()).map(|at| rows.iter().map(|row| row[at]).sum::<f64>() / n).collect()
}

/// The same text as flows, and with every call an event.
fn both(text: &str) -> (Vec<f64>, Vec<f64>) {
    let des = text.replace("schema: 1", "schema: 1\nfidelity: des");
    (means(&model(text).base().scenario, 1), means(&model(&des).base().scenario, 5))
}

#[track_caller]
fn agree(text: &str, tolerance: &[(f64, f64)]) {
    let (fluid, des) = both(text);
    for (at, (relative, absolute)) in tolerance.iter().enumerate() {
        let far = (fluid[at] - des[at]).abs();
        let allowed = absolute + relative * fluid[at].abs();
        assert!(far <= allowed, "measure {at}: {} as flow, {} as events\n{fluid:?}\n{des:?}", fluid[at], des[at]);
    }
}

/// Ten servers, calls of 100 ms, callers who leave after 5 s.
fn pool(rate: &str, cancel: bool, retries: u32) -> String {
    format!(
        "schema: 1
clock: {{start: 00:00, for: 300s, step: 1s}}
blocks:
  svc: {{pool: {{servers: 10, timeout: 5s, cancel: {cancel}}}}}
  web: {{source: {{rate: {rate}, to: svc, cost: 100ms}}, client: {{retries: {retries}}}}}
measures:
  goodput: mean(web.goodput; 150s; 300s)
  calls: mean(web.calls; 150s; 300s)
  load: mean(svc.load; 150s; 300s)
  success: mean(svc.success; 150s; 300s)
  falls: first(svc.success < 50%)
"
    )
}

const CLOSE: (f64, f64) = (0.02, 1e-9);

#[test]
fn a_pool_with_room_is_the_same_in_both() {
    agree(&pool("60/s", false, 3), &[CLOSE, CLOSE, CLOSE, CLOSE]);
}

#[test]
fn an_overloaded_pool_falls_over_in_both() {
    // In vain: 120 calls a second, each tried four times, nothing answered in time.
    // An event is known to have failed when its caller leaves, up to a timeout later than a flow is.
    agree(&pool("120/s", false, 3), &[(0.0, 0.5), CLOSE, CLOSE, (0.0, 0.01), (0.1, 5.0)]);
    let (fluid, _) = both(&pool("120/s", false, 3));
    near(fluid[1], 480.0, 1e-9);
}

#[test]
fn an_overloaded_pool_that_drops_in_time_answers_what_it_can_in_both() {
    // What is answered is the same. Callers who failed come back together and meet the same crowd, so failures of one call
    // go together, and fewer tries fail than if each did on its own, as flows take it.
    for rate in ["120/s", "200/s"] {
        agree(&pool(rate, true, 3), &[CLOSE, (0.3, 0.0), (0.3, 0.0), (0.3, 0.0)]);
        let (_, des) = both(&pool(rate, true, 3));
        near(des[0], 100.0, 0.5);
    }
}

/// The founding case in small: callers whose cost grows with the cluster, a cache that hides what follows.
fn fleet(cancel: bool, undo: bool) -> String {
    format!(
        "schema: 1
clock: {{start: 12:00, for: 40m, step: 10s}}
entities: {{cluster: {{n: [10, 20, 40, 60, 80, 100, 120, 150]}}}}
blocks:
  api: {{pool: {{servers: 2, timeout: 20s, cancel: {cancel}}}}}
  everyday: {{source: {{rate: 0.1/s, per: node, to: api, cost: 5ms}}}}
  telem:
    source: {{every: 60s, per: node, to: api, cost: 10ms + 15ms * n}}
    client: {{retries: 4}}
    enabled: false
  dns: {{cache: {{ttl: 10m, refresh: api, retry: 5s}}}}
  users: {{depends: dns, weight: n}}
  push: {{rollout: {{set: telem.enabled, start: 12:02, waves: [25%, 100%], order: n, bake: 3m, takes: 1m}}}}
  alert: {{action: {{when: api.load > 130%, for: 30s}}}}
  undo: {{action: {{after: alert + 15m, clear: telem.enabled}}, enabled: {undo}}}
measures:
  hit: count(api.load > 130%)
  alerted: first(alert.done > 0%)
  impact: first(users.error > 1%)
  peak: peak(users.error)
  answered: mean(telem.goodput)
  calls: mean(telem.calls)
  error_minutes: integral(users.error)
"
    )
}

#[test]
fn a_fleet_under_a_rollout_is_the_same_in_both() {
    let (exact, late) = ((0.0, 0.0), (0.0, 60.0));
    agree(&fleet(false, false), &[exact, late, late, (0.01, 0.0), (0.02, 0.0), (0.03, 0.0), (0.03, 0.0)]);
    // Some calls of a full pool get through, by chance in bursts: errors, which follow them unevenly, are less alike.
    agree(&fleet(true, true), &[exact, late, late, (0.1, 0.0), (0.05, 0.0), (0.05, 0.0), (0.25, 0.0)]);
}

/// Servers without limit that grow slower with every call, a rush of five seconds, callers who try again twice. Of the 3 s
/// that they wait, the way there and back takes 0.2 s.
const STORM: &str = "schema: 1
fidelity: des
seed: 7
clock: {start: 00:00, for: 80s, step: 1s}
blocks:
  svc: {pool: {servers: inf, timeout: 2.8s}}
  web:
    source: {rate: {0s: 40/s, 20s: 80/s, 25s: 40/s}, to: svc, cost: 1s + 10ms * svc.inflight}
    client: {retries: 2}
measures:
  crowd: mean(svc.inflight; 10s; 20s)
  before: mean(web.goodput; 10s; 20s)
  end: mean(web.goodput; 60s; 80s)
  middle: mean(web.goodput; 39s; 60s)
runs:
  pauses: {web.client.backoff: {base: 20s, factor: 2, jitter: full}}
";

#[test]
fn a_retry_storm_begins_from_the_same_crowd_in_both() {
    let flow = STORM.replace("fidelity: des\n", "");
    let flow = &flow[..flow.find("runs:").expect("it has runs")];
    agree(flow, &[(0.05, 0.0), (0.05, 0.0)]);
    // Healthy: N = 40/s (1 s + 10 ms N), which it comes to from below.
    near(means(&model(flow).base().scenario, 1)[0], 40.0 / (1.0 - 0.4), 1.5);
}

#[test]
fn a_retry_storm_stays_without_pauses_and_passes_with_them() {
    let model = model(STORM);
    let ends = |run: usize, measure: usize| -> Vec<f64> {
        let scenario = &model.runs[run].scenario;
        let params = sim::declared(scenario);
        (0..40).map(|at| sim::simulate(scenario, &params, at, false).expect("it runs").measures[measure]).collect()
    };
    // Without pauses a replication either never answers a call again or gets over it: the mean lies where no run does.
    let without = ends(0, 2);
    let (stuck, well): (Vec<f64>, Vec<f64>) = without.iter().partition(|goodput| **goodput < 1.0);
    assert!(well.iter().all(|goodput| *goodput > 35.0), "{without:?}");
    assert!(stuck.len() >= 24, "{} of 40 stay stuck", stuck.len());
    // With them every one is over it by 39 s.
    assert!(ends(1, 2).iter().all(|goodput| *goodput > 35.0), "{:?}", ends(1, 2));
    assert!(ends(1, 3).iter().all(|goodput| *goodput > 38.0), "{:?}", ends(1, 3));
}
