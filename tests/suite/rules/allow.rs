//! What an author allows, with a reason.

use super::{GOOD, PLACE, broken, checked, project, with};

const BLAMING: &str = "{en: The engineer forgot it., bn: ইঞ্জিনিয়ার তা করতে ভুলে গিয়েছিলেন।}";

#[test]
fn what_is_allowed_is_not_told() {
    let blaming = format!("trigger: {BLAMING}");
    assert_eq!(broken(&with(&blaming)), ["blame", "blame"]);
    let allowed = format!("{blaming}\nallow: [{{rule: blame, reason: the words of the hearing}}]");
    assert_eq!(broken(&with(&allowed)), [""; 0]);
}

#[test]
fn beside_an_entry_it_covers_that_entry_and_its_markdown() {
    let allow = "allow: [{rule: blame, reason: the words of the hearing}]";
    let beside = format!("blind_spots: {{a: {{{allow}, {}, b: {BLAMING}}}", BLAMING.trim_start_matches('{'));
    let found = checked(&project(&with(&beside)), "2025-02-10");
    assert_eq!(found.len(), 2, "only the other one: {found:?}");
    let beside = format!("blind_spots: {{a: {{{allow}, en: It was hidden.}}}}");
    let base = project(&with(&beside))
        .file(&format!("{PLACE}/incident.bn.md"), "## blind_spots/a\n\nইঞ্জিনিয়ার তা করতে ভুলে গিয়েছিলেন।\n");
    assert!(checked(&base, "2025-02-10").is_empty());
}

#[test]
fn a_reason_is_demanded_and_what_allows_nothing_is_told() {
    let found = |allow: &str| {
        let found = checked(&project(&with(&format!("allow: [{allow}]"))), "2025-02-10");
        found
            .into_iter()
            .map(|(finding, _)| format!("{}: {} {:?}", finding.rule.0, finding.message, finding.hints))
            .collect::<Vec<_>>()
    };
    insta::assert_snapshot!(found("{rule: blame}").join("\n"), @r#"missing-key: an entry of `allow` has no `reason` ["add `reason:`"]"#);
    insta::assert_snapshot!(found("{rule: blame, reason: ' '}").join("\n"), @r#"wrong-type: the reason should be text, not nothing ["write text here"]"#);
    insta::assert_snapshot!(found("{rule: blame, reason: none}").join("\n"), @r#"unused-allow: `blame` is allowed here, but nothing breaks it ["delete this line of `allow`"]"#);
    insta::assert_snapshot!(found("{rule: blamed, reason: none}").join("\n"), @r#"bad-allow: there is no rule `blamed` ["did you mean `blame`?"]"#);
    insta::assert_snapshot!(found("{rule: unknown-key, reason: none}").join("\n"), @r#"bad-allow: `unknown-key` cannot be allowed ["what breaks this rule cannot be read; mend it"]"#);
    insta::assert_snapshot!(found("{rule: unused-allow, reason: none}").join("\n"), @r#"bad-allow: `unused-allow` cannot be allowed ["what breaks this rule cannot be read; mend it"]"#);
    assert_eq!(found("{rule: undecided-lesson, reason: it may be undecided}"), [""; 0], "only runs can tell");
}

#[test]
fn reading_is_not_allowed_to_fail() {
    let wrong = GOOD.replace("severity: sev2", "serverity: sev2\nallow: [{rule: unknown-key, reason: we need it}]");
    assert_eq!(broken(&wrong), ["unknown-key", "bad-allow"]);
}
