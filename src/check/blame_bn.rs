//! Blame in Bangla: a word of blame with a human subject. The honorific ending of the verb (করেছেন, দেননি) tells a person from a
//! machine (করেছে, দেয়নি); where a text is about a team, whose verb has no such ending, the subject itself has to be there.

use super::blame::{Fault, stretch};
use super::words::{Sentence, Word};

/// Roles, as they are written before endings.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "ইঞ্জিনিয়ার", "প্রকৌশলী", "অপারেটর", "ডেভেলপার", "প্রোগ্রামার", "অ্যাডমিন", "টেকনিশিয়ান", "কর্মী", "কর্মচারী", "কর্মকর্তা", "ম্যানেজার",
    "ব্যবস্থাপক", "রিভিউয়ার", "বিশ্লেষক", "দলনেতা", "ঠিকাদার", "ব্যক্তি", "প্রধান", "প্রশাসক", "সহকর্মী",
];
/// Roles of many, whose verbs have no honorific ending.
const GROUPS: &[&str] = &["টিম", "দল"];
const PRONOUNS: &[&str] = &["তিনি", "উনি", "তাঁরা", "ওঁরা", "আমরা", "কেউ", "যিনি", "যাঁরা"];
const THEIRS: &[&str] = &["তাঁর", "তাঁদের", "ওঁর", "ওঁদের", "আমাদের", "কারও", "আপনার", "আপনাদের"];
/// People whose error is given as a cause.
const WHOSE: &[&str] = &["মানবিক", "মানুষের", "ব্যবহারকারীর", "মনুষ্যসৃষ্ট"];
/// Beginnings of words that name a fault.
#[rustfmt::skip]
const FAULTS: &[&str] = &["গাফিলতি", "অবহেলা", "অসাবধানতা", "খামখেয়ালি", "দায়িত্বহীনতা", "অদক্ষতা", "আলসেমি", "অমনোযোগ", "উদাসীনতা"];
/// Words of manner.
#[rustfmt::skip]
const MANNERS: &[&str] = &[
    "অসাবধানে", "বেপরোয়াভাবে", "বেখেয়ালে", "দায়সারা", "দায়িত্বহীনভাবে", "বোকার", "ভুলবশত", "ভুলক্রমে", "আতঙ্কে", "বেমালুম", "অবহেলা", "গাফিলতি",
    "খামখেয়ালি", "আলসেমি", "অদক্ষতার", "উপেক্ষা", "লঙ্ঘন", "অমান্য",
];
/// What a person did not do: the noun before a verb that says no.
const CARE: &[&str] = &["খেয়াল", "মনোযোগ", "কান", "গরজ", "পাত্তা", "তোয়াক্কা", "অনুসরণ", "লক্ষ", "পড়েও", "নিয়ম", "নীতি", "গা"];
/// What follows where an error is prevented, denied or found.
#[rustfmt::skip]
const SPARED: &[&str] = &[
    "ঠেকা", "কমা", "কমে", "এড়া", "রোধ", "ধর", "ধরে", "নয়", "না", "বললে", "বলা", "বলে", "সারা", "শুধর", "শোধর", "সংশোধন", "খুঁজ", "খোঁজ", "হলে", "হলেও",
    "সামলা", "সম্ভাবনা", "ঝুঁকি", "সুযোগ", "পাকড়াও",
];

fn begins(word: &str, list: &[&str]) -> bool {
    list.iter().any(|start| word.starts_with(start))
}

/// How a word names a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// As the subject.
    Subject,
    /// As the subject, many as one.
    Group,
    /// As the owner: ইঞ্জিনিয়ারের, তাঁর.
    Owner,
}

fn naming(word: &Word) -> Option<Naming> {
    let text = word.text.as_str();
    if word.quoted {
        return None;
    }
    if PRONOUNS.contains(&text) {
        return Some(Naming::Subject);
    }
    if THEIRS.contains(&text) {
        return Some(Naming::Owner);
    }
    let ending = |roles: &[&str]| roles.iter().find_map(|role| text.strip_prefix(role));
    let (ending, group) = match ending(ROLES) {
        Some(ending) => (ending, false),
        None => (ending(GROUPS)?, true),
    };
    match ending {
        "" | "রা" | "েরা" | "টি" | "টা" | "গণ" | "ই" | "ও" | "রাই" | "রাও" => {
            Some(if group { Naming::Group } else { Naming::Subject })
        }
        "র" | "ের" | "দের" | "েদের" | "টির" | "টার" | "রই" | "েরই" => {
            Some(Naming::Owner)
        }
        _ => None,
    }
}

/// Says whether a word has the honorific ending of a verb, as in করেছেন, দেন, লিখেছিলেন.
fn honours(word: &str) -> bool {
    word.ends_with("েন") || ["দেন", "যান", "পান", "নেন", "ফেলেন", "হন"].contains(&word)
}

/// Says whether a word is a verb that says no of a person: করেননি, দেননি.
fn denies(word: &str) -> bool {
    word.ends_with("ননি") || word.ends_with("েন না")
}

/// Finds what a sentence says of a person.
pub(super) fn of(sentence: &Sentence) -> Option<Fault> {
    let asks = sentence.iter().any(|word| ["কে", "কার", "কারা"].contains(&word.text.as_str()));
    if asks {
        return None;
    }
    (0..sentence.len()).find_map(|index| {
        cause(sentence, index)
            .or_else(|| regret(sentence, index))
            .or_else(|| guilt(sentence, index))
            .or_else(|| manner(sentence, index))
            .or_else(|| neglect(sentence, index))
            .or_else(|| deed(sentence, index))
    })
}

fn text(sentence: &Sentence, index: usize) -> &str {
    sentence.get(index).map_or("", |word| word.text.as_str())
}

fn spared(sentence: &Sentence, from: usize) -> bool {
    sentence[from.min(sentence.len())..(from + 4).min(sentence.len())].iter().any(|word| begins(&word.text, SPARED))
}

/// Returns the word that names a person as the subject before a place, and whether it is many as one.
fn subject(sentence: &Sentence, before: usize) -> Option<(usize, Naming)> {
    (0..before).rev().find_map(|index| {
        naming(&sentence[index]).filter(|naming| *naming != Naming::Owner).map(|naming| (index, naming))
    })
}

/// Returns the last verb from a place on, up to the next sign that parts.
fn verb(sentence: &Sentence, from: usize) -> Option<usize> {
    let rest = from..sentence.len();
    let end = rest.clone().find(|index| *index > from && sentence[*index].parted).unwrap_or(sentence.len());
    (from..end).rev().find(|index| honours(text(sentence, *index)) || denies(text(sentence, *index)))
}

/// মানবিক ভুল, অপারেটরের ভুলে, ইঞ্জিনিয়ারের গাফিলতি, where it is a cause.
fn cause(sentence: &Sentence, index: usize) -> Option<Fault> {
    let next = sentence.get(index + 1)?;
    if sentence[index].quoted || spared(sentence, index + 2) {
        return None;
    }
    let wrong = ["ভুল", "ভুলে", "ভুলেই", "ভুলের"].contains(&next.text.as_str());
    if wrong && WHOSE.contains(&text(sentence, index)) {
        return Some(Fault::HumanError(stretch(sentence, index, index + 1)));
    }
    let theirs = naming(&sentence[index]) == Some(Naming::Owner);
    (theirs && (wrong || begins(&next.text, FAULTS))).then(|| Fault::Blame(stretch(sentence, index, index + 1)))
}

/// উচিত ছিল, পারতেন, যদি দেখতেন, সতর্ক থাকলে: what a person did not do.
fn regret(sentence: &Sentence, index: usize) -> Option<Fault> {
    let word = text(sentence, index);
    let theirs = (0..index).rev().find(|at| naming(&sentence[*at]) == Some(Naming::Owner));
    if word == "উচিত" && begins(text(sentence, index + 1), &["ছিল"]) {
        return theirs.map(|from| Fault::Counterfactual(stretch(sentence, from, index + 1)));
    }
    let person = subject(sentence, index)?;
    let wished = word.ends_with("তেন") && (word == "পারতেন" || (person.0..index).any(|at| text(sentence, at) == "যদি"));
    let careful = ["সতর্ক", "সাবধান", "মনোযোগী"].contains(&word) && ["থাকলে", "হলে"].contains(&text(sentence, index + 1));
    (wished || careful).then(|| Fault::Counterfactual(stretch(sentence, person.0, index)))
}

/// দোষটা টিমের, দায় ঠিকাদারের, প্রধান দায়ী.
fn guilt(sentence: &Sentence, index: usize) -> Option<Fault> {
    let word = text(sentence, index);
    if ["দোষ", "দোষটা", "দায়", "দায়টা"].contains(&word) {
        let last = (index + 4).min(sentence.len());
        let theirs = (index + 1..last).find(|at| naming(&sentence[*at]) == Some(Naming::Owner))?;
        return (theirs + 1 == sentence.len()).then(|| Fault::Blame(stretch(sentence, index, theirs)));
    }
    if word == "দায়ী" && index > 0 && !["করা", "নয়", "নন"].contains(&text(sentence, index + 1))
    {
        let person = naming(&sentence[index - 1]).filter(|naming| *naming != Naming::Owner);
        return person.map(|_| Fault::Blame(stretch(sentence, index - 1, index)));
    }
    None
}

/// অসাবধানে, অবহেলা, উপেক্ষা with a verb that honours: করেছেন.
fn manner(sentence: &Sentence, index: usize) -> Option<Fault> {
    let word = &sentence[index];
    if word.quoted || !MANNERS.contains(&word.text.as_str()) {
        return None;
    }
    let verb = verb(sentence, index)?;
    honours(text(sentence, verb)).then(|| Fault::Blame(stretch(sentence, index, verb)))
}

/// খেয়াল করেননি, নিয়ম মানেননি, কান দেননি.
fn neglect(sentence: &Sentence, index: usize) -> Option<Fault> {
    let word = &sentence[index];
    let next = text(sentence, index + 1);
    let care = CARE.contains(&word.text.as_str()) && !word.quoted && denies(next);
    care.then(|| Fault::Blame(stretch(sentence, index, index + 1)))
}

/// ভুল করেছেন, ভুলে গেছেন, এড়িয়ে গেছেন, ব্যর্থ হয়েছে: a deed, with the person who did it.
fn deed(sentence: &Sentence, index: usize) -> Option<Fault> {
    let word = text(sentence, index);
    if sentence[index].quoted {
        return None;
    }
    let person = subject(sentence, index);
    let next = text(sentence, index + 1);
    let blame = |from: usize, to: usize| Some(Fault::Blame(stretch(sentence, from, to)));
    match word {
        "ভুল" if !begins(next, SPARED) => {
            let verb = verb(sentence, index + 1).filter(|at| honours(text(sentence, *at)))?;
            // Without a subject only ভুল করেছেন itself is clear.
            let clear = begins(next, &["কর"]) && verb <= index + 2;
            let from = person.map(|(from, _)| from).or(clear.then_some(index))?;
            blame(from, verb)
        }
        "ভুলে" | "এড়িয়ে" | "ঘুমিয়ে" if honours(next) => {
            blame(person?.0, index + 1)
        }
        "ব্যর্থ" => {
            let (from, naming) = person?;
            let fits =
                if naming == Naming::Group { begins(next, &["হয়েছ", "হয"]) } else { honours(next) };
            (fits && index - from <= 5).then(|| Fault::Blame(stretch(sentence, from, index + 1)))
        }
        "ঘটিয়েছেন" => blame(person?.0, index),
        "নষ্ট" if honours(next) => blame(person?.0, index + 1),
        _ => None,
    }
}
