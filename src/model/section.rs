//! The sections of a report: the one list of them, by the ids that are their anchors on pages and their names in files.

/// A section of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// At a glance: the summary, the key facts, what it was not.
    Glance,
    /// In plain words.
    Plain,
    /// Who was affected.
    Affected,
    /// What happened when.
    Timeline,
    /// Why it happened.
    Why,
    /// Why it was not seen earlier.
    Unseen,
    /// How it was handled.
    Handled,
    /// What we learned.
    Lessons,
    /// What we will do, or what the others announced.
    Next,
    /// What came back, and whether an earlier action would have prevented it.
    Again,
    /// How far to trust the model.
    Trust,
    /// Where the sources disagree.
    Disputes,
    /// Run it yourself.
    Run,
    /// Terms.
    Glossary,
    /// Related reports.
    Related,
}

impl Section {
    /// Every section, in the order of a report whose settings say nothing else.
    pub const ALL: [Self; 15] = [
        Self::Glance,
        Self::Plain,
        Self::Affected,
        Self::Timeline,
        Self::Why,
        Self::Unseen,
        Self::Handled,
        Self::Lessons,
        Self::Next,
        Self::Again,
        Self::Trust,
        Self::Disputes,
        Self::Run,
        Self::Glossary,
        Self::Related,
    ];

    /// Returns its id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Glance => "at-a-glance",
            Self::Plain => "plain",
            Self::Affected => "affected",
            Self::Timeline => "timeline",
            Self::Why => "why",
            Self::Unseen => "unseen",
            Self::Handled => "handled",
            Self::Lessons => "lessons",
            Self::Next => "next",
            Self::Again => "again",
            Self::Trust => "trust",
            Self::Disputes => "disputes",
            Self::Run => "run-yourself",
            Self::Glossary => "glossary",
            Self::Related => "related",
        }
    }

    /// Returns the section in which an anchor of a report stands, as far as its beginning tells.
    pub fn of(anchor: &str) -> Option<Self> {
        let first = anchor.split(['/', '.']).next().unwrap_or(anchor);
        let own = Self::ALL.into_iter().find(|section| section.id() == first);
        own.or(match first {
            "summary" | "facts" | "ruled_out" => Some(Self::Glance),
            "analogy" => Some(Self::Plain),
            "impact" => Some(Self::Affected),
            "trigger" | "factors" | "attack" => Some(Self::Why),
            "blind_spots" => Some(Self::Unseen),
            "mitigations" | "containment" | "indicators" => Some(Self::Handled),
            "actions" | "announced" => Some(Self::Next),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_tells_its_section() {
        for section in Section::ALL {
            assert_eq!(Section::of(section.id()), Some(section));
        }
        assert_eq!(Section::of("lessons/break-glass"), Some(Section::Lessons));
        assert_eq!(Section::of("factors/size"), Some(Section::Why));
        assert_eq!(Section::of("figures/board"), None, "a figure may stand in any section");
    }
}
