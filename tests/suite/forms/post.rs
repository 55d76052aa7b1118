//! The post.

use nidan::render::post::{LIMIT, text};
use nidan::runs::evidence::Verdict;
use nidan::view::post::{Join, Part, Post, Rank, Section, post};

use super::each_shipped;

fn part(sentences: &[&str], join: Join, rank: Rank) -> Part {
    Part { sentences: sentences.iter().map(|sentence| (*sentence).to_owned()).collect(), join, rank }
}

fn section(question: &str, parts: Vec<Part>) -> Section {
    Section { question: question.to_owned(), parts }
}

fn with(sections: Vec<Section>) -> Post {
    Post {
        tlp: None,
        title: "Title".to_owned(),
        dateline: Some("Day".to_owned()),
        sections,
        tags: vec!["#one".to_owned(), "#two".to_owned()],
    }
}

#[test]
fn a_shipped_post_is_short_plain_and_whole() {
    each_shipped(|press, incident, evidence| {
        let post = post(press, incident, evidence);
        let text = text(&post);
        let name = format!("{} in {}", incident.id, press.texts.lang().code());
        assert!(text.chars().count() <= LIMIT, "{name}: {} characters", text.chars().count());
        assert!(text.starts_with(&format!("{}\n", post.title)), "{name}: nothing stands over the title");
        assert!(text.trim_end().lines().last().is_some_and(|line| line.starts_with('#')), "{name}");
        for sign in ["**", "`", "[^", "](", "<", "TLP:"] {
            assert!(!text.contains(sign), "{name}: {sign}");
        }
        let closed = ['.', '।', '?', '!', ':', ')', '”'];
        for line in text.lines().skip(2).filter(|line| !line.is_empty()) {
            let bare = line.starts_with('#') || line.starts_with("http") || line.starts_with("nidan ");
            assert!(bare || line.ends_with(closed), "{name}: `{line}` is cut");
        }
        assert!(text.contains("https://"), "{name}: the source is named");
        assert!(text.contains("nidan sim verify"), "{name}: it can be repeated");
    });
}

#[test]
fn a_shipped_post_names_every_verdict() {
    each_shipped(|press, incident, evidence| {
        let text = text(&post(press, incident, evidence));
        let evidence = evidence.expect("every shipped incident has a model");
        for (verdict, words) in [(Verdict::Fails, "post-lessons-fails"), (Verdict::Holds, "post-lessons-holds")] {
            let any = evidence.verdicts.iter().any(|one| one.verdict == verdict && !one.by_construction);
            assert_eq!(text.contains(&press.texts.msg(words)), any, "{}: {words}", incident.id);
        }
        assert!(text.contains(&press.texts.msg("trust-argument")));
    });
}

#[test]
fn what_ranks_lowest_gives_way_first_and_never_within_a_sentence() {
    let long = format!("{} end.", "word ".repeat(300).trim_end());
    let told = with(vec![
        section("What?", vec![part(&[&long, "Second."], Join::Paragraph, Rank::Happened)]),
        section("Limits?", vec![part(&["Short. ", &long], Join::Paragraph, Rank::Limits)]),
        section("Sources?", vec![part(&["https://a.example"], Join::Line, Rank::Source)]),
    ]);
    let text = text(&told);
    assert!(text.chars().count() <= LIMIT);
    assert_eq!(text, format!("Title\nDay\n\nWhat?\n{long} Second.\n\nSources?\nhttps://a.example\n\n#one #two\n"));
}

#[test]
fn a_long_story_is_cut_after_a_sentence() {
    let sentence = format!("{}.", "a".repeat(999));
    let told = with(vec![section("What?", vec![part(&[sentence.as_str(); 4], Join::Paragraph, Rank::Happened)])]);
    let text = text(&told);
    assert_eq!(text.matches('.').count(), 2);
    assert!(text.ends_with(".\n\n#one #two\n"));
}

#[test]
fn a_lead_stands_only_over_what_it_leads_to() {
    let lead = |words: &str| part(&[words], Join::Lead, Rank::Lessons);
    let item = |words: &str| part(&[words], Join::Line, Rank::Lessons);
    let long = "x".repeat(LIMIT);
    let told = with(vec![section(
        "Learned?",
        vec![lead("Good:"), item("• a."), lead("Bad:"), item(&long), lead("Open:"), item("• b.")],
    )]);
    assert_eq!(text(&told), "Title\nDay\n\nLearned?\nGood:\n• a.\n\nOpen:\n• b.\n\n#one #two\n");
}

#[test]
fn one_cause_of_many_is_none() {
    let item = |words: &str| part(&[words], Join::Line, Rank::Why);
    let long = "x".repeat(LIMIT);
    let told = with(vec![section("Why?", vec![item("• a."), item(&long)])]);
    assert_eq!(text(&told), "Title\nDay\n\n#one #two\n");
    let told = with(vec![section("Why?", vec![item("• a.")])]);
    assert_eq!(text(&told), "Title\nDay\n\nWhy?\n• a.\n\n#one #two\n");
}

#[test]
fn a_label_stands_first() {
    let told = Post { tlp: Some("TLP:GREEN".to_owned()), tags: Vec::new(), ..with(Vec::new()) };
    assert_eq!(text(&told), "TLP:GREEN\n\nTitle\nDay\n");
}
