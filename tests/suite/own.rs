//! The team's own charts and figures: the measured example as it is published, and what is refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nidan::model::{Audience, redact};

use crate::project::Project;
use crate::small::{INCIDENT, MODEL, errors, nidan, tree};

const EXAMPLE: &str = "docs/examples/own-metrics";
const REHEARSAL: &str = "2026-11-24-retry-rehearsal";
const ID: &str = "2025-01-30-own";

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(EXAMPLE)
}

/// Builds the example without leaving anything in it.
fn site() -> BTreeMap<String, Vec<u8>> {
    let mut project = Project::empty();
    for (path, bytes) in tree(&example()).into_iter().filter(|(path, _)| !path.starts_with(".nidan")) {
        project = project.file(&path, bytes);
    }
    let output = nidan(project.root(), &["build", "--no-pdf", "--locked", "--out", "site"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(!errors(&output).contains("warning"), "{}", errors(&output));
    tree(&project.root().join("site"))
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = u32::MAX;
    for byte in kind.iter().chain(data) {
        sum ^= u32::from(*byte);
        (0..8).for_each(|_| sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 });
    }
    let length = u32::try_from(data.len()).expect("it is short").to_be_bytes();
    [&length[..], &kind, data, &(!sum).to_be_bytes()].concat()
}

/// Returns a real screenshot, with words in it that nobody sees, and more behind its end.
fn talkative_png() -> Vec<u8> {
    let png = fs::read(example().join("incidents").join(REHEARSAL).join("files/front-page.png")).expect("it is there");
    let end = png.len() - 12;
    let words = [chunk(*b"tEXt", b"Author\0canary-author"), chunk(*b"eXIf", b"canary-place")].concat();
    [&png[..33], &words, &png[33..end], &png[end..], b"canary-behind-the-end"].concat()
}

const OWN: &str = "charts:
  errors:
    en: Half of all calls failed.
    bn: অর্ধেক কল ব্যর্থ হয়েছে।
    file: errors.csv
    unit: '%'
    series: {failed: {en: failed, bn: ব্যর্থ}}
    model: base.users.error
figures:
  graph:
    file: graph.png
    caption: {en: The dashboard at noon, bn: দুপুরের ড্যাশবোর্ড}
    alt: {en: A line that rises, bn: একটা রেখা ওপরে উঠছে}
";

const CSV: &str =
    "time,failed,secret-column\n2025-01-30 14:00:00,1,7\n2025-01-30 14:05:00,48.5,7\n2025-01-30 14:10:00,,7\n";

/// A small incident with charts and figures; `change` replaces one part of what it says of them.
pub(crate) fn own(change: (&str, &str)) -> Project {
    assert!(OWN.contains(change.0), "`{}` is not in the sample", change.0);
    Project::new()
        .file(&format!("incidents/{ID}/incident.yaml"), format!("{INCIDENT}{}", OWN.replacen(change.0, change.1, 1)))
        .file(&format!("incidents/{ID}/model.yaml"), MODEL)
        .file(&format!("incidents/{ID}/files/errors.csv"), CSV)
        .file(&format!("incidents/{ID}/files/graph.png"), talkative_png())
}

#[test]
fn the_measured_example_is_published_in_both_languages() {
    let site = site();
    for lang in ["bn", "en"] {
        let folder = format!("{lang}/incidents/{REHEARSAL}");
        let page = String::from_utf8_lossy(&site[&format!("{folder}/index.html")]).into_owned();
        for id in ["charts/answers", "charts/latency", "charts/model", "charts/budget", "figures/front"] {
            assert!(page.contains(&format!("id=\"{id}\"")), "{lang}: {id}");
        }
        assert!(page.contains("src=\"files/front.png\"") && page.contains("width=\"1280\" height=\"900\""), "{lang}");
        assert!(site.contains_key(&format!("{folder}/files/front.png")));
        assert!(!page.contains("front-page"), "a file's own name may say more than its picture");
    }
    let page = String::from_utf8_lossy(&site[&format!("en/incidents/{REHEARSAL}/index.html")]).into_owned();
    for words in [
        "Of 840 values the picture has the lowest and the highest of each of 600 equal stretches of time.",
        "10:22:09 Impact begins",
        "Dashed: the model, run budget",
        // Nobody was answered for five minutes: the line is in two pieces.
        "gaps without values",
        "alt=\"A web page in two columns",
    ] {
        assert!(page.contains(words), "`{words}`");
    }
    let bangla = String::from_utf8_lossy(&site[&format!("bn/incidents/{REHEARSAL}/index.html")]).into_owned();
    assert!(bangla.contains("১০:২২:০৯ প্রভাব শুরু") && bangla.contains("উত্তর, মাপা"));
}

#[test]
fn the_two_files_of_the_rehearsal_say_the_same() {
    let folder = example().join("incidents").join(REHEARSAL).join("files");
    let table = fs::read_to_string(folder.join("retries.csv")).expect("it is there");
    let answer = fs::read_to_string(folder.join("retries.json")).expect("it is there");
    let answer: serde_json::Value = serde_json::from_str(&answer).expect("it is JSON");
    let answers = answer["data"]["result"][0]["values"].as_array().expect("it is a list");
    let rows: Vec<&str> = table.lines().skip(1).collect();
    assert_eq!((rows.len(), answers.len()), (840, 840));
    for (row, pair) in rows.iter().zip(answers) {
        assert_eq!(row.split(',').nth(1), pair[1].as_str());
    }
}

#[test]
fn nothing_leaves_with_a_picture_or_a_table_but_what_is_seen() {
    let project = own(("", ""));
    let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    let site = tree(&project.root().join("public"));
    assert!(site.contains_key(&format!("bn/incidents/{ID}/files/graph.png")));
    for (path, bytes) in &site {
        let has = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        assert!(!has("canary") && !has("secret-column"), "{path}");
    }
}

#[test]
fn what_an_edition_withholds_is_not_published() {
    for guard in ["audience: internal", "tlp: GREEN"] {
        let figure = format!("    file: graph.png\n    {guard}");
        let project = own(("    file: graph.png", &figure));
        let kb = project.load().kb.expect("it loads");
        let edition = |audience| redact(&kb, audience, kb.newest_date().expect("it has dates"));
        assert!(edition(Audience::Public).incidents[0].figures.is_empty());
        assert_eq!(edition(Audience::Internal).incidents[0].figures.len(), 1);
        let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
        assert!(output.status.success(), "{}", errors(&output));
        let site = tree(&project.root().join("public"));
        assert!(site.keys().all(|path| !path.contains("/files/")));
        let page = String::from_utf8_lossy(&site[&format!("en/incidents/{ID}/index.html")]).into_owned();
        assert!(page.contains("charts/errors") && !page.contains("figures/graph") && !page.contains("The dashboard"));
    }
    let chart = own(("    file: errors.csv", "    file: errors.csv\n    tlp: AMBER"));
    let kb = chart.load().kb.expect("it loads");
    let public = redact(&kb, Audience::Public, kb.newest_date().expect("it has dates"));
    assert!(public.incidents[0].charts.is_empty() && !format!("{:?}", public.incidents).contains("48.5"));
}

#[test]
fn every_mistake_has_its_line_and_a_hint() {
    let cases = [
        ("file: errors.csv", "file: eror.csv", "missing-file", "did you mean `errors.csv`?"),
        ("file: errors.csv", "file: ../errors.csv", "unreadable-file", "without `..`"),
        ("file: errors.csv", "file: /etc/errors.csv", "unreadable-file", "without `..`"),
        ("file: errors.csv", "file: graph.png", "bad-value", "a chart reads `.csv`"),
        ("series: {failed:", "series: {faild:", "dangling-reference", "did you mean `failed`?"),
        ("unit: '%'", "unit: percent", "unit", "possible: ms, s, min, %"),
        ("    unit: '%'\n", "", "missing-key", "add `unit:`"),
        ("unit: '%'", "unit: ms", "unit", "`unit: %` or `unit: share`"),
        ("model: base.users.error", "model: bse.users.error", "dangling-reference", "did you mean `base`?"),
        ("model: base.users.error", "model: base.users.eror", "dangling-reference", "did you mean `users.error`?"),
        ("model: base.users.error", "model: users", "bad-value", "write run, block and series"),
        ("    alt: {en: A line that rises, bn: একটা রেখা ওপরে উঠছে}\n", "", "missing-key", "for those who do not see it"),
        ("A line that rises, bn: একটা রেখা ওপরে উঠছে", "A line that rises", "missing-text", "figures/graph/alt"),
        ("file: graph.png", "file: errors.csv", "bad-picture", "save the screenshot as PNG"),
        ("file: graph.png", "file: graph.png\n    section: everywhere", "bad-value", "affected, timeline, why"),
        ("file: graph.png", "file: graph.png\n    width: 3", "unknown-key", "known keys"),
    ];
    for (part, change, rule, hint) in cases {
        let findings = own((part, change)).findings();
        assert!(findings.contains(&format!("error[{rule}]")), "{change}:\n{findings}");
        assert!(findings.contains(hint), "{change}: `{hint}`\n{findings}");
        assert!(findings.contains("/incident.yaml:") && findings.contains("1 error found"), "{change}:\n{findings}");
    }
    assert_eq!(own(("", "")).findings(), "");
}

#[test]
fn what_is_wrong_in_a_table_is_shown_in_the_table() {
    let broken = own(("", "")).file(&format!("incidents/{ID}/files/errors.csv"), CSV.replace("48.5", "48.5 %"));
    insta::assert_snapshot!(broken.findings(), @r"
    error[bad-value]: `48.5 %` is not a number
     --> incidents/2025-01-30-own/files/errors.csv:3:21
      |
    3 | 2025-01-30 14:05:00,48.5 %,7
      |                     ^^^^^^
      |
      = hint: digits with a point, without a unit: `12`, `0.5`, `1e6`; a gap is an empty cell or `NaN`

    1 error found
    ");
    let clockless = own(("", "")).file(&format!("incidents/{ID}/files/errors.csv"), CSV.replace("time", "when"));
    assert!(clockless.findings().contains("the file has no column of times"), "{}", clockless.findings());
    let moment = own(("file: errors.csv", "file: errors.csv\n    time: moment")).findings();
    assert!(moment.contains("no column `moment`") && moment.contains("its columns: time, failed"), "{moment}");
    let cut = own(("", "")).file(&format!("incidents/{ID}/files/graph.png"), &talkative_png()[..5000]);
    assert!(cut.findings().contains("breaks off or is damaged"), "{}", cut.findings());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let project = own(("file: errors.csv", "file: link.csv"));
    let link = project.root().join(format!("incidents/{ID}/files/link.csv"));
    std::os::unix::fs::symlink(project.root().join("nidan.yaml"), link).expect("links can be made");
    let findings = project.findings();
    assert!(findings.contains("`link.csv` is a link that leaves the folder and is not followed"), "{findings}");
}
