//! The log of incidents of PagerDuty, as its API gives it (`log_entries`).

use std::collections::BTreeSet;

use chrono::DateTime;
use serde::Deserialize;
use serde_json::Value;

use super::error::ImportError;
use super::noise::Noise;
use super::{Event, Import, Setting, Words, literal};
use crate::model::time::Mark;

#[derive(Deserialize)]
struct Log {
    log_entries: Vec<LogEntry>,
}

#[derive(Deserialize)]
struct LogEntry {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    created_at: String,
    summary: Option<String>,
    agent: Option<Reference>,
    channel: Option<Value>,
    note: Option<String>,
    incident: Option<Reference>,
    service: Option<Reference>,
    #[serde(default)]
    assignees: Option<Vec<Reference>>,
    user: Option<Reference>,
}

#[derive(Deserialize)]
struct Reference {
    id: Option<String>,
    #[serde(rename = "type", default)]
    kind: Option<String>,
    summary: Option<String>,
    html_url: Option<String>,
}

/// Reads a log.
pub(super) fn read(text: &str, setting: Setting<'_>) -> Result<Import, ImportError> {
    let log: Log = serde_json::from_str(text).map_err(|error| ImportError::json(setting.name, 1, &error))?;
    let mut import = Import::default();
    let mut incidents = BTreeSet::new();
    for (number, entry) in log.log_entries.iter().enumerate() {
        let Ok(at) = DateTime::parse_from_rfc3339(&entry.created_at) else {
            let message = format!("cannot be read: `{}` of entry {} is not a time", entry.created_at, number + 1);
            return Err(ImportError::whole(setting.name, message, "times stand as `2025-03-02T14:05:00Z`"));
        };
        meet(entry, &mut import);
        if let Some(id) = entry.incident.as_ref().and_then(|incident| incident.id.as_deref()) {
            let other = setting.only.is_some_and(|only| only != id);
            if other {
                import.left_out.add(Noise::OtherIncident);
                continue;
            }
            if setting.window.holds(at.to_utc()) {
                incidents.insert(id);
            }
        }
        take(entry, at.to_utc(), &mut import);
    }
    if incidents.len() > 1 {
        let ids: Vec<&str> = incidents.into_iter().collect();
        let note = format!("the log has several incidents ({}); `--only ID` takes one", ids.join(", "));
        import.notes.push(literal::comment(&note));
    }
    Ok(import)
}

/// Takes in the people of an entry, and what it is about.
fn meet(entry: &LogEntry, import: &mut Import) {
    let people = entry.agent.iter().chain(entry.assignees.iter().flatten()).chain(&entry.user);
    for person in people.filter(|one| one.kind.as_deref().is_some_and(|kind| kind.starts_with("user"))) {
        if let Some(name) = &person.summary {
            import.people.push((person.id.clone().unwrap_or_else(|| name.clone()), name.clone()));
        }
    }
    let service = entry.service.as_ref().and_then(|service| service.summary.clone());
    let new: Vec<String> = service.into_iter().filter(|service| !import.services.contains(service)).collect();
    import.services.extend(new);
    if import.url.is_none() {
        import.url = entry.incident.as_ref().and_then(|incident| incident.html_url.clone());
    }
}

fn take(entry: &LogEntry, at: DateTime<chrono::Utc>, import: &mut Import) {
    let (mark, text) = match entry.kind.trim_end_matches("_reference") {
        "trigger_log_entry" => (Some(Mark::Detected), told(entry, &["summary", "description", "subject"])),
        "acknowledge_log_entry" => (Some(Mark::Acknowledged), told(entry, &[])),
        "resolve_log_entry" => (Some(Mark::Resolved), told(entry, &[])),
        "annotate_log_entry" => (None, entry.note.clone().or_else(|| told(entry, &["summary", "content"]))),
        "escalate_log_entry"
        | "priority_change_log_entry"
        | "urgency_change_log_entry"
        | "snooze_log_entry"
        | "unacknowledge_log_entry"
        | "exhaust_escalation_path_log_entry"
        | "status_update_log_entry" => (None, told(entry, &["message"])),
        _ => {
            import.left_out.add(Noise::Notification);
            return;
        }
    };
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        import.left_out.add(Noise::Bot);
        return;
    };
    let place = entry.id.clone().unwrap_or_else(|| entry.created_at.clone());
    let note = entry.kind.starts_with("annotate");
    let who = entry.agent.as_ref().filter(|_| note).and_then(|agent| agent.id.clone());
    import.events.push(Event { at, who, text: Words::plain(text), place, source: None, mark });
}

/// Returns what an entry says: the first of some keys of its channel, else its summary.
fn told(entry: &LogEntry, keys: &[&str]) -> Option<String> {
    let channel = entry.channel.as_ref();
    let said = keys.iter().find_map(|key| channel?.get(key)?.as_str().filter(|text| !text.trim().is_empty()));
    said.map(str::to_owned).or_else(|| entry.summary.clone())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use chrono_tz::Tz;

    use super::*;
    use crate::draft::Window;

    fn imported(only: Option<&str>) -> Import {
        let (zone, day) = (Tz::UTC, NaiveDate::from_ymd_opt(2025, 3, 2).unwrap());
        let setting = Setting { name: "log.json", zone, day, window: Window::of(day, zone), order: None, only };
        read(LOG, setting).unwrap()
    }

    const LOG: &str = r#"{"log_entries":[
  {"id":"R5","type":"resolve_log_entry","created_at":"2025-03-02T16:05:00Z","summary":"Resolved by Rahim Ahmed.",
   "agent":{"id":"P1","type":"user_reference","summary":"Rahim Ahmed"},"incident":{"id":"Q1","type":"incident_reference"}},
  {"id":"R4","type":"annotate_log_entry","created_at":"2025-03-02T14:20:00Z","summary":"Note added by Karim.",
   "agent":{"id":"P2","type":"user_reference","summary":"Karim"},"channel":{"type":"note","summary":"রোলব্যাক শুরু"},"incident":{"id":"Q1"}},
  {"id":"R3","type":"notify_log_entry","created_at":"2025-03-02T14:09:10Z","user":{"id":"P1","type":"user_reference","summary":"Rahim Ahmed"}},
  {"id":"R2","type":"acknowledge_log_entry","created_at":"2025-03-02T14:11:00+00:00","summary":"Acknowledged by Rahim Ahmed.","incident":{"id":"Q1"}},
  {"id":"R9","type":"trigger_log_entry","created_at":"2025-03-02T15:00:00Z","summary":"Another","incident":{"id":"Q2"}},
  {"id":"R1","type":"trigger_log_entry","created_at":"2025-03-02T14:09:00Z","summary":"Triggered through the API.",
   "channel":{"type":"api","summary":"Error rate of checkout over 5 %"},"service":{"summary":"Checkout"},
   "incident":{"id":"Q1","html_url":"https://pager.example/incidents/Q1"}}]}"#;

    #[test]
    fn a_log_is_read_with_its_marks() {
        let import = imported(Some("Q1"));
        let lines: Vec<String> = import
            .events
            .iter()
            .map(|event| format!("{} {:?} {:?} {:?}", event.place, event.mark, event.who, event.text))
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
        R5 Some(Resolved) None Said([Text("Resolved by Rahim Ahmed.")])
        R4 None Some("P2") Said([Text("রোলব\u{9cd}য\u{9be}ক শ\u{9c1}র\u{9c1}")])
        R2 Some(Acknowledged) None Said([Text("Acknowledged by Rahim Ahmed.")])
        R1 Some(Detected) None Said([Text("Error rate of checkout over 5 %")])
        "#);
        assert_eq!((import.left_out.of(Noise::Notification), import.left_out.of(Noise::OtherIncident)), (1, 1));
        assert_eq!(import.services, ["Checkout"]);
        assert_eq!(import.url.as_deref(), Some("https://pager.example/incidents/Q1"));
        assert!(import.people.contains(&("P1".to_owned(), "Rahim Ahmed".to_owned())));
    }

    #[test]
    fn several_incidents_are_told() {
        let import = imported(None);
        assert_eq!(import.notes, ["the log has several incidents (Q1, Q2); `--only ID` takes one"]);
    }
}
