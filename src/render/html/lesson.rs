//! Lesson cards and badges. A tone is always told three ways: by colour, by shape and by its word.

use super::walk::Walk;
use crate::view::document::{Badge, CalloutKind, LessonCard, Tone};

/// What stands before the word of a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shapes {
    /// A sign that judges: tick, cross, half, question.
    Judging,
    /// A shape that tells tones apart without judging, as for a severity.
    Plain,
    /// Nothing.
    None,
}

impl Walk<'_> {
    /// Writes a lesson.
    pub(super) fn lesson(&mut self, id: &str, card: &LessonCard) {
        let heading = format!("{id}.title");
        let class = match card.verdict.as_ref().map(|verdict| verdict.tone) {
            Some(Tone::Good) => "lesson good",
            Some(Tone::Bad) => "lesson bad",
            Some(Tone::Mixed) => "lesson mixed",
            Some(Tone::Open) => "lesson open",
            None => "lesson",
        };
        self.html.open("article", &[("class", class), ("id", id), ("aria-labelledby", &heading)]);
        self.html.raw("<div class=\"lesson-head\">");
        self.html.element("span", &[("class", "lesson-kind")], &card.kind);
        if let Some(verdict) = &card.verdict {
            self.badge(verdict, Shapes::Judging);
        }
        self.html.raw("</div>\n");
        let name = self.heading();
        self.html.open(name, &[("id", &heading)]);
        self.inlines(&card.lesson);
        self.html.close(name);
        self.html.raw("\n");
        if let Some(effect) = &card.effect {
            self.html.raw("<p class=\"effect\">");
            self.inlines(effect);
            self.html.raw("</p>\n");
        }
        self.marks(card);
        self.level += 1;
        self.blocks(&card.body);
        self.level -= 1;
        self.run(card);
        self.html.raw("</article>\n");
    }

    fn marks(&mut self, card: &LessonCard) {
        if card.marks.is_empty() {
            return;
        }
        self.html.raw("<dl class=\"marks\">");
        for (name, badge, explanation) in &card.marks {
            self.html.raw("<div>");
            self.html.element("dt", &[], name);
            self.html.raw("<dd>");
            self.badge(badge, Shapes::Judging);
            self.html.raw("</dd>");
            if !explanation.is_empty() {
                self.html.raw("<dd class=\"why\">");
                self.inlines(explanation);
                self.html.raw("</dd>");
            }
            self.html.raw("</div>\n");
        }
        self.html.raw("</dl>\n");
    }

    fn run(&mut self, card: &LessonCard) {
        if let Some((link, command)) = &card.run {
            self.html.raw("<div class=\"run\"><p>");
            self.inlines(link);
            self.html.raw("</p>\n");
            if !command.is_empty() {
                self.html.raw("<pre>");
                self.html.element("code", &[], command);
                self.html.raw("</pre>");
            }
            self.html.raw("</div>\n");
        }
    }

    /// Writes badges in a row of their own.
    pub(super) fn badges(&mut self, badges: &[Badge], shapes: Shapes) {
        if badges.is_empty() {
            return;
        }
        self.html.raw("<div class=\"badges\">");
        for badge in badges {
            self.badge(badge, shapes);
        }
        self.html.raw("</div>\n");
    }

    /// Writes a badge.
    pub(super) fn badge(&mut self, badge: &Badge, shapes: Shapes) {
        self.html.open("span", &[("class", badge_class(badge.tone))]);
        match shapes {
            Shapes::Judging => self.sign(judging(badge.tone)),
            Shapes::Plain => self.sign(plain(badge.tone)),
            Shapes::None => {}
        }
        self.html.element("span", &[], &badge.text);
        self.html.raw("</span> ");
    }

    /// Writes the sign of a callout.
    pub(super) fn callout_sign(&mut self, kind: CalloutKind) {
        self.sign(match kind {
            CalloutKind::Note => "<path d=\"M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm-.9 6h1.8v5H7.1zM8 3.9a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2z\"/>",
            CalloutKind::Caution => "<path d=\"M8 1.2 15.4 14.5H.6zM7.1 6v4.2h1.8V6zm.9 5.2a1 1 0 1 0 0 2 1 1 0 0 0 0-2z\"/>",
        });
    }

    fn sign(&mut self, path: &'static str) {
        // Without the style sheet it would be as large as the page.
        if self.is_feed() {
            return;
        }
        self.html.raw("<svg class=\"sign\" viewBox=\"0 0 16 16\" aria-hidden=\"true\" fill-rule=\"evenodd\">");
        self.html.raw(path);
        self.html.raw("</svg>");
    }
}

pub(super) fn badge_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "badge good",
        Tone::Bad => "badge bad",
        Tone::Mixed => "badge mixed",
        Tone::Open => "badge open",
    }
}

/// A disc with a tick, a square with a cross, a half-filled disc, a ring with a question mark.
fn judging(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => {
            "<path d=\"M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zm3.6 3.9 1.5 1.3-6 6.9L3.2 9l1.3-1.5L7 9.7z\"/>"
        }
        Tone::Bad => {
            "<path d=\"M2.5 1h11A1.5 1.5 0 0 1 15 2.5v11a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 13.5v-11A1.5 1.5 0 0 1 2.5 1zm2.9 2.9L3.9 5.4 6.5 8l-2.6 2.6 1.5 1.5L8 9.5l2.6 2.6 1.5-1.5L9.5 8l2.6-2.6-1.5-1.5L8 6.5z\"/>"
        }
        Tone::Mixed => "<path d=\"M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM8 2.5a5.5 5.5 0 0 1 0 11z\"/>",
        Tone::Open => {
            "<path d=\"M8 .5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM5.3 6.2h1.7c0-.7.4-1.1 1-1.1s1 .4 1 .9c0 1-1.9 1.2-1.9 3.1h1.7c0-1.3 2-1.5 2-3.2C10.8 4.5 9.7 3.6 8 3.6S5.3 4.6 5.3 6.2zM7.1 10.3h1.8v1.8H7.1z\"/>"
        }
    }
}

/// A disc, a diamond, a half-filled disc, a ring.
fn plain(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "<circle cx=\"8\" cy=\"8\" r=\"5\"/>",
        Tone::Bad => "<path d=\"M8 1.5 14.5 8 8 14.5 1.5 8z\"/>",
        Tone::Mixed => "<path d=\"M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 4a4 4 0 0 1 0 8z\"/>",
        Tone::Open => {
            "<path d=\"M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z\"/>"
        }
    }
}
