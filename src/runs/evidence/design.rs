//! What designs gave.

use crate::base::digest::Digest;
use crate::base::expr::Dim;
use crate::model::Id;

/// What a design gave.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignRecord {
    /// The design.
    pub id: Id,
    /// Digest of its canonical text.
    pub scenario: Digest,
    /// Engine version.
    pub engine: u32,
    /// Digest of its results.
    pub output: Digest,
    /// The results.
    pub result: DesignResult,
}

/// The results of a design.
#[derive(Clone, Debug, PartialEq)]
pub enum DesignResult {
    /// Runs over the values of a parameter.
    Grid {
        /// The parameter.
        param: Id,
        /// Its dimension.
        dim: Dim,
        /// Its values.
        values: Vec<f64>,
        /// One row per run.
        rows: Vec<GridRow>,
        /// The readings, in file order.
        readings: Vec<Id>,
    },
    /// Columns over the values of a variable.
    Curve {
        /// The variable.
        variable: Id,
        /// Its values.
        values: Vec<f64>,
        /// The columns.
        columns: Vec<(Id, Vec<f64>)>,
    },
    /// Every combination of switches, on the same draws.
    Factorial(Factorial),
    /// A measure over the values of two settings.
    Map(Map),
}

/// A measure over the values of two settings, on the same draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Map {
    /// The measure.
    pub measure: Id,
    /// Its dimension.
    pub dim: Dim,
    /// What changes from column to column.
    pub over: Axis,
    /// What changes from row to row.
    pub by: Axis,
    /// Replications of a cell: the most of all.
    pub replications: u32,
    /// Whether anything is drawn at random.
    pub random: bool,
    /// The level that the measure is held against; `None` where nothing is wanted of it.
    pub level: Option<f64>,
    /// Values of the measure in the run it is compared with, over the same replications; none for a plain level.
    pub compared: Vec<f64>,
    /// One per run, in file order.
    pub panels: Vec<MapPanel>,
}

/// A setting with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The path of the setting.
    pub path: String,
    /// Its dimension.
    pub dim: Dim,
    /// Its values in the base unit, ascending.
    pub values: Vec<f64>,
}

/// What one run gave over the values of two settings.
#[derive(Clone, Debug, PartialEq)]
pub struct MapPanel {
    /// The run.
    pub run: Id,
    /// Row by row: the cell of column `c` and row `r` is `cells[r * columns + c]`.
    pub cells: Vec<MapCell>,
}

/// One pair of values.
#[derive(Clone, Debug, PartialEq)]
pub struct MapCell {
    /// Mean of the measure over the replications in which it has a value; NaN where it has none in any.
    pub mean: f64,
    /// Half the width of its 95 % t interval; `None` without random draws.
    pub half_width_95: Option<f64>,
    /// Replications without a value.
    pub censored: u32,
    /// Whether the measure is as wanted, judged replication by replication as a claim is; `None` where the interval
    /// straddles, where a replication has no value, and where nothing is wanted.
    pub met: Option<bool>,
    /// Values by replication; NaN where there is none.
    pub values: Vec<f64>,
}

/// Every combination of switches, on the same draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Factorial {
    /// The measure.
    pub measure: Id,
    /// Its dimension.
    pub dim: Dim,
    /// The runs whose overrides are switched, in file order.
    pub factors: Vec<Id>,
    /// Replications of every combination.
    pub replications: u32,
    /// Replications in which every combination has a value: only those are compared.
    pub complete: u32,
    /// One per combination: bit `i` of the index says whether factor `i` is on, so the first is base.
    pub cells: Vec<Cell>,
    /// Main effects in file order, then interactions of two, of three, and so on.
    pub effects: Vec<Effect>,
    /// Each factor alone beside base, in file order, and all together last.
    pub against_base: Vec<AgainstBase>,
}

/// One combination of switches.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The factors that are on; none for base.
    pub on: Vec<Id>,
    /// Mean of the measure over the replications in which it has a value.
    pub mean: f64,
    /// Half the width of its 95 % t interval; `None` without random draws.
    pub half_width_95: Option<f64>,
    /// Replications without a value.
    pub censored: u32,
    /// Values by replication; NaN where there is none.
    pub values: Vec<f64>,
}

/// A main effect or an interaction.
///
/// For one factor: the mean change from switching it on, averaged over all settings of the others. For several: how much
/// the change from one depends on the others, which for two is the difference of differences. All are averaged over the
/// settings of the factors that are not named.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The factors: one for a main effect, several for an interaction.
    pub factors: Vec<Id>,
    /// The effect in the measure's base unit.
    pub value: f64,
    /// Half the width of its 95 % t interval over replications; `None` without random draws.
    pub half_width_95: Option<f64>,
}

/// A combination beside base.
#[derive(Clone, Debug, PartialEq)]
pub struct AgainstBase {
    /// The factors that are on.
    pub on: Vec<Id>,
    /// Change of the mean in the base unit.
    pub difference: f64,
    /// Half the width of its 95 % t interval; `None` without random draws.
    pub difference_half_width_95: Option<f64>,
    /// Change of the mean as a share of base's (-0.8 is 80 % less); `None` for moments and where base shows nothing.
    pub ratio: Option<f64>,
    /// Half the width of its 95 % interval, from the linearised ratio; `None` without random draws.
    pub ratio_half_width_95: Option<f64>,
}

/// One run of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct GridRow {
    /// The run.
    pub run: Id,
    /// Mean of each measure at each value: `means[measure].1[value]`.
    pub means: Vec<(Id, Vec<f64>)>,
    /// Whether each reading is met at each value: `fits[reading][value]`.
    pub fits: Vec<Vec<bool>>,
}
