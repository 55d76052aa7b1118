//! Which words stay together at the end of a line.

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('০'..='৯').contains(&c)
}

/// Says whether no line ends at a space between two characters: behind a number and before a word.
pub fn are_bound(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(is_digit) && after.is_some_and(char::is_alphabetic)
}

/// Units of time that go on with a smaller one: 4 h 22 min, ৩ ঘণ্টা ১৪ মিনিট.
const LARGER: [&str; 4] = ["\u{a0}h", "\u{a0}d", "\u{a0}ঘণ্টা", "\u{a0}দিন"];

/// Keeps a number with the word behind it, a length of time together, and a margin with its value: the spaces between become
/// such that no line ends at them. ৩ ঘণ্টা, 4 h 22 min, ২টা ৫১ মিনিট, 96.2 ± 1.3 min, 25 November.
pub fn bound(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let after = rest.peek().copied();
        let is_kept = || are_bound(before, after) || before == Some('±') || after == Some('±') || goes_on(&out, after);
        let kept = c == ' ' && is_kept();
        out.push(if kept { '\u{a0}' } else { c });
        before = Some(c);
    }
    out
}

/// Says whether a length or a time of day goes on with a number.
fn goes_on(before: &str, after: Option<char>) -> bool {
    let of_the_day = || before.strip_suffix("টা").and_then(|hour| hour.chars().next_back()).is_some_and(is_digit);
    after.is_some_and(is_digit) && (LARGER.iter().any(|unit| before.ends_with(unit)) || of_the_day())
}

/// Keeps what pages would part behind a hyphen or a dash, beside what `bound` keeps: a Bangla ending with its name or number
/// (Slack-এর, ০৮:৩০-এর), a name with digits in it (us-east-1, x86-64), a range of numbers (14:51–15:20). A joiner stands
/// behind the sign, which is not to be seen.
pub fn joined(text: &str) -> String {
    let mut out = bound(text);
    let signs: Vec<(usize, &str)> = out.match_indices(['-', '–']).collect();
    let ends: Vec<usize> = signs.iter().map(|(at, sign)| at + sign.len()).collect();
    let kept = signs.iter().map(|(at, sign)| holds(&out, *at, sign));
    let kept: Vec<usize> = ends.into_iter().zip(kept).filter_map(|(end, kept)| kept.then_some(end)).collect();
    for end in kept.into_iter().rev() {
        out.insert(end, '\u{2060}');
    }
    out
}

/// A longer name may part at its hyphens.
const NAME_AT_MOST: usize = 20;

/// Says whether no line ends behind a sign at a place.
fn holds(text: &str, at: usize, sign: &str) -> bool {
    let (before, after) = (&text[..at], &text[at + sign.len()..]);
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if sign == "–" {
        return (is_digit(left) || left == '%') && is_digit(right);
    }
    let is_bangla = |c: char| ('\u{980}'..='\u{9e5}').contains(&c);
    if is_bangla(right) {
        return !is_bangla(left) && !left.is_whitespace();
    }
    let of_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let start = before.trim_end_matches(of_name).len();
    let end = text.len() - after.trim_start_matches(of_name).len();
    let name = &text[start..end];
    let whole = left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric();
    whole && name.len() <= NAME_AT_MOST && name.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(bound("৩ ঘণ্টা ১৪ মিনিট"), "৩\u{a0}ঘণ্টা\u{a0}১৪\u{a0}মিনিট");
        assert_eq!(bound("দুপুর ২টা ৫১ মিনিটে"), "দুপুর ২টা\u{a0}৫১\u{a0}মিনিটে");
        assert_eq!(bound("4 h 22 min, 96.2 ± 1.3 min"), "4\u{a0}h\u{a0}22\u{a0}min, 96.2\u{a0}±\u{a0}1.3\u{a0}min");
        assert_eq!(bound("15% of 7 – or more"), "15% of 7 – or more");
    }

    #[test]
    fn an_ending_stays_behind_its_name() {
        assert_eq!(joined("Slack-এর ০৮:৩০-এর দিকে"), "Slack-\u{2060}এর ০৮:৩০-\u{2060}এর দিকে");
        assert_eq!(joined("ফ্রন্ট-এন্ড, data-plane -এ"), "ফ্রন্ট-এন্ড, data-plane -এ");
        assert_eq!(joined("২ মিনিট"), "২\u{a0}মিনিট");
    }

    #[test]
    fn names_with_digits_and_ranges_stay_whole() {
        assert_eq!(joined("us-east-1, x86-64"), "us-\u{2060}east-\u{2060}1, x86-\u{2060}64");
        assert_eq!(joined("১৪:৫১–১৫:২০ বা ৫–১০%"), "১৪:৫১–\u{2060}১৫:২০\u{a0}বা ৫–\u{2060}১০%");
        assert_eq!(joined("well-known – 3, a-very-long-name-of-2024"), "well-known – 3, a-very-long-name-of-2024");
    }
}
