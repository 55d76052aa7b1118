//! Blame in English: a role or a pronoun, and within a few words a verb or an adverb of blame.

use super::blame::{Fault, stretch};
use super::words::{Sentence, Word};

#[rustfmt::skip]
const ROLES: &[&str] = &[
    "admin", "administrator", "administrators", "admins", "analyst", "analysts", "author", "colleague", "contractor", "contractors",
    "deployer", "developer", "developers", "employee", "employees", "engineer", "engineers", "hire", "intern", "lead", "maintainer",
    "manager", "managers", "operator", "operators", "person", "programmer", "programmers", "responder", "responders", "reviewer",
    "reviewers", "staff", "team", "teams", "technician", "technicians", "vendor", "agent",
];
const PRONOUNS: &[&str] = &["he", "she", "we", "you", "someone", "somebody", "they"];
/// Roles that are also machines, and need another word before them.
const HALF_ROLES: &[(&str, &[&str])] =
    &[("agent", &["support", "service", "call"]), ("lead", &["team", "shift", "tech"]), ("hire", &["new"])];

/// Words that may stand between a subject and its verb.
#[rustfmt::skip]
const FILLERS: &[&str] = &[
    "had", "has", "have", "also", "then", "even", "again", "just", "simply", "on", "call", "duty", "shift", "in", "charge", "of", "the",
    "storage", "network", "database", "was", "were", "is", "are", "been", "being", "both", "all", "himself", "herself", "and",
];
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "forgot", "forgotten", "neglected", "ignored", "overlooked", "misread", "mistyped", "misjudged", "mishandled", "misconfigured",
    "blundered", "botched", "bungled", "violated", "panicked", "skipped", "disregarded", "fumbled", "negligent", "careless", "reckless",
    "sloppy", "lazy", "incompetent", "inattentive", "irresponsible", "pressured", "broke",
];
#[rustfmt::skip]
const ADVERBS: &[&str] = &[
    "accidentally", "blindly", "carelessly", "clumsily", "erroneously", "foolishly", "improperly", "inadvertently", "incompetently",
    "irresponsibly", "lazily", "mistakenly", "negligently", "recklessly", "sloppily", "stupidly", "wrongly",
];
#[rustfmt::skip]
const FAULTS: &[&str] = &[
    "mistake", "mistakes", "negligence", "carelessness", "incompetence", "laziness", "recklessness", "sloppiness", "inattention", "blunder",
    "fault", "oversight", "error", "errors",
];
const HARM: &[&str] = &["outage", "incident", "failure", "problem", "loss", "breach", "bug"];
const NEGATIONS: &[&str] = &["not", "never", "no", "nobody", "didn't", "neither", "nor", "cannot", "hadn't", "wasn't"];
const MODALS: &[&str] = &["can", "could", "may", "might", "must", "would", "will", "should", "ought", "shall", "to"];
/// What makes of an error something that is prevented, quoted or denied.
#[rustfmt::skip]
const SPARED: &[&str] = &[
    "prevent", "prevents", "prevented", "reduce", "reduces", "reduced", "avoid", "avoids", "against", "catch", "catches", "tolerate",
    "tolerates", "stop", "stops", "limit", "limits", "eliminate", "calling", "call", "called", "label", "labelled", "not", "no", "rather",
    "instead", "blaming", "room", "less", "fewer", "rule", "risk", "possible", "any", "without", "from", "term", "word", "for",
];
/// Kinds of people whose error is given as a cause.
const WHOSE: &[&str] =
    &["human", "operator", "user", "pilot", "engineer", "administrator", "admin", "manual", "people's"];

fn is(word: &Word, list: &[&str]) -> bool {
    list.contains(&word.text.as_str())
}

fn at(sentence: &Sentence, index: usize) -> &str {
    sentence.get(index).map_or("", |word| word.text.as_str())
}

/// Finds what a sentence says of a person.
pub(super) fn of(sentence: &Sentence) -> Option<Fault> {
    (0..sentence.len()).find_map(|index| {
        human_error(sentence, index).or_else(|| by_fault(sentence, index)).or_else(|| by_subject(sentence, index))
    })
}

/// `human error`, where it is a cause.
fn human_error(sentence: &Sentence, index: usize) -> Option<Fault> {
    let (first, second) = (&sentence[index], sentence.get(index + 1)?);
    if !is(first, WHOSE) || !is(second, &["error", "errors", "mistake", "mistakes"]) || first.quoted {
        return None;
    }
    let before = &sentence[index.saturating_sub(4)..index];
    let after = &sentence[index + 2..(index + 5).min(sentence.len())];
    let denied = after.first().is_some_and(|word| is(word, &["is", "was"]))
        && after.iter().any(|word| is(word, &["not", "no", "never"]));
    let modal = after.first().is_some_and(|word| is(word, MODALS));
    (!before.iter().any(|word| is(word, SPARED)) && !denied && !modal)
        .then(|| Fault::HumanError(stretch(sentence, index, index + 1)))
}

fn is_role(sentence: &Sentence, index: usize) -> bool {
    let word = &sentence[index];
    let half = HALF_ROLES.iter().find(|(role, _)| word.text == *role);
    let whole = half.is_none_or(|(_, before)| index > 0 && before.contains(&at(sentence, index - 1)));
    is(word, ROLES) && whole && !word.quoted
}

/// Returns the role in `the engineer's`.
fn possessive(word: &Word) -> bool {
    word.text
        .strip_suffix("'s")
        .or(word.text.strip_suffix("s'"))
        .is_some_and(|role| ROLES.contains(&role) || ROLES.contains(&format!("{role}s").as_str()))
        && !word.quoted
}

/// `the engineer's mistake`, `the negligence of the operator`, `the operator is to blame`.
fn by_fault(sentence: &Sentence, index: usize) -> Option<Fault> {
    let word = &sentence[index];
    let spared = |from: usize| sentence[from.saturating_sub(4)..from].iter().any(|word| is(word, SPARED));
    if possessive(word) && sentence.get(index + 1).is_some_and(|next| is(next, FAULTS)) && !spared(index) {
        return Some(Fault::Blame(stretch(sentence, index, index + 1)));
    }
    if is(word, FAULTS) && at(sentence, index + 1) == "of" && !spared(index) {
        let last = (index + 6).min(sentence.len());
        let role = (index + 2..last).find(|index| is_role(sentence, *index) || is(&sentence[*index], PRONOUNS))?;
        return Some(Fault::Blame(stretch(sentence, index, role)));
    }
    None
}

/// A subject, then a verb of blame.
fn by_subject(sentence: &Sentence, index: usize) -> Option<Fault> {
    let word = &sentence[index];
    if word.quoted {
        return None;
    }
    if is(word, &["nobody", "no-one"]) {
        let last = (index + 7).min(sentence.len());
        let end = (index + 1..last).find(|at| is(&sentence[*at], &["bothered", "cared", "attention"]))?;
        return Some(Fault::Blame(stretch(sentence, index, end)));
    }
    if !(is_role(sentence, index) || is(word, PRONOUNS)) {
        return None;
    }
    let before = &sentence[index.saturating_sub(4)..index];
    if let Some(only) = before.iter().position(|word| word.text == "if") {
        let regret = before.get(only + 1).is_some_and(|word| word.text == "only") || at(sentence, index + 1) == "had";
        return regret.then(|| Fault::Counterfactual(stretch(sentence, index, (index + 2).min(sentence.len() - 1))));
    }
    if before.iter().any(|word| is(word, &["no", "when", "whenever", "unless", "lets", "let", "whether", "that"])) {
        return None;
    }
    clause(sentence, index)
}

/// Walks from a subject to its verb; anything that cannot stand between them ends the search.
fn clause(sentence: &Sentence, subject: usize) -> Option<Fault> {
    let blame = |to: usize| Some(Fault::Blame(stretch(sentence, subject, to)));
    let relative = is(sentence.get(subject + 1)?, &["who", "that"]);
    let most = if relative { 9 } else { 6 };
    let mut free = if relative { 6 } else { 0 };
    let is_they = sentence[subject].text == "they";
    let mut index = subject + 1;
    while index < sentence.len().min(subject + most) {
        let word = &sentence[index];
        let text = word.text.as_str();
        if is(word, NEGATIONS) || text == "did" {
            return neglect(sentence, index).and_then(blame);
        }
        if is(word, MODALS) {
            return regret(sentence, subject, index, is_they);
        }
        if let Some(end) = wrong(sentence, index).filter(|_| !is_they) {
            return blame(end);
        }
        if word.parted || !(is(word, FILLERS) || text.ends_with("ly") || relative) {
            if free == 0 {
                break;
            }
            free -= 1;
        }
        index += 1;
    }
    if is_they || relative {
        return None;
    }
    by_manner(sentence, subject).and_then(blame)
}

/// Returns the last word of a verb of blame that begins here.
fn wrong(sentence: &Sentence, index: usize) -> Option<usize> {
    let word = &sentence[index];
    let next = at(sentence, index + 1);
    let near = |list: &[&str]| (index + 1..(index + 4).min(sentence.len())).find(|at| is(&sentence[*at], list));
    match word.text.as_str() {
        "broke" => ["production", "it", "everything", "the"].contains(&next).then_some(index + 1),
        "failed" => (next == "to").then_some(index + 1),
        "slept" => Some(index),
        "caused" | "introduced" => near(HARM),
        "made" => near(&["mistake", "mistakes", "error", "errors"]),
        "at" => (next == "fault").then_some(index + 1),
        "to" => (next == "blame").then_some(index + 1),
        "messed" | "screwed" => (next == "up").then_some(index + 1),
        _ => (is(word, VERBS) || is(word, ADVERBS)).then_some(index),
    }
}

/// `did not bother`, `did not follow the procedure`, `never paid attention`.
fn neglect(sentence: &Sentence, index: usize) -> Option<usize> {
    const RULES: &[&str] =
        &["procedure", "process", "checklist", "runbook", "instructions", "policy", "rules", "attention", "system"];
    let last = (index + 7).min(sentence.len());
    let words = index + 1..last;
    if let Some(end) = words.clone().find(|at| is(&sentence[*at], &["bother", "bothered", "care", "cared"])) {
        return Some(end);
    }
    let verbs = ["follow", "followed", "pay", "paid", "read", "understand", "understood", "respect", "respected"];
    let verb = words.clone().find(|at| is(&sentence[*at], &verbs))?;
    (verb + 1..last).find(|at| is(&sentence[*at], RULES))
}

/// `should have`, `ought to have`, `could have`, and `is to blame`, which begins like a modal.
fn regret(sentence: &Sentence, subject: usize, index: usize, is_they: bool) -> Option<Fault> {
    const MINDS: &[&str] =
        &["known", "noticed", "tested", "checked", "asked", "seen", "read", "called", "looked", "thought"];
    let word = sentence[index].text.as_str();
    if word == "to" {
        let blamed = at(sentence, index + 1) == "blame";
        return blamed.then(|| Fault::Blame(stretch(sentence, subject, index + 1)));
    }
    let have = (index + 1..(index + 4).min(sentence.len())).find(|index| at(sentence, *index) == "have")?;
    let past = ["should", "ought", "could", "might"].contains(&word);
    let meant = !is_they || (have + 1..(have + 3).min(sentence.len())).any(|index| is(&sentence[index], MINDS));
    (past && meant).then(|| Fault::Counterfactual(stretch(sentence, subject, have)))
}

/// `typed the wrong name by mistake`, `out of laziness`, `through sloppy work`.
fn by_manner(sentence: &Sentence, subject: usize) -> Option<usize> {
    // Only the subject of the sentence: later roles may be its object.
    if subject > 3 || sentence.iter().any(|word| is(word, NEGATIONS)) {
        return None;
    }
    let later = subject + 1..sentence.len();
    later.into_iter().find(|index| {
        let (word, before) = (&sentence[*index], at(sentence, index - 1));
        let by = word.text == "mistake" && before == "by";
        let out_of = is(word, FAULTS) && before == "of" && at(sentence, index.saturating_sub(2)) == "out";
        let manner = is(word, &["sloppy", "careless", "lazy", "reckless"]);
        (by || out_of || manner) && !word.quoted
    })
}
