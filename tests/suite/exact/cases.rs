//! Models with a known answer: their text, their measures, and what those have to come to.

use super::closed;

/// A model and what it has to show.
pub(crate) struct Case {
    /// Its name in the table.
    pub(crate) name: String,
    /// The model, with `FOR`, `FROM` and `END` for how long it runs and what stretch counts.
    pub(crate) text: String,
    /// Its measures, in the order of the text, with their exact values.
    pub(crate) exact: Vec<(&'static str, f64)>,
    /// Seconds before calls count, so that the empty start has worn off.
    pub(crate) warm: f64,
    /// Replications, and seconds of each, that bring the 99 % interval within 1 % on either side.
    pub(crate) full: (u32, f64),
    /// Seconds of each of ten replications whose 95 % interval is drawn again and again.
    pub(crate) short: f64,
}

impl Case {
    /// The model text for a length and a number of replications.
    pub(crate) fn model(&self, seconds: f64, replications: u32, seed: u64) -> String {
        // Whole steps, so that means begin where calls do.
        let step = if self.warm > 0.0 { self.warm } else { seconds / 10.0 };
        let seconds = (seconds / step).ceil() * step;
        let text = self.text.replace("FOR", &format!("{seconds}s, step: {step}s"));
        let text = text.replace("FROM", &format!("{}s", self.warm)).replace("END", &format!("{seconds}s"));
        text.replace("schema: 1", &format!("schema: 1\nseed: {seed}\nreplications: {replications}"))
    }
}

/// Every case whose answer is exact.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = vec![one_server(), sixteen_servers(), far_quantile()];
    cases.extend([(0.8, (40, 3e5), 2e4), (0.9, (40, 1e6), 1e5)].map(|(rho, full, short)| even(rho, full, short)));
    cases.push(with_room());
    cases.extend([(3, (40, 1.5e6), 2e5), (4, (40, 1e6), 1e5)].map(|(c, full, short)| tutorial(c, full, short)));
    cases.push(ten_a_second());
    cases.extend([(5, 2.5), (10, 5.0)].map(|(c, a)| waits(c, a, (40, 1e6), 5e4)));
    for (c, a, lost, waiting) in [
        (3, 2.0, (40, 1e5), (40, 1e5)),
        (5, 4.0, (40, 1e5), (40, 1e5)),
        (10, 8.0, (40, 1e5), (40, 1e5)),
        (16, 12.8, (40, 1e5), (40, 1e5)),
        (100, 80.0, (100, 8e4), (40, 1.2e5)),
    ] {
        let short = if c < 100 { 5e3 } else { 500.0 };
        cases.push(losses(c, a, lost, short));
        cases.push(waits(c, a, waiting, short));
    }
    cases.extend([(0.1, 3), (0.5, 3), (0.3, 3), (0.5, 5)].map(|(f, retries)| retried(f, retries)));
    cases
}

fn queue(pool: &str, source: &str, measures: &str) -> String {
    format!(
        "schema: 1
fidelity: des
clock: {{start: 00:00, for: FOR}}
blocks:
  svc: {{pool: {{{pool}}}}}
  web: {{source: {{to: svc, {source}}}}}
measures:
{measures}"
    )
}

fn one_server() -> Case {
    let wait = closed::mean_wait(1, 0.8, 1.0);
    Case {
        name: "M/M/1, rho 0.8".into(),
        text: queue(
            "servers: 1, service: exponential",
            "rate: 0.8/s, cost: 1s",
            "  W: per_call(svc.sojourn; FROM)\n  Lq: mean(svc.queue; FROM; END)\n",
        ),
        exact: vec![("W", wait + 1.0), ("Lq", 0.8 * wait)],
        warm: 1000.0,
        full: (40, 4e5),
        short: 4e4,
    }
}

fn far_quantile() -> Case {
    // Sojourns are exponential with mean 1 / (mu − lambda).
    let quantile = -nidan::base::math::ln(0.01) / (1.0 - 0.8);
    Case {
        name: "M/M/1, rho 0.8, 99th percentile".into(),
        text: queue(
            "servers: 1, service: exponential",
            "rate: 0.8/s, cost: 1s",
            "  P99: quantile(svc.sojourn; 99%; FROM)\n",
        ),
        exact: vec![("P99", quantile)],
        warm: 1000.0,
        full: (40, 1.2e6),
        short: 2e5,
    }
}

fn sixteen_servers() -> Case {
    let wait = closed::mean_wait(16, 12.8, 1.0);
    Case {
        name: "M/M/16, rho 0.8".into(),
        text: queue(
            "servers: 16, service: exponential",
            "rate: 12.8/s, cost: 1s",
            "  Wq: per_call(svc.wait; FROM)\n  W: per_call(svc.sojourn; FROM)\n  L: mean(svc.inflight; FROM; END)\n",
        ),
        exact: vec![("Wq", wait), ("W", wait + 1.0), ("L", 12.8 * (wait + 1.0))],
        warm: 200.0,
        full: (40, 1e5),
        short: 5e3,
    }
}

fn even(rho: f64, full: (u32, f64), short: f64) -> Case {
    Case {
        name: format!("M/D/1, rho {rho}"),
        text: queue("servers: 1", &format!("rate: {rho}/s, cost: 1s"), "  Wq: per_call(svc.wait; FROM)\n"),
        exact: vec![("Wq", closed::mean_wait_even(rho))],
        warm: 2000.0,
        full,
        short,
    }
}

fn with_room() -> Case {
    let (refused, there, wait) = closed::bounded(0.8, 10);
    Case {
        name: "M/M/1/10, rho 0.8".into(),
        text: queue(
            "servers: 1, service: exponential, queue: 9",
            "rate: 0.8/s, cost: 1s",
            "  refused: per_call(svc.refused; FROM)\n  L: mean(svc.inflight; FROM; END)\n  Wq: per_call(svc.wait; FROM)\n",
        ),
        exact: vec![("refused", refused), ("L", there), ("Wq", wait)],
        warm: 1000.0,
        full: (40, 8e5),
        short: 4e4,
    }
}

fn tutorial(c: u32, full: (u32, f64), short: f64) -> Case {
    Case {
        name: format!("M/M/{c}, 0.2 and 0.1 per unit of time"),
        text: queue(
            &format!("servers: {c}, service: exponential"),
            "rate: 0.2/s, cost: 10s",
            "  Wq: per_call(svc.wait; FROM)\n",
        ),
        exact: vec![("Wq", closed::mean_wait(c, 0.2, 0.1))],
        warm: 2000.0,
        full,
        short,
    }
}

fn ten_a_second() -> Case {
    Case {
        name: "M/M/1, 5 and 10 per unit of time".into(),
        text: queue("servers: 1, service: exponential", "rate: 5/s, cost: 100ms", "  Wq: per_call(svc.wait; FROM)\n"),
        exact: vec![("Wq", closed::mean_wait(1, 5.0, 10.0))],
        warm: 100.0,
        full: (40, 2e4),
        short: 1e3,
    }
}

fn waits(c: u32, a: f64, full: (u32, f64), short: f64) -> Case {
    Case {
        name: format!("Erlang C, {c} servers, {a} busy"),
        text: queue(
            &format!("servers: {c}, service: exponential"),
            &format!("rate: {a}/s, cost: 1s"),
            "  delayed: per_call(svc.delayed; FROM)\n",
        ),
        exact: vec![("delayed", closed::erlang_c(c, a))],
        warm: 100.0,
        full,
        short,
    }
}

fn losses(c: u32, a: f64, full: (u32, f64), short: f64) -> Case {
    Case {
        name: format!("Erlang B, {c} servers, {a} asked for"),
        text: queue(
            &format!("servers: {c}, service: exponential, queue: 0"),
            &format!("rate: {a}/s, cost: 1s"),
            "  refused: per_call(svc.refused; FROM)\n",
        ),
        exact: vec![("refused", closed::erlang_b(c, a))],
        warm: 50.0,
        full,
        short,
    }
}

fn retried(f: f64, retries: i32) -> Case {
    let share = format!("{}%", f * 100.0);
    let lost = (0..=retries).fold(1.0, |power, _| power * f);
    // The rarer a call that is given up, the more calls it takes to count one to 1 %.
    let (full, short) = if lost > 1e-3 { (300.0, 4.0) } else { (20_000.0, 150.0) };
    let text = queue(
        &format!("servers: inf, fails: {share}"),
        "rate: 1000/s, cost: 1ms",
        "  tries: per_call(web.tries; FROM)\n  given_up: per_call(web.given_up; FROM)\n",
    );
    let client = format!("cost: 1ms}}, client: {{retries: {retries}}}");
    Case {
        name: format!("{retries} retries, {share} of tries fail"),
        text: text.replace("cost: 1ms}}", &format!("{client}}}")),
        exact: vec![("tries", closed::tries(f, retries)), ("given_up", lost)],
        warm: 0.0,
        full: (40, full),
        short,
    }
}

/// Calls of 1 s, and 10 ms more for each in flight, as flows: λ(1 s + 10 ms·N) = N at 40/s gives N = 66.7, and success while the
/// service is shorter than the callers' patience. Name, model, and the exact calls in flight and success.
pub(crate) fn slowed_by_calls() -> (String, String, [f64; 2]) {
    let text = "schema: 1
clock: {start: 00:00, for: 10m, step: 100ms}
blocks:
  svc: {pool: {servers: inf, timeout: 3s}}
  web: {source: {rate: 40/s, to: svc, cost: 1s + 10ms * svc.inflight}, client: {retries: 2}}
measures: {inflight: mean(svc.inflight; 9m; 10m), success: mean(svc.success; 9m; 10m)}
";
    ("calls that slow each other down, as flows".into(), text.into(), [40.0 / (1.0 - 0.4), 1.0])
}

/// Flows that settle where success times load times tries is 1: name, model, and the exact success and load.
pub(crate) fn fixed_points() -> Vec<(String, String, [f64; 2])> {
    let one = |(rho, retries): (f64, i32)| {
        let success = closed::retry_fixed_point(rho, retries);
        let text = format!(
            "schema: 1
clock: {{start: 00:00, for: 2h, step: 1s}}
blocks:
  svc: {{pool: {{servers: 10, timeout: 5s, cancel: true}}}}
  web: {{source: {{rate: {}/s, to: svc, cost: 100ms}}, client: {{retries: {retries}}}}}
measures: {{success: mean(svc.success; 110m; 120m), load: mean(svc.load; 110m; 120m)}}
",
            rho * 100.0
        );
        let load = rho * closed::tries(1.0 - success, retries);
        (format!("retries as flows, rho {rho}, {retries} retries"), text, [success, load])
    };
    [(1.2, 3), (2.0, 3)].map(one).into()
}
