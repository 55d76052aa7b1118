//! Incidents of a Statuspage, as `/api/v2/incidents.json` gives them: updates newest first, bodies with HTML, times with
//! offsets.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;

use super::error::ImportError;
use super::noise::Noise;
use super::{Event, Import, Setting, Words};
use crate::model::time::Mark;

#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    incidents: Vec<Incident>,
    incident: Option<Incident>,
}

#[derive(Deserialize)]
struct Incident {
    id: Option<String>,
    #[serde(default)]
    name: String,
    started_at: Option<String>,
    shortlink: Option<String>,
    #[serde(default, rename = "incident_updates")]
    updates: Option<Vec<Update>>,
    #[serde(default)]
    components: Option<Vec<Component>>,
}

#[derive(Deserialize)]
struct Update {
    id: Option<String>,
    status: Option<String>,
    body: Option<String>,
    /// When it happened, as the page shows it; `created_at` is when it was typed.
    display_at: Option<String>,
    created_at: Option<String>,
}

#[derive(Deserialize)]
struct Component {
    name: String,
}

/// Reads the incident of a page that falls on the days that are wanted.
pub(super) fn read(text: &str, setting: Setting<'_>) -> Result<Import, ImportError> {
    let incidents = if text.trim_start().starts_with('[') {
        serde_json::from_str::<Vec<Incident>>(text)
    } else {
        serde_json::from_str::<Page>(text).map(|page| page.incidents.into_iter().chain(page.incident).collect())
    };
    let incidents = incidents.map_err(|error| ImportError::json(setting.name, 1, &error))?;
    let chosen = chosen(&incidents, setting)?;
    let mut import = Import::default();
    let others = incidents.iter().filter(|incident| !std::ptr::eq(*incident, chosen));
    import.left_out.add_many(Noise::OtherIncident, others.map(|other| updates(other).count()).sum());
    import.title = Some(chosen.name.trim().to_owned()).filter(|name| !name.is_empty());
    import.services = chosen.components.iter().flatten().map(|component| component.name.clone()).collect();
    import.url.clone_from(&chosen.shortlink);
    take(chosen, &mut import, setting)?;
    Ok(import)
}

/// Chooses the incident that is meant: the one that is named, else the only one with an update on the days wanted.
fn chosen<'a>(incidents: &'a [Incident], setting: Setting<'_>) -> Result<&'a Incident, ImportError> {
    let list = |incidents: &[&Incident]| {
        const NAMED: usize = 8;
        let names = incidents.iter().take(NAMED).map(|incident| {
            let day = updates(incident).filter_map(|update| moment(update.display_at.as_deref())).min();
            let day = day.map(|day| day.with_timezone(&setting.zone).format(" (%Y-%m-%d)").to_string());
            format!("`{}`{}", incident.name.trim(), day.unwrap_or_default())
        });
        names.collect::<Vec<_>>().join(", ")
    };
    let all: Vec<&Incident> = incidents.iter().collect();
    if let Some(only) = setting.only {
        let named =
            incidents.iter().find(|incident| incident.id.as_deref() == Some(only) || incident.name.trim() == only);
        return named.ok_or_else(|| {
            ImportError::whole(setting.name, format!("has no incident `{only}`"), format!("there are: {}", list(&all)))
        });
    }
    let within = |incident: &&Incident| {
        updates(incident)
            .filter_map(|update| moment(update.display_at.as_deref().or(update.created_at.as_deref())))
            .any(|at| setting.window.holds(at))
    };
    let found: Vec<&Incident> = incidents.iter().filter(within).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] if incidents.is_empty() => Err(ImportError::whole(
            setting.name,
            "holds no incident",
            "save `/api/v2/incidents.json` of the status page",
        )),
        [] => {
            let message = format!("has no incident on {}", setting.window.words(setting.zone));
            Err(ImportError::whole(setting.name, message, format!("there are: {}; name one with `--only`", list(&all))))
        }
        several => {
            let message = format!("has {} incidents on {}", several.len(), setting.window.words(setting.zone));
            Err(ImportError::whole(setting.name, message, format!("name one with `--only`: {}", list(several))))
        }
    }
}

fn updates(incident: &Incident) -> impl Iterator<Item = &Update> {
    incident.updates.iter().flatten()
}

fn moment(text: Option<&str>) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text?).ok().map(|at| at.to_utc())
}

fn take(incident: &Incident, import: &mut Import, setting: Setting<'_>) -> Result<(), ImportError> {
    let mut first = None;
    for update in updates(incident) {
        let written = update.display_at.as_deref().or(update.created_at.as_deref());
        let Some(at) = moment(written) else {
            let message = format!("cannot be read: the update `{}` has no time", update.id.as_deref().unwrap_or("?"));
            return Err(ImportError::whole(
                setting.name,
                message,
                "times stand as `2025-03-02T14:05:00.000-06:00` in `display_at`",
            ));
        };
        first = Some(first.map_or(at, |first: DateTime<Utc>| first.min(at)));
        let text = text_of(update.body.as_deref().unwrap_or_default());
        if text.trim().is_empty() {
            import.left_out.add(Noise::Empty);
            continue;
        }
        let mark = match update.status.as_deref() {
            Some("identified") => Some(Mark::Acknowledged),
            Some("monitoring") => Some(Mark::Mitigated),
            Some("resolved") => Some(Mark::Resolved),
            _ => None,
        };
        let place = update.id.clone().unwrap_or_else(|| written.unwrap_or_default().to_owned());
        import.events.push(Event { at, who: None, text: Words::plain(text), place, source: None, mark });
    }
    let Some(started) = moment(incident.started_at.as_deref()) else { return Ok(()) };
    // A page that gives no other start than its first update says nothing of its own with it.
    if first.is_some_and(|first| (started - first).abs() >= Duration::minutes(1)) {
        let en = "The status page gives this as the start".to_owned();
        let bn = "স্ট্যাটাস পেজের হিসাবে শুরু এখানে".to_owned();
        let place = "started_at".to_owned();
        let mark = Some(Mark::Impact);
        import.events.push(Event { at: started, who: None, text: Words::Both(en, bn), place, source: None, mark });
    } else if let Some(event) =
        import.events.iter_mut().filter(|event| event.mark.is_none()).min_by_key(|event| event.at)
    {
        event.mark = Some(Mark::Impact);
    }
    Ok(())
}

/// Takes the markup out of a body: breaks and paragraphs become ends of lines, other tags go, entities are resolved.
fn text_of(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let name: String = after.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let end = after.find('>').filter(|_| !name.is_empty());
        let Some(end) = end else {
            out.push('<');
            rest = after;
            continue;
        };
        if ["br", "p", "div", "li", "ul", "ol"].contains(&name.to_ascii_lowercase().as_str()) {
            out.push('\n');
        }
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    let entities = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&amp;", "&"),
    ];
    entities.into_iter().fold(out, |text, (entity, sign)| text.replace(entity, sign))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use chrono_tz::Tz;

    use super::*;
    use crate::draft::Window;

    fn told(text: &str, only: Option<&str>) -> String {
        let (zone, day) = (Tz::Asia__Dhaka, NaiveDate::from_ymd_opt(2025, 3, 2).unwrap());
        let setting = Setting { name: "incidents.json", zone, day, window: Window::of(day, zone), order: None, only };
        let import = match read(text, setting) {
            Ok(import) => import,
            Err(error) => return format!("{error}\n{}", error.hint()),
        };
        let mut lines: Vec<String> = import
            .events
            .iter()
            .map(|event| format!("{} {} {:?} {:?}", event.place, event.at.format("%d %H:%M"), event.mark, event.text))
            .collect();
        lines.extend(import.left_out.iter().map(|(noise, count)| format!("{count} {}", noise.words())));
        lines.push(format!("{:?} {:?} {:?}", import.title, import.services, import.url));
        lines.join("\n")
    }

    const PAGE: &str = r#"{"page":{"id":"p","name":"Shop","time_zone":"America/Denver"},"incidents":[
 {"id":"i2","name":"Slow search","started_at":"2025-02-20T10:00:00.000-07:00","incident_updates":[
   {"id":"u9","status":"resolved","body":"Done","display_at":"2025-02-20T11:00:00.000-07:00"}]},
 {"id":"i1","name":"Checkout errors","status":"resolved","resolved_at":null,"started_at":"2025-03-02T01:02:00.000-07:00",
  "shortlink":"https://stspg.example/i1","components":[{"name":"Checkout"},{"name":"API"}],"incident_updates":[
   {"id":"u4","status":"resolved","body":"All is back.","display_at":"2025-03-02T03:05:00.000-07:00","created_at":"2025-03-05T03:05:00.000-07:00","affected_components":null},
   {"id":"u3","status":"monitoring","body":"A fix is in place.<br />\r\n<br />We are watching &amp; waiting.","display_at":"2025-03-02T02:40:00.000-07:00"},
   {"id":"u2","status":"identified","body":"<p>Retries &lt; 3</p>","display_at":"2025-03-02T01:30:00.000-07:00"},
   {"id":"u1","status":"investigating","body":"Payments fail.","display_at":"2025-03-02T01:10:00.000-07:00"},
   {"id":"u0","status":"investigating","body":" ","display_at":"2025-03-02T01:09:00.000-07:00"}]}]}"#;

    #[test]
    fn an_incident_is_read_out_of_its_page() {
        insta::assert_snapshot!(told(PAGE, None), @r#"
        u4 02 10:05 Some(Resolved) Said([Text("All is back.")])
        u3 02 09:40 Some(Mitigated) Said([Text("A fix is in place.\n\r\n\nWe are watching & waiting.")])
        u2 02 08:30 Some(Acknowledged) Said([Text("\nRetries < 3\n")])
        u1 02 08:10 None Said([Text("Payments fail.")])
        started_at 02 08:02 Some(Impact) Both("The status page gives this as the start", "স\u{9cd}ট\u{9cd}য\u{9be}ট\u{9be}স পেজের হিস\u{9be}বে শ\u{9c1}র\u{9c1} এখ\u{9be}নে")
        1 of other incidents
        1 without a text
        Some("Checkout errors") ["Checkout", "API"] Some("https://stspg.example/i1")
        "#);
        let same = PAGE.replace("2025-03-02T01:02:00", "2025-03-02T01:09:30");
        assert!(told(&same, None).contains("u1 02 08:10 Some(Impact)"), "{}", told(&same, None));
    }

    #[test]
    fn which_incident_is_meant_is_asked_where_it_is_not_clear() {
        insta::assert_snapshot!(told(PAGE, Some("i3")), @r"
        `incidents.json` has no incident `i3`
        there are: `Slow search` (2025-02-21), `Checkout errors` (2025-03-02)
        ");
        let two = PAGE.replace("2025-02-20T1", "2025-03-02T1");
        insta::assert_snapshot!(told(&two, None), @r"
        `incidents.json` has 2 incidents on 2025-03-02 and 2025-03-03
        name one with `--only`: `Slow search` (2025-03-03), `Checkout errors` (2025-03-02)
        ");
        assert!(told(&two, Some("Slow search")).contains("Done"));
        let none = PAGE.replace("2025-03-02T", "2025-04-02T");
        insta::assert_snapshot!(told(&none, None), @r"
        `incidents.json` has no incident on 2025-03-02 and 2025-03-03
        there are: `Slow search` (2025-02-21), `Checkout errors` (2025-04-02); name one with `--only`
        ");
        insta::assert_snapshot!(told(r#"{"incidents":[]}"#, None), @r"
        `incidents.json` holds no incident
        save `/api/v2/incidents.json` of the status page
        ");
    }
}
