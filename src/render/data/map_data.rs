//! Maps as CSV and JSON.

use serde_json::{Value, json};

use crate::base::expr::Dim;
use crate::runs::evidence::{Axis, Map, MapCell, MapPanel};
use crate::runs::lock::unit;

/// One row per cell; empty where there is no number.
pub(super) fn csv(map: &Map) -> String {
    let of_margin = if map.dim == Dim::Instant { Dim::DURATION } else { map.dim };
    let axis = |axis: &Axis| format!("{} [{}]", axis.path, unit(axis.dim));
    let value = format!("{} [{}],± 95% [{}]", map.measure, unit(map.dim), unit(of_margin));
    let mut text = format!("run,{},{},{value},without,as wanted\n", axis(&map.over), axis(&map.by));
    let number = |value: f64| if value.is_finite() { value.to_string() } else { String::new() };
    let columns = map.over.values.len().max(1);
    for panel in &map.panels {
        for (at, cell) in panel.cells.iter().enumerate() {
            let (over, by) = (map.over.values[at % columns], map.by.values[at / columns]);
            let margin = cell.half_width_95.map(number).unwrap_or_default();
            let met = cell.met.map(|met| met.to_string()).unwrap_or_default();
            let row = [
                panel.run.to_string(),
                over.to_string(),
                by.to_string(),
                number(cell.mean),
                margin,
                cell.censored.to_string(),
                met,
            ];
            text.push_str(&row.join(","));
            text.push('\n');
        }
    }
    text
}

pub(super) fn value(map: &Map) -> Value {
    let axis = |axis: &Axis| json!({"setting": axis.path, "unit": unit(axis.dim), "values": axis.values});
    let cell = |cell: &MapCell| {
        json!({
            "mean": cell.mean,
            "half_width_95": cell.half_width_95,
            "censored": cell.censored,
            "as_wanted": cell.met,
            "values": cell.values,
        })
    };
    let columns = map.over.values.len().max(1);
    let rows = |panel: &MapPanel| -> Vec<Vec<Value>> {
        panel.cells.chunks(columns).map(|row| row.iter().map(cell).collect()).collect()
    };
    let panels = map.panels.iter().map(|panel| json!({"run": panel.run.as_str(), "rows": rows(panel)}));
    json!({
        "measure": map.measure.as_str(),
        "unit": unit(map.dim),
        "over": axis(&map.over),
        "by": axis(&map.by),
        "replications": map.replications,
        "level": map.level,
        "panels": panels.collect::<Vec<_>>(),
    })
}
