//! What a map says in sentences and in numbers.

use super::Sheet;
use crate::chart::Words;
use crate::chart::drawing::Table;
use crate::model::lesson::Against;
use crate::runs::evidence::{MapCell, MapPanel};
use crate::view::names;

impl Sheet<'_> {
    /// Says what the numbers are: the measure, and how many replications each is the mean of.
    pub(super) fn counted(&self) -> String {
        let args = [("measure", self.measure.as_str().into()), ("count", self.result.replications.into())];
        if self.result.random { self.texts.msg_with("map-mean", &args) } else { self.measure.clone() }
    }

    /// Says what is wanted of the measure, in the key: `at most 25% of the base run (9.8)`.
    pub(super) fn bound_worked_out(&self) -> Option<String> {
        let (bound, wanted, level) = (self.bound()?, self.wanted?, self.result.level?);
        if matches!(wanted.against, Against::Value(_)) || !level.is_finite() {
            return Some(bound);
        }
        let args = [("bound", bound.into()), ("level", self.short(level).into())];
        Some(self.texts.msg_with("map-worked-out", &args))
    }

    /// Says what is wanted of the measure: `at most 25% of the base run`.
    fn bound(&self) -> Option<String> {
        let (texts, wanted, level) = (self.texts, self.wanted?, self.result.level?);
        let level = if level.is_finite() { self.short(level) } else { "–".to_owned() };
        let value = match (&wanted.against, &self.against) {
            (Against::ShareOf { share, .. }, Some(run)) => {
                let share = texts.share(*share);
                texts.msg_with("map-share", &[("share", share.into()), ("run", run.as_str().into())])
            }
            (Against::ShareOf { .. }, None) | (Against::Value(_), _) => level,
        };
        Some(names::bound(wanted.op, value, texts))
    }

    /// Names the pair of values that base has, where both stand on the map.
    pub(super) fn own(&self) -> Option<String> {
        let one = |axis: &crate::model::scenario::MapAxis, name: &str| {
            let own = axis.own.filter(|own| super::place(&axis.values, *own).is_some())?;
            let args = [("name", name.into()), ("value", self.value(axis, own).into())];
            Some(self.texts.msg_with("map-pair", &args))
        };
        let pair = [one(self.over, &self.names[0])?, one(self.by, &self.names[1])?];
        Some(pair.join(", "))
    }

    fn columns(&self) -> usize {
        self.over.values.len().max(1)
    }

    fn met(panel: &MapPanel) -> usize {
        panel.cells.iter().filter(|cell| cell.met == Some(true)).count()
    }

    /// Returns the first row from which on every tile of a column is clearly as wanted.
    fn enough(&self, panel: &MapPanel, column: usize) -> Option<f64> {
        let good =
            |row: &usize| panel.cells.get(row * self.columns() + column).is_some_and(|cell| cell.met == Some(true));
        let from = (0..self.by.values.len()).rev().take_while(good).last()?;
        self.by.values.get(from).copied()
    }

    /// Says where a panel is as wanted: from which row on in its first and its last column, where there is such a row.
    fn answer(&self, panel: &MapPanel) -> String {
        let texts = self.texts;
        let (met, count) = (Self::met(panel), panel.cells.len());
        let [over, by] = &self.names;
        let by_name = ("by", by.as_str().into());
        if met == 0 {
            return texts.msg_with("map-nowhere", &[by_name]);
        }
        if met == count {
            return texts.msg_with("map-everywhere", &[by_name]);
        }
        let last = self.columns() - 1;
        let ends = self
            .enough(panel, 0)
            .zip(self.enough(panel, last))
            .zip(self.over.values.first().zip(self.over.values.last()));
        let Some(((first, second), (low, high))) = ends else {
            return texts.msg_with("map-somewhere", &[("met", met.into()), ("count", count.into())]);
        };
        let args = [
            by_name,
            ("over", over.as_str().into()),
            ("first", self.value(self.by, first).into()),
            ("low", self.value(self.over, *low).into()),
            ("last", self.value(self.by, second).into()),
            ("high", self.value(self.over, *high).into()),
        ];
        texts.msg_with("map-from", &args)
    }

    fn takeaway(&self) -> String {
        let texts = self.texts;
        let Some(bound) = self.bound() else {
            let (low, high) = self.extremes(self.result.panels.iter().flat_map(|panel| &panel.cells));
            let args = [("measure", self.measure.as_str().into()), ("low", low.into()), ("high", high.into())];
            return texts.msg_with("map-takeaway-plain", &args);
        };
        if let Some(only) = self.only(&bound) {
            return only;
        }
        let panels: Vec<String> = self
            .result
            .panels
            .iter()
            .zip(&self.runs)
            .map(|(panel, run)| {
                let said = self.answer(panel);
                if self.runs.len() == 1 {
                    return said;
                }
                texts.msg_with("map-panel", &[("run", run.trim_end_matches(['.', '।']).into()), ("said", said.into())])
            })
            .collect();
        let args =
            [("measure", self.measure.as_str().into()), ("bound", bound.into()), ("panels", panels.join("; ").into())];
        texts.msg_with("map-takeaway", &args)
    }

    /// Says which run alone keeps to the limit, where one of several does.
    fn only(&self, bound: &str) -> Option<String> {
        let mut met = self.result.panels.iter().zip(&self.runs).filter(|(panel, _)| Self::met(panel) > 0);
        let (panel, run) = met.next()?;
        if met.next().is_some() || self.runs.len() < 2 {
            return None;
        }
        let args = [
            ("measure", self.measure.as_str().into()),
            ("bound", bound.into()),
            ("run", run.trim_end_matches(['.', '।']).into()),
            ("said", self.answer(panel).into()),
        ];
        Some(self.texts.msg_with("map-takeaway-only", &args))
    }

    /// Returns the least and the greatest mean.
    fn extremes<'c>(&self, cells: impl Iterator<Item = &'c MapCell>) -> (String, String) {
        let means: Vec<f64> = cells.map(|cell| cell.mean).filter(|mean| mean.is_finite()).collect();
        let print = |value: f64| if value.is_finite() { self.short(value) } else { "–".to_owned() };
        let (low, high) = (
            means.iter().copied().fold(f64::INFINITY, f64::min),
            means.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        );
        (print(low), print(high))
    }

    fn caption(&self) -> String {
        let texts = self.texts;
        let cells = || self.result.panels.iter().flat_map(|panel| &panel.cells);
        let mut caption = vec![if self.result.random {
            texts.msg_with("map-caption", &[("count", self.result.replications.into())])
        } else {
            texts.msg("map-caption-exact")
        }];
        let undecided =
            cells().filter(|cell| self.wanted.is_some() && cell.met.is_none() && cell.censored == 0).count();
        if undecided > 0 {
            caption.push(texts.msg_with("map-caption-undecided", &[("count", undecided.into())]));
        }
        let censored = cells().filter(|cell| cell.censored > 0).count();
        if censored > 0 {
            caption.push(texts.msg_with("map-caption-censored", &[("count", censored.into())]));
        }
        if self.level().is_some() {
            caption.push(texts.msg("map-caption-bold"));
        }
        caption.push(texts.msg("map-caption-even"));
        caption.join(" ")
    }

    fn alt(&self) -> String {
        let texts = self.texts;
        let panel = |(panel, run): (&MapPanel, &String)| {
            let (low, high) = self.extremes(panel.cells.iter());
            let mut args = vec![("run", run.as_str().into()), ("low", low.into()), ("high", high.into())];
            if self.wanted.is_none() {
                return texts.msg_with("map-alt-panel", &args);
            }
            args.extend([("met", Self::met(panel).into()), ("count", panel.cells.len().into())]);
            texts.msg_with("map-alt-panel-wanted", &args)
        };
        let panels: Vec<String> = self.result.panels.iter().zip(&self.runs).map(panel).collect();
        let [over, by] = &self.names;
        let ends = |axis: &crate::model::scenario::MapAxis| {
            let print = |value: Option<&f64>| value.map(|value| self.value(axis, *value)).unwrap_or_default();
            texts.span(&print(axis.values.first()), &print(axis.values.last()))
        };
        let args = [
            ("measure", self.measure.as_str().into()),
            ("over", over.as_str().into()),
            ("columns", ends(self.over).into()),
            ("by", by.as_str().into()),
            ("rows", ends(self.by).into()),
            ("panels", panels.join(" ").into()),
        ];
        texts.msg_with("map-alt", &args)
    }

    /// Makes the table: a row per value upwards, the greatest first as in the picture, a column per value across.
    fn table(&self) -> Table {
        let [over, by] = &self.names;
        let several = self.runs.len() > 1;
        let corner = self.texts.msg_with("map-corner", &[("by", by.as_str().into()), ("over", over.as_str().into())]);
        let run_head = several.then(|| self.texts.msg("runs-run"));
        let heads = self.over.values.iter().map(|value| self.value(self.over, *value));
        let mut rows = Vec::new();
        for (panel, run) in self.result.panels.iter().zip(&self.runs) {
            for (value, cells) in self.by.values.iter().zip(panel.cells.chunks(self.columns())).rev() {
                let numbers = cells.iter().map(|cell| self.long(cell));
                let head = several.then(|| run.clone()).into_iter().chain([self.value(self.by, *value)]);
                rows.push(head.chain(numbers).collect());
            }
        }
        Table { head: run_head.into_iter().chain([corner]).chain(heads).collect(), rows }
    }

    pub(super) fn words(&self) -> Words {
        Words {
            id: format!("designs/{}", self.id),
            lang: self.texts.lang().code(),
            takeaway: self.takeaway(),
            caption: self.caption(),
            alt: self.alt(),
            table: self.table(),
        }
    }
}
