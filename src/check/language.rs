//! Texts that stand under the wrong language, or were copied and never written anew.

use super::Case;
use super::findings::Findings;
use super::rule::Rule;
use super::texts::Part;
use super::words::place;
use crate::base::lang::Lang;

const WRONG_LANGUAGE: Rule = Rule::new("wrong-language", "a text is not in the language that it stands under", "WWWW")
    .example(
        "summary: {en: পেমেন্ট আটাশ মিনিট ব্যর্থ হয়।, bn: Payments failed for a good while.}",
        "summary: {en: 'Payments failed. The page said “আবার চেষ্টা করুন”.', bn: Checkout API-র pool server-এ কল জমে পেমেন্ট ব্যর্থ হয়।}",
    )
    .quiet();

pub(super) const RULES: &[Rule] = &[WRONG_LANGUAGE];

/// Letters that a Bangla text may have before it is asked how many of them are Latin.
const FEW: usize = 20;

const fn is_bengali(c: char) -> bool {
    matches!(c, '\u{980}'..='\u{9ff}')
}

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    // A title or a term may be a name; names are written alike in both languages.
    for told in case.told.iter().filter(|told| told.part != Part::Title) {
        let words = || told.sentences.iter().flatten().filter(|word| !word.quoted);
        if told.lang == Lang::BN {
            let letters = || words().flat_map(|word| word.text.chars());
            let bengali =
                letters().filter(|c| is_bengali(*c) && !matches!(c, '\u{9bc}' | '\u{9cd}' | '০'..='৯')).count();
            let latin = letters().filter(|c| !is_bengali(*c) && c.is_alphabetic()).count();
            let all = bengali + latin;
            if all > FEW && latin * 10 > all * 6 {
                let message = format!("{latin} of {all} letters of this Bangla text are Latin");
                found.push(
                    WRONG_LANGUAGE.at(told.prose.span, message).hint("was it copied to be written in Bangla later?"),
                );
            }
            continue;
        }
        // Digits have a rule of their own.
        let is_word = |text: &str| text.contains(is_bengali) && !text.starts_with(char::is_numeric);
        if let Some(word) = words().find(|word| is_word(&word.text)) {
            let message = format!("`{}` stands in an English text", word.text);
            let finding = WRONG_LANGUAGE.at(place(case.sources, told.prose, word.range.clone()), message);
            found.push(finding.hint("write it in English, or put it in quotes if it is quoted"));
        }
    }
}
