//! Pictures: what they are by their first bytes, how large, and nothing in them but what is seen.

use std::sync::Arc;

use super::super::rules;
use super::{jpeg, png};
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::Span;
use crate::model::exhibit::{Image, ImageFormat};

/// A side may have so many pixels.
const SIDE_LIMIT: u32 = 8000;

/// A picture without what cannot be seen in it.
pub(super) struct Clean {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) bytes: Vec<u8>,
}

/// Reads a picture; what cannot be taken is a finding where it is named.
pub(super) fn read(bytes: &[u8], (name, span): (&str, Span), report: &mut Report) -> Option<Image> {
    let (format, clean) = if bytes.starts_with(&png::MAGIC) {
        (ImageFormat::Png, png::clean(bytes))
    } else if bytes.starts_with(&jpeg::MAGIC) {
        (ImageFormat::Jpeg, jpeg::clean(bytes))
    } else {
        let message = format!("`{name}` is neither PNG nor JPEG, whatever its name says");
        let finding = Diagnostic::error(rules::BAD_PICTURE, span, message).label("named here");
        report.push(finding.hint("save the screenshot as PNG, a photograph as JPEG"));
        return None;
    };
    let refuse = |why: &str, hint: &str| {
        Diagnostic::error(rules::BAD_PICTURE, span, format!("`{name}` {why}")).label("named here").hint(hint)
    };
    match clean {
        Ok(clean) if clean.width > SIDE_LIMIT || clean.height > SIDE_LIMIT => {
            let why = format!("has {} x {} pixels, more than {SIDE_LIMIT} to a side", clean.width, clean.height);
            report.push(refuse(&why, "cut it to what matters, or save it smaller"));
            None
        }
        Ok(clean) => {
            let Clean { width, height, bytes } = clean;
            Some(Image { format, width, height, bytes: Arc::from(bytes) })
        }
        Err((why, hint)) => {
            report.push(refuse(why, hint));
            None
        }
    }
}
