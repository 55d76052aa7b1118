//! What follows the stamp: who said it, and whether it is a text at all. The program's own sentences are known in
//! English and Bangla.

use unicode_normalization::UnicodeNormalization;

use crate::draft::Piece;
use crate::draft::noise::Noise;
use crate::draft::scrub::is_silent;

/// No name is longer; what is longer is a sentence of the program.
const LONGEST_NAME: usize = 60;

/// What a message holds.
pub(super) enum Body {
    /// A text, with a picture or without.
    Text {
        /// The text.
        pieces: Vec<Piece>,
        /// Whether a file came with it.
        media: bool,
    },
    /// Nothing to keep.
    Noise(Noise),
}

/// Sentences of the program about who is in the group.
const COMINGS: [&str; 14] = [
    " added ",
    " joined",
    " left",
    " was added",
    " removed ",
    "invite link",
    " created group",
    " created this group",
    " requested to join",
    "যোগ করেছেন",
    "যোগ দিয়েছেন",
    "বের হয়ে গেছেন",
    "ছেড়ে গেছেন",
    "সরিয়ে দিয়েছেন",
];

/// Sentences about the group itself that can hold a colon.
const ABOUT: [&str; 6] = [
    " changed the subject",
    " changed the group",
    " changed this group",
    " pinned a message",
    "security code",
    " created group",
];

/// Parts the sender from what was said; `None` where the program speaks.
pub(super) fn sender(text: &str) -> Option<(&str, &str)> {
    let (name, said) = match text.split_once(": ") {
        Some(parts) => parts,
        None => (text.strip_suffix(':')?, ""),
    };
    let sentence = name.chars().count() > LONGEST_NAME
        || name.contains(['"', '“'])
        || ABOUT.iter().any(|words| name.contains(words));
    // On an iPhone the group itself says such things, behind a mark that no keyboard types.
    let program = said.starts_with('\u{200e}') && !is_file(said) && !is_deleted(bare(said)) && !is_call(bare(said));
    (!sentence && !program).then_some((name, said))
}

/// Says what a sentence of the program is about.
pub(super) fn about_the_group(text: &str) -> Noise {
    let said = text.split_once(": \u{200e}").map_or(text, |(_, said)| said);
    let text: String = said.nfc().collect();
    let comes =
        !ABOUT[..5].iter().any(|words| text.contains(words)) && COMINGS.iter().any(|words| text.contains(words));
    if comes { Noise::Joined } else { Noise::Room }
}

/// Reads the lines of a message.
pub(super) fn read(lines: &[&str]) -> Body {
    let first = lines.first().copied().unwrap_or_default();
    if is_file(first) {
        let caption = lines.get(1..).unwrap_or_default();
        return match text(caption) {
            Some(pieces) => Body::Text { pieces, media: true },
            None => Body::Noise(Noise::Media),
        };
    }
    if let [only] = lines {
        let only = bare(only);
        if is_deleted(only) {
            return Body::Noise(Noise::Deleted);
        }
        if is_call(only) {
            return Body::Noise(Noise::Call);
        }
        if only.starts_with("Waiting for this message") {
            return Body::Noise(Noise::Room);
        }
        if only.starts_with("location: https://") || only.starts_with("Live location shared") {
            return Body::Noise(Noise::Media);
        }
    }
    text(lines).map_or(Body::Noise(Noise::Empty), |pieces| Body::Text { pieces, media: false })
}

/// Takes the invisible marks and the spaces from both ends.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| is_silent(c) || c.is_whitespace())
}

fn is_file(line: &str) -> bool {
    let marked = line.contains('\u{200e}');
    let line = bare(line);
    let kinds = ["image", "video", "audio", "sticker", "GIF", "document", "Contact card", "Media", "video note"];
    let omitted = line.strip_suffix(" omitted");
    let in_brackets = line.starts_with('<') && line.ends_with('>');
    omitted.is_some_and(|kind| kinds.contains(&kind) || marked)
        || (in_brackets && (line.contains("omitted") || line.contains("বাদ দেও") || line.starts_with("<attached:")))
        || line.ends_with("(file attached)")
        || line.ends_with("(ফাইল সংযুক্ত)")
}

fn is_deleted(text: &str) -> bool {
    let english = ["This message was deleted", "You deleted this message", "null"];
    let bangla = text.contains("মেসেজটি") && text.contains("মুছে") && text.chars().count() < LONGEST_NAME;
    english.iter().any(|words| text.strip_suffix('.').unwrap_or(text) == *words)
        || text.starts_with("This message was deleted by admin")
        || bangla
}

fn is_call(text: &str) -> bool {
    [
        "Missed voice call",
        "Missed video call",
        "Missed group voice call",
        "Missed group video call",
        "Voice call,",
        "Video call,",
    ]
    .iter()
    .any(|words| text.starts_with(words))
}

/// Makes pieces of the lines of a text; `None` when they are blank.
fn text(lines: &[&str]) -> Option<Vec<Piece>> {
    let text = lines.join("\n");
    let edited = ["<This message was edited>", "<এই মেসেজটি এডিট করা হয়েছে>"];
    let mut text = text.trim_end_matches(|c: char| is_silent(c) || c.is_whitespace());
    for words in edited {
        text = text.strip_suffix(words).unwrap_or(text);
    }
    let text = text.trim();
    (!bare(text).is_empty()).then(|| mentions(text))
}

/// Finds who is called: `@` and a name between marks, or `@` and a number.
fn mentions(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find('@').map(|at| from + at) {
        let after = &rest[at + 1..];
        let marked = after.strip_prefix('\u{2068}').and_then(|name| name.split_once('\u{2069}'));
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (key, end) = match marked {
            Some((name, _)) => (name.to_owned(), 1 + name.len() + '\u{2068}'.len_utf8() * 2),
            None if digits >= 9 => (after[..digits].to_owned(), 1 + digits),
            None => {
                from = at + 1;
                continue;
            }
        };
        pieces.push(Piece::Text(rest[..at].to_owned()));
        pieces.push(Piece::Person(key));
        rest = &rest[at + end..];
        from = 0;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
    pieces
}
