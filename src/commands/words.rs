//! Quantities of a model as the terminal prints them: in English, moments in the incident's zone.

use crate::base::expr::Dim;
use crate::base::lang::Lang;
use crate::model::Incident;
use crate::text::{ClockFace, Texts};

/// Prints quantities.
pub(super) struct Words {
    texts: Texts,
    face: ClockFace,
}

impl Words {
    /// Prints for an incident; moments count from the start of its base run.
    pub(super) fn of(incident: &Incident) -> Self {
        let clock = incident.model.as_ref().map(|model| model.base().scenario.clock);
        let start = clock.map(|clock| clock.start).unwrap_or_default();
        // A model that moves in seconds is told in seconds.
        let seconds = clock.is_some_and(|clock| clock.step < 60.0);
        Self {
            texts: Texts::new(Lang::EN),
            face: ClockFace { start, zone: incident.zone, seconds, error_minutes: false },
        }
    }

    /// Prints a quantity.
    pub(super) fn quantity(&self, value: f64, dim: Dim) -> String {
        self.texts.quantity(value, dim, self.face)
    }

    /// Prints a quantity with the half width of its interval, when it has one.
    pub(super) fn with_margin(&self, value: f64, margin: Option<f64>, dim: Dim) -> String {
        match margin.filter(|margin| margin.is_finite()) {
            Some(margin) => self.texts.quantity_with_margin(value, margin, dim, self.face),
            None => self.quantity(value, dim),
        }
    }

    /// Prints a difference between two quantities: of moments a duration, of shares percentage points.
    pub(super) fn difference(&self, value: f64, dim: Dim) -> String {
        match dim {
            Dim::Share => {
                let decimals = usize::from(value < 0.995);
                format!("{} points", self.texts.number(value * 100.0, decimals))
            }
            Dim::Instant => self.quantity(value, Dim::DURATION),
            Dim::Truth | Dim::Plain(_) => self.quantity(value, dim),
        }
    }

    /// Prints a change by a share: −97%.
    pub(super) fn change(&self, share: f64) -> String {
        if share.abs() < 0.0005 {
            return "±0%".to_owned();
        }
        let sign = if share < 0.0 { "−" } else { "+" };
        format!(
            "{sign}{}",
            self.texts.percent(share.abs(), usize::from(share.abs() < 0.1 || (0.995..1.0).contains(&share.abs())))
        )
    }

    /// Prints a plain number.
    pub(super) fn number(&self, value: f64) -> String {
        self.texts.brief(value)
    }

    /// Prints a share in per cent.
    pub(super) fn share(&self, share: f64) -> String {
        self.texts.share(share)
    }
}
