//! What is left out of a timeline, and how much of it: nothing goes without being counted.

use std::collections::BTreeMap;

/// Why something is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noise {
    /// On a day that was not asked for.
    OtherDays,
    /// Of another incident of the same file.
    OtherIncident,
    /// Someone came or went.
    Joined,
    /// The group or channel itself changed.
    Room,
    /// A picture, a recording, a file.
    Media,
    /// Taken back by its author.
    Deleted,
    /// A call.
    Call,
    /// A reaction to a message.
    Reaction,
    /// A machine's message without a text.
    Bot,
    /// Who was told or asked, which says nothing of the incident.
    Notification,
    /// Without a text.
    Empty,
    /// Of symbols that a PDF cannot show, and nothing else.
    Symbols,
    /// With characters that hide text or turn it round, which no knowledge base takes.
    Hidden,
    /// Said twice.
    Twice,
}

impl Noise {
    /// Names it in a summary, after a number.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OtherDays => "on other days",
            Self::OtherIncident => "of other incidents",
            Self::Joined => "joined or left",
            Self::Room => "about the group itself",
            Self::Media => "with a picture, a recording or a file",
            Self::Deleted => "deleted by their author",
            Self::Call => "of calls",
            Self::Reaction => "of reactions",
            Self::Bot => "of machines, without a text",
            Self::Notification => "that tell who was notified",
            Self::Empty => "without a text",
            Self::Symbols => "of emoji alone",
            Self::Hidden => "with characters that hide or turn text",
            Self::Twice => "said twice",
        }
    }

    /// The word used in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OtherDays => "other_days",
            Self::OtherIncident => "other_incident",
            Self::Joined => "joined",
            Self::Room => "room",
            Self::Media => "media",
            Self::Deleted => "deleted",
            Self::Call => "call",
            Self::Reaction => "reaction",
            Self::Bot => "bot",
            Self::Notification => "notification",
            Self::Empty => "empty",
            Self::Symbols => "symbols",
            Self::Hidden => "hidden",
            Self::Twice => "twice",
        }
    }
}

/// How often each reason came up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<Noise, usize>);

impl Counts {
    /// Counts one.
    pub fn add(&mut self, noise: Noise) {
        self.add_many(noise, 1);
    }

    /// Counts several.
    pub fn add_many(&mut self, noise: Noise, count: usize) {
        if count > 0 {
            *self.0.entry(noise).or_default() += count;
        }
    }

    /// Takes in other counts.
    pub fn merge(&mut self, other: &Self) {
        other.iter().for_each(|(noise, count)| self.add_many(noise, count));
    }

    /// Walks the reasons that came up.
    pub fn iter(&self) -> impl Iterator<Item = (Noise, usize)> {
        self.0.iter().map(|(noise, count)| (*noise, *count))
    }

    /// Returns how often a reason came up.
    pub fn of(&self, noise: Noise) -> usize {
        self.0.get(&noise).copied().unwrap_or_default()
    }
}
