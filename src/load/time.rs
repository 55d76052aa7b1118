//! Times as people write them in an incident file, to moments.
//!
//! A bare time is local to the incident's zone on the day that holds at that place of the file.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use super::yaml::Node;
use super::{decode, rules};
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::Span;
use crate::model::time::{Precision, When};

const FORMS: &str =
    "forms: `15:13`, `2024-12-11 15:13`, `2024-12-11T15:13:00-08:00`, `14:51..15:20`, `~15:20`, `2024-12-11`";

/// What a bare time means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local {
    /// The incident's zone; `None` when the file names none, which a bare time then reports.
    pub(crate) zone: Option<Tz>,
    /// Whether the file names a zone, even one that cannot be read and has been reported.
    pub(crate) is_named: bool,
    /// The zone to go on with without one.
    pub(crate) fallback: Tz,
    /// The day of bare times.
    pub(crate) day: NaiveDate,
}

impl Local {
    fn tz(self) -> Tz {
        self.zone.unwrap_or(self.fallback)
    }
}

/// One moment as written.
#[derive(Clone, Copy)]
struct Moment {
    at: DateTime<Utc>,
    day_only: bool,
}

/// Reads a time or a stretch of time.
pub(crate) fn read(node: &Node, local: Local, report: &mut Report) -> Option<When> {
    let text = decode::scalar(node, "`at`", report)?;
    let whole = node.content_span();
    let part = |from: usize, to: usize| {
        let place = |at: usize| (whole.start as usize + at).min(whole.end as usize);
        Span::new(whole.file, place(from)..place(to))
    };
    let about = text.contains('~');
    let (first, second) = match text.find("..") {
        Some(dots) => (&text[..dots], Some((dots + 2, &text[dots + 2..]))),
        None => (text, None),
    };
    let from = moment(first, part(0, first.len()), local, report);
    let day = from.map_or(local.day, |from| from.at.with_timezone(&local.tz()).date_naive());
    let to = second.map(|(start, text)| moment(text, part(start, start + text.len()), Local { day, ..local }, report));
    let from = from?;
    let to = match to {
        Some(end) => Some(end?.at),
        None => None,
    };
    if to.is_some_and(|to| to < from.at) {
        let finding = Diagnostic::error(rules::TIME_ORDER, node.span, format!("`{text}` ends before it begins"));
        report.push(finding.hint("over midnight, write the end with its date: `23:50..2024-12-12 00:10`"));
    }
    let precision = match (from.day_only, about) {
        (true, _) => Precision::Day,
        (false, true) => Precision::About,
        (false, false) => Precision::Exact,
    };
    Some(When { from: from.at, to, precision, local_day: day, span: node.span })
}

fn moment(text: &str, span: Span, local: Local, report: &mut Report) -> Option<Moment> {
    let text = text.trim().trim_start_matches('~').trim_start();
    if let Some(day) = decode::parse_date(text) {
        return Some(Moment { at: midnight(day, local.tz()), day_only: true });
    }
    if let Some(at) = with_offset(text) {
        check_offset(&at, span, local, report);
        return Some(Moment { at: at.with_timezone(&Utc), day_only: false });
    }
    let (day, time) = match text.split_once(' ') {
        Some((day, time)) => (decode::parse_date(day), time.trim_start()),
        None => (Some(local.day), text),
    };
    let (Some(day), Some(time)) = (day, clock_time(time)) else {
        let finding = Diagnostic::error(rules::BAD_TIME, span, format!("`{text}` is not a time"));
        let finding = finding.label("cannot be read");
        report.push(match meant(text, local.day) {
            Some(meant) => finding.hint(format!("did you mean `{meant}`?")).hint(FORMS),
            None => finding.hint(FORMS),
        });
        return None;
    };
    // Once is enough: with a zone, all times of the file have it.
    if local.zone.is_none() && !local.is_named && !report.has(rules::MISSING_ZONE) {
        let finding = Diagnostic::error(rules::MISSING_ZONE, span, format!("`{text}` needs a zone"));
        let hint = "add `zone: Asia/Dhaka`, or the zone in which the incident's times are given";
        report.push(finding.label("local to which zone?").hint(hint));
    }
    Some(Moment { at: resolve(day.and_time(time), span, local.tz(), report), day_only: false })
}

/// Reads RFC 3339 with an offset, and nothing looser.
fn with_offset(text: &str) -> Option<DateTime<FixedOffset>> {
    text.as_bytes().get(10).filter(|byte| matches!(byte, b'T' | b't'))?;
    DateTime::parse_from_rfc3339(text).ok()
}

/// Reads `15:13` or `15:13:20`, two digits each.
fn clock_time(text: &str) -> Option<NaiveTime> {
    let parts: Vec<&str> = text.split(':').collect();
    let two_digits = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(two_digits) {
        return None;
    }
    let number = |nth: usize| parts.get(nth).map_or(Some(0), |part| part.parse().ok());
    NaiveTime::from_hms_opt(number(0)?, number(1)?, number(2)?)
}

/// Guesses which time was meant by a form that people use elsewhere: `2:02 PM`, `২০ঃ৪০`, `9:41`, `09:20-09:40`, `24:15`.
fn meant(text: &str, day: NaiveDate) -> Option<String> {
    let latin = |c: char| match c {
        'ঃ' => ':',
        '–' | '—' => '-',
        c => decode::latin_digit(c).to_ascii_lowercase(),
    };
    let plain: String = text.chars().map(latin).collect();
    if let Some((date, time)) = plain.split_once(' ')
        && let Some(date) = decode::parse_date(date)
    {
        return meant(time, date).map(|time| format!("{date} {time}"));
    }
    if let Some((from, to)) = plain.split_once('-') {
        return Some(format!("{}..{}", meant_clock(from)?, meant_clock(to)?));
    }
    if let Some(minutes) = plain.strip_prefix("24:") {
        return Some(format!("{} {}", day.succ_opt()?, meant_clock(&format!("00:{minutes}"))?));
    }
    meant_clock(&plain)
}

fn meant_clock(text: &str) -> Option<String> {
    let text = text.replace(['.', ' '], "");
    let half = [("am", 0), ("pm", 12)].into_iter().find_map(|(word, add)| Some((text.strip_suffix(word)?, add)));
    let (digits, add) = half.map_or((text.as_str(), None), |(digits, add)| (digits, Some(add)));
    let (hour, minute) = digits.split_once(':').or(add.map(|_| (digits, "00")))?;
    let hour: u32 = hour.parse().ok()?;
    let hour = match add {
        Some(add) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
        None => hour,
    };
    let time = format!("{hour:02}:{minute}");
    clock_time(&time).map(|_| time)
}

fn check_offset(at: &DateTime<FixedOffset>, span: Span, local: Local, report: &mut Report) {
    let Some(zone) = local.zone else { return };
    let right = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    if right != *at.offset() {
        let message = format!("the offset {} contradicts the zone {zone}", at.offset());
        let finding = Diagnostic::error(rules::OFFSET, span, message).label(format!("{zone} had {right} then"));
        let same_moment = at.with_timezone(&right);
        let same_clock = at.naive_local().and_local_timezone(right).earliest();
        let finding = finding.hint(format!("the same moment there is `{}`", same_moment.to_rfc3339()));
        report.push(match same_clock {
            Some(clock) => finding.hint(format!("the same time of day there is `{}`", clock.to_rfc3339())),
            None => finding,
        });
    }
}

/// Turns a local time into a moment; a time that a clock change makes ambiguous or skips is an error.
fn resolve(local: NaiveDateTime, span: Span, zone: Tz, report: &mut Report) -> DateTime<Utc> {
    let found = zone.from_local_datetime(&local);
    if let Some(single) = found.single() {
        return single.with_timezone(&Utc);
    }
    let offset_near = |hours: i64| zone.offset_from_utc_datetime(&(local + Duration::hours(hours))).fix();
    let readings = [offset_near(-26), offset_near(26)].map(|offset| {
        let utc = local - Duration::seconds(i64::from(offset.local_minus_utc()));
        zone.from_utc_datetime(&utc)
    });
    let what = if found.earliest().is_some() { "stands twice on" } else { "is skipped by" };
    let message = format!("`{}` {what} the clock of {zone} that day", local.format("%Y-%m-%d %H:%M"));
    let finding = Diagnostic::error(rules::AMBIGUOUS_TIME, span, message).label("the clock changes here");
    let [first, second] = readings.map(|reading| reading.to_rfc3339());
    report.push(finding.hint(format!("write which one is meant: `{first}` or `{second}`")));
    readings[0].with_timezone(&Utc)
}

/// Returns the first moment of a day.
fn midnight(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let start = day.and_time(NaiveTime::MIN);
    // Some zones change their clocks at midnight: then the day starts up to an hour later.
    let first = (0..=4)
        .find_map(|half_hours| zone.from_local_datetime(&(start + Duration::minutes(30 * half_hours))).earliest());
    first.map_or_else(|| start.and_utc(), |moment| moment.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;
    use crate::load::yaml::{self, NodeKind};

    fn when(text: &str, zone: &str, day: &str) -> (Option<When>, Vec<Diagnostic>) {
        let source = format!("at: {text}\n");
        let mut sources = SourceMap::default();
        let file = sources.add("t", source.as_str());
        let node = yaml::read(file, &source, &mut Report::default()).expect("it is YAML");
        let NodeKind::Map(entries) = node.kind else { panic!("a map") };
        let zone: Tz = zone.parse().expect("a zone");
        let day = decode::parse_date(day).expect("a day");
        let local = Local { zone: Some(zone), is_named: true, fallback: Tz::UTC, day };
        let mut report = Report::default();
        let when = read(&entries[0].value, local, &mut report);
        (when, report.sorted().into_iter().cloned().collect())
    }

    fn la(text: &str) -> String {
        let (when, findings) = when(text, "America/Los_Angeles", "2024-12-11");
        assert!(findings.is_empty(), "{findings:?}");
        let when = when.expect("it is a time");
        let to = when.to.map_or(String::new(), |to| format!("..{}", to.format("%dT%H:%M")));
        format!("{}{to} {:?} {}", when.from.format("%dT%H:%M"), when.precision, when.local_day)
    }

    #[test]
    fn other_forms_are_told_for_what_they_mean() {
        let meant = |text: &str| {
            let (_, findings) = when(text, "Asia/Dhaka", "2026-02-10");
            findings[0].hints[0].strip_prefix("did you mean `").map(|rest| rest.trim_end_matches("`?").to_owned())
        };
        for (typed, time) in [
            ("2:02 PM", "14:02"),
            ("12:05 a.m.", "00:05"),
            ("9 pm", "21:00"),
            ("9:41", "09:41"),
            ("2:02:02", "02:02:02"),
            ("২০ঃ৪০", "20:40"),
            ("09:20-9:40", "09:20..09:40"),
            ("2026-02-11 2:02 PM", "2026-02-11 14:02"),
            ("24:15", "2026-02-11 00:15"),
        ] {
            assert_eq!(meant(typed).as_deref(), Some(time), "{typed}");
        }
        for typed in ["13:05 pm", "25:10", "noon", "9:4", "রাত ৮টা"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_form_is_read() {
        assert_eq!(la("15:13"), "11T23:13 Exact 2024-12-11");
        assert_eq!(la("2024-12-11 15:13"), "11T23:13 Exact 2024-12-11");
        assert_eq!(la("2024-12-11T15:13:00-08:00"), "11T23:13 Exact 2024-12-11");
        assert_eq!(la("14:51..15:20"), "11T22:51..11T23:20 Exact 2024-12-11");
        assert_eq!(la("2024-12-12 23:50..23:55"), "13T07:50..13T07:55 Exact 2024-12-12");
        assert_eq!(la("~15:20"), "11T23:20 About 2024-12-11");
        assert_eq!(la("2024-12-10"), "10T08:00 Day 2024-12-10");
        assert_eq!(la("'22:23'"), "12T06:23 Exact 2024-12-11");
    }

    #[test]
    fn an_hour_that_comes_twice_is_ambiguous() {
        let (when, findings) = when("01:30", "America/Los_Angeles", "2024-11-03");
        assert!(when.is_some());
        assert_eq!(findings[0].rule, rules::AMBIGUOUS_TIME);
        assert_eq!(
            findings[0].hints,
            ["write which one is meant: `2024-11-03T01:30:00-07:00` or `2024-11-03T01:30:00-08:00`"]
        );
        let span = findings[0].span.expect("a place");
        assert_eq!((span.start, span.end), (4, 9));
    }

    #[test]
    fn both_readings_of_that_hour_can_be_written() {
        for text in ["2024-11-03T01:30:00-07:00", "2024-11-03T01:30:00-08:00"] {
            let (when, findings) = when(text, "America/Los_Angeles", "2024-11-03");
            assert!(when.is_some() && findings.is_empty(), "{findings:?}");
        }
    }

    #[test]
    fn an_hour_that_is_skipped_is_refused_with_real_times() {
        let (_, findings) = when("02:30", "America/Los_Angeles", "2024-03-10");
        assert_eq!(
            findings[0].hints,
            ["write which one is meant: `2024-03-10T03:30:00-07:00` or `2024-03-10T01:30:00-08:00`"]
        );
    }

    #[test]
    fn an_offset_that_the_zone_did_not_have_is_refused() {
        let (_, findings) = when("2024-12-11T15:13:00-07:00", "America/Los_Angeles", "2024-12-11");
        assert_eq!(findings[0].rule, rules::OFFSET);
        assert_eq!(findings[0].hints[0], "the same moment there is `2024-12-11T14:13:00-08:00`");
        assert_eq!(findings[0].hints[1], "the same time of day there is `2024-12-11T15:13:00-08:00`");
    }

    #[test]
    fn what_is_no_time_is_named_at_its_part() {
        for text in ["25:00", "9:05", "15.13", "১৫:১৩", "14:51..", "..15:20", "noon", "2024-12-11 noon", "15:13:61"]
        {
            let (when, findings) = when(&format!("\"{text}\""), "Asia/Dhaka", "2024-12-11");
            assert!(when.is_none(), "{text}");
            assert_eq!(findings[0].rule, rules::BAD_TIME, "{text}");
        }
        let (_, findings) = when("14:51..15:99", "Asia/Dhaka", "2024-12-11");
        let span = findings[0].span.expect("a place");
        assert_eq!((span.start, span.end), (11, 16));
        assert_eq!(when("15:20..14:51", "Asia/Dhaka", "2024-12-11").1[0].rule, rules::TIME_ORDER);
    }
}
