//! What is shown of a report where someone links to it: a card of a fixed size, of words alone, so that it is quickly drawn.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::base::math;
use crate::chart::canvas::{Canvas, Style, leading};
use crate::chart::drawing::{Anchor, Drawing, Role};
use crate::chart::{Sheet, Words};
use crate::typography::Fonts;

/// Width of a card in pixels, as link previews want it.
pub const WIDTH: u32 = 1200;
/// Height of a card in pixels.
pub const HEIGHT: u32 = 630;

const SITE: Style = Style::new(30.0, Role::Ink).bold();
const LABEL: Style = Style::new(26.0, Role::Muted).bold().anchor(Anchor::End);
const KIND: Style = Style::new(28.0, Role::Muted);
const NAME: Style = Style::new(23.0, Role::Muted);
const VALUE: Style = Style::new(36.0, Role::Ink).bold();

/// Sizes of a title, the first taken in which it has room.
const TITLES: [f64; 4] = [66.0, 56.0, 48.0, 42.0];

/// The bar at the left edge.
const BAR: f64 = 24.0;
/// From the edges to the text.
const LEFT: f64 = 88.0;
const RIGHT: f64 = 64.0;
/// Baselines.
const HEAD: f64 = 84.0;
const UNDER_HEAD: f64 = 116.0;
const OVER_FACTS: f64 = 494.0;
const NAMES: f64 = 540.0;
const VALUES: f64 = 586.0;
/// Between two facts.
const GUTTER: f64 = 40.0;

/// What stands on a card, final in its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The knowledge base.
    pub site: String,
    /// How far it may travel: `TLP:CLEAR`.
    pub label: String,
    /// What the report is, and what was affected.
    pub kind: String,
    /// Title of the report.
    pub title: String,
    /// The colour of the bar.
    pub role: Role,
    /// Names and values, at most three, side by side.
    pub facts: Vec<(String, String)>,
}

/// Draws a card.
pub fn card(spec: &Spec, words: &Words, fonts: &Fonts) -> Drawing {
    let canvas = Canvas::on(Sheet::preview(fonts));
    let height = f64::from(HEIGHT);
    canvas.rect((0.0, 0.0), (BAR, height), 1.0, spec.role);
    head(&canvas, spec);
    title(&canvas, spec);
    canvas.line(&[(LEFT, OVER_FACTS), (canvas.right() - RIGHT, OVER_FACTS)], 2.0, Role::Grid);
    facts(&canvas, &spec.facts);
    canvas.finish(words, height)
}

fn room(canvas: &Canvas<'_>) -> f64 {
    canvas.right() - LEFT - RIGHT
}

fn head(canvas: &Canvas<'_>, spec: &Spec) {
    let right = canvas.right() - RIGHT;
    canvas.text(&spec.label, (right, HEAD), LABEL);
    let width = room(canvas) - canvas.width(&spec.label, LABEL) - GUTTER;
    canvas.text(&cut(canvas, &spec.site, width, SITE), (LEFT, HEAD), SITE);
    canvas.line(&[(LEFT, UNDER_HEAD), (right, UNDER_HEAD)], 2.0, Role::Grid);
}

/// Sets the kind and the title in the middle between head and facts, the title as large as it has room.
fn title(canvas: &Canvas<'_>, spec: &Spec) {
    let width = room(canvas);
    let space = OVER_FACTS - UNDER_HEAD - 2.0 * GUTTER;
    let over = leading(KIND.size) + 14.0;
    let most = |size: f64| (((space - over) / leading(size)) as usize).max(1);
    let set = |size: f64| {
        let style = Style::new(size, Role::Ink).bold();
        (canvas.balance(&spec.title, width, style), style)
    };
    let fits = |(lines, style): &(Vec<String>, Style)| {
        lines.len() <= most(style.size) && lines.iter().all(|line| canvas.width(line, *style) <= width)
    };
    let tried = TITLES.map(set);
    let (lines, style) = tried.iter().find(|tried| fits(tried)).unwrap_or(&tried[TITLES.len() - 1]);
    let kept = most(style.size);
    let mut lines: Vec<String> = lines.clone();
    if lines.len() > kept {
        let rest = lines.split_off(kept - 1).join(" ");
        lines.push(rest);
    }
    let lines: Vec<String> = lines.iter().map(|line| cut(canvas, line, width, *style)).collect();
    let tall = over + lines.len() as f64 * leading(style.size);
    let top = math::round(UNDER_HEAD + GUTTER + (space - tall) / 2.0);
    canvas.text(&cut(canvas, &spec.kind, width, KIND), (LEFT, top + KIND.size), KIND);
    canvas.lines(&lines, (LEFT, top + over + style.size), *style);
}

fn facts(canvas: &Canvas<'_>, facts: &[(String, String)]) {
    let count = facts.len().max(1) as f64;
    let column = (room(canvas) - (count - 1.0) * GUTTER) / count;
    for (index, (name, value)) in facts.iter().enumerate() {
        let x = math::round(LEFT + index as f64 * (column + GUTTER));
        canvas.text(&cut(canvas, name, column, NAME), (x, NAMES), NAME);
        canvas.text(&cut(canvas, value, column, VALUE), (x, VALUES), VALUE);
    }
}

/// Cuts a line that has no room, between letters.
fn cut(canvas: &Canvas<'_>, text: &str, width: f64, style: Style) -> String {
    if canvas.width(text, style) <= width {
        return text.to_owned();
    }
    let mut letters: Vec<&str> = text.graphemes(true).collect();
    while letters.pop().is_some() {
        let shorter = format!("{}…", letters.concat().trim_end());
        if canvas.width(&shorter, style) <= width {
            return shorter;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::geometry;

    fn spec(title: &str) -> Spec {
        Spec {
            site: "নিদান ও একটি দীর্ঘ নামের জ্ঞানভাণ্ডার যার নাম এক লাইনে ধরে না কোনোভাবেই".to_owned(),
            label: "TLP:AMBER+STRICT".to_owned(),
            kind: "কেস স্টাডি · ChatGPT, API, Sora".to_owned(),
            title: title.to_owned(),
            role: Role::Bad,
            facts: vec![
                ("মাত্রা".to_owned(), "SEV1".to_owned()),
                ("পুরোপুরি সচল হতে (TTR)".to_owned(), "৪ ঘণ্টা ২২ মিনিট".to_owned()),
                ("কখন".to_owned(), "১১ ডিসেম্বর ২০২৪".to_owned()),
            ],
        }
    }

    #[test]
    fn whatever_the_title_nothing_leaves_the_card_and_nothing_meets() {
        let fonts = Fonts::embedded();
        let long = "মনিটরিং টুলের আপডেটে ChatGPT, API আর Sora অচল ".repeat(12);
        for title in ["API", "মনিটরিং টুলের আপডেটে ChatGPT, API আর Sora অচল", &long, &"ক".repeat(300), &"W".repeat(90)]
        {
            let card = card(&spec(title), &Words::default(), &fonts);
            assert_eq!((card.width as u32, card.height as u32), (WIDTH, HEIGHT));
            let faults = geometry::faults(&card, &fonts);
            assert!(faults.is_empty(), "{title}: {faults:?}");
            let lowest = card.labels.iter().filter(|label| label.size > VALUE.size).map(|label| label.at.1);
            assert!(lowest.fold(0.0, f64::max) < OVER_FACTS - 12.0, "{title}");
        }
    }

    #[test]
    fn a_short_title_is_set_large_and_a_long_one_is_cut() {
        let fonts = Fonts::embedded();
        let sizes = |title: &str| {
            let card = card(&spec(title), &Words::default(), &fonts);
            let titles: Vec<_> = card.labels.into_iter().filter(|label| TITLES.contains(&label.size)).collect();
            (titles[0].size, titles.len(), titles[titles.len() - 1].text.ends_with('…'))
        };
        assert_eq!(sizes("API"), (TITLES[0], 1, false));
        let (size, lines, cut) = sizes(&"many words in a title ".repeat(30));
        assert!((size - TITLES[3]).abs() < 1e-9 && lines >= 3 && cut, "{size} {lines} {cut}");
    }
}
