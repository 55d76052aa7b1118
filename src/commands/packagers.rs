//! `nidan completions` and `nidan man`: what packagers install beside the program.

use clap::{Args, Command};
use clap_complete::Shell;

use super::{Failure, Outcome};
use crate::ui;

/// Print what a shell needs to complete commands and flags
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Print the manual page, of one command where it is named
#[derive(Args, Debug)]
pub struct ManArgs {
    /// The command, such as `report` or `sim run`
    verb: Vec<String>,
}

/// Carries out `completions`.
///
/// # Errors
/// Never: a reader that has gone away fails no work.
pub fn completions(args: &CompletionsArgs, mut program: Command) -> Result<Outcome, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut program, "nidan", &mut bytes);
    ui::result(String::from_utf8_lossy(&bytes).trim_end());
    Ok(Outcome::Done)
}

/// Carries out `man`.
///
/// # Errors
/// When there is no such command.
pub fn man(args: &ManArgs, mut program: Command) -> Result<Outcome, Failure> {
    // Pages of single commands are named as Git's are: `nidan-report`.
    program.build();
    let mut page = &program;
    for name in &args.verb {
        page = page.find_subcommand(name).ok_or_else(|| {
            let known: Vec<&str> = page.get_subcommands().map(Command::get_name).collect();
            Failure::new(
                format!("there is no command `{}`", args.verb.join(" ")),
                format!("there are: {}", known.join(", ")),
            )
        })?;
    }
    let mut bytes = Vec::new();
    clap_mangen::Man::new(page.clone()).render(&mut bytes).map_err(Failure::of)?;
    ui::result(String::from_utf8_lossy(&bytes).trim_end());
    Ok(Outcome::Done)
}
