//! A report in two languages as the JSON that the template walks: text beside text.

use serde_json::{Value, json};

use super::data::{Data, Walk};
use super::words::{clean, clean_lines};
use crate::view::both::{Row, Two, zip};
use crate::view::document::{Block, BlockKind, Document, Inlines, LessonCard, Moment};

/// Gathers what the template needs. What stands alone, such as the running head, is the first language's.
pub(super) fn gather(documents: Two<&Document>) -> Result<Data, String> {
    let prefixes = documents.map(|document| format!("{}.", document.lang));
    let rows = zip(documents);
    let mut sides = Sides([0, 1].map(|at: usize| Walk::new(documents[at], &prefixes[at])));
    let blocks = sides.rows(&rows, 1);
    let [first, second] = sides.0;
    let (mut first, mut second) = (first, second);
    let mut whole = first.around(documents[0])?;
    let sides = json!([whole, second.around(documents[1])?]);
    whole["title"] = json!(documents.map(|document| clean(&document.title)).join(" · "));
    whole["sides"] = sides;
    whole["blocks"] = blocks;
    let mut pictures = first.pictures;
    pictures.append(&mut second.pictures);
    let mut images = first.images;
    images.append(&mut second.images);
    Ok(Data { json: whole.to_string(), pictures, images })
}

struct Sides<'a>(Two<Walk<'a>>);

impl<'a> Sides<'a> {
    fn rows(&mut self, rows: &[Row<'a>], level: usize) -> Value {
        rows.iter().flat_map(|row| self.row(row, level)).collect()
    }

    fn row(&mut self, row: &Row<'a>, level: usize) -> Vec<Value> {
        match row {
            Row::Section { id, titles, rows } => {
                let places = self.places(id);
                let titles = self.titles(*titles);
                let blocks = self.rows(rows, level + 1);
                vec![
                    json!({ "kind": "section", "level": level, "titles": titles, "blocks": blocks, "at": null, "places": places }),
                ]
            }
            Row::Timeline { id, heads, moments } => vec![self.timeline(id, *heads, moments)],
            Row::Lesson { id, cards } => self.lesson(id, *cards, level),
            Row::Beside(sides) => vec![self.pair("pair", |walk, at| walk.blocks(sides[at], level))],
            Row::Turns(sides) => {
                vec![self.pair("turns", |walk, at| walk.blocks(std::slice::from_ref(sides[at]), level))]
            }
            Row::Once(block) => self.once(block),
        }
    }

    /// Names a place of both languages.
    fn places(&mut self, id: &'a str) -> Value {
        self.0.iter_mut().filter_map(|walk| walk.place(id)).collect()
    }

    fn titles(&mut self, titles: Two<&'a Inlines>) -> Value {
        let titles = self.0.iter_mut().zip(titles);
        titles.map(|(walk, title)| walk.title(title)).collect()
    }

    fn pair(&mut self, kind: &str, mut each: impl FnMut(&mut Walk<'a>, usize) -> Value) -> Value {
        let sides: Vec<Value> = self.0.iter_mut().enumerate().map(|(at, walk)| each(walk, at)).collect();
        json!({ "kind": kind, "sides": sides, "at": null })
    }

    fn timeline(&mut self, id: &'a str, heads: Two<&'a [String]>, moments: &[Two<&'a Moment>]) -> Value {
        let places = self.places(id);
        let heads = heads.map(|head| head.iter().map(|word| clean(word)).collect::<Vec<_>>());
        let mut rows = Vec::new();
        for pair in moments {
            rows.push(self.pair("moment", |walk, at| walk.moment(pair[at], heads[at].len().saturating_sub(1))));
        }
        json!({ "kind": "moments", "heads": heads, "rows": rows, "at": null, "places": places })
    }

    /// Returns the cards of a lesson, and under them the command that repeats it where it is the same in both.
    fn lesson(&mut self, id: &'a str, cards: Two<&'a LessonCard>, level: usize) -> Vec<Value> {
        let commands = cards.map(|card| card.run.as_ref().map(|(_, command)| command));
        let shared = commands[0].filter(|_| commands[0] == commands[1]);
        let pair = self.pair("pair", |walk, at| {
            let mut value = walk.lesson(cards[at], level);
            value["at"] = json!(walk.place(id));
            if shared.is_some() {
                value["run"]["command"] = json!("");
            }
            json!([value])
        });
        let command = shared.map(|command| json!({ "kind": "code", "text": clean(command), "at": null }));
        std::iter::once(pair).chain(command).collect()
    }

    fn once(&mut self, block: &'a Block) -> Vec<Value> {
        let BlockKind::Code(text) = &block.kind else { return Vec::new() };
        let places = self.places(&block.id);
        vec![json!({ "kind": "code", "text": clean_lines(text), "at": null, "places": places })]
    }
}
