//! The engine against exact values. `tests/exact/run` prints the whole table; here a part of it is held.

mod cases;
mod closed;
mod judge;

use cases::{cases, fixed_points, slowed_by_calls};
use judge::{covered, error, full};

#[track_caller]
fn is(value: f64, printed: f64, digits: i32) {
    let unit = (0..digits).fold(1.0, |unit, _| unit / 10.0);
    assert!((value - printed).abs() <= 0.51 * unit, "{value} is not {printed}");
}

#[test]
fn closed_forms_give_the_published_values() {
    for (c, a, lost, waits) in [
        (3, 2.0, 0.210_526_32, 0.444_444_44),
        (5, 4.0, 0.199_066_87, 0.554_112_55),
        (10, 8.0, 0.121_661_06, 0.409_180_15),
        (16, 12.8, 0.080_647_213, 0.304_883_91),
        (100, 80.0, 0.003_992_028_6, 0.019_646_427),
    ] {
        is(closed::erlang_b(c, a), lost, 8);
        is(closed::erlang_c(c, a), waits, 8);
    }
    is(closed::mean_wait(1, 0.8, 1.0), 4.0, 9);
    is(closed::mean_wait(16, 12.8, 1.0), 0.095_276_223, 9);
    is(12.8 * (1.0 + closed::mean_wait(16, 12.8, 1.0)), 14.019_536, 6);
    is(closed::mean_wait_even(0.8), 2.0, 9);
    is(closed::mean_wait_even(0.9), 4.5, 9);
    let (refused, there, wait) = closed::bounded(0.8, 10);
    is(refused, 0.023_492_858, 9);
    is(there, 2.966_314_3, 7);
    is(wait, 2.797_097_5, 7);
    is(closed::mean_wait(3, 0.2, 0.1), 4.444_444_4, 7);
    is(closed::mean_wait(4, 0.2, 0.1), 0.869_565_22, 8);
    is(closed::mean_wait(1, 5.0, 10.0), 0.1, 9);
    is(closed::erlang_c(5, 2.5), 0.13, 2);
    is(closed::erlang_c(10, 5.0), 0.036, 3);
    for (f, retries, tries) in [(0.1, 3, 1.111), (0.5, 3, 1.875), (0.3, 3, 1.417), (0.5, 5, 1.968_75)] {
        is(closed::tries(f, retries), tries, 9);
    }
    is(closed::retry_fixed_point(1.2, 3), 0.361_056_9, 7);
    is(closed::retry_fixed_point(2.0, 3), 0.159_103_58, 8);
}

#[test]
fn runs_come_to_the_exact_values() {
    // A fiftieth of the length of the whole table, so intervals are seven times as wide; the exact value may lie 1.6 half widths
    // away, which happens to one value in some ten thousand.
    for case in cases() {
        for found in full(&case, 0.02) {
            assert!(found.far() < 1.6, "{}, {}: {} for {}", case.name, found.measure, found.mean, found.exact);
            assert!(found.relative() < 0.15, "{}, {}: ± {}", case.name, found.measure, found.relative());
        }
    }
}

#[test]
fn flows_settle_at_the_fixed_point() {
    for (name, text, exact) in fixed_points().into_iter().chain([slowed_by_calls()]) {
        assert!(error(&text, &exact) < 1e-6, "{name}: {}", error(&text, &exact));
    }
}

#[test]
fn intervals_cover_the_exact_value_as_often_as_they_say() {
    let wanted = ["M/M/1, 5 and 10 per unit of time", "3 retries, 50% of tries fail"];
    for case in cases().into_iter().filter(|case| wanted.contains(&case.name.as_str())) {
        for covered in covered(&case, 200) {
            assert!((180..=198).contains(&covered), "{}: {covered} of 200", case.name);
        }
    }
}
