//! Runs the base of one `model.yaml` and prints its measures, without an incident round it: `model FILE [REPLICATIONS]`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

use std::process::ExitCode;

use chrono::NaiveDate;
use nidan::base::diag::Report;
use nidan::base::source::SourceMap;
use nidan::load::model::{Setting, decode};
use nidan::load::yaml;
use nidan::sim;

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Vec<String>) -> Result<(), String> {
    let mut arguments = arguments.into_iter();
    let path = arguments.next().ok_or("which file?")?;
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let replications: u32 = arguments.next().map_or(Ok(1), |count| count.parse()).map_err(|_| "how many?")?;
    let (mut sources, mut report) = (SourceMap::default(), Report::default());
    let file = sources.add(&path, &text);
    let day = NaiveDate::from_ymd_opt(2024, 1, 1).ok_or("it is a day")?;
    let node = yaml::read(file, &text, &mut report);
    let model = node.and_then(|node| decode(&node, Setting { day, zone: chrono_tz::UTC }, &mut report));
    let model = model.ok_or_else(|| {
        let findings: Vec<&str> = report.sorted().into_iter().map(|finding| finding.message.as_str()).collect();
        findings.join("\n")
    })?;
    for run in &model.runs {
        let params = sim::declared(&run.scenario);
        let mut sums = vec![0.0; run.scenario.measures.len()];
        for replication in 0..replications {
            let given = sim::simulate(&run.scenario, &params, replication, false).map_err(|error| error.message)?;
            sums.iter_mut().zip(&given.measures).for_each(|(sum, value)| *sum += value);
        }
        for (measure, sum) in run.scenario.measures.iter().zip(&sums) {
            println!("{}.{} {}", run.id, measure.id, sum / f64::from(replications));
        }
    }
    Ok(())
}
