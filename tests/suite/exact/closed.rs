//! Closed forms of queueing theory, computed and not copied.

/// Erlang's loss formula: the share of calls that find `c` servers busy, at `a` calls' worth of work per unit of time.
pub(crate) fn erlang_b(c: u32, a: f64) -> f64 {
    (1..=c).fold(1.0, |blocked, servers| a * blocked / (f64::from(servers) + a * blocked))
}

/// Erlang's delay formula: the share of calls that wait for one of `c` servers.
pub(crate) fn erlang_c(c: u32, a: f64) -> f64 {
    let blocked = erlang_b(c, a);
    blocked / (1.0 - a / f64::from(c) * (1.0 - blocked))
}

/// Mean wait at `c` servers that each do `mu` calls per second.
pub(crate) fn mean_wait(c: u32, lambda: f64, mu: f64) -> f64 {
    erlang_c(c, lambda / mu) / (f64::from(c) * mu - lambda)
}

/// Mean wait at one server whose service always takes 1 s (Pollaczek and Khinchine).
pub(crate) fn mean_wait_even(rho: f64) -> f64 {
    rho / (2.0 * (1.0 - rho))
}

/// One server with room for `room` calls in all, service of 1 s on average: share refused, mean number there, mean wait.
pub(crate) fn bounded(rho: f64, room: i32) -> (f64, f64, f64) {
    let weights: Vec<f64> = (0..=room).scan(1.0, |weight, _| Some(std::mem::replace(weight, *weight * rho))).collect();
    let total: f64 = weights.iter().sum();
    let refused = weights[weights.len() - 1] / total;
    let there = weights.iter().enumerate().map(|(n, weight)| n as f64 * weight).sum::<f64>() / total;
    (refused, there, there / (rho * (1.0 - refused)) - 1.0)
}

/// Tries per call when each fails with probability `f` and is tried again up to `retries` times.
pub(crate) fn tries(f: f64, retries: i32) -> f64 {
    (0..=retries).scan(1.0, |power, _| Some(std::mem::replace(power, *power * f))).sum()
}

/// Share of tries answered when work dropped in time keeps servers at `rho · tries` of what they can do: found by halving.
pub(crate) fn retry_fixed_point(rho: f64, retries: i32) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if middle * rho * tries(1.0 - middle, retries) < 1.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
