//! Words of a mail's head in letters beyond ASCII (RFC 2047), cut only between clusters: what is decoded word by word stays
//! readable in every program.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use unicode_segmentation::UnicodeSegmentation;

/// The most characters of an encoded word.
const WORD: usize = 75;
/// The most characters of a line.
const LINE: usize = 76;
/// What stands round the text of an encoded word.
const ROUND: usize = "=?utf-8?B??=".len();

/// Writes a text as a value of a head whose line begins with `used` characters.
pub(super) fn encoded(text: &str, used: usize) -> String {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && !text.contains("=?");
    if plain { folded(text, used) } else { words(text, used).join("\r\n ") }
}

/// Breaks a plain text at its spaces. A word that is longer than a line stands on its own.
fn folded(text: &str, used: usize) -> String {
    let mut out = String::new();
    let mut column = used;
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            let breaks = column + 1 + word.len() > LINE && !word.is_empty();
            out.push_str(if breaks { "\r\n " } else { " " });
            column = if breaks { 1 } else { column + 1 };
        }
        out.push_str(word);
        column += word.len();
    }
    out
}

fn words(text: &str, used: usize) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    // Three bytes are four characters; a line that goes on begins with a space.
    let room =
        |first: bool| ((if first { LINE.saturating_sub(used).min(WORD) } else { WORD }).saturating_sub(ROUND)) / 4 * 3;
    for piece in pieces(text, room(false)) {
        if !word.is_empty() && word.len() + piece.len() > room(words.is_empty()) {
            words.push(std::mem::take(&mut word));
        }
        word.push_str(piece);
    }
    words.push(word);
    words.iter().map(|word| format!("=?utf-8?B?{}?=", BASE64_STANDARD.encode(word))).collect()
}

/// Cuts a text into clusters, and a cluster that no word has room for into letters.
fn pieces(text: &str, most: usize) -> Vec<&str> {
    let mut found = Vec::new();
    for cluster in text.graphemes(true) {
        if cluster.len() <= most {
            found.push(cluster);
        } else {
            found.extend(cluster.char_indices().map(|(at, c)| &cluster[at..at + c.len_utf8()]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(value: &str) -> Vec<String> {
        let word = |word: &str| {
            let inner =
                word.strip_prefix("=?utf-8?B?").and_then(|word| word.strip_suffix("?=")).expect("an encoded word");
            String::from_utf8(BASE64_STANDARD.decode(inner).expect("base64")).expect("whole letters")
        };
        value.split("\r\n ").map(word).collect()
    }

    #[test]
    fn a_subject_is_cut_between_clusters_alone() {
        let text = "[TLP:CLEAR] CIRT সংবাদ: ক্ষমতার স্ট্রাকচার, র‍্যাম আর উদ্‌যাপন ".repeat(6);
        let value = encoded(&text, "Subject: ".len());
        let words = decoded(&value);
        assert_eq!(words.concat(), text);
        let whole: Vec<&str> = text.graphemes(true).collect();
        let cut: Vec<String> = words.iter().flat_map(|word| word.graphemes(true).map(str::to_owned)).collect();
        assert_eq!(cut, whole);
        let mut lines = value.split("\r\n");
        assert!(lines.next().is_some_and(|line| line.len() + "Subject: ".len() <= LINE));
        assert!(lines.all(|line| line.len() <= LINE));
    }

    #[test]
    fn plain_letters_stay_as_they_are() {
        assert_eq!(encoded("CIRT News", 9), "CIRT News");
        let long = "word ".repeat(30);
        let value = encoded(long.trim(), 9);
        assert!(value.split("\r\n").all(|line| line.len() <= LINE) && value.replace("\r\n", "") == long.trim());
        assert!(encoded("a =?utf-8?B?x?= b", 9).starts_with("=?utf-8?B?"), "what looks encoded is encoded");
        assert!(encoded("a\r\nBcc: x@y.zz", 9).starts_with("=?utf-8?B?"), "and so is what would end the line");
    }
}
