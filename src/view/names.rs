//! What things are called: key times, severities, verdicts, measures, runs, and where their pages lie.

use chrono::{NaiveDate, NaiveTime, TimeZone as _};
use chrono_tz::Tz;

use super::document::{Badge, Href, Inline, Inlines, Tone};
use super::frame::path_in;
use super::writer::{Writer, plain};
use crate::base::expr::{Dim, Quantity};
use crate::model::Id;
use crate::model::incident::{Outcome, Severity};
use crate::model::lesson::Op;
use crate::model::scenario::{Measure, Model};
use crate::model::time::{Mark, Precision, When};
use crate::runs::evidence::Verdict;
use crate::text::{ClockFace, Texts};

/// Returns the path of an incident's report without its language.
pub(super) fn report_place(incident: &Id) -> String {
    format!("incidents/{incident}/index.html")
}

/// Returns the path of the page of a run or design without its language.
pub(super) fn run_place(incident: &Id, run: &Id) -> String {
    format!("incidents/{incident}/runs/{run}/index.html")
}

/// Returns the path of an issue of the newsletter without its language.
pub(super) fn newsletter_place(newsletter: &Id) -> String {
    format!("newsletters/{newsletter}/index.html")
}

/// Names a key time.
pub(super) fn mark(mark: Mark, texts: &Texts) -> Badge {
    let (text, tone) = match mark {
        Mark::Change => (texts.msg("mark-change"), Tone::Open),
        Mark::Impact => (texts.msg("mark-impact"), Tone::Bad),
        Mark::Detected => (texts.msg("mark-detected"), Tone::Mixed),
        Mark::Acknowledged => (texts.msg("mark-acknowledged"), Tone::Mixed),
        Mark::Mitigated => (texts.msg("mark-mitigated"), Tone::Good),
        Mark::Resolved => (texts.msg("mark-resolved"), Tone::Good),
    };
    Badge { text, tone }
}

/// Names a severity; the label itself is never translated.
pub(super) fn severity(severity: Severity) -> Badge {
    let (text, tone) = match severity {
        Severity::Sev1 => ("SEV1", Tone::Bad),
        Severity::Sev2 => ("SEV2", Tone::Mixed),
        Severity::Sev3 => ("SEV3", Tone::Open),
        Severity::Sev4 => ("SEV4", Tone::Open),
    };
    Badge { text: text.to_owned(), tone }
}

/// Names how a step turned out.
pub(super) fn outcome(outcome: Outcome, texts: &Texts) -> Badge {
    let (text, tone) = match outcome {
        Outcome::Worked => (texts.msg("outcome-worked"), Tone::Good),
        Outcome::Partly => (texts.msg("outcome-partly"), Tone::Mixed),
        Outcome::Failed => (texts.msg("outcome-failed"), Tone::Bad),
    };
    Badge { text, tone }
}

/// Names a key time in a picture, no more exactly than it is known, with its date unless that is `shown` already.
pub(super) fn key_time(when: When, (zone, shown): (Tz, Option<NaiveDate>), texts: &Texts) -> String {
    let local = when.from.with_timezone(&zone);
    let day = local.date_naive();
    match when.precision {
        Precision::Day => texts.date_short(day),
        Precision::Exact | Precision::About => {
            let clock = texts.clock_known(local, when.precision == Precision::About);
            if shown == Some(day) { clock } else { texts.on_day(&clock, day) }
        }
    }
}

/// Names a verdict; a claim that is true by construction is no evidence, whatever its run gave.
pub(super) fn verdict(verdict: Verdict, by_construction: bool, texts: &Texts) -> Badge {
    if by_construction {
        return Badge { text: texts.msg("verdict-by-construction"), tone: Tone::Open };
    }
    let (text, tone) = match verdict {
        Verdict::Holds => (texts.msg("verdict-holds"), Tone::Good),
        Verdict::Depends => (texts.msg("verdict-depends"), Tone::Mixed),
        Verdict::Fails => (texts.msg("verdict-fails"), Tone::Bad),
        Verdict::Undecided => (texts.msg("verdict-undecided"), Tone::Open),
    };
    Badge { text, tone }
}

/// Prints a declared value, as round as it was written: 20 min, 0.02 ms, 95%, 15:12; but error minutes as all of them.
pub(super) fn declared(value: Quantity, face: ClockFace, texts: &Texts) -> String {
    match value.dim {
        Dim::Plain(1) if !face.error_minutes => texts.duration_seconds(value.value),
        Dim::Instant | Dim::Share | Dim::Truth | Dim::Plain(_) => texts.quantity(value.value, value.dim, face),
    }
}

/// Says of a printed value that it is a bound: at most 50%.
pub(super) fn bound(op: Op, value: String, texts: &Texts) -> String {
    let args = [("value", value.into())];
    match op {
        Op::AtMost => texts.msg_with("bound-at-most", &args),
        Op::Below => texts.msg_with("bound-below", &args),
        Op::AtLeast => texts.msg_with("bound-at-least", &args),
        Op::Above => texts.msg_with("bound-above", &args),
    }
}

/// Returns the seconds from local midnight to a clock's start, by which moments are moved to stand at round times.
pub(super) fn since_midnight(face: ClockFace) -> Option<f64> {
    let local = face.start.with_timezone(&face.zone);
    let midnight = face.zone.from_local_datetime(&local.date_naive().and_time(NaiveTime::MIN)).earliest()?;
    Some((local - midnight).num_seconds() as f64)
}

impl<'a> Writer<'a> {
    /// Returns the model.
    pub(super) fn model(&self) -> Option<&'a Model> {
        self.incident.model.as_ref()
    }

    /// Returns the clock of the model, read in the incident's zone.
    pub(super) fn face(&self) -> Option<ClockFace> {
        let model = self.model()?;
        Some(ClockFace {
            start: model.base().scenario.clock.start,
            zone: self.incident.zone,
            seconds: false,
            error_minutes: false,
        })
    }

    /// Returns the clock of the model for the values of a measure.
    pub(super) fn face_of(&self, measure: &Id) -> Option<ClockFace> {
        Some(self.face()?.of(measure))
    }

    /// Returns a measure of the model.
    pub(super) fn measure(&self, id: &Id) -> Option<&'a Measure> {
        self.model()?.base().scenario.measures.iter().find(|measure| measure.id == *id)
    }

    /// Names a measure by its words, or by its id as code.
    pub(super) fn measure_name(&mut self, id: &Id) -> Inlines {
        match self.measure(id).and_then(|measure| measure.text.as_ref()) {
            Some(text) => self.inline(text),
            None => vec![Inline::Code(id.to_string())],
        }
    }

    /// Names a measure in plain letters.
    pub(super) fn measure_word(&mut self, id: &Id) -> String {
        plain(&self.measure_name(id))
    }

    /// Names a parameter by its words, or by its id as code.
    pub(super) fn param_name(&mut self, id: &Id) -> Inlines {
        let param = self.model().and_then(|model| model.base().scenario.params.iter().find(|param| param.id == *id));
        match param.and_then(|param| param.text.as_ref()) {
            Some(text) => self.inline(text),
            None => vec![Inline::Code(id.to_string())],
        }
    }

    /// Names the run that a claim compares with, in the case that a comparison asks for.
    pub(super) fn against(&self, run: &Id) -> String {
        let texts = self.texts();
        let base = self.model().is_some_and(|model| model.base().id == *run);
        if base { texts.msg("against-base") } else { texts.msg_with("against-run", &[("run", run.as_str().into())]) }
    }

    /// Links to the page of a run or design.
    pub(super) fn run_link(&self, run: &Id) -> Inline {
        let path = path_in(self.texts().lang(), &run_place(&self.incident.id, run));
        Inline::Link(Href::Site(path), vec![Inline::Code(run.to_string())])
    }
}
