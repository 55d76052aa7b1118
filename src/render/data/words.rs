//! The words that data has for what the model names: those of the files that people write.

use crate::model::Confidence;
use crate::model::incident::{IndicatorKind, Kind, Outcome, Severity, Stage};
use crate::model::time::Precision;

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Own => "own",
        Kind::Study => "study",
    }
}

pub(super) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Sev1 => "sev1",
        Severity::Sev2 => "sev2",
        Severity::Sev3 => "sev3",
        Severity::Sev4 => "sev4",
    }
}

pub(super) const fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::Review => "review",
        Stage::Published => "published",
        Stage::Closed => "closed",
    }
}

pub(super) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Worked => "worked",
        Outcome::Partly => "partly",
        Outcome::Failed => "failed",
    }
}

pub(super) const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Fact => "fact",
        Confidence::Inference => "inference",
        Confidence::Assumption => "assumption",
        Confidence::Model => "model",
    }
}

pub(super) const fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "exact",
        Precision::About => "about",
        Precision::Day => "day",
    }
}

pub(super) const fn indicator(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Domain => "domain",
        IndicatorKind::Address => "ip",
        IndicatorKind::Url => "url",
        IndicatorKind::Email => "email",
        IndicatorKind::Hash => "hash",
        IndicatorKind::File => "file",
        IndicatorKind::Extension => "extension",
        IndicatorKind::Application => "application",
    }
}
