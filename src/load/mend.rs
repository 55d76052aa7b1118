//! Slips in how a file is written that can be mended without asking what its author meant: a byte order mark, carriage
//! returns, tabs for indentation, letters in another form of Unicode.

use unicode_normalization::UnicodeNormalization;

use super::layout::{same, tree};

/// Tabs are taken for indentation only where a file says the same with each of these widths.
const WIDTHS: [usize; 3] = [2, 4, 8];

/// A text that has been mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// What was mended, in words for people.
    pub what: Vec<String>,
}

/// Mends a text, which may have had a byte order mark before it. Nothing to mend gives nothing.
pub fn mend(text: &str, is_marked: bool, is_yaml: bool) -> Option<Mended> {
    let mut what = Vec::new();
    if is_marked {
        what.push("a byte order mark".to_owned());
    }
    let returns = text.matches("\r\n").count();
    let mut mended = text.replace("\r\n", "\n");
    if returns > 0 {
        what.push(format!("{returns} carriage return(s)"));
    }
    if let Some((spaced, lines)) = is_yaml.then(|| without_tabs(&mended)).flatten() {
        mended = spaced;
        what.push(format!("tabs that indent {lines} line(s)"));
    }
    let normal: String = mended.nfc().collect();
    if normal != mended {
        let lines = normal.lines().zip(mended.lines()).filter(|(one, other)| one != other).count();
        what.push(format!("letters in another Unicode form on {lines} line(s)"));
        mended = normal;
    }
    (!what.is_empty() && says_the_same(text, &mended, is_yaml)).then_some(Mended { text: mended, what })
}

/// Says whether two texts hold the same, as far as the first can be read.
fn says_the_same(before: &str, after: &str, is_yaml: bool) -> bool {
    match tree(before).filter(|_| is_yaml) {
        Some(before) => tree(after).is_some_and(|after| same(&before, &after)),
        None => true,
    }
}

/// Writes spaces for the tabs that indent lines, and counts these lines; `None` where there are none, or where what the file
/// says depends on how wide a tab is.
fn without_tabs(text: &str) -> Option<(String, usize)> {
    let lines = text.lines().filter(|line| margin(line).contains('\t')).count();
    let spaced = WIDTHS.map(|width| spaced(text, width));
    let trees = spaced.each_ref().map(|text| tree(text));
    let [Some(first), rest @ ..] = &trees else { return None };
    let agree = rest.iter().all(|other| other.as_ref().is_some_and(|other| same(first, other)));
    let [narrow, ..] = spaced;
    (lines > 0 && agree).then_some((narrow, lines))
}

/// Says whether tabs indent lines of which only their author knows how far they were meant to be.
pub fn leaves_tabs(text: &str) -> bool {
    let text = text.replace("\r\n", "\n");
    text.lines().any(|line| margin(line).contains('\t')) && without_tabs(&text).is_none()
}

fn margin(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Moves every tab of a margin to the next multiple of a width.
fn spaced(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let margin = margin(line);
        let wide = margin.chars().fold(0, |at, c| if c == '\t' { (at / width + 1) * width } else { at + 1 });
        out.extend(std::iter::repeat_n(' ', wide));
        out.push_str(&line[margin.len()..]);
    }
    out
}
