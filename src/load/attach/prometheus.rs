//! Series from the answer to a Prometheus range query: `/api/v1/query_range`, kept as it came.

use serde_json::Value;

use super::{Raw, Sample, moment};
use crate::base::diag::{Diagnostic, Report, RuleId};
use crate::base::source::{SourceId, Span};
use crate::load::rules;

/// Reads every series of the answer.
pub(super) fn read((file, text): (SourceId, &str), report: &mut Report) -> Option<Vec<Raw>> {
    let whole = Span::new(file, 0..text.len().min(1));
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            let finding = Diagnostic::error(rules::BAD_VALUE, Span::new(file, at..at + 1), "the file is not JSON");
            report.push(finding.label(error.to_string()).hint("keep the answer of the server as it came"));
            return None;
        }
    };
    series(&value).map_err(|(rule, message)| report.push(explain(rule, whole, message))).ok()
}

fn explain(rule: RuleId, span: Span, message: String) -> Diagnostic {
    let hint = "wanted is the answer to a range query, as `curl …/api/v1/query_range?query=…&start=…&end=…&step=…` \
                gives it";
    Diagnostic::error(rule, span, message).hint(hint)
}

fn series(value: &Value) -> Result<Vec<Raw>, (RuleId, String)> {
    let wrong = |message: &str| (rules::BAD_VALUE, message.to_owned());
    if value["status"].as_str() == Some("error") {
        let why = value["error"].as_str().unwrap_or("it does not say why");
        return Err((rules::BAD_VALUE, format!("the file is an answer that failed: {why}")));
    }
    // With or without the envelope of the HTTP interface.
    let data = value.get("data").unwrap_or(value);
    match data["resultType"].as_str() {
        Some("matrix") => {}
        Some(other) => return Err((rules::BAD_VALUE, format!("the result is a `{other}`, not a `matrix`"))),
        None => return Err(wrong("the file has no `data.resultType`")),
    }
    let result = data["result"].as_array().ok_or_else(|| wrong("the file has no list `data.result`"))?;
    if result.is_empty() {
        return Err((rules::EMPTY_FILE, "the answer has no series in it".to_owned()));
    }
    let labels: Vec<Vec<(&str, &str)>> = result.iter().map(|one| labels(&one["metric"])).collect();
    let mut found = Vec::new();
    for (index, one) in result.iter().enumerate() {
        let samples =
            samples(one).map_err(|(rule, why)| (rule, format!("series {} of the answer: {why}", index + 1)))?;
        found.push(Raw { names: names(&labels, index), samples });
    }
    Ok(found)
}

fn labels(metric: &Value) -> Vec<(&str, &str)> {
    let entries = metric.as_object().into_iter().flatten();
    entries.filter_map(|(label, value)| Some((label.as_str(), value.as_str()?))).collect()
}

/// Returns what a series may be called: the labels that tell it from the others, then its metric, then every label.
fn names(all: &[Vec<(&str, &str)>], index: usize) -> Vec<String> {
    let own = &all[index];
    let pair = |(label, value): &(&str, &str)| format!("{label}={value}");
    let telling: Vec<String> =
        own.iter().filter(|label| !all.iter().all(|other| other.contains(label))).map(pair).collect();
    let metric = own.iter().find(|(label, _)| *label == "__name__").map(|(_, value)| (*value).to_owned());
    let first = if telling.is_empty() { metric.clone() } else { Some(telling.join(",")) };
    let mut names: Vec<String> = first.into_iter().chain(metric).chain(own.iter().map(pair)).collect();
    if names.is_empty() {
        names.push("{}".to_owned());
    }
    names
}

fn samples(one: &Value) -> Result<Vec<Sample>, (RuleId, String)> {
    let Some(values) = one["values"].as_array() else {
        return Err((rules::BAD_VALUE, "it has no `values`; native histograms are not read".to_owned()));
    };
    let mut samples: Vec<Sample> = Vec::with_capacity(values.len());
    for pair in values {
        let at = pair[0].as_f64().and_then(moment::since_1970);
        let at = at.ok_or_else(|| (rules::BAD_TIME, format!("`{}` is not a time", pair[0])))?;
        // Values are text in the answer, because JSON has no NaN.
        let value = pair[1].as_str().and_then(|text| text.parse::<f64>().ok()).or_else(|| pair[1].as_f64());
        let value = value.ok_or_else(|| (rules::BAD_VALUE, format!("`{}` is not a number", pair[1])))?;
        if samples.last().is_some_and(|last| at <= last.at) {
            return Err((rules::TIME_ORDER, format!("`{}` is not later than the time before it", pair[0])));
        }
        samples.push(Sample { at, value: if value.is_finite() { value } else { f64::NAN } });
    }
    Ok(samples)
}

/// Returns the byte at a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Vec<Raw>, String> {
        let mut report = Report::default();
        let file = crate::base::source::SourceMap::default().add("t.json", text);
        let found = read((file, text), &mut report);
        found.ok_or_else(|| report.sorted()[0].message.clone())
    }

    fn answer(result: &str) -> String {
        format!(r#"{{"status":"success","data":{{"resultType":"matrix","result":[{result}]}}}}"#)
    }

    #[test]
    fn series_are_named_by_the_labels_that_tell_them_apart() {
        let two = r#"{"metric":{"__name__":"up","job":"api","q":"0.5"},"values":[[1700000000,"1"],[1700000015.5,"NaN"]]},
                     {"metric":{"__name__":"up","job":"api","q":"0.9"},"values":[[1700000000,"+Inf"]]}"#;
        let found = read_text(&answer(two)).unwrap();
        assert_eq!(found[0].names, ["q=0.5", "up", "__name__=up", "job=api", "q=0.5"]);
        assert_eq!(found[1].names[0], "q=0.9");
        assert!(found[0].samples[1].value.is_nan() && found[1].samples[0].value.is_nan());
        assert_eq!(found[0].samples[1].at.timestamp_millis(), 1_700_000_015_500);
        let one = read_text(&answer(r#"{"metric":{"__name__":"up","job":"api"},"values":[[1,"2"]]}"#)).unwrap();
        assert_eq!(one[0].names[0], "up");
        let bare = read_text(&answer(r#"{"metric":{},"values":[[1,"2"]]}"#)).unwrap();
        assert_eq!(bare[0].names, ["{}"]);
    }

    #[test]
    fn what_is_no_range_answer_is_told_apart() {
        let cases = [
            ("{", "the file is not JSON"),
            ("[]", "the file has no `data.resultType`"),
            (r#"{"status":"error","error":"bad query"}"#, "the file is an answer that failed: bad query"),
            (r#"{"data":{"resultType":"vector","result":[]}}"#, "the result is a `vector`, not a `matrix`"),
            (r#"{"data":{"resultType":"matrix","result":[]}}"#, "the answer has no series in it"),
        ];
        for (text, wanted) in cases {
            assert_eq!(read_text(text).err().as_deref(), Some(wanted));
        }
        let back = answer(r#"{"metric":{},"values":[[2,"1"],[1,"1"]]}"#);
        assert_eq!(
            read_text(&back).err().as_deref(),
            Some("series 1 of the answer: `1` is not later than the time before it")
        );
        let histogram = answer(r#"{"metric":{},"histograms":[]}"#);
        assert!(read_text(&histogram).err().is_some_and(|message| message.contains("native histograms")));
    }
}
