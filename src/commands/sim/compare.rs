//! `nidan sim compare`: the paired difference of every measure between two runs, in words.

use std::path::Path;

use clap::Args;
use serde_json::{Map, Value, json};

use crate::base::expr::Dim;
use crate::commands::words::Words;
use crate::commands::{Context, Failure};
use crate::model::scenario::{Model, Run};
use crate::model::{Incident, KnowledgeBase};
use crate::runs::compare::{Comparison, Paired, Sign};
use crate::runs::lab::Lab;
use crate::runs::lock::unit;
use crate::runs::{self, RunError};
use crate::ui::{self, Format};

/// Which runs are compared, and how.
#[derive(Args, Debug)]
pub struct CompareArgs {
    /// The incident, or a model file
    id: String,
    /// The run that is compared with, such as `base`
    a: String,
    /// The run that is compared
    b: String,
    /// Number of replications instead of the model's
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    replications: Option<u32>,
    /// Master seed instead of the model's
    #[arg(long)]
    seed: Option<u64>,
}

impl CompareArgs {
    /// Returns the model file that is run by itself.
    pub(super) fn file(&self) -> Option<&Path> {
        super::model_file(&self.id)
    }
}

/// Carries out `sim compare`; a run that cannot be simulated comes back as the inner error.
pub(super) fn run(args: &CompareArgs, kb: &KnowledgeBase, context: &Context) -> Result<Result<(), RunError>, Failure> {
    let incident = super::subject(kb, &args.id)?;
    let Some(model) = &incident.model else { return Err(super::without_model(incident)) };
    let prepared = |name: &str| -> Result<Run, Failure> {
        let mut run = named(model, incident, name)?.clone();
        if let Some(replications) = args.replications {
            run.scenario.replicate(replications);
        }
        run.scenario.seed = args.seed.unwrap_or(run.scenario.seed);
        Ok(run)
    };
    let (a, b) = (prepared(&args.a)?, prepared(&args.b)?);
    if a.id == b.id {
        let message = format!("`{}` is the same run as `{}`", args.a, args.b);
        return Err(Failure::new(message, format!("name two runs: {}", super::run_names(model))));
    }
    if a.scenario.seed != b.scenario.seed {
        let message = format!("`{}` and `{}` draw from different seeds, so nothing pairs", a.id, b.id);
        return Err(Failure::new(message, "give both one with `--seed N`"));
    }
    let watch = ui::Replications::new(&format!("{}/{} and {}", incident.id, a.id, b.id));
    let compared = runs::compare::compare(&a, &b, Lab::alone().with_watch(&watch));
    drop(watch);
    let comparison = match compared {
        Ok(comparison) => comparison,
        Err(error) => return Ok(Err(error)),
    };
    match context.format {
        Format::Human => ui::result(&text(incident, &comparison)),
        Format::Json => ui::result(&value(incident, &comparison).to_string()),
    }
    Ok(Ok(()))
}

fn named<'a>(model: &'a Model, incident: &Incident, name: &str) -> Result<&'a Run, Failure> {
    // People paste what `sim run` prints.
    let own = format!("{}/", incident.id);
    let short = name.strip_prefix(&own).unwrap_or(name);
    model.runs.iter().find(|run| run.id.as_str() == short).ok_or_else(|| super::no_run(model, incident, short))
}

fn value(incident: &Incident, comparison: &Comparison) -> Value {
    let row = |row: &Paired| {
        let reach = row.half_width_95.filter(|reach| reach.is_finite());
        let sign = match row.sign() {
            Sign::None => "none",
            Sign::Less => "less",
            Sign::More => "more",
            Sign::Unclear => "unclear",
        };
        json!({
            "unit": unit(row.dim),
            "pairs": row.pairs,
            "without_a": row.without.0,
            "without_b": row.without.1,
            "mean_a": row.means.0,
            "mean_b": row.means.1,
            "difference": row.difference,
            "half_width_95": reach,
            "relative": row.relative,
            "sign": sign,
        })
    };
    let rows: Map<String, Value> =
        comparison.measures.iter().map(|measure| (measure.id.to_string(), row(measure))).collect();
    let (a, b) = (&comparison.a, &comparison.b);
    json!({
        "incident": incident.id.as_str(),
        "a": a.id.as_str(),
        "b": b.id.as_str(),
        "engine": a.engine,
        "seed": a.seed,
        "replications": a.replications.max(b.replications),
        "output_digests": [a.output.to_string(), b.output.to_string()],
        "measures": rows,
    })
}

fn text(incident: &Incident, comparison: &Comparison) -> String {
    let (a, b) = (&comparison.a, &comparison.b);
    let replications = a.replications.max(b.replications);
    let is_random = a.random || b.random;
    let how = if is_random {
        format!("{replications} pair(s) of replications that draw the same numbers (seed {})", a.seed)
    } else {
        "both without random draws, so compared exactly".to_owned()
    };
    let mut lines = vec![format!("{}: `{}` against `{}`, {how}", incident.id, b.id, a.id), String::new()];
    let words = Words::of(incident);
    let width = comparison.measures.iter().map(|row| row.id.as_str().len()).max().unwrap_or(0);
    for row in &comparison.measures {
        for (at, line) in sentence(row, comparison, &words).into_iter().enumerate() {
            let head = if at == 0 { row.id.as_str() } else { "" };
            lines.push(format!("  {head:width$}  {line}"));
        }
    }
    if is_random {
        lines.push(String::new());
        lines.push("Brackets hold the 95% interval of the mean paired difference.".to_owned());
    }
    lines.join("\n")
}

/// Says one measure in words: the difference, then the means, then what was left out.
fn sentence(row: &Paired, comparison: &Comparison, words: &Words) -> Vec<String> {
    let (a, b) = (&comparison.a.id, &comparison.b.id);
    let total = comparison.a.replications.max(comparison.b.replications);
    let mut lines = Vec::new();
    if row.pairs == 0 {
        let who = match (row.without.0 == total, row.without.1 == total) {
            (true, true) => "neither run ever has a value".to_owned(),
            (true, false) => format!("`{a}` never has a value, `{b}` has one in {} of {total}", total - row.without.1),
            (false, true) => format!("`{b}` never has a value, `{a}` has one in {} of {total}", total - row.without.0),
            (false, false) => "no replication has a value in both runs".to_owned(),
        };
        return vec![format!("cannot be compared: {who}")];
    }
    let (first, second) = (words.quantity(row.means.0, row.dim), words.quantity(row.means.1, row.dim));
    let change = difference(row, words);
    if row.sign() == Sign::None {
        let every = if row.half_width_95.is_some() { " in every replication" } else { "" };
        lines.push(format!("no difference{every}: {first}"));
    } else {
        let share = row.relative.filter(|_| row.sign() != Sign::Unclear).map(|share| words.change(share));
        let share = share.map(|share| format!(", {share}")).unwrap_or_default();
        lines.push(format!("{change}: {first} in `{a}`, {second} in `{b}`{share}"));
    }
    if row.without != (0, 0) {
        let (of_a, of_b) = row.without;
        let pairs = row.pairs;
        lines.push(format!(
            "over the {pairs} of {total} pair(s) in which both have a value; none in {of_a} of `{a}`, in {of_b} of `{b}`"
        ));
    }
    lines
}

fn difference(row: &Paired, words: &Words) -> String {
    let (down, up) = if row.dim == Dim::Instant { ("earlier", "later") } else { ("less", "more") };
    let size = |value: f64| words.difference(value.abs(), row.dim);
    let towards = |value: f64| format!("{} {}", size(value), if value < 0.0 { down } else { up });
    let Some(reach) = row.half_width_95 else { return towards(row.difference) };
    if !reach.is_finite() {
        return format!("{}, from one pair, which has no interval", towards(row.difference));
    }
    let (low, high) = (row.difference - reach, row.difference + reach);
    match row.sign() {
        Sign::Less => format!("{} [{} to {}]", towards(row.difference), size(high), size(low)),
        Sign::More => format!("{} [{} to {}]", towards(row.difference), size(low), size(high)),
        Sign::None | Sign::Unclear => format!("no clear difference [{} to {}]", towards(low), towards(high)),
    }
}
