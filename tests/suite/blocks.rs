//! The laws of single blocks, each against an answer worked out by hand.

use crate::laws::{base, model, near};

fn text(entities: &str, blocks: &str, measures: &str) -> String {
    format!(
        "schema: 1\nclock: {{start: 12:00, for: 10m, step: 1s}}\n{entities}\nblocks:\n{blocks}\nmeasures:\n{measures}\n"
    )
}

#[test]
fn rates_change_at_their_seconds() {
    let values = base(&text(
        "",
        "  svc: {pool: {servers: 100}}\n  web: {source: {rate: {0s: 40/s, 20s: 80/s, 25s: 40/s}, to: svc, cost: 1s}}",
        "  calls: integral(web.calls)\n  before: mean(web.calls; 0s; 20s)\n  spike: mean(web.calls; 20s; 25s)",
    ));
    near(values[0], 40.0 * 595.0 + 80.0 * 5.0, 1e-6);
    near(values[1], 40.0, 1e-9);
    near(values[2], 80.0, 1e-9);
}

#[test]
fn calls_in_service_settle_at_rate_times_cost() {
    // Cost grows with the calls in service: N = 40 (1 + N/100), so N = 66.7.
    let values = base(&text(
        "",
        "  svc: {pool: {servers: inf, timeout: 3s}}\n  web: {source: {rate: 40/s, to: svc, cost: 1s + 10ms * svc.inflight}}",
        "  inflight: at(svc.inflight; 9m)\n  goodput: mean(web.goodput; 1m; 10m)",
    ));
    near(values[0], 40.0 / 0.6, 0.01);
    near(values[1], 40.0, 1e-6);
}

#[test]
fn a_spike_leaves_a_retry_storm_behind_when_three_tries_ask_for_more_than_there_is() {
    let storm = |retries: &str| {
        base(&text(
            "",
            &format!(
                "  svc: {{pool: {{servers: inf, timeout: 3s}}}}\n  web:\n    source: {{rate: {{0s: 40/s, 20s: 120/s, 40s: 40/s}}, to: svc, cost: 1s + 10ms * svc.inflight}}\n    client: {{{retries}}}"
            ),
            "  end: mean(web.goodput; 2m; 3m)",
        ))[0]
    };
    // At x tries a second a call takes 1/(1 - x/100) seconds, more than its callers wait from x = 66.7/s on.
    near(storm("retries: 2"), 0.0, 1e-9);
    near(storm("retries: 1"), 0.0, 1e-9);
    near(storm("retries: 2, budget: 40%"), 40.0, 0.5);
    near(storm("retries: 2, budget: 70%"), 0.0, 1e-9);
}

#[test]
fn records_that_an_action_throws_away_load_the_database_until_they_are_back() {
    let values = base(&text(
        "",
        "  db: {pool: {servers: 50, timeout: 2s}}
  memcache: {cache: {ttl: 30d, refresh: db, retry: 60s}}
  misses: {source: {rate: 1000/s * memcache.expired, to: db, cost: 10ms}}
  restart: {action: {at: 12:01, set: {memcache.expired: +25%}}}",
        "  worst: peak(memcache.expired)\n  load: peak(misses.calls)\n  end: at(memcache.expired; 12:09)",
    ));
    // Refilled within the step in which they went: 0.25/(1 + 1/60).
    near(values[0], 0.25 / (1.0 + 1.0 / 60.0), 1e-4);
    near(values[1], 1000.0 * 0.25, 5.0);
    near(values[2], 0.0, 1e-3);
}

#[test]
fn a_cache_that_is_filled_on_a_miss_fills_no_faster_than_the_database_answers() {
    let filled = |cap: &str| {
        base(&text(
            "",
            &format!(
                "  db: {{pool: {{servers: 10, timeout: 1s}}}}
  memcache: {{cache: {{ttl: 30d, refresh: misses, keys: 2000}}}}
  misses: {{source: {{rate: 400/s * memcache.expired, to: db, cost: 100ms{cap}}}}}
  restart: {{action: {{at: 12:01, set: {{memcache.expired: +50%}}}}}}"
            ),
            "  after: at(memcache.expired; 12:02)\n  end: at(memcache.expired; 12:09)",
        ))
    };
    // 200 misses a second against 100 answers a second: past its callers' patience the database answers nobody.
    let stuck = filled("")[1];
    assert!(stuck > 0.3, "{stuck}");
    // Held to 80 a second all are answered, and 1,000 records are back in at most 1000/80 s plus the tail.
    near(filled(", cap: 80/s")[0], 0.0, 1e-3);
}

#[test]
fn requests_fail_as_what_they_need_does() {
    let values = base(&text(
        "entities: {host: {n: [1, 2, 3, 4]}}",
        "  db: {pool: {servers: 10, timeout: 1s, cancel: true, fails: 10%}}
  load: {source: {rate: 20/s, to: db, cost: 1s}}
  push: {rollout: {start: 12:00, waves: [50%, 100%], order: largest, bake: 5m}}
  by_pool: {depends: db, share: 50%}
  by_push: {depends: push, weight: n}",
        "  pool: at(by_pool.error; 12:09)\n  half: at(by_push.error; 12:04)\n  all: at(by_push.error; 12:09)",
    ));
    // 20/s, of which a tenth fails at once and 10/s of the other 18/s are served: 1 - 0.9 · 10/18, and half of it counts.
    near(values[0], 0.5 * (1.0 - 0.9 * 10.0 / 18.0), 1e-9);
    near(values[1], 7.0 / 10.0, 1e-9);
    near(values[2], 1.0, 1e-9);
}

#[test]
fn a_rollout_can_be_stopped_and_taken_back() {
    let values = base(&text(
        "entities: {host: {n: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}",
        "  push: {rollout: {start: 12:00, waves: [30%, 60%, 100%], bake: 1m}}
  pulled: {action: {at: 12:01, clear: push.enabled, parallel: 1}}
  clean: {rollout: {after: pulled + 2m, undo: push, waves: [100%]}}
  users: {depends: push}",
        "  before: at(push.reached; 12:01)\n  after: at(push.reached; 12:02)\n  end: at(push.reached; 12:05)",
    ));
    near(values[0], 0.3, 1e-12);
    // The second wave starts in the same step, before the action: it is reached, the third is not.
    near(values[1], 0.6, 1e-12);
    near(values[2], 0.0, 1e-12);
}

#[test]
fn stratified_waves_are_cross_sections() {
    let values = base(&text(
        "entities: {host: {n: [1, 2, 3, 4, 5, 6, 7, 8]}}",
        "  push: {rollout: {start: 12:00, waves: [25%, 50%, 100%], order: stratified, bake: 3m}}
  users: {depends: push, weight: n}",
        "  first: at(users.error; 12:02)\n  second: at(users.error; 12:05)",
    ));
    // Ranks 0, 4 of eight from the largest: sizes 8 and 4; then ranks 2, 6: sizes 6 and 2.
    near(values[0], 12.0 / 36.0, 1e-12);
    near(values[1], 20.0 / 36.0, 1e-12);
}

#[test]
fn the_larger_of_two_measures_is_a_measure() {
    let values = base(&text(
        "",
        "  a: {pool: {servers: 10}}\n  b: {pool: {servers: 5}}
  to_a: {source: {rate: 4/s, to: a, cost: 1s}}\n  to_b: {source: {rate: 4/s, to: b, cost: 1s}}",
        "  larger: max(peak(a.load); peak(b.load))\n  smaller: min(peak(a.load); peak(b.load))",
    ));
    near(values[0], 0.8, 1e-12);
    near(values[1], 0.4, 1e-12);
}

#[test]
fn sizes_can_rise_to_an_end() {
    let values = base(&text(
        "entities: {host: {n: [100]}}",
        "  threads: {pool: {servers: 120}}
  peers: {source: {rate: 1/s, per: n, to: threads, cost: 1s}}
  grow: {action: {at: 12:00, set: {host.n: +10%/min to 130%}}}",
        "  one: at(threads.load; 12:01)\n  end: at(threads.load; 12:09)",
    ));
    near(values[0], 110.0 / 120.0, 2e-3);
    near(values[1], 130.0 / 120.0, 1e-9);
}

#[test]
fn a_model_says_how_it_is_computed() {
    let model = model(&text("", "  svc: {pool: {servers: 1}}", "  load: peak(svc.load)"));
    assert_eq!(model.base().scenario.fidelity.word(), "fluid");
}
