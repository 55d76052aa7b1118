//! Channels exported from Slack: a day's JSON of a channel's folder, or one JSON with all messages.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::error::ImportError;
use super::noise::Noise;
use super::{Event, Import, Setting, Words, mrkdwn};

/// A channel with a frame round its messages.
#[derive(Deserialize)]
struct Framed {
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    ts: Option<Stamp>,
    subtype: Option<String>,
    user: Option<String>,
    username: Option<String>,
    bot_id: Option<String>,
    #[serde(default)]
    text: Option<String>,
    user_profile: Option<Profile>,
    bot_profile: Option<BotProfile>,
    #[serde(default)]
    files: Option<Vec<IgnoredAny>>,
    #[serde(default)]
    attachments: Option<Vec<Attachment>>,
    #[serde(default)]
    reactions: Option<Vec<Reaction>>,
}

/// Seconds since 1970, which exports write as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stamp {
    Text(String),
    Number(serde_json::Number),
}

#[derive(Deserialize)]
struct Profile {
    display_name: Option<String>,
    real_name: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
struct BotProfile {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Attachment {
    fallback: Option<String>,
    title: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Reaction {
    count: Option<usize>,
}

/// Reads a channel.
pub(super) fn read(text: &str, setting: Setting<'_>) -> Result<Import, ImportError> {
    let start = text.trim_start();
    // An untagged read would name no place for a mistake.
    let messages = if start.starts_with('[') {
        serde_json::from_str::<Vec<Message>>(text)
    } else {
        serde_json::from_str::<Framed>(text).map(|framed| framed.messages)
    };
    let messages = messages.map_err(|error| ImportError::json(setting.name, 1, &error))?;
    let mut import = Import::default();
    for (number, message) in messages.iter().enumerate() {
        take(message, number + 1, &mut import, setting)?;
    }
    Ok(import)
}

fn take(message: &Message, number: usize, import: &mut Import, setting: Setting<'_>) -> Result<(), ImportError> {
    let reactions = message.reactions.iter().flatten().map(|reaction| reaction.count.unwrap_or(1)).sum();
    import.left_out.add_many(Noise::Reaction, reactions);
    let user = message.user.as_deref().filter(|_| message.bot_id.is_none());
    if let (Some(user), Some(profile)) = (user, &message.user_profile) {
        let names = [&profile.real_name, &profile.display_name, &profile.name];
        let names = names.into_iter().flatten().filter(|name| !name.trim().is_empty());
        import.people.extend(names.map(|name| (user.to_owned(), name.clone())));
    }
    if let Some(noise) = message.subtype.as_deref().and_then(noise) {
        import.left_out.add(noise);
        return Ok(());
    }
    let machine = user.is_none();
    let said = said(message);
    import.left_out.add_many(Noise::Media, message.files.as_ref().map_or(0, Vec::len));
    let Some(said) = said else {
        // A message that was nothing but files has been counted with them.
        if message.files.as_ref().is_none_or(Vec::is_empty) {
            import.left_out.add(if machine { Noise::Bot } else { Noise::Empty });
        }
        return Ok(());
    };
    let Some((at, id)) = message.ts.as_ref().and_then(moment) else {
        let message = format!("message {number} has no time in `ts`");
        return Err(ImportError::whole(setting.name, format!("cannot be read: {message}"), "export the channel again"));
    };
    let mut pieces = mrkdwn::read(&said);
    if let Some(name) = machine.then(|| machine_name(message)).flatten() {
        pieces.insert(0, super::Piece::Text(format!("{name}: ")));
    }
    let who = user.map(str::to_owned);
    import.events.push(Event { at, who, text: Words::Said(pieces), place: id, source: None, mark: None });
    Ok(())
}

/// Returns the text of a message: its own, or what its attachments say.
fn said(message: &Message) -> Option<String> {
    let own = message.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if let Some(own) = own {
        return Some(own.to_owned());
    }
    let of = |attachment: &Attachment| {
        let parts = [&attachment.title, &attachment.text];
        let parts: Vec<&str> =
            parts.into_iter().flatten().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        if parts.is_empty() { attachment.fallback.clone().unwrap_or_default() } else { parts.join(": ") }
    };
    let all: Vec<String> =
        message.attachments.iter().flatten().map(of).filter(|text| !text.trim().is_empty()).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

fn machine_name(message: &Message) -> Option<String> {
    let profile = message.bot_profile.as_ref().and_then(|profile| profile.name.clone());
    message.username.clone().or(profile).filter(|name| !name.trim().is_empty())
}

fn noise(subtype: &str) -> Option<Noise> {
    match subtype {
        "channel_join" | "channel_leave" | "group_join" | "group_leave" | "bot_add" | "bot_remove" => {
            Some(Noise::Joined)
        }
        "tombstone" | "message_deleted" => Some(Noise::Deleted),
        "huddle_thread" | "sh_room_created" => Some(Noise::Call),
        // These repeat what stands elsewhere.
        "message_changed" | "message_replied" => Some(Noise::Twice),
        "reminder_add" | "pinned_item" | "unpinned_item" => Some(Noise::Room),
        _ if subtype.starts_with("channel_") || subtype.starts_with("group_") => Some(Noise::Room),
        _ => None,
    }
}

/// Reads a stamp; returns the moment, and the stamp as the message's id.
fn moment(stamp: &Stamp) -> Option<(DateTime<Utc>, String)> {
    let text = match stamp {
        Stamp::Text(text) => text.clone(),
        Stamp::Number(number) => number.to_string(),
    };
    let (seconds, rest) = text.split_once('.').unwrap_or((&text, ""));
    let fits = rest.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: i64 = seconds.parse().ok().filter(|_| fits)?;
    Some((DateTime::from_timestamp(seconds, 0)?, text))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use chrono_tz::Tz;

    use super::*;
    use crate::draft::{Piece, Window};

    fn told(text: &str) -> String {
        let (zone, day) = (Tz::UTC, NaiveDate::from_ymd_opt(2025, 3, 2).unwrap());
        let setting =
            Setting { name: "2025-03-02.json", zone, day, window: Window::of(day, zone), order: None, only: None };
        let import = match read(text, setting) {
            Ok(import) => import,
            Err(error) => return format!("{error}\n{}", error.hint()),
        };
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Person(key) => format!("<{key}>"),
        };
        let mut lines: Vec<String> = Vec::new();
        for event in &import.events {
            let Words::Said(pieces) = &event.text else { panic!("chats are in one language") };
            let text: String = pieces.iter().map(piece).collect();
            lines.push(format!(
                "{} {} {}: {text}",
                event.place,
                event.at.format("%H:%M:%S"),
                event.who.as_deref().unwrap_or("-")
            ));
        }
        lines.extend(import.left_out.iter().map(|(noise, count)| format!("{count} {}", noise.words())));
        lines.push(format!("{:?}", import.people));
        lines.join("\n")
    }

    #[test]
    fn a_day_of_a_channel_is_read() {
        insta::assert_snapshot!(told(r#"[
  {"type":"message","subtype":"channel_join","user":"U1","ts":"1740900000.000100","text":"<@U1> has joined the channel"},
  {"type":"message","user":"U1","ts":"1740902520.000200","text":"checkout is *down* <@U2>",
   "user_profile":{"real_name":"Rahim Ahmed","display_name":"rahim","name":"rahim.a"},
   "reactions":[{"name":"eyes","count":3,"users":["U2"]}]},
  {"type":"message","subtype":"bot_message","bot_id":"B1","username":"Alertmanager","ts":"1740902500.000000","text":"",
   "attachments":[{"title":"[FIRING] ErrorRate","text":"5xx over 5 %","fallback":"x"}]},
  {"type":"message","bot_id":"B2","user":"UB","ts":"1740902501.000000","text":"","blocks":[]},
  {"type":"message","user":"U2","ts":"1740902700.000300","thread_ts":"1740902520.000200","text":"রোলব্যাক শুরু করছি"},
  {"type":"message","subtype":"thread_broadcast","user":"U2","ts":"1740902760.000300","text":"rolled back"},
  {"type":"message","subtype":"tombstone","user":"USLACKBOT","ts":"1740902800.000000","text":"This message was deleted."},
  {"type":"message","user":"U2","ts":"1740902810.000000","text":"","files":[{"id":"F1"}]},
  {"type":"message","subtype":"channel_topic","user":"U2","ts":"1740902820.000000","text":"set the topic"}
]"#), @r#"
        1740902520.000200 08:02:00 U1: checkout is down <U2>
        1740902500.000000 08:01:40 -: Alertmanager: [FIRING] ErrorRate: 5xx over 5 %
        1740902700.000300 08:05:00 U2: রোলব্যাক শুরু করছি
        1740902760.000300 08:06:00 U2: rolled back
        1 joined or left
        1 about the group itself
        1 with a picture, a recording or a file
        1 deleted by their author
        3 of reactions
        1 of machines, without a text
        [("U1", "Rahim Ahmed"), ("U1", "rahim"), ("U1", "rahim.a")]
        "#);
    }

    #[test]
    fn a_channel_in_a_frame_is_read_and_a_broken_one_is_named() {
        let text = r#"{"ok":true,"messages":[{"ts":1740902520.5,"user":"U1","text":"a"}]}"#;
        insta::assert_snapshot!(told(text), @r"
        1740902520.5 08:02:00 U1: a
        []
        ");
        insta::assert_snapshot!(told("[{\"ts\":\"1\",\"user\":\n 5}]"), @"2025-03-02.json:2:2: this is not the JSON that is expected: invalid type: integer `5`, expected a string
export the file again: it is cut off, or was changed by hand");
        insta::assert_snapshot!(told(r#"[{"user":"U1","text":"a"}]"#), @"`2025-03-02.json` cannot be read: message 1 has no time in `ts`
export the channel again");
    }
}
