//! The terminal: results on standard output, all else on standard error, progress when someone watches.

mod exchange;
mod findings;
mod listing;
mod replications;

use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::process::ExitCode;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::base::diag::Report;
use crate::base::source::SourceMap;

pub use exchange::{Checked, Exchange, exchange};
pub use findings::{brief, human, json};
pub use listing::table;
pub use replications::Replications;

/// How findings and results are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// How findings and results are printed, as it is typed. Only `check` takes the last three.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// `check` alone: SARIF 2.1.0, for code scanning.
    Sarif,
    /// `check` alone: annotations of GitHub.
    Github,
    /// `check` alone: `JUnit` XML.
    Junit,
}

impl Form {
    /// Splits it into what every command takes, and what `check` alone does.
    pub const fn split(self) -> (Format, Option<Exchange>) {
        match self {
            Self::Human => (Format::Human, None),
            Self::Json => (Format::Json, None),
            Self::Sarif => (Format::Human, Some(Exchange::Sarif)),
            Self::Github => (Format::Human, Some(Exchange::Github)),
            Self::Junit => (Format::Human, Some(Exchange::Junit)),
        }
    }
}

/// Prints a result. A reader that has gone away never fails work that is done.
pub fn result(text: &str) {
    let _gone = writeln!(io::stdout().lock(), "{text}");
}

/// Prints a result that brings its own line ends.
pub fn raw_result(text: &str) {
    let _gone = io::stdout().lock().write_all(text.as_bytes());
}

/// Makes stretches of a result bold, where someone reads it on a terminal.
pub fn bold(text: &str, stretches: &[Range<usize>]) -> String {
    if !io::stdout().is_terminal() {
        return text.to_owned();
    }
    let mut bold = String::new();
    let mut done = 0;
    for stretch in stretches {
        bold.push_str(&text[done..stretch.start]);
        bold.extend(["\x1b[1m", &text[stretch.clone()], "\x1b[0m"]);
        done = stretch.end;
    }
    bold + &text[done..]
}

/// Prints a remark.
pub fn note(text: &str) {
    let _gone = writeln!(io::stderr().lock(), "note: {text}");
}

/// Prints why a command could not run.
pub fn failure(message: &str, hint: Option<&str>) {
    let mut out = io::stderr().lock();
    let _gone = writeln!(out, "error: {message}");
    if let Some(hint) = hint {
        let _gone = writeln!(out, "  = hint: {hint}");
    }
}

/// Prints findings: for people on standard error, as JSON on standard output.
pub fn print_findings(report: &Report, sources: &SourceMap, format: Format) {
    print(human, report, sources, format);
}

/// Prints findings that are not what was asked for: people get errors, and of the rest a few of each kind.
pub fn print_brief(report: &Report, sources: &SourceMap, format: Format) {
    print(brief, report, sources, format);
}

fn print(draw: fn(&Report, &SourceMap) -> String, report: &Report, sources: &SourceMap, format: Format) {
    match format {
        Format::Human => {
            let _gone = io::stderr().lock().write_all(draw(report, sources).as_bytes());
        }
        Format::Json => {
            let _gone = io::stdout().lock().write_all(json(report, sources).as_bytes());
        }
    }
}

/// How long a work takes, for a line on the terminal; no output knows it.
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "what is measured is told on the terminal and reaches no output")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Says how long ago that was: "0.12 s".
    pub fn told(&self) -> String {
        format!("{:.2} s", self.0.elapsed().as_secs_f64())
    }
}

/// Prints what clap has to say: help and version are results, mistakes are failures.
pub fn usage(error: &clap::Error) -> ExitCode {
    let _gone = error.print();
    ExitCode::from(if error.use_stderr() { 2 } else { 0 })
}

/// Progress of a long work, shown only to someone who watches.
pub struct Progress(ProgressBar);

impl Progress {
    /// Starts with nothing of `total` done.
    pub fn new(what: &str, total: usize) -> Self {
        let bar = ProgressBar::new(total as u64);
        let target =
            if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        bar.set_draw_target(target);
        let style = ProgressStyle::with_template("{prefix} {pos}/{len} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(what.to_owned());
        Self(bar)
    }

    /// Says what is worked on next.
    pub fn next(&self, what: &str) {
        self.0.set_message(what.to_owned());
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
