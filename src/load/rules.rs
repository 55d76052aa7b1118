//! The ids of the rules that loading can break. `check::RULES` says in words what each is.

use crate::base::diag::RuleId;

/// The file is not YAML.
pub const YAML_SYNTAX: RuleId = RuleId("yaml-syntax");
/// YAML that this program does not read: anchors, aliases, tags, several documents, keys that are not words.
pub const YAML_FEATURE: RuleId = RuleId("yaml-feature");
/// A tab.
pub const TAB: RuleId = RuleId("tab");
/// A key that stands twice in one map.
pub const DUPLICATE_KEY: RuleId = RuleId("duplicate-key");
/// A file that is too large, too deep or has too many values.
pub const LIMIT: RuleId = RuleId("limit");
/// An invisible or direction-changing character.
pub const INVISIBLE: RuleId = RuleId("invisible-character");
/// A key that the format does not know.
pub const UNKNOWN_KEY: RuleId = RuleId("unknown-key");
/// A key that must be there and is not.
pub const MISSING_KEY: RuleId = RuleId("missing-key");
/// A picture that is none, or cannot be shown.
pub const BAD_PICTURE: RuleId = RuleId("bad-picture");
/// A list where text is wanted, and the like.
pub const WRONG_TYPE: RuleId = RuleId("wrong-type");
/// A word or number that is not one of those allowed.
pub const BAD_VALUE: RuleId = RuleId("bad-value");
/// A name that is not an id.
pub const BAD_ID: RuleId = RuleId("bad-id");
/// A date that cannot be read.
pub const BAD_DATE: RuleId = RuleId("bad-date");
/// An expression that cannot be read.
pub const EXPRESSION: RuleId = RuleId("expression");
/// A value in the wrong unit.
pub const UNIT: RuleId = RuleId("unit");
/// An option that the model's fidelity lacks.
pub const FIDELITY: RuleId = RuleId("fidelity");
/// A name of nothing.
pub const UNKNOWN_NAME: RuleId = RuleId("unknown-name");
/// An assumption without a range.
pub const ASSUMPTION: RuleId = RuleId("assumption-without-range");
/// `schema` is missing, or newer than this program.
pub const SCHEMA: RuleId = RuleId("schema-version");
/// A file that cannot be read, or lies outside the knowledge base.
pub const UNREADABLE: RuleId = RuleId("unreadable-file");
/// A file that is not UTF-8.
pub const NOT_UTF8: RuleId = RuleId("not-utf8");
/// A byte order mark at the start of a file.
pub const BYTE_ORDER_MARK: RuleId = RuleId("byte-order-mark");
/// A file with nothing in it.
pub const EMPTY_FILE: RuleId = RuleId("empty-file");
/// A file that has to be there and is not.
pub const MISSING_FILE: RuleId = RuleId("missing-file");
/// A file whose name means nothing here.
pub const UNKNOWN_FILE: RuleId = RuleId("unknown-file");
/// A template that cannot be read or filled.
pub const BAD_TEMPLATE: RuleId = RuleId("bad-template");
/// A template that makes a page which is not safe to publish.
pub const UNSAFE_TEMPLATE: RuleId = RuleId("unsafe-template");
/// A file or folder that replaces nothing of the program's.
pub const UNKNOWN_OVERRIDE: RuleId = RuleId("unknown-override");
/// An incident folder whose name is not a day and a few words.
pub const FOLDER_NAME: RuleId = RuleId("folder-name");
/// The folder's day is not the day of impact.
pub const IMPACT_DAY: RuleId = RuleId("impact-day");
/// A time that cannot be read.
pub const BAD_TIME: RuleId = RuleId("bad-time");
/// A local time that a clock change makes ambiguous or skips.
pub const AMBIGUOUS_TIME: RuleId = RuleId("ambiguous-time");
/// An offset that the zone did not have.
pub const OFFSET: RuleId = RuleId("offset-contradicts-zone");
/// Bare times without a zone.
pub const MISSING_ZONE: RuleId = RuleId("missing-zone");
/// Timeline entries, or the ends of a stretch, in the wrong order.
pub const TIME_ORDER: RuleId = RuleId("time-order");
/// A key time that is marked twice.
pub const DUPLICATE_MARK: RuleId = RuleId("duplicate-mark");
/// Impact, mitigated and resolved in the wrong order.
pub const MARK_ORDER: RuleId = RuleId("mark-order");
/// A title that a language of the site lacks.
pub const MISSING_TITLE: RuleId = RuleId("missing-title");
/// Another text that a language of the site lacks.
pub const MISSING_TEXT: RuleId = RuleId("missing-text");
/// A text given both in YAML and in Markdown.
pub const TEXT_TWICE: RuleId = RuleId("text-twice");
/// A Markdown section whose path names no text.
pub const UNKNOWN_SECTION: RuleId = RuleId("unknown-section");
/// A Markdown section without text.
pub const EMPTY_SECTION: RuleId = RuleId("empty-section");
/// Prose before the first section, or a heading of another level.
pub const PROSE_LAYOUT: RuleId = RuleId("prose-layout");
/// A reference to something that is not there.
pub const DANGLING: RuleId = RuleId("dangling-reference");
/// Factors that lead back to themselves without `loop`.
pub const FACTOR_CYCLE: RuleId = RuleId("factor-cycle");
/// Sections of the report that have to stay and are left out.
pub const REPORT_SECTIONS: RuleId = RuleId("report-sections");
/// A claim that cannot be read.
pub const BAD_CLAIM: RuleId = RuleId("bad-claim");
/// An indicator of compromise that a reader could click on by mistake.
pub const LIVE_INDICATOR: RuleId = RuleId("live-indicator");
/// An item of a newsletter that fewer may read than the newsletter.
pub const STRICTER_ITEM: RuleId = RuleId("stricter-item");
/// A text that would break, or add to, the head of a mail.
pub const MAIL_HEADER: RuleId = RuleId("mail-header");
