//! A what-if: values of a few settings that readers may take for their own.

use super::{Measure, Run};
use crate::base::digest::{Digest, Hasher};
use crate::base::expr::{Dim, Expr};
use crate::base::source::Span;
use crate::model::fact::Text;
use crate::model::id::Id;
use crate::model::scenario::Draw;

/// What readers may set, each combination of values a cell.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The settings.
    pub knobs: Vec<Knob>,
    /// How many replications a cell takes.
    pub replications: u32,
    /// Counts the entities that are hit; it is part of no run.
    pub hit: Measure,
    /// When one counts as hit, as written.
    pub condition: String,
    /// Whether the model gives its entities sizes.
    pub has_sizes: bool,
    /// Where it stands.
    pub span: Span,
}

/// A setting.
#[derive(Clone, Debug)]
pub struct Knob {
    /// Its name, as `--set` takes it.
    pub path: String,
    /// What it sets.
    pub target: Setting,
    /// Its dimension.
    pub dim: Dim,
    /// Its values in the base unit, ascending.
    pub values: Vec<f64>,
    /// The same as written.
    pub written: Vec<String>,
    /// What it is, in words.
    pub text: Option<Text>,
}

/// What a setting sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A parameter.
    Param(Id),
    /// The size of the only entity.
    Size,
}

/// Which value of each setting, by its place.
pub type Place = Vec<usize>;

impl WhatIf {
    /// Returns the place of every cell, the last setting changing fastest.
    pub fn places(&self) -> Vec<Place> {
        let mut places = vec![Vec::new()];
        for knob in &self.knobs {
            let next = |place: &Place| -> Vec<Place> {
                (0..knob.values.len()).map(|at| place.iter().copied().chain([at]).collect()).collect()
            };
            places = places.iter().flat_map(next).collect();
        }
        places
    }

    /// Puts a cell's values into a run, and takes everything else as declared. What the run says itself stays as it is.
    pub fn put(&self, place: &[usize], run: &mut Run) {
        let scenario = &mut run.scenario;
        let mut hasher = Hasher::default();
        hasher.text(&scenario.digest.to_string());
        hasher.text(&self.condition);
        scenario.replicate(self.replications);
        scenario.measures.push(self.hit.clone());
        scenario.fix();
        for (knob, &at) in self.knobs.iter().zip(place) {
            if run.overrides.iter().any(|(path, _)| *path == knob.path) {
                continue;
            }
            let value = knob.values[at];
            hasher.text(&knob.path);
            hasher.number(value);
            match &knob.target {
                Setting::Param(id) => {
                    let params = scenario.params.iter_mut().filter(|param| param.id == *id);
                    params.for_each(|param| param.value.value = value);
                }
                Setting::Size => {
                    scenario.group.size = Draw::List(vec![value]);
                    scenario.group.count = Expr::constant(1.0, Dim::NUMBER);
                }
            }
        }
        scenario.digest = hasher.finish();
    }

    /// Adds what it asks to a digest.
    pub fn digest(&self, hasher: &mut Hasher) -> Digest {
        hasher.text(&format!("{} {}", self.replications, self.condition));
        for knob in &self.knobs {
            hasher.text(&knob.path);
            hasher.numbers(&knob.values);
        }
        hasher.finish()
    }
}
