//! What a curve says in sentences and in numbers.

use super::Curve;
use crate::base::expr::Dim;
use crate::base::math;
use crate::chart::Words;
use crate::chart::drawing::Table;
use crate::model::scenario::Shown;

/// Rows of the picture's own table at most, marks aside; the design's page has every value.
const ROWS: usize = 12;

impl Curve<'_> {
    /// Names a value of the variable in a sentence, with the words of its mark: `7,500 (production)`.
    fn place(&self, at: f64) -> String {
        let value = self.amount(self.look.dim, at);
        let mark = self.look.marks.iter().zip(&self.marks).find(|(mark, _)| math::abs(mark.at - at) < 1e-12);
        match mark {
            Some((_, words)) if !words.is_empty() => {
                self.texts.msg_with("curve-place", &[("value", value.into()), ("mark", words.as_str().into())])
            }
            Some(_) | None => value,
        }
    }

    /// Returns the two values that a sentence speaks of: the outermost marks, else the ends.
    fn told(&self) -> (f64, f64) {
        match self.look.marks.as_slice() {
            [first, .., last] => (first.at, last.at),
            [only] if only.at > self.low() => (self.low(), only.at),
            [] | [_] => (self.low(), self.high()),
        }
    }

    /// Says where a column meets its limit, and what it gives at the two values.
    fn sentence(&self, (shown, name): (&Shown, &str)) -> String {
        let (first, last) = self.told();
        let value = |at: f64| self.amount(self.dim(shown), self.at(shown, at));
        let readings = self.texts.msg_with(
            "curve-readings",
            &[
                ("first", self.place(first).into()),
                ("low", value(first).into()),
                ("last", self.place(last).into()),
                ("high", value(last).into()),
            ],
        );
        if let Some(said) = self.limit_said((shown, name)) {
            let args = [("said", said.into()), ("readings", readings.into())];
            return self.texts.msg_with("curve-takeaway-limit", &args);
        }
        let args = [("name", name.into()), ("over", self.name.as_str().into()), ("readings", readings.into())];
        let message = if self.is_count() { "curve-takeaway-over" } else { "curve-takeaway" };
        self.texts.msg_with("curve-takeaway-end", &[("first", self.texts.msg_with(message, &args).into())])
    }

    /// Says whether the variable counts something: numbers without a unit need the name of what they count.
    fn is_count(&self) -> bool {
        self.look.dim == Dim::NUMBER
    }

    fn limit_said(&self, (shown, name): (&Shown, &str)) -> Option<String> {
        let limit = self.limit_of(self.dim(shown))?;
        let crossings = self.crossings(shown);
        let named = [("limit", limit.label.as_str().into()), ("name", name.into())];
        let Some(first) = crossings.first() else {
            let under = self.at(shown, self.low()) < limit.at;
            return Some(if under {
                self.texts.msg_with("curve-always-under", &named)
            } else {
                self.texts.msg_with("curve-always-over", &named)
            });
        };
        let [limit, name] = named;
        let value = self.amount(self.look.dim, first.at);
        let args = [limit, name, ("value", value.into()), ("over", self.name.as_str().into())];
        let message = match (first.upwards, self.is_count()) {
            (true, false) => "curve-crosses-up",
            (true, true) => "curve-crosses-up-over",
            (false, false) => "curve-crosses-down",
            (false, true) => "curve-crosses-down-over",
        };
        Some(self.texts.msg_with(message, &args))
    }

    /// Says what a curve of one column gives from end to end.
    pub(super) fn only_sentence(&self) -> Option<String> {
        match self.shows {
            [only] if self.low() < self.high() => Some(self.sentence((only, self.names.first()?))),
            [] | [_] | [_, _, ..] => None,
        }
    }

    /// Says what all columns give at the last value.
    fn all_said(&self) -> String {
        let (_, last) = self.told();
        let each: Vec<String> = self
            .shows
            .iter()
            .zip(&self.names)
            .map(|(shown, name)| {
                let value = self.amount(self.dim(shown), self.at(shown, last));
                self.texts.msg_with("curve-line-value", &[("name", name.as_str().into()), ("value", value.into())])
            })
            .collect();
        let args = [("place", self.place(last).into()), ("lines", each.join("; ").into())];
        self.texts.msg_with("curve-takeaway-lines", &args)
    }

    /// Returns the words of the picture.
    pub(super) fn words(&self) -> Words {
        let shows = || self.shows.iter().zip(self.names.iter().map(String::as_str));
        let sentences: Vec<String> = shows().map(|one| self.sentence(one)).collect();
        let takeaway = match sentences.as_slice() {
            [only] => only.clone(),
            [] | [_, _, ..] => self.all_said(),
        };
        let mut caption = vec![self.texts.msg("curve-caption-figure")];
        if self.look.log {
            caption.push(self.texts.msg("curve-caption-log"));
        }
        if let Some(limit) = &self.limit {
            caption.push(self.texts.msg_with("curve-caption-limit", &[("limit", limit.label.as_str().into())]));
        }
        let ends = (self.amount(self.look.dim, self.low()), self.amount(self.look.dim, self.high()));
        let alt = [
            ("name", self.name.as_str().into()),
            ("from", ends.0.into()),
            ("to", ends.1.into()),
            ("lines", sentences.join(" ").into()),
        ];
        Words {
            id: format!("designs/{}", self.id),
            lang: self.texts.lang().code(),
            takeaway,
            caption: caption.join(" "),
            alt: self.texts.msg_with("curve-alt", &alt),
            table: self.short_table(),
        }
    }

    /// Returns a table of some values with all that the picture marks.
    fn short_table(&self) -> Table {
        let mut values: Vec<f64> = if self.values.len() > ROWS {
            (0..ROWS).map(|index| self.values[index * (self.values.len() - 1) / (ROWS - 1)]).collect()
        } else {
            self.values.to_vec()
        };
        values.extend(self.look.marks.iter().map(|mark| mark.at));
        values.extend(self.shows.iter().flat_map(|shown| self.crossings(shown)).map(|crossing| crossing.at));
        values.sort_by(f64::total_cmp);
        values.dedup();
        let row = |value: &f64| {
            let cells = self.shows.iter().map(|shown| self.amount(self.dim(shown), self.at(shown, *value)));
            std::iter::once(self.place(*value)).chain(cells).collect()
        };
        Table {
            head: std::iter::once(self.name.clone()).chain(self.names.iter().cloned()).collect(),
            rows: values.iter().map(row).collect(),
        }
    }
}
