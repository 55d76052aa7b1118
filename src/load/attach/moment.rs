//! Times in files of series: RFC 3339, seconds or milliseconds since 1970, or the clock of the incident's zone.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// What a bare time means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local {
    /// The incident's zone.
    pub(crate) zone: Tz,
    /// The day of a time of day.
    pub(crate) day: NaiveDate,
}

/// The forms that are read, for hints.
pub(crate) const FORMS: &str = "forms: `2024-12-11T15:13:20-08:00`, `2024-12-11T23:13:20Z`, seconds or milliseconds \
                                since 1970, and in the incident's zone `2024-12-11 15:13:20`, `15:13:20`";

/// Seconds beyond this are milliseconds: as seconds it is the year 5138.
const MILLISECONDS: f64 = 1e11;

/// Reads a time; the words say why it cannot be read.
pub(crate) fn read(text: &str, local: Local) -> Result<DateTime<Utc>, String> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.len() >= 9 {
        return text.parse().ok().and_then(since_1970).ok_or_else(|| unreadable(text));
    }
    let form = text.replacen(' ', "T", usize::from(text.len() > 10));
    if let Ok(at) = DateTime::parse_from_rfc3339(&form) {
        return Ok(at.with_timezone(&Utc));
    }
    let day = |text: &str, form: &str| NaiveDateTime::parse_from_str(text, form).ok();
    let time = |form: &str| NaiveTime::parse_from_str(text, form).ok();
    let naive = day(&form, "%Y-%m-%dT%H:%M:%S%.f")
        .or_else(|| day(&form, "%Y-%m-%dT%H:%M"))
        .or_else(|| time("%H:%M:%S%.f").or_else(|| time("%H:%M")).map(|time| local.day.and_time(time)));
    let Some(naive) = naive else { return Err(unreadable(text)) };
    local.zone.from_local_datetime(&naive).single().map(|at| at.with_timezone(&Utc)).ok_or_else(|| {
        format!("`{text}` is skipped by the clock of {}, or stands twice on it: write it with an offset", local.zone)
    })
}

/// Reads seconds, or milliseconds, since 1970.
pub(super) fn since_1970(value: f64) -> Option<DateTime<Utc>> {
    let milliseconds = if value > MILLISECONDS { value } else { value * 1000.0 };
    let fits = milliseconds.is_finite() && (0.0..1e15).contains(&milliseconds);
    fits.then(|| Utc.timestamp_millis_opt(crate::base::math::round(milliseconds) as i64).single()).flatten()
}

fn unreadable(text: &str) -> String {
    format!("`{text}` is not a time")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_gives_the_same_moment() {
        let local = Local { zone: Tz::America__Los_Angeles, day: NaiveDate::from_ymd_opt(2024, 12, 11).unwrap() };
        let forms = [
            "2024-12-11T15:13:20-08:00",
            "2024-12-11 15:13:20-08:00",
            "2024-12-11T23:13:20Z",
            "2024-12-11T23:13:20.000Z",
            "1733958800",
            "1733958800.0",
            "1733958800000",
            "2024-12-11T15:13:20",
            "2024-12-11 15:13:20",
            "15:13:20",
        ];
        for form in forms {
            assert_eq!(read(form, local).map(|at| at.timestamp_millis()), Ok(1_733_958_800_000), "{form}");
        }
        assert_eq!(read("15:13:20.250", local).map(|at| at.timestamp_subsec_millis()), Ok(250));
        assert_eq!(read("2024-12-11 15:13", local).map(|at| at.timestamp()), Ok(1_733_958_780));
        for bad in ["", "noon", "12", "2024-12-11", "11/12/2024 15:13", "১৫:১৩", "1e9", "99999999999999999999"]
        {
            assert!(read(bad, local).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_hour_that_comes_twice_or_never_is_refused() {
        let local = Local { zone: Tz::America__Los_Angeles, day: NaiveDate::default() };
        assert!(read("2024-11-03 01:30:00", local).is_err());
        assert!(read("2024-03-10 02:30:00", local).is_err());
        assert!(read("2024-11-03T01:30:00-07:00", local).is_ok());
    }
}
