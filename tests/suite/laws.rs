//! The engine against known answers: closed forms that hold whatever the parameters.

use chrono::NaiveDate;
use nidan::base::diag::Report;
use nidan::base::math;
use nidan::base::source::SourceMap;
use nidan::load::model::{Setting, decode};
use nidan::load::yaml;
use nidan::model::scenario::{Model, Scenario};
use nidan::sim;

pub(crate) fn model(text: &str) -> Model {
    let mut sources = SourceMap::default();
    let mut report = Report::default();
    let file = sources.add("model.yaml", text);
    let node = yaml::read(file, text, &mut report);
    let day = NaiveDate::from_ymd_opt(2024, 12, 11).expect("it is sound");
    let setting = Setting { day, zone: chrono_tz::UTC };
    let model = node.and_then(|node| decode(&node, setting, &mut report));
    let findings: Vec<&str> = report.sorted().into_iter().map(|finding| finding.message.as_str()).collect();
    assert!(findings.is_empty(), "{findings:?}");
    model.expect("it is sound")
}

fn measures(scenario: &Scenario) -> Vec<f64> {
    sim::simulate(scenario, &sim::declared(scenario), 0, false).expect("it is sound").measures
}

pub(crate) fn base(text: &str) -> Vec<f64> {
    measures(&model(text).base().scenario)
}

#[track_caller]
pub(crate) fn near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected} ± {tolerance}");
}

/// Polling whose cost grows with the cluster: load is a + b·n², and crosses capacity at one size.
fn polled(n: &str) -> String {
    format!(
        "schema: 1
clock: {{start: 12:00, for: 10m}}
entities: {{cluster: {{n: {n}}}}}
blocks:
  api: {{pool: {{servers: 96, timeout: 60s}}}}
  everyday: {{source: {{rate: 0.3/s, per: node, to: api, cost: 5ms}}}}
  telem: {{source: {{every: 60s, per: node, to: api, cost: 2ms + 20us * 30 * n}}}}
measures:
  load: peak(api.load)
  hit: count(api.load > 100%)
  exponent: slope(telem.work; n)
"
    )
}

#[test]
fn load_grows_with_the_square_and_crosses_capacity_at_the_critical_size() {
    near(base(&polled("[300]"))[0], 0.014_167 * 300.0 / 300.0, 5e-6);
    near(base(&polled("[7500]"))[0], 5.979, 1e-3);
    // Critical size by the quadratic formula: 3022.6684 nodes.
    near(base(&polled("[3022, 3023]"))[1], 1.0, 0.0);
    near(base(&polled("[3022]"))[1], 0.0, 0.0);
}

#[test]
fn two_small_sizes_give_the_exponent() {
    // ln of the cost ratio (2 ms + 0.6 ms·n at 100 and 200 nodes) over ln 2, plus 1 for the callers.
    let expected = 1.0 + math::ln(0.122 / 0.062) / math::ln(2.0);
    near(base(&polled("[100, 200]"))[2], expected, 1e-12);
}

#[test]
fn everyone_asking_everyone_is_n_times_n_minus_one() {
    let text = "schema: 1
clock: {start: 12:00, for: 1m}
blocks: {api: {pool: {servers: 1, timeout: 1s}}}
designs: {cafeteria: {curve: {over: n, values: [10, 32, 100, 1000, 1001, 7500], show: {asks: n * (n - 1)}}}}
";
    let model = model(text);
    let nidan::model::scenario::DesignKind::Curve { values, shows, .. } = &model.designs[0].kind else {
        panic!("it is a curve")
    };
    let asks: Vec<f64> =
        values.iter().map(|value| sim::curve_value(&shows[0].expr, &[], ("n", *value)).expect("it is sound")).collect();
    assert_eq!(asks, [90.0, 992.0, 9900.0, 999_000.0, 1_001_000.0, 56_242_500.0]);
}

/// A control plane that is dead from the start, a cache over it, users and a gate behind the cache.
fn masked(ages: &str, weight: &str, gate: &str) -> String {
    format!(
        "schema: 1
clock: {{start: 12:00, for: 30m, step: 1s}}
entities: {{cluster: {{n: [1, 2, 3, 4]}}}}
blocks:
  api: {{pool: {{servers: 1, timeout: 1ms}}}}
  flood: {{source: {{rate: 1000/s, to: api, cost: 1s}}}}
  dns: {{cache: {{ttl: 20m, refresh: api, retry: 5s, ages: {ages}}}}}
  users: {{depends: dns, weight: {weight}}}
measures:
  half: at(users.error; 12:10)
  trips: first(users.error > {gate})
  end: at(users.error; 12:25)
"
    )
}

#[test]
fn a_cache_hides_a_dead_source_for_as_long_as_its_records_last() {
    let uniform = base(&masked("uniform", "1", "1%"));
    near(uniform[0], 0.5, 1e-3);
    near(uniform[2], 1.0, 0.0);
    let exponential = base(&masked("exponential", "1", "1%"));
    near(exponential[0], 1.0 - math::exp(-0.5), 1e-3);
}

#[test]
fn a_gate_trips_at_ttl_times_threshold_over_share() {
    for (gate, share) in [(0.01, 1.0), (0.05, 1.0), (0.10, 1.0)] {
        let trips = base(&masked("uniform", "1", &format!("{}%", gate * 100.0)))[1];
        near(trips, 1200.0 * gate / share, 3.0);
    }
}

/// One class of calls with retries at a pool.
fn retried(load: f64, retries: f64, cancel: bool, burst: f64) -> String {
    format!(
        "schema: 1
clock: {{start: 12:00, for: 3h, step: 1s}}
params: {{load: {{value: {load}, range: 0..10}}}}
blocks:
  api: {{pool: {{servers: 10, timeout: 30s, cancel: {cancel}}}}}
  calls: {{source: {{rate: load * 100/s, to: api, cost: 100ms}}, client: {{retries: {retries}}}}}
  burst: {{source: {{rate: {burst}/s, to: api, cost: 100ms}}}}
  calm: {{action: {{at: 12:30, clear: burst.enabled}}}}
measures:
  success: at(api.success; 14:59)
  load: at(api.load; 14:59)
"
    )
}

#[test]
fn retries_settle_at_the_fixed_point_when_work_is_dropped_in_time() {
    // g solves g·rho·m(g) = 1; values by 30-digit arithmetic.
    for (rho, retries, success, load) in
        [(1.2, 3.0, 0.361_056_9, 2.769_646_7), (2.0, 3.0, 0.159_103_58, 2.0 * 3.142_606_8)]
    {
        let given = base(&retried(rho, retries, true, 0.0));
        near(given[0], success, 1e-5);
        near(given[1], load, 1e-4);
    }
}

#[test]
fn without_dropping_a_pool_stays_stuck_exactly_when_load_times_tries_exceeds_capacity() {
    for (rho, retries) in [(0.24, 3.0), (0.19, 4.0), (0.16, 5.0)] {
        near(base(&retried(rho, retries, false, 300.0))[0], 1.0, 0.0);
    }
    for (rho, retries) in [(0.26, 3.0), (0.21, 4.0), (0.17, 5.0)] {
        near(base(&retried(rho, retries, false, 300.0))[0], 0.0, 0.0);
    }
}

#[test]
fn a_backlog_grows_and_drains_in_straight_lines() {
    // 12 server-seconds a second at 10 servers for 10 min, then 5: 1200 waiting, gone after 240 s.
    let text = "schema: 1
clock: {start: 12:00, for: 30m, step: 1s}
blocks:
  api: {pool: {servers: 10, timeout: 10h}}
  steady: {source: {rate: 50/s, to: api, cost: 100ms}}
  extra: {source: {rate: 70/s, to: api, cost: 100ms}}
  calm: {action: {at: 12:10, clear: extra.enabled}}
measures:
  wait: at(api.wait; 12:10)
  gone: first(api.wait <= 0s and calm.done > 0%)
";
    let given = base(text);
    near(given[0], 120.0, 1e-9);
    near(given[1], 600.0 + 240.0, 2.0);
}

#[test]
fn operators_who_compete_need_calls_times_pause_over_success() {
    // Success 1/2: rho·m = 2 with no retries and work dropped in time; 3 calls, one try each 30 s.
    let text = |lane: &str| {
        format!(
            "schema: 1
clock: {{start: 12:00, for: 2h, step: 1s}}
blocks:
  api: {{pool: {{servers: 10, lanes: [break_glass, normal], timeout: 5s, cancel: true}}}}
  calls: {{source: {{rate: 200/s, to: api.normal, cost: 100ms}}}}
  undo: {{action: {{at: 12:30, clear: calls.enabled, needs: 3 calls to {lane}, every: 30s}}}}
measures: {{done: first(undo.done > 0%)}}
"
        )
    };
    near(base(&text("api.normal"))[0], 1800.0 + 3.0 * 30.0 / 0.5, 2.0);
    near(base(&text("api.break_glass"))[0], 1800.0 + 3.0 * 30.0, 2.0);
}

#[test]
fn replications_differ_and_each_repeats_to_the_bit() {
    let text = polled("lognormal(1500; 0.8; max 7500), count: 50");
    let text =
        text.replace("n: lognormal(1500; 0.8; max 7500), count: 50", "count: 50, n: lognormal(1500; 0.8; max 7500)");
    let model = model(&text);
    let scenario = &model.base().scenario;
    let digest = |replication| {
        sim::simulate(scenario, &sim::declared(scenario), replication, true).expect("it is sound").digest().to_string()
    };
    assert_eq!(digest(3), digest(3));
    assert_ne!(digest(3), digest(4));
}
