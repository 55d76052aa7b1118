//! What a post says of the lessons: they stand under their verdicts, in words.

use super::post::{Join, Part, Rank, squeezed};
use super::writer::{Writer, plain};
use crate::model::lesson::Lesson;
use crate::runs::evidence::{Evidence, Verdict};

/// What a run says of a lesson, as far as a post tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Holds,
    Depends,
    Fails,
    Undecided,
    ByConstruction,
    Untested,
}

/// In the order of the post: what holds, then what turned out otherwise than one would think.
const ORDER: [(Standing, &str); 6] = [
    (Standing::Holds, "post-lessons-holds"),
    (Standing::Depends, "post-lessons-depends"),
    (Standing::Fails, "post-lessons-fails"),
    (Standing::Undecided, "post-lessons-undecided"),
    (Standing::ByConstruction, "post-lessons-by-construction"),
    (Standing::Untested, "post-lessons-untested"),
];

/// Lists the lessons.
pub(super) fn lessons(writer: &mut Writer<'_>, evidence: Option<&Evidence>) -> Vec<Part> {
    let texts = writer.texts();
    let lessons = &writer.incident.lessons;
    let judged = lessons.iter().any(|lesson| standing(lesson, evidence) != Standing::Untested);
    let mut parts = Vec::new();
    for (wanted, words) in ORDER {
        let those = lessons.iter().filter(|lesson| standing(lesson, evidence) == wanted);
        let items: Vec<String> = those.map(|lesson| squeezed(&plain(&writer.inline(&lesson.entry.text)))).collect();
        // Without any run there is nothing to tell the lessons apart by.
        if judged && !items.is_empty() {
            parts.push(Part { sentences: vec![texts.msg(words)], join: Join::Lead, rank: Rank::Lessons });
        }
        let part = |(index, text): (usize, String)| Part {
            sentences: vec![format!("• {text}")],
            join: Join::Line,
            rank: if index == 0 { Rank::Lessons } else { Rank::MoreLessons },
        };
        parts.extend(items.into_iter().enumerate().map(part));
    }
    if judged {
        parts.push(Part { sentences: vec![texts.msg("trust-argument")], join: Join::Paragraph, rank: Rank::Lessons });
    }
    parts
}

fn standing(lesson: &Lesson, evidence: Option<&Evidence>) -> Standing {
    let Some(verdict) = evidence.and_then(|evidence| evidence.verdict(&lesson.entry.id)) else {
        return Standing::Untested;
    };
    if verdict.by_construction {
        return Standing::ByConstruction;
    }
    match verdict.verdict {
        Verdict::Holds => Standing::Holds,
        Verdict::Depends => Standing::Depends,
        Verdict::Fails => Standing::Fails,
        Verdict::Undecided => Standing::Undecided,
    }
}
