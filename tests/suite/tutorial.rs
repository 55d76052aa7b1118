//! What `docs/model.md` says of its example is what the example gives.

use std::fs;
use std::path::Path;
use std::process::Command;

const EXAMPLE: &str = "docs/examples/retry-storm.yaml";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn nidan(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_nidan")).args(arguments).current_dir(root()).output();
    let output = output.expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

fn answered(run: &str) -> f64 {
    let line = nidan(&["sim", "run", EXAMPLE, run, "--format", "json"]);
    let line: serde_json::Value = serde_json::from_str(line.trim()).expect("it is JSON");
    line["measures"]["answered"]["mean"].as_f64().expect("it is a number")
}

#[test]
fn the_storm_stays_without_pauses_and_passes_with_them() {
    assert!(answered("base") < 1.0);
    assert!(answered("backoff") > 35.0);
    assert!(answered("budget") > 38.0);
}

#[test]
fn the_example_is_short_and_the_text_quotes_it() {
    let example = fs::read_to_string(root().join(EXAMPLE)).expect("it is there");
    assert!(example.lines().count() < 40);
    let text = fs::read_to_string(root().join("docs/model.md")).expect("it is there");
    for part in [
        "cost: 1s + 10ms * svc.inflight}",
        "backoff: {base: 20s, factor: 2, jitter: full}}",
        "value: 80/s, range: 60/s..120/s",
    ] {
        assert!(example.contains(part) && text.contains(part), "{part}");
    }
    // 119 tries a second, as the text says.
    let tries = nidan(&["sim", "run", EXAMPLE, "base", "--format", "json"]);
    let tries: serde_json::Value = serde_json::from_str(tries.trim()).expect("it is JSON");
    let mean = tries["measures"]["tries"]["mean"].as_f64().expect("it is a number");
    assert_eq!(format!("{mean:.0}"), "119");
}
