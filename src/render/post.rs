//! Posts to text: as much of a post as a network takes, whole sentences, no markup of any kind.

use std::collections::{BTreeMap, BTreeSet};

use crate::view::post::{Join, Part, Post, Section};

/// The most characters that a post has.
pub const LIMIT: usize = 3000;

/// How many sentences a post takes of each piece, by section and place in it.
type Taken = BTreeMap<(usize, usize), usize>;

/// Writes a post of at most [`LIMIT`] characters. What does not fit is left out by rank, at the end of a sentence; an
/// answer of which too little fits is left out whole.
pub fn text(post: &Post) -> String {
    let mut left_out = BTreeSet::new();
    loop {
        let taken = choose(post, left_out.clone());
        match thin(post, &taken) {
            Some(section) => left_out.insert(section),
            None => return print(post, &taken),
        };
    }
}

/// Chooses what the post takes of the sections that are not closed.
fn choose(post: &Post, mut closed: BTreeSet<usize>) -> Taken {
    let sections = post.sections.iter().enumerate();
    let mut offers: Vec<(usize, usize, &Part)> = sections
        .flat_map(|(section, offered)| offered.parts.iter().enumerate().map(move |(at, part)| (section, at, part)))
        .filter(|(.., part)| part.join != Join::Lead)
        .collect();
    offers.sort_by_key(|(section, at, part)| (part.rank, *section, *at));
    let mut taken = Taken::new();
    for (section, at, part) in offers {
        if closed.contains(&section) {
            continue;
        }
        let all = part.sentences.len();
        let least = if part.rank.may_be_cut() { 1 } else { all };
        let fitting = (least..=all).rev().find(|count| {
            taken.insert((section, at), *count);
            print(post, &taken).chars().count() <= LIMIT
        });
        if fitting.is_none() {
            taken.remove(&(section, at));
        }
        // What follows a piece that is cut or left out would hang in the air, unless it stands alone.
        if fitting != Some(all) && !part.rank.may_be_skipped() {
            closed.insert(section);
        }
    }
    taken
}

/// Finds an answer of which something, but too little, is taken.
fn thin(post: &Post, taken: &Taken) -> Option<usize> {
    post.sections.iter().enumerate().position(|(index, section)| {
        let count = taken.keys().filter(|(section, _)| *section == index).count();
        let all = section.parts.len();
        let least = section.parts.iter().map(|part| part.rank.least(all)).max().unwrap_or_default();
        (1..least).contains(&count)
    })
}

fn print(post: &Post, taken: &Taken) -> String {
    let mut out = String::new();
    if let Some(tlp) = &post.tlp {
        out.push_str(tlp);
        out.push_str("\n\n");
    }
    out.push_str(&post.title);
    out.push('\n');
    if let Some(dateline) = &post.dateline {
        out.push_str(dateline);
        out.push('\n');
    }
    for (index, section) in post.sections.iter().enumerate() {
        push_section(&mut out, section, |at| taken.get(&(index, at)).copied());
    }
    if !post.tags.is_empty() {
        out.push('\n');
        out.push_str(&post.tags.join(" "));
        out.push('\n');
    }
    out
}

fn push_section(out: &mut String, section: &Section, taken: impl Fn(usize) -> Option<usize>) {
    let mut lead: Option<&Part> = None;
    let mut begun = false;
    for (at, part) in section.parts.iter().enumerate() {
        if part.join == Join::Lead {
            lead = Some(part);
            continue;
        }
        let Some(count) = taken(at) else { continue };
        if !begun {
            out.push('\n');
            out.push_str(&section.question);
        }
        if let Some(lead) = lead.take() {
            // A paragraph of its own, but right under the question.
            out.push_str(if begun { "\n\n" } else { "\n" });
            out.push_str(&lead.sentences.join(" "));
            begun = true;
        }
        out.push_str(if begun && part.join == Join::Paragraph { "\n\n" } else { "\n" });
        out.push_str(&part.sentences[..count].join(" "));
        begun = true;
    }
    if begun {
        out.push('\n');
    }
}
