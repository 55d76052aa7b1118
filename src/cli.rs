//! The command line: what can be typed. What it does is in `commands`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::commands::{
    Context, Failure, Outcome, actions, build, check, diff, explain, find_root, fmt, init, lessons, new, newsletter,
    packagers, related, report, schema, search, serve, sim, stats,
};
use crate::ui::{self, Form};

/// Post-mortem reports in Bangla and English, in which every lesson links to a model run that anyone can repeat
#[derive(Debug, Parser)]
#[command(name = "nidan", version, propagate_version = true)]
pub struct Cli {
    /// Folder of the knowledge base; the nearest one upward with nidan.yaml when left out
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,
    /// How findings and results are printed
    #[arg(long, global = true, value_enum, default_value = "human")]
    format: Form,
    /// Treat warnings as errors
    #[arg(long, global = true, value_name = "WHAT", value_parser = ["warnings"])]
    deny: Option<String>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Actions(actions::ActionsArgs),
    Build(build::BuildArgs),
    Check(check::CheckArgs),
    Completions(packagers::CompletionsArgs),
    Diff(diff::DiffArgs),
    Explain(explain::ExplainArgs),
    Fmt(fmt::FmtArgs),
    Init(init::InitArgs),
    Lessons(lessons::LessonsArgs),
    Man(packagers::ManArgs),
    #[command(subcommand)]
    New(new::Command),
    #[command(subcommand)]
    Newsletter(newsletter::Command),
    Related(related::RelatedArgs),
    Report(report::ReportArgs),
    Schema(schema::SchemaArgs),
    Search(search::SearchArgs),
    Serve(serve::ServeArgs),
    #[command(subcommand)]
    Sim(sim::Command),
    Stats(stats::StatsArgs),
}

/// Reads the command line and carries it out.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return ui::usage(&error),
    };
    match dispatch(&cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(failure) => {
            ui::failure(&failure.message, failure.hint.as_deref());
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli) -> Result<Outcome, Failure> {
    let exchange = cli.format.split().1;
    if exchange.is_some() && !matches!(&cli.verb, Verb::Check(_)) {
        let message = "`sarif`, `github` and `junit` are forms of findings, which only `check` prints";
        return Err(Failure::new(message, "for programs, `--format json` works everywhere"));
    }
    let context = || context(cli);
    match &cli.verb {
        Verb::Actions(args) => actions::run(args, &context()?),
        Verb::Build(args) => build::run(args, &context()?),
        Verb::Check(args) => check::run(args, &context()?, (exchange, &here()?)),
        Verb::Completions(args) => packagers::completions(args, Cli::command()),
        Verb::Diff(args) => diff::run(args, &context()?, &here()?),
        Verb::Explain(args) => explain::run(args),
        Verb::Fmt(args) => fmt::run(args, &context()?),
        Verb::Init(args) => init::run(args, &here()?),
        Verb::Lessons(args) => lessons::run(args, &context()?),
        Verb::Man(args) => packagers::man(args, Cli::command()),
        Verb::New(command) => new::run(command, &context()?),
        Verb::Newsletter(command) => newsletter::run(command, &context()?),
        Verb::Related(args) => related::run(args, &context()?),
        Verb::Report(args) => report::run(args, &context()?),
        Verb::Schema(args) => Ok(schema::run(args, context().ok().as_ref())),
        Verb::Search(args) => search::run(args, &context()?),
        Verb::Serve(args) => serve::run(args, &context()?),
        Verb::Sim(command) => sim::run(command, &context()?),
        Verb::Stats(args) => stats::run(args, &context()?),
    }
}

fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure { message: error.to_string(), hint: None })
}

/// Finds the knowledge base that a command works on.
fn context(cli: &Cli) -> Result<Context, Failure> {
    let here = here()?;
    // A file that is named needs no knowledge base round it.
    let alone = matches!(&cli.verb, Verb::Sim(command) if command.file().is_some())
        || matches!(&cli.verb, Verb::Fmt(args) if args.names_files());
    let root = if alone { Ok(here) } else { find_root(cli.root.as_deref(), &here) };
    let root = match (root, &cli.verb) {
        (Err(Failure { message, hint: Some(hint) }), Verb::Sim(_)) => {
            let hint = format!("{hint}; a model of its own is run by its file: `nidan sim run MODEL.yaml`");
            return Err(Failure::new(message, hint));
        }
        (root, _) => root?,
    };
    Ok(Context { root, format: cli.format.split().0, deny_warnings: cli.deny.is_some() })
}
