//! Chats exported from WhatsApp: text, one message per stamp, in whatever form the phone writes dates.

mod body;
mod stamp;

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::dates;
use super::error::ImportError;
use super::noise::Noise;
use super::{Event, Import, Setting, Words};

use body::Body;
use stamp::{Stamp, Style};

/// A message as it stands in the file.
struct Message<'a> {
    stamp: Stamp,
    line: usize,
    /// What follows the stamp, and the lines after it.
    lines: Vec<&'a str>,
}

/// Reads a chat.
pub(super) fn read(text: &str, setting: Setting<'_>) -> Result<Import, ImportError> {
    let messages = messages(text);
    let Some(first) = messages.first() else {
        let hint = "in the chat: more, export chat, without media; give the text file that comes out";
        return Err(ImportError::whole(setting.name, "holds no message of WhatsApp", hint));
    };
    let written: Vec<_> = messages.iter().map(|message| (message.stamp.date, message.line)).collect();
    let (order, why) = dates::order(&written, true, (setting.name, setting.order, setting.day))?;
    let mut import = Import { notes: why.into_iter().collect(), ..Import::default() };
    // Lines before the first message are the rest of one that was cut off.
    let before = text.lines().take(first.line - 1).filter(|line| !line.trim().is_empty()).count();
    import.left_out.add_many(Noise::Empty, before);
    let mut last = None;
    for message in &messages {
        let day = message.stamp.date.day(order).unwrap_or(setting.day);
        let at = moment(day.and_time(message.stamp.time), setting.zone, last);
        last = Some(at);
        take(message, at, &mut import);
    }
    Ok(import)
}

/// Says whether a line is the start of a message.
pub(super) fn is_message(line: &str) -> bool {
    stamp::read(line).is_some()
}

fn messages(text: &str) -> Vec<Message<'_>> {
    let mut found: Vec<Message<'_>> = Vec::new();
    let mut style: Option<Style> = None;
    for (at, line) in text.lines().enumerate() {
        // A log that someone has pasted may have stamps too, but hardly in the form of this phone.
        let start = stamp::read(line).filter(|(stamp, _)| style.is_none_or(|style| style == stamp.style));
        match (start, found.last_mut()) {
            (Some((stamp, rest)), _) => {
                style = Some(stamp.style);
                found.push(Message { stamp, line: at + 1, lines: vec![rest] });
            }
            (None, Some(message)) => message.lines.push(line),
            (None, None) => {}
        }
    }
    found
}

/// Returns the moment of a local time. Of the two that a clock change makes of one, that which does not go back behind
/// the message before; a time that is skipped counts on from before the gap.
fn moment(local: NaiveDateTime, zone: Tz, last: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let found = zone.from_local_datetime(&local);
    let utc = |at: DateTime<Tz>| at.with_timezone(&Utc);
    let (early, late) = (found.earliest().map(utc), found.latest().map(utc));
    if let (Some(early), Some(late)) = (early, late) {
        return if last.is_some_and(|last| early < last) { late } else { early };
    }
    let hour = chrono::Duration::hours(1);
    zone.from_local_datetime(&(local - hour)).earliest().map_or_else(|| local.and_utc(), |at| utc(at) + hour)
}

/// Takes a message into the events, or counts why not.
fn take(message: &Message<'_>, at: DateTime<Utc>, import: &mut Import) {
    let first = message.lines.first().copied().unwrap_or_default();
    let Some((sender, said)) = body::sender(first) else {
        import.left_out.add(body::about_the_group(first));
        return;
    };
    import.people.push((sender.to_owned(), sender.to_owned()));
    let mut lines = vec![said];
    lines.extend(message.lines.iter().skip(1));
    match body::read(&lines) {
        Body::Noise(noise) => import.left_out.add(noise),
        Body::Text { pieces, media } => {
            import.left_out.add_many(Noise::Media, usize::from(media));
            import.events.push(Event {
                at,
                who: Some(sender.to_owned()),
                text: Words::Said(pieces),
                place: message.line.to_string(),
                source: None,
                mark: None,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::draft::{Order, Piece, Window};

    fn setting(zone: Tz, order: Option<Order>) -> Setting<'static> {
        let day = NaiveDate::from_ymd_opt(2025, 3, 2).unwrap();
        Setting { name: "chat.txt", zone, day, window: Window::of(day, zone), order, only: None }
    }

    fn told(text: &str) -> String {
        told_in(text, setting(Tz::Asia__Dhaka, None))
    }

    fn told_in(text: &str, setting: Setting<'_>) -> String {
        let import = match read(text, setting) {
            Ok(import) => import,
            Err(error) => return format!("{error}\n{}", error.hint()),
        };
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.replace('\n', "|"),
            Piece::Person(key) => format!("<{key}>"),
        };
        let mut lines: Vec<String> = Vec::new();
        for event in &import.events {
            let Words::Said(pieces) = &event.text else { panic!("chats are in one language") };
            let text: String = pieces.iter().map(piece).collect();
            lines.push(format!(
                "{} {} {}: {text}",
                event.place,
                event.at.format("%m-%d %H:%M:%S"),
                event.who.as_deref().unwrap_or("-")
            ));
        }
        lines.extend(import.left_out.iter().map(|(noise, count)| format!("{count} {}", noise.words())));
        lines.extend(import.notes);
        lines.join("\n")
    }

    #[test]
    fn an_android_phone_of_dhaka_is_read() {
        insta::assert_snapshot!(told("02/03/2025, 14:02 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
02/03/2025, 14:02 - Rahim created group \"War room\"
02/03/2025, 14:02 - Rahim added you
02/03/2025, 14:03 - Rahim Ahmed: Checkout is timing out for everyone
seen at: shop.example

  second paragraph
02/03/2025, 14:04 - +880 1712-345678: <Media omitted>
02/03/2025, 14:05 - Karim: This message was deleted
02/03/2025, 14:06 - Karim: IMG-20250302-WA0001.jpg (file attached)
graph of the errors
02/03/2025, 14:07 - Karim: @8801712345678 please roll back <This message was edited>
02/03/2025, 14:08 - Karim changed the subject from \"a: b\" to \"War room: checkout\"
02/03/2025, 14:09 - Karim: Missed voice call
02/03/2025, 14:10 - Karim:
13/03/2025, 09:00 - Karim: all good
"), @r"
        4 03-02 08:03:00 Rahim Ahmed: Checkout is timing out for everyone|seen at: shop.example||  second paragraph
        10 03-02 08:06:00 Karim: graph of the errors
        12 03-02 08:07:00 Karim: <8801712345678> please roll back
        16 03-13 03:00:00 Karim: all good
        2 joined or left
        2 about the group itself
        2 with a picture, a recording or a file
        1 deleted by their author
        1 of calls
        1 without a text
        dates are day first, as line 16 shows
        ");
    }

    #[test]
    fn an_iphone_is_read_with_its_invisible_marks() {
        insta::assert_snapshot!(told("\u{200e}[3/2/25, 2:05:10\u{202f}PM] War room: \u{200e}Messages and calls are end-to-end encrypted.\r
[3/2/25, 2:05:12\u{202f}PM] Rahim Ahmed: @\u{2068}Karim Uddin\u{2069} the API is down\r
\u{200e}[3/2/25, 2:06:00\u{202f}PM] Karim Uddin: \u{200e}image omitted\r
\u{200e}[3/2/25, 2:06:30\u{202f}PM] Karim Uddin: \u{200e}<attached: 00000012-PHOTO-2025-03-02-14-06-30.jpg>\r
[3/2/25, 12:01:00\u{202f}AM] Karim Uddin: pasted log\r
[02/03/2025, 14:05:10] ERROR no such host\r
[3/15/25, 2:07:00\u{202f}PM] War room: \u{200e}Rahim left\r
"), @r"
        2 03-02 08:05:12 Rahim Ahmed: <Karim Uddin> the API is down
        5 03-01 18:01:00 Karim Uddin: pasted log|[02/03/2025, 14:05:10] ERROR no such host
        1 joined or left
        1 about the group itself
        2 with a picture, a recording or a file
        dates are month first, as line 7 shows
        ");
    }

    #[test]
    fn a_phone_in_bangla_is_read() {
        insta::assert_snapshot!(told("০২/০৩/২০২৫, ২:০৫ PM - রহিম: পেমেন্টে টাইমআউট হচ্ছে
০২/০৩/২০২৫, ২:০৬ PM - করিম: <মিডিয়া বাদ দেওয়া হয়েছে>
০২/০৩/২০২৫, ২:০৭ অপরাহ্ণ - করিম: রোলব্যাক শুরু: ১০ মিনিট লাগবে
০২/০৩/২০২৫, ১২:০৮ AM - করিম: এই মেসেজটি মুছে ফেলা হয়েছে
"), @r"
        1 03-02 08:05:00 রহিম: পেমেন্টে টাইমআউট হচ্ছে
        3 03-02 08:07:00 করিম: রোলব্যাক শুরু: ১০ মিনিট লাগবে
        1 with a picture, a recording or a file
        1 deleted by their author
        dates are day first, under which 2025-03-02 is among them
        ");
    }

    #[test]
    fn other_forms_of_dates_are_read() {
        for line in [
            "2025-03-02, 14:05 - A: x",
            "02.03.25, 14:05 - A: x",
            "2/3/2025 14:05 - A: x",
            "2/3/25, 2:05 p.m. - A: x",
            "2/3/25, 2:05 pm – A: x",
            "[2025/03/02, 14:05:00] A: x",
            "[02.03.25, 14:05:00] A: x",
        ] {
            assert!(told(line).contains("1 03-02 08:05:00 A: x"), "{line}: {}", told(line));
        }
        for line in [
            "14:05 - A: x",
            "2/3/25, 25:05 - A: x",
            "2/3/25, 13:05 PM - A: x",
            "2/3/25, 14:05 A: x",
            "[2/3/25, 14:05 A: x",
        ] {
            assert!(told(line).starts_with("`chat.txt` holds no message"), "{line}: {}", told(line));
        }
    }

    #[test]
    fn doubt_about_the_dates_is_an_error_that_names_the_flag() {
        insta::assert_snapshot!(told("04/05/25, 14:05 - A: x\n04/05/25, 14:06 - A: y\n"), @r"
        chat.txt:1:1: every date of this file can be read day first and month first
        say which it is: `--dates dmy` or `--dates mdy`
        ");
        let asked = setting(Tz::UTC, Some(Order::MonthFirst));
        insta::assert_snapshot!(told_in("04/05/25, 14:05 - A: x", asked), @"1 04-05 14:05:00 A: x");
    }

    #[test]
    fn an_hour_that_comes_twice_goes_on_from_the_message_before() {
        let text = "11/3/24, 1:50 AM - A: first\n11/3/24, 1:10 AM - A: again\n3/10/24, 2:30 AM - A: never\n";
        let asked = setting(Tz::America__Los_Angeles, Some(Order::MonthFirst));
        insta::assert_snapshot!(told_in(text, asked), @r"
        1 11-03 08:50:00 A: first
        2 11-03 09:10:00 A: again
        3 03-10 10:30:00 A: never
        ");
    }
}
