//! Addresses and telephone numbers in texts: they lead to people as names do.

use crate::base::lang::Lang;
use crate::draft::dates::digit;

/// Puts words in their place; `None` where there are none.
pub(super) fn without(text: &str, lang: Lang) -> Option<String> {
    let (number, mail) = if lang == Lang::BN {
        ("(একটি ফোন নম্বর)", "(একটি ইমেইল ঠিকানা)")
    } else {
        ("(a phone number)", "(an e-mail address)")
    };
    let words: Vec<&str> = text.split(' ').collect();
    let mut written = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let taken = phone_words(&words[at..]);
        if taken > 0 {
            written.push(number);
        } else {
            written.push(if is_mail(bare(word)) { mail } else { word });
        }
        at += taken.max(1);
    }
    (written != words).then(|| written.join(" "))
}

/// Takes the signs of a sentence from both ends of a word.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| ",.;:!?<>\"'।".contains(c))
}

fn is_mail(word: &str) -> bool {
    let (name, host) = word.split_once('@').unwrap_or_default();
    !name.is_empty() && host.contains('.') && !host.contains('/') && !name.contains("//")
}

/// Returns how many words at the start are one number of a telephone, which may be written in groups; none when 0.
fn phone_words(words: &[&str]) -> usize {
    let digits = |word: &str| word.chars().filter(|c| digit(*c).is_some()).count();
    let numeric = |word: &str| word.chars().all(|c| digit(c).is_some() || "+-()".contains(c)) && digits(word) > 1;
    let Some(first) = words.first().map(|word| bare(word).trim_start_matches('@')) else { return 0 };
    let whole = first.starts_with("01") || first.starts_with("০১") || words[0].starts_with('@');
    if !numeric(first) || !(whole || first.starts_with('+')) {
        return 0;
    }
    // Only a number that begins with `+` goes on over spaces.
    let more = words[1..].iter().take_while(|word| first.starts_with('+') && numeric(bare(word))).count();
    let total: usize = words[..=more].iter().map(|word| digits(word)).sum();
    if (9..=17).contains(&total) { more + 1 } else { usize::from((9..=17).contains(&digits(first))) }
}
