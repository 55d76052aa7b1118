//! Factorial designs: every combination of switches on the same draws, so that what they do together can be told from
//! what each does alone.

use super::evidence::{AgainstBase, Cell, Effect, Factorial, RunRecord};
use super::lab::Lab;
use super::terms::{key, weights};
use super::{RunError, ensemble};
use crate::base::expr::Dim;
use crate::model::Id;
use crate::model::scenario::Run;
use crate::sim::stats::{self, Interval};

/// Works out a factorial design; runs that are there already are not run again.
pub(super) fn run(
    (factors, measure): (&[Id], &Id),
    cells: &[Run],
    (done, lab): (&[RunRecord], Lab<'_>),
) -> Result<Option<Factorial>, RunError> {
    let Some(base) = cells.first() else { return Ok(None) };
    let Some(index) = base.scenario.measures.iter().position(|candidate| candidate.id == *measure) else {
        return Ok(None);
    };
    let of = |cell: &Run| done.iter().find(|record| record.scenario == key(cell)).cloned();
    let first = match of(base) {
        Some(record) => record,
        None => ensemble::run(base, None, lab)?,
    };
    let mut records = vec![first];
    for cell in &cells[1..] {
        let record = of(cell).filter(|record| record.replications == records[0].replications || !record.random);
        let record = match record {
            Some(record) => record,
            None => ensemble::paired(cell, &records[0], lab)?,
        };
        records.push(record);
    }
    let random = records.iter().any(|record| record.random);
    let replications = records.iter().map(|record| record.replications).max().unwrap_or(1);
    let columns = records.iter().zip(cells).map(|(record, cell)| {
        // Moments count from each run's own start.
        let dim = record.measures[index].dim;
        let since = (cell.scenario.clock.start - base.scenario.clock.start).num_milliseconds() as f64 / 1000.0;
        let shift = if dim == Dim::Instant { since } else { 0.0 };
        // A run without random draws is the same beside every replication of the others.
        let values = record.measures[index].values.iter().map(|value| value + shift);
        values.cycle().take(replications as usize).collect()
    });
    let dim = records[0].measures[index].dim;
    Ok(Some(put_together((factors, measure), dim, columns.collect(), random)))
}

/// Makes means and effects of the values of every combination, by replication.
fn put_together((factors, measure): (&[Id], &Id), dim: Dim, columns: Vec<Vec<f64>>, random: bool) -> Factorial {
    let replications = columns.first().map_or(0, Vec::len);
    let whole: Vec<usize> = (0..replications).filter(|&at| columns.iter().all(|values| !values[at].is_nan())).collect();
    let complete: Vec<Vec<f64>> = columns.iter().map(|values| whole.iter().map(|&at| values[at]).collect()).collect();
    let reach = |interval: Interval| random.then_some(interval.half_width);
    let effects = subsets(factors.len()).into_iter().map(|subset| {
        let places: Vec<usize> = (0..factors.len()).filter(|place| subset >> place & 1 == 1).collect();
        let weights = weights(columns.len(), &places);
        let contrast = |at: usize| weights.iter().zip(&complete).map(|(weight, values)| weight * values[at]).sum();
        let contrasts: Vec<f64> = (0..whole.len()).map(contrast).collect();
        let interval = stats::interval(&contrasts);
        Effect { factors: named(factors, subset), value: interval.mean, half_width_95: reach(interval) }
    });
    let all = columns.len() - 1;
    let alone = (0..factors.len()).map(|place| 1 << place);
    let against_base = alone.chain((factors.len() > 1).then_some(all)).map(|subset| {
        let (values, base) = (&complete[subset], &complete[0]);
        let differences: Vec<f64> = values.iter().zip(base).map(|(value, base)| value - base).collect();
        let difference = stats::interval(&differences);
        let has_ratio = dim != Dim::Instant && base.iter().sum::<f64>().abs() > 0.0;
        let ratio = has_ratio.then(|| stats::ratio_change(values, base));
        AgainstBase {
            on: named(factors, subset),
            difference: difference.mean,
            difference_half_width_95: reach(difference),
            ratio: ratio.map(|ratio| ratio.mean),
            ratio_half_width_95: ratio.and_then(reach),
        }
    });
    let (effects, against_base) = (effects.collect(), against_base.collect());
    let cells = columns.into_iter().enumerate().map(|(subset, values)| {
        let present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
        let interval = stats::interval(&present);
        let censored = (values.len() - present.len()) as u32;
        Cell { on: named(factors, subset), mean: interval.mean, half_width_95: reach(interval), censored, values }
    });
    Factorial {
        measure: measure.clone(),
        dim,
        factors: factors.to_vec(),
        replications: replications as u32,
        complete: whole.len() as u32,
        cells: cells.collect(),
        effects,
        against_base,
    }
}

/// Returns every choice of at least one factor as bits: single ones first, then pairs, and so on, each in file order.
fn subsets(factors: usize) -> Vec<usize> {
    let mut subsets: Vec<usize> = (1..1 << factors).collect();
    // By size; then the one whose first factors come first, which reversed bits order the other way round.
    subsets.sort_by_key(|subset| (subset.count_ones(), std::cmp::Reverse(subset.reverse_bits())));
    subsets
}

fn named(factors: &[Id], subset: usize) -> Vec<Id> {
    let on = factors.iter().enumerate().filter(|(place, _)| subset >> place & 1 == 1);
    on.map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<Id> {
        names.iter().map(|name| Id::new(name).expect("an id")).collect()
    }

    fn effect(result: &Factorial, factors: &[&str]) -> (f64, f64) {
        let found = result.effects.iter().find(|effect| effect.factors == ids(factors)).expect("an effect");
        (found.value, found.half_width_95.expect("an interval"))
    }

    /// y = 10 − 1·a − 2·b + 0·c − 4·a·b + 0.5·a·b·c, and a level per replication that all combinations share.
    fn known(cell: usize, level: f64) -> f64 {
        let on = |place: usize| f64::from(u8::from(cell >> place & 1 == 1));
        let (a, b, c) = (on(0), on(1), on(2));
        10.0 + level - a - 2.0 * b - 4.0 * a * b + 0.5 * a * b * c
    }

    #[test]
    fn the_effects_of_a_known_model_are_found() {
        let columns = (0..8).map(|cell| [0.0, 3.0, -1.0].map(|level| known(cell, level)).to_vec()).collect();
        let measure = Id::new("y").expect("an id");
        let result = put_together((&ids(&["a", "b", "c"]), &measure), Dim::NUMBER, columns, true);
        // Averaged over the settings of the others: a alone does −1, with b another −4, with both c's half of 0.5.
        for (factors, value) in [
            (&["a"][..], -1.0 - 4.0 / 2.0 + 0.5 / 4.0),
            (&["b"], -2.0 - 4.0 / 2.0 + 0.5 / 4.0),
            (&["c"], 0.5 / 4.0),
            (&["a", "b"], -4.0 + 0.5 / 2.0),
            (&["a", "c"], 0.5 / 2.0),
            (&["b", "c"], 0.5 / 2.0),
            (&["a", "b", "c"], 0.5),
        ] {
            let (found, reach) = effect(&result, factors);
            // The level is the same in every combination, so pairing takes it out whole.
            assert!((found - value).abs() < 1e-12 && reach < 1e-12, "{factors:?}: {found} ± {reach}");
        }
        let order: Vec<usize> = result.effects.iter().map(|effect| effect.factors.len()).collect();
        assert_eq!(order, [1, 1, 1, 2, 2, 2, 3]);
        assert_eq!(result.effects[4].factors, ids(&["a", "c"]));
        // The level does show in each combination: 10, 13, 9 deviate by √(13/3), t(2) = 4.3027.
        let base = &result.cells[0];
        assert!((base.mean - 32.0 / 3.0).abs() < 1e-12);
        let by_hand = 4.302_653 * (13.0f64 / 3.0 / 3.0).sqrt();
        assert!((base.half_width_95.expect("an interval") - by_hand).abs() < 1e-5);
    }

    #[test]
    fn contrasts_have_paired_intervals() {
        // Differences of differences 1, 2, 3: mean 2 and t(2)/√3.
        let columns = vec![vec![1.0, 5.0, 2.0], vec![2.0, 6.0, 3.0], vec![4.0, 9.0, 7.0], vec![6.0, 12.0, 11.0]];
        let measure = Id::new("y").expect("an id");
        let result = put_together((&ids(&["a", "b"]), &measure), Dim::DURATION, columns, true);
        let (value, reach) = effect(&result, &["a", "b"]);
        assert!((value - 2.0).abs() < 1e-12 && (reach - 4.302_653 / 3f64.sqrt()).abs() < 1e-5, "{value} ± {reach}");
        // All together beside base: means 29/3 and 8/3.
        let together = result.against_base.last().expect("all together");
        assert_eq!(together.on, ids(&["a", "b"]));
        assert!((together.ratio.expect("a ratio") - (29.0 / 8.0 - 1.0)).abs() < 1e-12);
        assert!((together.difference - 7.0).abs() < 1e-12);
        assert_eq!(result.against_base.len(), 3);
    }

    #[test]
    fn only_replications_with_every_value_are_compared() {
        let nan = f64::NAN;
        let columns = vec![vec![1.0, 2.0, 3.0], vec![2.0, nan, 4.0], vec![1.0, 2.0, 3.0], vec![3.0, 4.0, 5.0]];
        let measure = Id::new("y").expect("an id");
        let result = put_together((&ids(&["a", "b"]), &measure), Dim::Instant, columns, true);
        assert_eq!((result.replications, result.complete, result.cells[1].censored), (3, 2, 1));
        assert!((result.cells[1].mean - 3.0).abs() < 1e-12);
        assert_eq!(result.against_base[0].ratio, None, "moments have no ratio");
        let exact = put_together((&ids(&["a"]), &measure), Dim::NUMBER, vec![vec![2.0], vec![1.0]], false);
        assert_eq!(exact.effects[0].half_width_95, None);
        assert_eq!((exact.against_base.len(), exact.against_base[0].ratio), (1, Some(-0.5)));
    }
}
