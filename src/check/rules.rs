//! Every rule in one line: the one place for ids, summaries and severities.

use super::{evidence, people, release};
use crate::base::diag::{RuleId, Severity};
use crate::load::rules as load;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its stable id.
    pub id: RuleId,
    /// What breaks it, in one line.
    pub summary: &'static str,
    /// How bad that is, at worst.
    pub severity: Severity,
}

/// Every rule of loading and checking, sorted by id.
pub const RULES: &[Rule] = &[
    error(load::AMBIGUOUS_TIME, "a local time that a clock change makes ambiguous or skips"),
    error(load::ASSUMPTION, "a parameter without a source has no range to try it over"),
    error(load::BAD_CLAIM, "a claim that cannot be read"),
    error(load::BAD_DATE, "a date that is not year, month and day"),
    error(load::BAD_ID, "a name that cannot be an id: Latin letters, digits, `-` and `_`"),
    error(load::BAD_PICTURE, "a picture that is neither PNG nor JPEG, is damaged, too large, or lies on its side"),
    error(load::BAD_TIME, "a time that cannot be read"),
    error(load::BAD_VALUE, "a word or number that is not one of those possible"),
    warning(load::BYTE_ORDER_MARK, "a file starts with a byte order mark"),
    error(load::DANGLING, "a reference to something that is not there"),
    error(evidence::DIGEST, "a run does not give the bytes on record"),
    error(load::DUPLICATE_KEY, "a key stands twice in one map"),
    error(load::DUPLICATE_MARK, "a key time is marked twice"),
    error(load::EMPTY_FILE, "a file is empty"),
    error(load::EMPTY_SECTION, "a Markdown section without text"),
    error(load::EXPRESSION, "an expression that cannot be read"),
    error(load::FACTOR_CYCLE, "factors lead to one another in a circle without `loop`"),
    error(evidence::FAILED_LESSON, "a lesson whose own run speaks against it"),
    error(load::FIDELITY, "an option of a model that its fidelity lacks"),
    error(load::FOLDER_NAME, "an incident folder is not named `<yyyy-mm-dd>-<slug>`"),
    warning(load::IMPACT_DAY, "the day in the folder name is not the day of impact in the incident's zone"),
    error(
        load::INVISIBLE,
        "an invisible or direction-changing character; ZWJ and ZWNJ belong beside Bengali letters only",
    ),
    warning(release::NO_CLAIM, "a published lesson that no run puts to the test"),
    error(load::LIMIT, "a file is too large, too deep, or has too many values"),
    error(load::LIVE_INDICATOR, "an indicator of compromise that is not defanged, where it is listed or in a text"),
    error(evidence::LOCK, "runs.lock is not up to date"),
    error(load::MARK_ORDER, "impact, mitigated and resolved are not in this order"),
    error(people::MISSING_DUE, "an action of our own has no date; a warning below `published`"),
    error(load::MISSING_FILE, "a file that must be there is missing"),
    error(load::MISSING_KEY, "a key that must be there is missing"),
    error(people::MISSING_OWNER, "nobody owns a report of our own or an action; a warning below `published`"),
    warning(release::MISSING_PUBLISHED, "a published report without the date it came out"),
    error(
        load::MISSING_TEXT,
        "a text lacks a language of the site; below `published` a warning where another language has it",
    ),
    error(load::MISSING_TITLE, "a title lacks a language of the site"),
    error(release::MISSING_TLP, "no `tlp` in a knowledge base for the public or the community"),
    error(load::MISSING_ZONE, "bare times, but no `zone`"),
    error(load::NOT_UTF8, "a file that is not UTF-8"),
    error(load::OFFSET, "an offset that the incident's zone did not have then"),
    error(load::PROSE_LAYOUT, "prose before the first `## ` section, or a heading of another level"),
    error(evidence::RUN, "a run that cannot be simulated with its values"),
    error(load::SCHEMA, "`schema` is missing, or of a version that this program does not read"),
    error(load::TAB, "a tab stands in a YAML file"),
    error(load::TEXT_TWICE, "a text is given twice, in YAML and in Markdown or in two sections"),
    error(load::TIME_ORDER, "timeline entries, or the two ends of a stretch, in the wrong order"),
    warning(evidence::UNDECIDED_LESSON, "a lesson that its run neither supports nor refutes"),
    error(load::UNIT, "a value in another unit than is wanted"),
    warning(load::UNKNOWN_FILE, "a file whose name means nothing here, and which is not read"),
    error(load::UNKNOWN_KEY, "a key that the format does not know"),
    error(load::UNKNOWN_NAME, "a name in the model that stands for nothing"),
    error(load::UNKNOWN_SECTION, "a Markdown section whose heading is the path of no text"),
    error(load::UNREADABLE, "a file or folder that cannot be read, or a link that leaves the knowledge base"),
    warning(evidence::NO_EFFECT, "a claim on a variant whose override its measure never sees"),
    error(load::WRONG_TYPE, "a value of the wrong kind: a list where text is wanted, and the like"),
    error(load::YAML_FEATURE, "anchors, aliases, tags, several documents and keys that are not words are not read"),
    error(load::YAML_SYNTAX, "the file is not YAML"),
];

const fn error(id: RuleId, summary: &'static str) -> Rule {
    Rule { id, summary, severity: Severity::Error }
}

const fn warning(id: RuleId, summary: &'static str) -> Rule {
    Rule { id, summary, severity: Severity::Warning }
}

/// Finds a rule by its id.
pub fn explain(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id.0 == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_sorted_and_each_stands_once() {
        assert!(RULES.windows(2).all(|pair| pair[0].id < pair[1].id));
        assert!(explain("unknown-key").is_some_and(|rule| rule.severity == Severity::Error));
        assert!(explain("unknown").is_none());
    }

    #[test]
    fn every_rule_of_the_sources_is_explained() {
        let sources = [
            include_str!("../load/rules.rs"),
            include_str!("release.rs"),
            include_str!("people.rs"),
            include_str!("evidence.rs"),
        ];
        let mut ids = 0;
        for part in sources.iter().flat_map(|text| text.split("RuleId(\"").skip(1)) {
            let id = part.split('"').next().unwrap_or_default();
            assert!(explain(id).is_some(), "`{id}` is not in RULES");
            ids += 1;
        }
        assert_eq!(ids, RULES.len());
    }
}
