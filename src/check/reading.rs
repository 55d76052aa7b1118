//! The rules that reading asks, in words. What breaks them is found in `load`.

use super::rule::Rule;
use crate::load::rules as load;
use crate::text::overrides as text;

/// Every rule of reading.
pub(super) const RULES: &[Rule] = &[
    error(load::AMBIGUOUS_TIME, "a local time that a clock change makes ambiguous or skips"),
    error(load::ASSUMPTION, "a parameter without a source has no range to try it over"),
    error(load::BAD_CLAIM, "a claim that cannot be read"),
    error(load::BAD_DATE, "a date that is not year, month and day"),
    error(load::BAD_ID, "a name that cannot be an id: Latin letters, digits, `-` and `_`"),
    error(
        text::BAD_MESSAGE,
        "a message of `overrides/locales/` that cannot be read, stands twice, or has more than its variables",
    ),
    error(load::BAD_PICTURE, "a picture that is neither PNG nor JPEG, is damaged, too large, or lies on its side"),
    error(load::BAD_TEMPLATE, "a template under `overrides/templates/` that cannot be read or filled"),
    error(load::BAD_TIME, "a time that cannot be read"),
    error(load::BAD_VALUE, "a word or number that is not one of those possible"),
    Rule::reading(load::BYTE_ORDER_MARK, "WWWW", "a file starts with a byte order mark"),
    error(load::DANGLING, "a reference to something that is not there"),
    error(load::DUPLICATE_KEY, "a key stands twice in one map"),
    error(load::DUPLICATE_MARK, "a key time is marked twice"),
    error(load::EMPTY_FILE, "a file is empty"),
    error(load::EMPTY_SECTION, "a Markdown section without text"),
    error(load::EXPRESSION, "an expression that cannot be read"),
    error(load::FACTOR_CYCLE, "factors lead to one another in a circle without `loop`"),
    error(load::FIDELITY, "an option of a model that its fidelity lacks"),
    error(
        load::FOLDER_NAME,
        "an incident folder is not named `<yyyy-mm-dd>-<slug>`, or one of a newsletter not `<yyyy-mm>-<slug>`",
    ),
    Rule::reading(
        load::IMPACT_DAY,
        "WWWW",
        "the day in the folder name is not the day of impact in the incident's zone",
    ),
    error(
        load::INVISIBLE,
        "an invisible or direction-changing character; ZWJ and ZWNJ belong beside Bengali letters only",
    ),
    error(load::LIMIT, "a file is too large, too deep, or has too many values"),
    error(load::LIVE_INDICATOR, "an indicator of compromise that is not defanged, where it is listed or in a text"),
    error(load::MAIL_HEADER, "a text that goes into the head of a mail holds a line break, or is no address"),
    error(load::MARK_ORDER, "impact, mitigated and resolved are not in this order"),
    error(load::MISSING_FILE, "a file that must be there is missing"),
    error(load::MISSING_KEY, "a key that must be there is missing"),
    Rule::reading(load::MISSING_TEXT, "WWEE", "a text lacks a language of the site"),
    error(load::MISSING_TITLE, "a title lacks a language of the site"),
    error(load::MISSING_ZONE, "bare times, but no `zone`"),
    error(load::NOT_UTF8, "a file that is not UTF-8"),
    error(load::OFFSET, "an offset that the incident's zone did not have then"),
    error(load::PROSE_LAYOUT, "prose before the first `## ` section, or a heading of another level"),
    error(load::REPORT_SECTIONS, "a section is left out of reports that has to stay"),
    error(load::SCHEMA, "`schema` is missing, or of a version that this program does not read"),
    error(load::STRICTER_ITEM, "an item of a newsletter that fewer may read than the newsletter"),
    error(load::TAB, "a tab stands in a YAML file"),
    error(load::TEXT_TWICE, "a text is given twice, in YAML and in Markdown or in two sections"),
    error(load::TIME_ORDER, "timeline entries, or the two ends of a stretch, in the wrong order"),
    error(load::UNIT, "a value in another unit than is wanted"),
    Rule::reading(load::UNKNOWN_FILE, "WWWW", "a file whose name means nothing here, and which is not read"),
    error(load::UNKNOWN_KEY, "a key that the format does not know"),
    error(text::UNKNOWN_MESSAGE, "a message of `overrides/locales/` that the program does not have"),
    error(load::UNKNOWN_NAME, "a name in the model that stands for nothing"),
    error(load::UNKNOWN_OVERRIDE, "a file or folder under `overrides/` that replaces nothing of the program's"),
    error(load::UNKNOWN_SECTION, "a Markdown section whose heading is the path of no text"),
    error(
        text::UNKNOWN_VARIABLE,
        "a message of `overrides/locales/` has a variable that the program's own does not have",
    ),
    error(load::UNREADABLE, "a file or folder that cannot be read, or a link that leaves the knowledge base"),
    Rule::reading(
        text::VARIABLE_LEFT_OUT,
        "WWWW",
        "a message of `overrides/locales/` leaves out a variable of the program's own",
    ),
    error(
        load::UNSAFE_TEMPLATE,
        "a template under `overrides/templates/` leaves out the policy of pages, holds a script or a style, or asks another host",
    ),
    error(load::WRONG_TYPE, "a value of the wrong kind: a list where text is wanted, and the like"),
    error(load::YAML_FEATURE, "anchors, aliases, tags, several documents and keys that are not words are not read"),
    error(load::YAML_SYNTAX, "the file is not YAML"),
];

const fn error(id: crate::base::diag::RuleId, summary: &'static str) -> Rule {
    Rule::reading(id, "EEEE", summary)
}
