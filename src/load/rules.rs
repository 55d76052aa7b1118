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
/// A name of nothing.
pub const UNKNOWN_NAME: RuleId = RuleId("unknown-name");
/// An assumption without a range.
pub const ASSUMPTION: RuleId = RuleId("assumption-without-range");
