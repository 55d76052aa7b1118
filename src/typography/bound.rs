//! Which words stay together at the end of a line.

/// Says whether no line ends at a space between two characters: behind a number and before a word.
pub fn are_bound(before: Option<char>, after: Option<char>) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('০'..='৯').contains(&c);
    before.is_some_and(is_digit) && after.is_some_and(char::is_alphabetic)
}

/// Keeps a number with the word behind it: the space between becomes one at which no line ends. ৩ ঘণ্টা, 22 min,
/// 25 November.
pub fn bound(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let parts = c == ' ' && are_bound(before, rest.peek().copied());
        out.push(if parts { '\u{a0}' } else { c });
        before = Some(c);
    }
    out
}

/// Keeps a Bangla ending with the name or number that it stands behind, as `bound` keeps units: Slack-এর, ০৮:৩০-এর. For
/// pages: a joiner behind the hyphen, which is not to be seen.
pub fn with_endings(text: &str) -> String {
    let is_letter = |c: char| ('\u{980}'..='\u{9e5}').contains(&c);
    let mut out = bound(text);
    let behind: Vec<usize> = out.match_indices('-').map(|(at, _)| at + 1).collect();
    for at in behind.into_iter().rev() {
        let before = out[..at - 1].chars().next_back().is_some_and(|c| !is_letter(c) && !c.is_whitespace());
        if before && out[at..].starts_with(is_letter) {
            out.insert(at, '\u{2060}');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(bound("৩ ঘণ্টা ১৪ মিনিট"), "৩\u{a0}ঘণ্টা ১৪\u{a0}মিনিট");
        assert_eq!(bound("4 h 22 min, 96.2 ± 1.3 min"), "4\u{a0}h 22\u{a0}min, 96.2 ± 1.3\u{a0}min");
        assert_eq!(bound("15% of 7 – or more"), "15% of 7 – or more");
    }

    #[test]
    fn an_ending_stays_behind_its_name() {
        assert_eq!(with_endings("Slack-এর ০৮:৩০-এর দিকে"), "Slack-\u{2060}এর ০৮:৩০-\u{2060}এর দিকে");
        assert_eq!(with_endings("ফ্রন্ট-এন্ড, us-east-1 -এ"), "ফ্রন্ট-এন্ড, us-east-1 -এ");
        assert_eq!(with_endings("২ মিনিট"), "২\u{a0}মিনিট");
    }
}
