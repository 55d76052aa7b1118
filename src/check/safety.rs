//! What must not leave the house, and links that must lead somewhere.

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use super::texts::Told;
use super::words::place;
use crate::base::diag::nearest;
use crate::model::{Audience, Incident};

const SECRET: Rule = Rule::new("secret", "a key, a token, or an address of a person or of the inside of a network", "WWEE")
    .example(
        "summary: {en: 'The key AKIAIOSFODNN7EXAMPLE was used from 10.1.2.3.', bn: 'AKIAIOSFODNN7EXAMPLE কী ব্যবহার হয় 10.1.2.3 থেকে।'}",
        "summary: {en: The key of the build account was used in version 10.1.2 of the client., bn: ক্লায়েন্টের 10.1.2 সংস্করণে বিল্ড অ্যাকাউন্টের কী ব্যবহার হয়।}",
    )
    .quiet();

const PERSONAL_NAME: Rule =
    Rule::new("personal-name", "a name of one of the `people` in nidan.yaml stands in a text", "WWEE").quiet();

const BROKEN_LINK: Rule = Rule::new("broken-link", "a link inside the knowledge base leads nowhere", "EEEE")
    .example(
        "summary: {en: 'See [the lesson](#lessons/fever).', bn: '[শিক্ষাটি](#lessons/fever) দেখুন।'}",
        "summary: {en: 'See [the lesson](#lessons/fewer).', bn: '[শিক্ষাটি](#lessons/fewer) দেখুন।'}",
    )
    .quiet();

pub(super) const RULES: &[Rule] = &[SECRET, PERSONAL_NAME, BROKEN_LINK];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    let open = case.kb.settings.audience != Audience::Internal;
    for told in &case.told {
        let text = told.prose.markdown.as_str();
        for token in tokens(text) {
            let word = &text[token.clone()];
            // Among ourselves an address of the inside is no secret; a key always is.
            let what = credential(word).or_else(|| if open { private(word) } else { None });
            if let Some(what) = what {
                let finding = SECRET.at(place(case.sources, told.prose, token), format!("this looks like {what}"));
                found.push(
                    finding.hint("leave it out or write `10.x.x.x`; a key that was written down has to be changed"),
                );
            }
        }
        names(case, told, found);
        links(case, told, found);
    }
}

/// Cuts a text where no key or address can go on.
fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    let part = |c: char| c.is_ascii_alphanumeric() || "-_.@+/=:".contains(c);
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let end = from + text[from..at].trim_end_matches(['.', ':', '/', '-']).len();
                found.push(from..end);
                start = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    found
}

fn credential(word: &str) -> Option<&'static str> {
    let solid = |rest: &str, least: usize| {
        rest.len() >= least && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let is_aws =
        |rest: &str| rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if word.strip_prefix("AKIA").or(word.strip_prefix("ASIA")).is_some_and(is_aws) {
        return Some("an access key");
    }
    for (start, least) in [
        ("ghp_", 30),
        ("gho_", 30),
        ("github_pat_", 30),
        ("xoxb-", 20),
        ("xoxp-", 20),
        ("sk-", 24),
        ("glpat-", 18),
        ("AIza", 30),
    ] {
        if word.strip_prefix(start).is_some_and(|rest| solid(rest, least)) {
            return Some("a token");
        }
    }
    (word.starts_with("eyJ") && word.matches('.').count() == 2 && word.len() > 40).then_some("a token")
}

fn private(word: &str) -> Option<&'static str> {
    let host = word.split(['/', ':']).next().unwrap_or_default();
    let parts: Vec<u8> = host.split('.').filter_map(|part| part.parse().ok()).collect();
    if let [a, b, _, _] = parts[..]
        && host.split('.').count() == 4
        && (a == 10 || (a == 192 && b == 168) || (a == 172 && (16..32).contains(&b)))
    {
        return Some("an address inside a network");
    }
    if let Some((name, domain)) = word.split_once('@') {
        let dotted = domain.split('.').count() > 1 && domain.split('.').all(|part| !part.is_empty());
        let example =
            domain.ends_with("example.org") || domain.ends_with("example.com") || domain.ends_with(".example");
        if !name.is_empty() && dotted && !example && !name.contains("://") && !name.contains('/') {
            return Some("a mail address");
        }
    }
    let digits = word.strip_prefix("+880").or(word.strip_prefix("01").map(|_| &word[1..]))?;
    let mobile =
        digits.trim_start_matches('-').starts_with('1') && digits.bytes().filter(u8::is_ascii_digit).count() == 10;
    (mobile && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')).then_some("a telephone number")
}

fn names(case: &Case<'_>, told: &Told<'_>, found: &mut Findings<'_>) {
    let text = told.prose.markdown.as_str();
    for person in &case.kb.settings.people {
        let part = |c: char| c.is_alphanumeric();
        let whole = |at: usize| {
            let ends = !text[at + person.name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
            !text[..at].ends_with(part) && ends
        };
        if let Some((at, _)) = text.match_indices(person.name.as_str()).find(|(at, _)| whole(*at)) {
            let span = place(case.sources, told.prose, at..at + person.name.len());
            let finding = PERSONAL_NAME.at(span, format!("`{}` is a person's name", person.name));
            found.push(finding.hint(format!("write the role: `{}`", person.role)));
        }
    }
}

fn links(case: &Case<'_>, told: &Told<'_>, found: &mut Findings<'_>) {
    let text = told.prose.markdown.as_str();
    for (at, _) in text.match_indices("](") {
        let start = at + 2;
        let Some(length) = text[start..].find([')', ' ']) else { continue };
        let address = &text[start..start + length];
        if let Some((wrong, meant)) = broken(case, address) {
            let finding = BROKEN_LINK.at(place(case.sources, told.prose, start..start + length), wrong);
            let finding = match meant {
                Some(meant) => finding.hint(format!("did you mean `{meant}`?")),
                None => finding,
            };
            found.push(finding.hint(
                "inside the knowledge base a link is `2024-12-11-name`, `2024-12-11-name#lessons/id` or `#lessons/id`",
            ));
        }
    }
}

/// Says what is wrong with a link, and which name was probably meant.
fn broken<'a>(case: &'a Case<'_>, address: &str) -> Option<(String, Option<&'a str>)> {
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let dated = path.get(..10).is_some_and(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok());
    let is_id = dated && path.get(10..).is_some_and(|slug| slug.starts_with('-') && !slug.contains(['/', '.']));
    let target = if path.is_empty() && !anchor.is_empty() {
        case.incident
    } else if is_id {
        let found = case.kb.incidents.iter().find(|incident| incident.id.as_str() == path);
        let Some(incident) = found else {
            let known = case.kb.incidents.iter().map(|incident| incident.id.as_str());
            return Some((format!("there is no incident `{path}`"), nearest(path, known)));
        };
        incident
    } else {
        return None;
    };
    let (section, id) = anchor.split_once('/')?;
    let known = ids(target, section)?;
    let wrong = || format!("`{section}` of `{}` has no `{id}`", target.id);
    (!known.contains(&id)).then(|| (wrong(), nearest(id, known)))
}

/// Returns the ids of a section; none where it is no section of entries.
fn ids<'a>(incident: &'a Incident, section: &str) -> Option<Vec<&'a str>> {
    let ids: Vec<&str> = match section {
        "lessons" => incident.lessons.iter().map(|lesson| lesson.entry.id.as_str()).collect(),
        "factors" => incident.factors.iter().map(|factor| factor.entry.id.as_str()).collect(),
        "actions" => incident.actions.iter().map(|action| action.entry.id.as_str()).collect(),
        "impact" => incident.impact.iter().map(|impact| impact.entry.id.as_str()).collect(),
        "mitigations" => incident.mitigations.iter().map(|step| step.entry.id.as_str()).collect(),
        "sources" => incident.sources.iter().map(|source| source.id.as_str()).collect(),
        "glossary" => incident.glossary.iter().map(|term| term.id.as_str()).collect(),
        _ => return None,
    };
    Some(ids)
}
