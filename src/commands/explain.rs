//! `nidan explain`: what a rule asks for and why, in both languages, with an example of both sides.

use std::fmt::Write;

use clap::Args;

use super::{Failure, Outcome};
use crate::base::diag::nearest;
use crate::base::lang::Lang;
use crate::check::{self, Asked, Level, Rule};
use crate::text::Texts;
use crate::ui;

/// Say what a rule asks for and why, in both languages
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// The rule's id, as findings print it
    #[arg(required_unless_present = "all")]
    rule: Option<String>,
    /// Every rule, as a page in Markdown
    #[arg(long, conflicts_with = "rule")]
    all: bool,
}

/// Carries out `explain`.
///
/// # Errors
/// When there is no such rule.
pub fn run(args: &ExplainArgs) -> Result<Outcome, Failure> {
    let languages = [Texts::new(Lang::EN), Texts::new(Lang::BN)];
    let Some(name) = &args.rule else {
        ui::raw_result(&page(&languages));
        return Ok(Outcome::Done);
    };
    if let Some(rule) = check::explain(name) {
        ui::raw_result(&one(&languages, rule));
        return Ok(Outcome::Done);
    }
    let near = nearest(name, check::rules().iter().map(|rule| rule.id.0));
    let hint = near.map_or_else(
        || "a finding names its rule in brackets; `nidan explain --all` lists them".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(Failure::new(format!("there is no rule `{name}`"), hint))
}

/// Returns what a rule asks for and why, in one language.
pub(super) fn why(texts: &Texts, rule: &Rule) -> String {
    texts.msg(&format!("rule-{}", rule.id.0))
}

/// Says how much a rule weighs at each stage: one word where that is the same.
fn weight(rule: &Rule) -> String {
    let names = ["draft", "review", "published", "closed"];
    let mut parts: Vec<(Level, Vec<&str>)> = Vec::new();
    for (level, name) in rule.levels.into_iter().zip(names) {
        match parts.last_mut() {
            Some((last, names)) if *last == level => names.push(name),
            _ => parts.push((level, vec![name])),
        }
    }
    let told = |(level, names): &(Level, Vec<&str>)| match level {
        Level::Off => format!("not asked in {}", names.join(", ")),
        Level::Hint | Level::Warning | Level::Error => format!("{} in {}", level.word(), names.join(", ")),
    };
    let stages = match &parts[..] {
        [(level, _)] => level.word().to_owned(),
        parts => parts.iter().map(told).collect::<Vec<_>>().join("; "),
    };
    match rule.in_study {
        Level::Off => format!("{stages}; not asked in a study"),
        most if most < rule.worst() => format!("{stages}; in a study at most a {}", most.word()),
        Level::Hint | Level::Warning | Level::Error => stages,
    }
}

fn one(languages: &[Texts], rule: &Rule) -> String {
    let mut out = format!("{}: {}\n{}\n", rule.id.0, rule.summary, weight(rule));
    for texts in languages {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n{}\n", why(texts, rule));
    }
    if let Some((wrong, right)) = rule.example {
        for (key, code) in [("explain-wrong", wrong), ("explain-right", right)] {
            let heads: Vec<String> = languages.iter().map(|texts| texts.msg(key)).collect();
            let _ = write!(out, "\n{}\n\n", heads.join(" / "));
            out.extend(code.lines().flat_map(|line| ["    ", line, "\n"]));
        }
    }
    out
}

/// Writes the page of all rules.
fn page(languages: &[Texts]) -> String {
    let mut out = String::from(
        "# Rules\n\nMade by `nidan explain --all`; a test holds it fresh. `nidan explain RULE` prints one of them.\n\n\
         A rule weighs as much as the stage of a report says: what may be missing in a draft stops a published one. A **hint** is \
         worth a thought and stops nothing, a **warning** stops nothing either unless `--deny warnings` is given, an **error** stops a build.\n\n\
         What an author means to keep is allowed at the top of an incident or beside an entry, with a reason:\n\n\
         ```yaml\nallow: [{rule: no-urgent-action, reason: the switch was taken out the same day}]\n```\n\n\
         `allow` beside an entry covers its Markdown section too. What nothing breaks any more is reported, and what breaks a rule of \
         reading cannot be allowed: it cannot be read.\n",
    );
    let groups = [
        (Asked::Checking, "What is asked of a report"),
        (Asked::Running, "What runs are asked"),
        (Asked::Reading, "What reading asks"),
    ];
    for (asked, title) in groups {
        let _ = write!(out, "\n## {title}\n");
        for rule in check::rules().iter().filter(|rule| rule.asked == asked) {
            let _ = write!(out, "\n### {}\n\n{}.\n*{}*\n", rule.id.0, capital(rule.summary), weight(rule));
            for texts in languages {
                let _ = write!(out, "\n{}\n", why(texts, rule));
            }
            if let Some((wrong, right)) = rule.example {
                for (key, code) in [("explain-wrong", wrong), ("explain-right", right)] {
                    let heads: Vec<String> = languages.iter().map(|texts| texts.msg(key)).collect();
                    let _ = write!(out, "\n{}\n\n```yaml\n{code}\n```\n", heads.join(" / "));
                }
            }
        }
    }
    let quiet = check::rules().iter().filter(|rule| rule.quiet && rule.asked == Asked::Checking);
    let names: Vec<String> = quiet.map(|rule| format!("`{}`", rule.id.0)).collect();
    let _ = write!(
        out,
        "\n## Rules that nothing here breaks\n\nIn the incidents of this repository and the example in `docs/examples/own-metrics/` nothing breaks these: {}.\n",
        names.join(", ")
    );
    out
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
