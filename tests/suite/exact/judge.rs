//! Runs of a case, and how its intervals lie round the exact value.

use chrono::NaiveDate;
use nidan::base::diag::Report;
use nidan::base::math;
use nidan::base::source::SourceMap;
use nidan::load::model::{Setting, decode};
use nidan::load::yaml;
use nidan::model::scenario::Model;
use nidan::sim::{self, stats};
use rayon::prelude::*;

use super::cases::Case;

/// One measure of a case, run in full.
pub(crate) struct Found {
    pub(crate) measure: &'static str,
    pub(crate) exact: f64,
    pub(crate) mean: f64,
    /// Half the width of the 99 % interval.
    pub(crate) half_width: f64,
}

impl Found {
    /// How far the mean lies from the exact value, in half widths of the interval.
    pub(crate) fn far(&self) -> f64 {
        math::abs(self.mean - self.exact) / self.half_width
    }

    /// Half the width as a share of the exact value.
    pub(crate) fn relative(&self) -> f64 {
        self.half_width / self.exact
    }
}

/// Reads a model text.
pub(crate) fn model(text: &str) -> Model {
    let mut sources = SourceMap::default();
    let mut report = Report::default();
    let file = sources.add("model.yaml", text);
    let node = yaml::read(file, text, &mut report);
    let day = NaiveDate::from_ymd_opt(2024, 12, 11).expect("it is a day");
    let model = node.and_then(|node| decode(&node, Setting { day, zone: chrono_tz::UTC }, &mut report));
    let findings: Vec<&str> = report.sorted().into_iter().map(|finding| finding.message.as_str()).collect();
    assert!(findings.is_empty(), "{findings:?}\n{text}");
    model.expect("nothing is wrong with it")
}

/// One row per replication, one value per measure.
fn values(case: &Case, (replications, seconds): (u32, f64), seed: u64) -> Vec<Vec<f64>> {
    let model = model(&case.model(seconds, replications, seed));
    let scenario = &model.base().scenario;
    let params = sim::declared(scenario);
    let run = |replication| sim::simulate(scenario, &params, replication, false).expect("it runs").measures;
    (0..replications).into_par_iter().map(run).collect()
}

/// Runs a case as long as its interval needs, `share` of that for a quicker look.
pub(crate) fn full(case: &Case, share: f64) -> Vec<Found> {
    let (replications, seconds) = case.full;
    let rows = values(case, (replications, case.warm + (seconds - case.warm) * share), 7);
    // Student's t at 99 % for the replications used here: 39 and 99 degrees of freedom.
    let stretch = if replications >= 100 { 2.6264 / 1.9842 } else { 2.7079 / 2.0227 };
    let found = |(at, (measure, exact)): (usize, &(&'static str, f64))| {
        let interval = stats::interval(&rows.iter().map(|row| row[at]).collect::<Vec<_>>());
        Found { measure, exact: *exact, mean: interval.mean, half_width: interval.half_width * stretch }
    };
    case.exact.iter().enumerate().map(found).collect()
}

/// Counts over many seeds, ten short replications each, how often the 95 % interval covers the exact value, per measure.
pub(crate) fn covered(case: &Case, seeds: u64) -> Vec<u32> {
    let mut covered = vec![0; case.exact.len()];
    for seed in 0..seeds {
        let rows = values(case, (10, case.warm + case.short), 1000 + seed);
        for (at, (_, exact)) in case.exact.iter().enumerate() {
            let interval = stats::interval(&rows.iter().map(|row| row[at]).collect::<Vec<_>>());
            covered[at] += u32::from(math::abs(interval.mean - exact) <= interval.half_width);
        }
    }
    covered
}

/// The largest relative error of a model that draws nothing.
pub(crate) fn error(text: &str, exact: &[f64]) -> f64 {
    let model = model(text);
    let scenario = &model.base().scenario;
    let given = sim::simulate(scenario, &sim::declared(scenario), 0, false).expect("it runs").measures;
    given.iter().zip(exact).map(|(value, exact)| math::abs(value / exact - 1.0)).fold(0.0, f64::max)
}
