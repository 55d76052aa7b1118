//! Maps of a measure over two settings: worked by hand, on the same draws, and as people mistype them.

use nidan::runs::evidence::{DesignResult, Evidence, Map, MapCell, Verdict};

use crate::designs::{PRODUCT, close, evidence, project, verdict};
use crate::small::MODEL;

/// Work is rate times cost; the second setting is a block's own, and names a parameter in base.
const SWEEP: &str = "  sweep:
    map:
      measure: work
      runs: [base, idle]
      over: {is: rate, values: [10/s, 20/s, 40/s]}
      by: {is: calls.cost, values: [10ms, 40ms]}
      wanted: <= 250% of base
";

fn with(design: &str) -> String {
    let (head, _) = PRODUCT.split_once("  waves:").expect("it has a design");
    format!("{head}{design}")
}

fn map<'a>(evidence: &'a Evidence, name: &str) -> &'a Map {
    match &evidence.design(name).expect("it is there").result {
        DesignResult::Map(map) => map,
        DesignResult::Grid { .. } | DesignResult::Curve { .. } | DesignResult::Factorial(_) => panic!("it is a map"),
    }
}

fn means(cells: &[MapCell]) -> Vec<f64> {
    cells.iter().map(|cell| cell.mean).collect()
}

#[test]
fn a_map_of_a_product_is_the_table_of_its_products() {
    let evidence = evidence(&project(&with(SWEEP), &[]));
    let map = map(&evidence, "sweep");
    let names: Vec<&str> = map.panels.iter().map(|panel| panel.run.as_str()).collect();
    assert_eq!((names, map.replications, map.random), (vec!["base", "idle"], 1, false));
    assert_eq!((map.over.values.as_slice(), map.by.values.as_slice()), (&[10.0, 20.0, 40.0][..], &[0.01, 0.04][..]));
    // Two and a half times the 0.1 of base.
    close(map.level.expect("a level"), 0.25);
    for panel in &map.panels {
        for (mean, wanted) in means(&panel.cells).into_iter().zip([0.1, 0.2, 0.4, 0.4, 0.8, 1.6]) {
            close(mean, wanted);
        }
        let met: Vec<Option<bool>> = panel.cells.iter().map(|cell| cell.met).collect();
        assert_eq!(met, [true, true, false, false, false, false].map(Some), "exact, for nothing is drawn");
        assert!(panel.cells.iter().all(|cell| cell.half_width_95.is_none() && cell.censored == 0));
    }
}

#[test]
fn a_tile_without_a_value_says_so() {
    let sweep = SWEEP.replace("measure: work", "measure: busy").replace("<= 250% of base", "<= 5m");
    let evidence = evidence(&project(&with(&sweep), &[]));
    let map = map(&evidence, "sweep");
    // Work of 0.1 and 0.2 never passes 0.3; all others do so at once.
    let censored: Vec<u32> = map.panels[0].cells.iter().map(|cell| cell.censored).collect();
    assert_eq!(censored, [1, 1, 0, 0, 0, 0]);
    let met: Vec<Option<bool>> = map.panels[0].cells.iter().map(|cell| cell.met).collect();
    assert_eq!(met, [None, None, Some(true), Some(true), Some(true), Some(true)]);
    assert!(map.panels[0].cells[0].mean.is_nan());
}

#[test]
fn all_tiles_draw_the_numbers_of_the_runs() {
    let design = "  sweep:
    map:
      measure: error
      runs: [base, fewer]
      over: {is: ttl, values: 5m..15m, step: 5m}
      by: {is: push.bake, values: [1m, 5m]}
";
    let model = MODEL.replace("designs:\n", &format!("designs:\n{design}"));
    let evidence = evidence(&project(&model, &[]));
    let map = map(&evidence, "sweep");
    assert_eq!((map.replications, map.level, map.over.values.len()), (4, None, 3));
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    for panel in &map.panels {
        // In the tile of its own values a run is itself: the second row, the first column.
        let run = evidence.run(panel.run.as_str()).expect("it is there");
        assert_eq!(bits(&panel.cells[3].values), bits(&run.measures[0].values));
        close(panel.cells[3].mean, run.measures[0].mean);
        close(panel.cells[3].half_width_95.expect("an interval"), run.measures[0].half_width_95);
        assert!(panel.cells.iter().all(|cell| cell.met.is_none()), "nothing is wanted");
    }
    // Fewer replications are the first of them.
    let fewer = MODEL.replace("designs:\n", &format!("designs:\n{design}      replications: 2\n"));
    let few = crate::designs::evidence(&project(&fewer, &[]));
    let two = self::map(&few, "sweep");
    assert_eq!(two.replications, 2);
    assert_eq!(bits(&two.panels[0].cells[3].values), bits(&map.panels[0].cells[3].values[..2]));
}

/// The first line of what is found, and the line of the file it stands at.
fn wrong(from: &str, to: &str) -> (String, String) {
    assert!(SWEEP.contains(from), "{from}");
    let found = project(&with(&SWEEP.replace(from, to)), &[]).findings();
    let mut lines = found.lines();
    let message = lines.next().unwrap_or_default().to_owned();
    let place = lines.next().and_then(|line| line.split(':').nth(1)).unwrap_or_default().to_owned();
    assert!(found.ends_with("1 error found\n"), "{found}");
    (message, place)
}

#[test]
fn mistakes_in_a_map_are_named_once_where_they_stand() {
    let cases = [
        ("measure: work", "measure: wrk", "error[unknown-name]: there is no measure `wrk`", "22"),
        ("[base, idle]", "[base, idel]", "error[unknown-name]: there is no run `idel`", "23"),
        ("is: rate", "is: rat", "error[unknown-name]: `rat` leads nowhere in the model", "24"),
        (
            "is: rate",
            "is: seed",
            "error[bad-value]: `seed` is the same in every cell of a map, so that all are run on \
          the same draws",
            "24",
        ),
        ("[10/s, 20/s, 40/s]", "[10/s]", "error[limit]: an axis of a map has 2 to 24 values", "24"),
        ("[10/s, 20/s, 40/s]", "[20/s, 10/s]", "error[bad-value]: the values of a map ascend", "24"),
        ("[10/s, 20/s, 40/s]", "[10/s, 20m]", "error[bad-value]: these are not values of a rate, at most 1000", "24"),
        ("[10/s, 20/s, 40/s]", "[10/s, 900/s]", "error[bad-value]: parameter `rate` lies outside its own range", "24"),
        ("is: calls.cost", "is: calls.cots", "error[unknown-key]: unknown key `cots` in a source", "25"),
        ("[10ms, 40ms]", "[10, 40]", "error[unit]: this gives a number, not a duration", "25"),
        ("is: calls.cost", "is: rate", "error[bad-value]: `rate` cannot be both across and upwards", "25"),
        ("250% of base", "250% of bse", "error[unknown-name]: there is no run `bse`", "26"),
        ("<= 250% of base", "<= 5m", "error[unit]: `work` is a number, and this is a duration", "26"),
        ("<= 250% of base", "250%", "error[bad-value]: one of `<=`, `<`, `>=`, `>` is expected here", "26"),
    ];
    for (from, to, message, line) in cases {
        assert_eq!(wrong(from, to), (message.to_owned(), line.to_owned()), "{to}");
    }
    let missing = project(&with(&SWEEP.replace("      measure: work\n", "")), &[]).findings();
    assert!(missing.contains("a map") && missing.contains("`measure`"), "{missing}");
}

#[test]
fn a_run_without_draws_is_judged_beside_one_with_them() {
    let model = MODEL.replace("runs:\n", "runs:\n  fixed: {'cluster.n': [2000]}\n");
    let claims = [
        ("holds", "error(fixed) <= 500% of base"),
        ("fails", "error(fixed) <= 1% of base"),
        ("turned", "error(base) <= 500% of fixed"),
    ];
    let evidence = evidence(&project(&model, &claims));
    let (fixed, base) = (evidence.run("fixed").expect("it ran"), evidence.run("base").expect("it ran"));
    assert_eq!((fixed.random, fixed.replications, base.random, base.replications), (false, 1, true, 4));
    assert!(fixed.measures[0].mean > 0.0);
    // The single value stands beside every replication of the other, so the pairs have an interval.
    let ratio = fixed.measures[0].mean / base.measures[0].mean;
    for (lesson, effect) in [("holds", ratio - 1.0), ("turned", 1.0 / ratio - 1.0)] {
        let judged = verdict(&evidence, lesson);
        assert_ne!(judged.verdict, Verdict::Undecided, "{lesson}");
        assert!(judged.effect_half_width.is_some_and(f64::is_finite), "{lesson}");
        close(judged.effect, effect);
    }
    assert_eq!(verdict(&evidence, "fails").verdict, Verdict::Fails);
}
