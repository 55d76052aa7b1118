//! Labels at vertical marks: which side of its mark each stands on and how high, so that none is crossed or touched.

use crate::base::math;

/// A mark with the width of its label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flag {
    /// Where the mark stands.
    pub(super) at: f64,
    /// How wide its label is.
    pub(super) width: f64,
}

/// Where a label goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Placed {
    /// Lanes above the lowest.
    pub(super) lane: usize,
    /// To the left of its mark rather than to the right.
    pub(super) leftwards: bool,
}

/// Room between a mark and its label, and after a label.
const GAP: f64 = 8.0;
/// Up to here every choice of sides is tried: 2,048 of them.
const TRIED: usize = 11;

/// Places labels inside an interval with as few lanes as can be.
pub(super) fn place(flags: &[Flag], limits: (f64, f64)) -> Vec<Placed> {
    let tried = flags.len().min(TRIED);
    let choices = (0..1_u32 << tried).filter_map(|choice| {
        // Beyond what is tried, labels point to the side with more room.
        let leftwards = |index: usize| {
            if index < TRIED { choice >> index & 1 == 1 } else { flags[index].at > f64::midpoint(limits.0, limits.1) }
        };
        let sides: Vec<bool> = (0..flags.len()).map(leftwards).collect();
        let spans: Vec<(f64, f64)> = flags.iter().zip(&sides).map(|(flag, left)| span(*flag, *left)).collect();
        let outside = spans.iter().filter(|span| span.0 < limits.0 || span.1 > limits.1).count();
        let lanes = lanes(flags, &spans)?;
        let highest = lanes.iter().copied().max().unwrap_or(0);
        let sum: usize = lanes.iter().sum();
        Some(((outside, highest, sum, choice.count_ones()), sides, lanes))
    });
    let best = choices.min_by_key(|(cost, _, _)| *cost);
    best.map_or_else(
        || (0..flags.len()).map(|lane| Placed { lane, leftwards: false }).collect(),
        |(_, sides, lanes)| lanes.into_iter().zip(sides).map(|(lane, leftwards)| Placed { lane, leftwards }).collect(),
    )
}

fn span(flag: Flag, leftwards: bool) -> (f64, f64) {
    if leftwards { (flag.at - flag.width - GAP, flag.at) } else { (flag.at, flag.at + flag.width + GAP) }
}

/// Finds the lanes in which no mark crosses a label and no two labels touch; `None` where there are none.
fn lanes(flags: &[Flag], spans: &[(f64, f64)]) -> Option<Vec<usize>> {
    let mut lanes = vec![0; flags.len()];
    // Every round lifts labels; more rounds than this means that some lift one another for ever.
    for _ in 0..=flags.len() * flags.len() {
        let mut lifted = false;
        for over in 0..flags.len() {
            for under in 0..flags.len() {
                if over == under {
                    continue;
                }
                let (left, right) = spans[over];
                // A mark as good as at the label's own runs through the room between that and the label.
                let aside = math::abs(flags[under].at - flags[over].at) > 2.0;
                let crossed = aside && flags[under].at > left - 2.0 && flags[under].at < right;
                let overlap = over > under && spans[under].0 < right && left < spans[under].1;
                if (crossed && lanes[over] <= lanes[under]) || (overlap && lanes[over] == lanes[under]) {
                    lanes[over] = lanes[under] + 1;
                    lifted = true;
                }
            }
        }
        if !lifted {
            return Some(lanes);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_far_apart_share_a_lane_and_stay_inside() {
        let flags = [100.0, 300.0, 650.0].map(|at| Flag { at, width: 60.0 });
        let sides: Vec<bool> = place(&flags, (0.0, 680.0)).iter().map(|placed| placed.leftwards).collect();
        assert_eq!(sides, [false, false, true]);
        assert!(place(&flags, (0.0, 680.0)).iter().all(|placed| placed.lane == 0));
    }

    #[test]
    fn close_marks_never_cross_a_label() {
        let flags: Vec<Flag> =
            [60.0, 64.0, 70.0, 90.0, 400.0, 640.0, 650.0].into_iter().map(|at| Flag { at, width: 120.0 }).collect();
        let placed = place(&flags, (0.0, 680.0));
        for (over, upper) in flags.iter().zip(&placed) {
            let (left, right) = span(*over, upper.leftwards);
            assert!(left >= 0.0 && right <= 680.0);
            for (under, lower) in flags.iter().zip(&placed) {
                let crosses = under.at > left + 1.0 && under.at < right - 1.0;
                assert!(!crosses || lower.lane < upper.lane, "{over:?} {under:?}");
            }
        }
    }
}
