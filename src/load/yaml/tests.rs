//! Places, texts and refusals of the reader.

use super::*;
use crate::base::source::SourceMap;

fn tree(text: &str) -> (SourceMap, Option<Node>, Report) {
    let mut sources = SourceMap::default();
    let file = sources.add("t.yaml", text);
    let mut report = Report::default();
    let node = read(file, text, &mut report);
    (sources, node, report)
}

fn rules_of(report: &Report) -> Vec<&'static str> {
    report.sorted().iter().map(|finding| finding.rule.0).collect()
}

fn entry<'a>(node: &'a Node, key: &str) -> &'a Entry {
    let NodeKind::Map(entries) = &node.kind else { panic!("not a map") };
    entries.iter().find(|entry| entry.key == key).expect("the key is there")
}

#[test]
fn spans_are_bytes_after_bangla_text() {
    let (sources, node, report) = tree("bn: স্ত্রী ও ক্ষতি\nat: 15:13\nlist: [১, \"দুই\"]\n");
    assert!(report.sorted().is_empty(), "{report:?}");
    let node = node.expect("it is YAML");
    assert_eq!(sources.slice(entry(&node, "bn").value.span), "স্ত্রী ও ক্ষতি");
    assert_eq!(sources.slice(entry(&node, "at").value.span), "15:13");
    assert_eq!(sources.slice(entry(&node, "at").key_span), "at");
    let list = &entry(&node, "list").value;
    assert_eq!(sources.slice(list.span), "[১, \"দুই\"]");
    let NodeKind::List(items) = &list.kind else { panic!("a list") };
    assert_eq!(sources.slice(items[1].span), "\"দুই\"");
    assert_eq!(sources.slice(items[1].content_span()), "দুই");
    assert_eq!(items[1].scalar(), Some("দুই"));
}

#[test]
fn scalars_keep_what_was_typed() {
    let (_, node, _) = tree("a: 1.10\nb: 0x10\nc:\nd: yes\ne: ~\nf: \"\"\n");
    let node = node.expect("it is YAML");
    assert_eq!(entry(&node, "a").value.scalar(), Some("1.10"));
    assert_eq!(entry(&node, "b").value.scalar(), Some("0x10"));
    assert_eq!(entry(&node, "d").value.scalar(), Some("yes"));
    assert!(entry(&node, "c").value.is_empty() && entry(&node, "e").value.is_empty());
    assert!(!entry(&node, "f").value.is_empty());
}

#[test]
fn block_scalars_end_with_their_text() {
    let (sources, node, _) = tree("a: |\n  এক\n  দুই\n\nb: x\n");
    let node = node.expect("it is YAML");
    let a = &entry(&node, "a").value;
    assert_eq!(a.scalar(), Some("এক\nদুই\n"));
    assert!(sources.slice(a.span).ends_with("দুই"), "{:?}", sources.slice(a.span));
    assert_eq!(sources.slice(node.span).lines().count(), 5);
}

#[test]
fn text_is_normalised() {
    // Two code points that NFC takes apart or puts together differently from what was typed.
    let (_, node, _) = tree("a: \u{09c7}\u{09be}\nb: e\u{301}\n");
    let node = node.expect("it is YAML");
    assert_eq!(entry(&node, "a").value.scalar(), Some("\u{09cb}"));
    assert_eq!(entry(&node, "b").value.scalar(), Some("é"));
}

#[test]
fn a_second_key_of_one_name_is_named_with_the_first() {
    let (sources, node, report) = tree("a: 1\nb: 2\na: 3\n");
    assert_eq!(rules_of(&report), ["duplicate-key"]);
    let finding = report.sorted()[0];
    assert_eq!(sources.place(finding.span.expect("a place")).line, 3);
    assert_eq!(sources.place(finding.related[0].0).line, 1);
    assert_eq!(entry(&node.expect("a tree"), "a").value.scalar(), Some("1"));
}

#[test]
fn what_is_not_plain_data_is_refused() {
    assert_eq!(rules_of(&tree("a: &x 1\nb: *x\n").2), ["yaml-feature", "yaml-feature"]);
    assert_eq!(rules_of(&tree("a: *nowhere\n").2), ["yaml-feature"]);
    assert_eq!(rules_of(&tree("a: !!str 1\n").2), ["yaml-feature"]);
    assert_eq!(rules_of(&tree("a: 1\n---\nb: 2\n").2), ["yaml-feature"]);
    assert_eq!(rules_of(&tree("[a, b]: 1\n").2), ["yaml-feature"]);
    let (sources, _, report) = tree("bn: কথা\nkey: &name value\n");
    assert_eq!(sources.slice(report.sorted()[0].span.expect("a place")), "&name");
}

#[test]
fn syntax_errors_and_tabs_have_a_place() {
    let (sources, node, report) = tree("bn: কথা\na: [1, 2\nb: }\n");
    assert!(node.is_none());
    assert_eq!(rules_of(&report), ["yaml-syntax"]);
    assert!(sources.place(report.sorted()[0].span.expect("a place")).line >= 2);
    assert_eq!(rules_of(&tree("a:\n\tb: 1\n").2), ["tab"]);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "[".repeat(80) + &"]".repeat(80);
    assert_eq!(rules_of(&tree(&deep).2), ["limit"]);
    assert!(tree(&"[".repeat(100_000)).1.is_none());
    assert_eq!(rules_of(&tree(&" ".repeat(SIZE_LIMIT + 1)).2), ["limit"]);
}

#[test]
fn no_text_makes_it_panic() {
    let pieces = [
        "a",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\n",
        "  ",
        "\"",
        "'",
        "|\n",
        "&x",
        "*x",
        "ক্ষ",
        "#",
        "\\u",
        "---\n",
        "?",
        "!",
        "%",
    ];
    let mut state = 7_u64;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
        }
        let (sources, _, report) = tree(&text);
        for finding in report.sorted() {
            let span = finding.span.expect("every finding here has a place");
            assert!(text.get(span.start as usize..span.end as usize).is_some(), "{text:?} {span:?}");
            let _ = sources.place(span);
        }
    }
}
