//! Posts to text: as much of a post as a network takes, whole sentences, no markup of any kind.

use std::collections::BTreeSet;

use crate::view::post::{Join, Part, Post, Section};

/// The most characters that a post has.
pub const LIMIT: usize = 3000;

/// The pieces that a post takes, by section and place in it.
type Taken = BTreeSet<(usize, usize)>;

/// Writes a post of at most [`LIMIT`] characters. What is left out is left out by rank, at the end of a sentence.
pub fn text(post: &Post) -> String {
    let sections = post.sections.iter().enumerate();
    let mut offers: Vec<(usize, usize, &Part)> = sections
        .flat_map(|(section, offered)| offered.parts.iter().enumerate().map(move |(at, part)| (section, at, part)))
        .filter(|(.., part)| part.join != Join::Lead)
        .collect();
    offers.sort_by_key(|(section, at, part)| (part.rank, *section, *at));
    let mut taken = Taken::new();
    let mut broken_off = BTreeSet::new();
    for (section, at, part) in offers {
        // Where a sentence is left out, those after it would hang in the air; entries of a list stand alone.
        if broken_off.contains(&section) && part.join != Join::Line {
            continue;
        }
        taken.insert((section, at));
        if print(post, &taken).chars().count() > LIMIT {
            taken.remove(&(section, at));
            broken_off.insert(section);
        }
    }
    print(post, &taken)
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
        push_section(&mut out, section, |at| taken.contains(&(index, at)));
    }
    if !post.tags.is_empty() {
        out.push('\n');
        out.push_str(&post.tags.join(" "));
        out.push('\n');
    }
    out
}

fn push_section(out: &mut String, section: &Section, taken: impl Fn(usize) -> bool) {
    let mut lead: Option<&str> = None;
    let mut begun = false;
    for (at, part) in section.parts.iter().enumerate() {
        if part.join == Join::Lead {
            lead = Some(&part.text);
            continue;
        }
        if !taken(at) {
            continue;
        }
        if !begun {
            out.push('\n');
            out.push_str(&section.question);
        }
        if let Some(words) = lead.take() {
            // A paragraph of its own, but right under the question.
            out.push_str(if begun { "\n\n" } else { "\n" });
            out.push_str(words);
            begun = true;
        }
        out.push_str(match part.join {
            Join::Space if begun => " ",
            Join::Paragraph if begun => "\n\n",
            Join::Space | Join::Paragraph | Join::Line | Join::Lead => "\n",
        });
        out.push_str(&part.text);
        begun = true;
    }
    if begun {
        out.push('\n');
    }
}
