//! Drafts out of files: what a chat of a real night becomes, several files in one, and files that are none.

use std::fmt::Write as _;
use std::fs;

use nidan::ui;

use super::start::said;
use crate::project::Project;
use crate::small::{errors, nidan};

const ID: &str = "2025-03-02-checkout";
const CHAT: &str = include_str!("../../samples/war-room.txt");

fn draft(project: &Project) -> String {
    let text =
        fs::read_to_string(project.root().join(format!("incidents/{ID}/incident.yaml"))).expect("it was written");
    text.replace(nidan::draft::PLACEHOLDER, "<write>")
}

/// Returns a section of a draft, its key included.
fn section(draft: &str, key: &str) -> String {
    let rest = draft.lines().skip_while(|line| !line.starts_with(&format!("{key}:")));
    rest.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn new(project: &Project, more: &[&str]) -> String {
    let mut args = vec!["new", "incident", ID];
    args.extend(more);
    said(project, &args)
}

#[test]
fn a_chat_becomes_a_timeline_without_names() {
    let project = Project::new().file("war-room.txt", CHAT);
    insta::assert_snapshot!(new(&project, &["--from", "war-room.txt"]), @"");
    let draft = draft(&project);
    insta::assert_snapshot!(section(&draft, "timeline"), @"");
    insta::assert_snapshot!(section(&draft, "sources"), @"");
    for name in ["Sadia", "Tanvir", "sadia", "1712", "1812"] {
        assert!(!draft.contains(name), "{name}");
    }
    assert!(said(&project, &["check"]).ends_with("1 incident(s) checked, no errors\n[exit 0]"));
}

#[test]
fn several_files_become_one_timeline() {
    let pager = r#"{"log_entries":[
      {"id":"R2","type":"resolve_log_entry","created_at":"2025-03-02T08:34:00Z","summary":"Resolved by Sadia Rahman.","agent":{"id":"P1","type":"user_reference","summary":"Sadia Rahman"}},
      {"id":"R1","type":"trigger_log_entry","created_at":"2025-03-02T08:06:10Z","channel":{"summary":"5xx of checkout over 5 %"},"service":{"summary":"Checkout"}}]}"#;
    let log = "time,message,source\n2025-03-02T20:00:00+06:00,late job,cron\n08:00,early job,https://ci.example/1\n";
    let project = Project::new().file("war-room.txt", CHAT).file("pager.json", pager).file("log.csv", log);
    insta::assert_snapshot!(new(&project, &["--from", "war-room.txt", "--from", "pager.json", "--from", "log.csv", "--until", "2025-03-02 22:00", "--since", "14:05", "--format", "json"]), @"");
    let project = Project::new().file("pager.json", pager).file("log.csv", log);
    insta::assert_snapshot!(new(&project, &["--from", "pager.json", "--from", "log.csv"]), @"");
    let draft = draft(&project);
    insta::assert_snapshot!(section(&draft, "timeline"), @"");
    insta::assert_snapshot!(section(&draft, "sources"), @"");
    assert_eq!(
        section(&draft, "services"),
        "services: [Checkout]\n# Words to find it by · যেসব শব্দে খোঁজা যাবে\n#tags: [database, rollout]"
    );
    assert!(said(&project, &["check"]).ends_with("no errors\n[exit 0]"));
}

#[test]
fn times_are_those_of_the_incidents_zone_and_days_move_on() {
    let log = "{\"at\":\"2024-11-03T08:30:00Z\",\"text\":\"first half past one\"}
{\"at\":\"2024-11-03T09:30:05Z\",\"text\":\"second half past one\"}
{\"at\":\"2024-11-03T09:30:05Z\",\"text\":\"second half past one\"}
{\"at\":\"2024-11-04T07:59:00Z\",\"text\":\"late\"}
{\"at\":\"2024-11-02T23:00:00Z\",\"text\":\"the day before\"}
";
    let project = Project::new().file("log.jsonl", log);
    let args = [
        "new",
        "incident",
        "2024-11-03-clock",
        "--from",
        "log.jsonl",
        "--zone",
        "America/Los_Angeles",
        "--since",
        "2024-11-02",
    ];
    insta::assert_snapshot!(said(&project, &args), @"");
    let text =
        fs::read_to_string(project.root().join("incidents/2024-11-03-clock/incident.yaml")).expect("it was written");
    insta::assert_snapshot!(section(&text, "timeline"), @"");
    assert!(said(&project, &["check"]).ends_with("no errors\n[exit 0]"));
}

#[test]
fn past_incidents_that_are_like_it_are_named_with_the_reason() {
    let incident = crate::small::INCIDENT;
    let project = Project::new().file("incidents/2025-01-30-small/incident.yaml", incident).file("war-room.txt", CHAT);
    let told = new(&project, &["--from", "war-room.txt", "--service", "checkout"]);
    let named: Vec<&str> = told.lines().filter(|line| line.contains("nearest")).collect();
    insta::assert_snapshot!(named.join("\n"), @"");
    let project = Project::new().file("incidents/2025-01-30-small/incident.yaml", crate::small::INCIDENT);
    assert!(!said(&project, &["new", "incident", ID, "--service", "mail"]).contains("nearest"));
}

#[test]
fn what_cannot_be_imported_is_named_at_its_place() {
    let files: [(&str, &[u8]); 9] = [
        ("empty.txt", b" \n"),
        ("utf16.txt", b"\xff\xfeh\0i\0"),
        ("latin.txt", b"02/03/2025, 14:05 - A: x\n02/03/2025, 14:06 - A: \xe9\n"),
        ("cut.json", b"[{\"ts\":\"1740902520.1\",\"user\":\"U1\",\"text\":\"a\"},\n {\"ts\""),
        ("chat.zip", b"PK\x03\x04rest"),
        ("notes.txt", b"we saw errors\nthen it stopped\n"),
        ("doubt.txt", b"04/05/25, 14:05 - A: x\n"),
        ("old.txt", b"02/03/2019, 14:05 - A: x\n12/03/2019, 14:05 - A: x\n13/03/2019, 14:05 - A: x\n"),
        ("noise.txt", b"02/03/2025, 14:05 - A: <Media omitted>\n"),
    ];
    let project = files.iter().fold(Project::new(), |project, (name, bytes)| project.file(name, bytes));
    let project = project.file("slack/ops/2025-03-02.json", "[]");
    let names = files.iter().map(|(name, _)| *name).chain(["slack/ops", "slack/ops/2025-03-02.json", "nowhere.txt"]);
    let mut told = String::new();
    for name in names {
        let said = new(&project, &["--from", name]);
        let errors: Vec<&str> = said.lines().filter(|line| !line.starts_with("note")).collect();
        let _ = writeln!(told, "{}", errors.join("\n"));
        assert!(!project.root().join("incidents").exists(), "{name}: nothing is written");
    }
    insta::assert_snapshot!(told, @"");
    insta::assert_snapshot!(new(&project, &["--from", "notes.txt", "--as", "csv"]), @"");
    insta::assert_snapshot!(new(&project, &["--from", "doubt.txt", "--as", "sms"]), @"");
    insta::assert_snapshot!(new(&project, &["--from", "doubt.txt", "--dates", "dmy", "--since", "noon"]), @"");
}

#[test]
fn line_ends_and_marks_of_other_systems_change_nothing() {
    let plain = Project::new().file("chat.txt", CHAT);
    let windows = Project::new().file("chat.txt", format!("\u{feff}{}", CHAT.replace('\n', "\r\n")));
    new(&plain, &["--from", "chat.txt"]);
    new(&windows, &["--from", "chat.txt"]);
    assert_eq!(draft(&plain), draft(&windows));
}

#[test]
fn a_hundred_thousand_messages_are_read_and_refused_in_time() {
    let line = |number: usize| {
        let (hour, minute) = (number / 60 % 24, number % 60);
        format!(
            "{:02}/03/2025, {hour:02}:{minute:02} - Person {}: message {number} of a long night about checkout\n",
            1 + number / 50_000 * 12,
            number % 400
        )
    };
    let lines: Vec<String> = (0..100_000).map(line).collect();
    // In order of time, as a phone writes them: the first half of one day, the second of another.
    let mut sorted = lines.clone();
    sorted.sort_by_key(|line| line[..17].to_owned());
    let project = Project::new().file("chat.txt", sorted.concat());
    let watch = ui::Stopwatch::start();
    let output = nidan(project.root(), &["new", "incident", "2025-03-01-night", "--from", "chat.txt"], &[]);
    let took: f64 = watch.told().trim_end_matches(" s").parse().expect("seconds");
    insta::assert_snapshot!(errors(&output), @"");
    // The promise is that of the program as it is shipped.
    let most = if cfg!(debug_assertions) { 30.0 } else { 5.0 };
    assert!(took < most, "{took} s");
    assert!(!project.root().join("incidents").exists());
    let told = said(
        &project,
        &["new", "incident", "2025-03-01-night", "--from", "chat.txt", "--since", "14:00", "--until", "14:10"],
    );
    assert!(told.contains("note: the timeline has 350 of 100000 entries"), "{told}");
}
