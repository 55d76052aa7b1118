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
    insta::assert_snapshot!(new(&project, &["--from", "war-room.txt"]), @r"
    incidents/2025-03-02-checkout/incident.yaml
    note: `war-room.txt` is read as a WhatsApp chat, its times as Asia/Dhaka where they name no zone
    note: dates are day first, as line 1 shows
    note: the timeline has 9 of 16 entries
    note: left out: 1 on other days, 3 joined or left, 1 about the group itself, 1 with a picture, a recording or a file, 1 deleted by their author
    note: emoji that a PDF cannot show are taken out of 1 text(s)
    note: no key time is marked yet: add `mark: impact` and the others to the entries that they are
    note: no names in the draft: person A is Tanvir Hasan (4 entries), person B is Sadia Rahman (3 entries), person C is +880 1712-345678 (2 entries)
    note: write roles for them (on-call engineer), and read the texts for names that only others used
    note: what was imported lies in the knowledge base and names people: keep it out of the repository
    note: next: cut the timeline down, fill in the rest; `nidan check`; `nidan report 2025-03-02-checkout --lang both --to pdf`
    [exit 0]
    ");
    let draft = draft(&project);
    insta::assert_snapshot!(section(&draft, "timeline"), @r#"
    timeline:
      - {at: 14:04, source: chat, bn: "ব্যক্তি ক: পেমেন্টে টাইমআউট পাচ্ছি, অন্য কেউ?"} # war-room.txt:5
      - {at: 14:05, source: chat, bn: "ব্যক্তি খ: হ্যাঁ, Grafana-য় 5xx ১২% ছাড়িয়েছে"} # war-room.txt:6
      - {at: 14:07, source: chat, en: "person C: checkout pods are all at max connections db: 500/500 queue is growing"} # war-room.txt:8
      - {at: 14:08, source: chat, en: "person A: person C can you check the flash sale traffic? Call me (a phone number)"} # war-room.txt:11
      - {at: 14:11, source: chat, en: "person C: most calls are retries `client_retry=true`"} # war-room.txt:12
      - {at: 14:31, source: chat, bn: "ব্যক্তি খ: retry বন্ধ করলাম client থেকে"} # war-room.txt:14
      - {at: 14:34, source: chat, bn: "ব্যক্তি ক: সব পেমেন্ট যাচ্ছে"} # war-room.txt:15
      - {at: 14:40, source: chat, bn: "ব্যক্তি খ: ব্যক্তি ক, ব্যক্তি খ_monitor alert টা দেখো: \"error_rate\" < 1% & latency # ok"} # war-room.txt:16
      - day: 2025-03-03
      - {at: 00:10, source: chat, bn: "ব্যক্তি ক: রাতে আর কিছু আসেনি। তানভীর"} # war-room.txt:17
    "#);
    insta::assert_snapshot!(section(&draft, "sources"), @r#"
    sources:
      chat: {en: "WhatsApp chat, `war-room.txt`", bn: "WhatsApp চ্যাট, `war-room.txt`"}
    "#);
    for name in ["Sadia", "Tanvir", "sadia", "1712", "1812"] {
        assert!(!draft.contains(name), "{name}");
    }
    let check = said(&project, &["check"]);
    assert!(check.contains("1 incident(s) checked, no errors") && check.ends_with("[exit 0]"), "{check}");
}

#[test]
fn several_files_become_one_timeline() {
    let pager = r#"{"log_entries":[
      {"id":"R2","type":"resolve_log_entry","created_at":"2025-03-02T08:34:00Z","summary":"Resolved by Sadia Rahman.","agent":{"id":"P1","type":"user_reference","summary":"Sadia Rahman"}},
      {"id":"R1","type":"trigger_log_entry","created_at":"2025-03-02T08:06:10Z","channel":{"summary":"5xx of checkout over 5 %"},"service":{"summary":"Checkout"}}]}"#;
    let log = "time,message,source\n2025-03-02T20:00:00+06:00,late job,cron\n08:00,early job,https://ci.example/1\n";
    let project = Project::new().file("war-room.txt", CHAT).file("pager.json", pager).file("log.csv", log);
    insta::assert_snapshot!(new(&project, &["--from", "war-room.txt", "--from", "pager.json", "--from", "log.csv", "--until", "2025-03-02 22:00", "--since", "14:05", "--format", "json"]), @r#"
    {"incident":"2025-03-02-checkout","file":"incidents/2025-03-02-checkout/incident.yaml","entries":10,"read":14,"left_out":{"other_days":4,"joined":3,"room":1,"media":1,"deleted":1},"people":3,"related":[]}
    note: `war-room.txt` is read as a WhatsApp chat, its times as Asia/Dhaka where they name no zone
    note: dates are day first, as line 1 shows
    note: `pager.json` is read as a PagerDuty log, its times as Asia/Dhaka where they name no zone
    note: `log.csv` is read as a table (CSV), its times as Asia/Dhaka where they name no zone
    [exit 0]
    "#);
    let project = Project::new().file("pager.json", pager).file("log.csv", log);
    insta::assert_snapshot!(new(&project, &["--from", "pager.json", "--from", "log.csv"]), @r"
    incidents/2025-03-02-checkout/incident.yaml
    note: `pager.json` is read as a PagerDuty log, its times as Asia/Dhaka where they name no zone
    note: `log.csv` is read as a table (CSV), its times as Asia/Dhaka where they name no zone
    note: the timeline has 4 of 4 entries, 2 of them put in order of time
    note: key times proposed: detected, resolved
    note: no names in the draft: person A is Sadia Rahman (named only)
    note: write roles for them (on-call engineer), and read the texts for names that only others used
    note: what was imported lies in the knowledge base and names people: keep it out of the repository
    note: next: cut the timeline down, fill in the rest; `nidan check`; `nidan report 2025-03-02-checkout --lang both --to pdf`
    [exit 0]
    ");
    let draft = draft(&project);
    insta::assert_snapshot!(section(&draft, "timeline"), @r#"
    timeline:
      - {at: 08:00, source: ci-example-1, en: "early job"} # log.csv:3
      - {at: 14:06:10, mark: detected, source: pager, en: "5xx of checkout over 5 %"} # pager.json:R1
      - {at: 14:34, mark: resolved, source: pager, en: "Resolved by person A."} # pager.json:R2
      - {at: 20:00, source: cron, en: "late job"} # log.csv:2
    "#);
    insta::assert_snapshot!(section(&draft, "sources"), @r#"
    sources:
      pager: {en: "PagerDuty log, `pager.json`", bn: "PagerDuty লগ, `pager.json`"}
      log: {en: "Log, `log.csv`", bn: "লগ, `log.csv`"}
      ci-example-1: "https://ci.example/1"
      cron: {en: "cron", bn: "cron"}
    "#);
    assert_eq!(
        section(&draft, "services"),
        "services: [Checkout]\n# Words to find it by · যেসব শব্দে খোঁজা যাবে\n#tags: [database, rollout]"
    );
    let check = said(&project, &["check"]);
    assert!(check.contains("1 incident(s) checked, no errors") && check.ends_with("[exit 0]"), "{check}");
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
    insta::assert_snapshot!(said(&project, &args), @r"
    incidents/2024-11-03-clock/incident.yaml
    note: `log.jsonl` is read as a log (JSON), its times as America/Los_Angeles where they name no zone
    note: the timeline has 4 of 5 entries, 1 of them put in order of time
    note: left out: 1 said twice
    note: no key time is marked yet: add `mark: impact` and the others to the entries that they are
    note: next: cut the timeline down, fill in the rest; `nidan check`; `nidan report 2024-11-03-clock --lang both --to pdf`
    [exit 0]
    ");
    let text =
        fs::read_to_string(project.root().join("incidents/2024-11-03-clock/incident.yaml")).expect("it was written");
    insta::assert_snapshot!(section(&text, "timeline"), @r#"
    timeline:
      - day: 2024-11-02
      - {at: 16:00, source: log, en: "the day before"} # log.jsonl:5
      - day: 2024-11-03
      - {at: 2024-11-03T01:30:00-07:00, source: log, en: "first half past one"} # log.jsonl:1
      - {at: 2024-11-03T01:30:05-08:00, source: log, en: "second half past one"} # log.jsonl:2
      - {at: 23:59, source: log, en: "late"} # log.jsonl:4
    "#);
    let check = said(&project, &["check"]);
    assert!(check.contains("1 incident(s) checked, no errors") && check.ends_with("[exit 0]"), "{check}");
}

#[test]
fn past_incidents_that_are_like_it_are_named_with_the_reason() {
    let past = |service: &str| {
        format!(
            "schema: 1\ntitle: {{en: The {service} is slow, bn: ধীর {service}}}\ntlp: CLEAR\nzone: UTC\nservices: [{service}]\n\
             timeline: [{{at: 10:00, en: a, bn: ক}}]\n"
        )
    };
    // What most incidents have says nothing of two of them, so there are several.
    let project = ["checkout", "mail", "dns"].into_iter().fold(Project::new(), |project, service| {
        project.file(&format!("incidents/2025-01-30-{service}/incident.yaml"), past(service))
    });
    let project = project.file("war-room.txt", CHAT);
    let told = new(&project, &["--from", "war-room.txt", "--service", "checkout"]);
    let named: Vec<&str> = told.lines().filter(|line| line.contains("nearest")).collect();
    insta::assert_snapshot!(named.join("\n"), @"note: nearest past incident: `2025-01-30-checkout`, The checkout is slow. Same service: checkout.");
    assert!(!said(&project, &["new", "incident", "2025-03-03-x", "--service", "search"]).contains("nearest"));
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
    insta::assert_snapshot!(told, @r"
    error: `empty.txt` is empty
      = hint: export it again
    [exit 2]
    error: `utf16.txt` is UTF-16, not UTF-8
      = hint: save it as UTF-8
    [exit 2]
    error: latin.txt:2:1: the file is not UTF-8 from this line on
      = hint: save it as UTF-8
    [exit 2]
    error: cut.json:2:6: this is not the JSON that is expected: EOF while parsing an object
      = hint: export the file again: it is cut off, or was changed by hand
    [exit 2]
    error: `chat.zip` is a packed archive (zip)
      = hint: unpack it, and give the text or JSON file that is in it
    [exit 2]
    error: `notes.txt` is in no format that a timeline is read from
      = hint: read are: a WhatsApp chat (text), a Slack channel (JSON), `incidents.json` of a Statuspage, log entries of PagerDuty, CSV with a head and JSON lines, both with a time (`at`, `time`, `timestamp`, …) and a text (`text`, `message`, …); `--as` names the format where it is not seen
    [exit 2]
    error: doubt.txt:1:1: every date of this file can be read day first and month first
      = hint: say which it is: `--dates dmy` or `--dates mdy`
    [exit 2]
    error: `old.txt` has nothing for the timeline on 2025-03-02 and 2025-03-03
      = hint: what it has is from 2019-03-02 to 2019-03-13; `--since` and `--until` choose other days
    [exit 2]
    error: `noise.txt` has nothing for the timeline on 2025-03-02 and 2025-03-03
      = hint: everything in it is noise: joins, pictures, deleted messages
    [exit 2]
    error: `slack/ops` is a folder
      = hint: name a file in it; several go with several `--from`
    [exit 2]
    error: `slack/ops/2025-03-02.json` is an empty list
      = hint: export it again
    [exit 2]
    error: cannot read `nowhere.txt`: No such file or directory (os error 2)
      = hint: check its name
    [exit 2]
    ");
}

#[test]
fn flags_that_do_not_fit_are_refused() {
    let project = Project::new()
        .file("notes.txt", "we saw errors\nthen it stopped\n")
        .file("doubt.txt", "04/05/25, 14:05 - A: x\n");
    insta::assert_snapshot!(new(&project, &["--from", "notes.txt", "--as", "csv"]), @r"
    error: notes.txt:1:1: the table has no column of times
      = hint: a table needs a time (`at`, `time`, `timestamp`, …) and a text (`text`, `message`, …); its head is: we saw errors
    [exit 2]
    ");
    insta::assert_snapshot!(new(&project, &["--from", "doubt.txt", "--as", "sms"]), @r"
    error: invalid value 'sms' for '--as <FORMAT>': possible: whatsapp, slack, csv, jsonl, statuspage, pagerduty

    For more information, try '--help'.
    [exit 2]
    ");
    insta::assert_snapshot!(new(&project, &["--from", "doubt.txt", "--dates", "dmy", "--since", "noon"]), @r"
    error: `noon` is not a time
      = hint: forms: `2025-03-02`, `2025-03-02 14:00`, `14:00` on the day of the id
    [exit 2]
    ");
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
    insta::assert_snapshot!(errors(&output), @r"
    note: `chat.txt` is read as a WhatsApp chat, its times as Asia/Dhaka where they name no zone
    note: dates are day first, as line 50001 shows
    error: a timeline of 50000 entries does not fit into a file of at most 4194304 bytes
      = hint: take a shorter stretch: `--since 14:00 --until 18:00`
    ");
    // The promise is that of the program as it is shipped.
    let most = if cfg!(debug_assertions) { 120.0 } else { 5.0 };
    assert!(took < most, "{took} s");
    assert!(!project.root().join("incidents").exists());
    let told = said(
        &project,
        &["new", "incident", "2025-03-01-night", "--from", "chat.txt", "--since", "14:00", "--until", "14:10"],
    );
    assert!(told.contains("note: the timeline has 350 of 100000 entries"), "{told}");
}
