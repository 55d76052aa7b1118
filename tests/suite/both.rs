//! Reports in two languages side by side, and drills: nothing is lost, nothing stands twice, nothing is told too early.

use std::collections::BTreeSet;

use nidan::base::lang::Lang;
use nidan::render::html;
use nidan::text::Texts;
use nidan::typography::Fonts;
use nidan::view::Press;
use nidan::view::both::{Row, zip};
use nidan::view::document::{Block, BlockKind, Document, Inline};
use nidan::view::report::drill::{Drill, drill};
use nidan::view::report::report;

use crate::html::tags;
use crate::project::SETTINGS;
use crate::small::{ID, errors, nidan, project, tree};
use crate::words::base;

/// The shipped reports, each in both languages.
pub(crate) fn reports() -> Vec<[Document; 2]> {
    let fonts = Fonts::embedded();
    let texts = [Lang::BN, Lang::EN].map(Texts::new);
    let base = base();
    let with = |incident: &nidan::model::Released<nidan::model::Incident>| {
        let evidence = base.evidence.iter().find(|evidence| evidence.incident == incident.id);
        [0, 1].map(|at: usize| {
            let press = Press { edition: &base.edition, texts: &texts[at], fonts: &fonts, pdf: false };
            report(press, incident, evidence)
        })
    };
    base.edition.incidents.iter().map(with).collect()
}

fn drills() -> Vec<[Drill; 2]> {
    let fonts = Fonts::embedded();
    let texts = [Lang::BN, Lang::EN].map(Texts::new);
    let base = base();
    let with = |incident: &nidan::model::Released<nidan::model::Incident>| {
        let evidence = base.evidence.iter().find(|evidence| evidence.incident == incident.id);
        [0, 1].map(|at: usize| {
            let press = Press { edition: &base.edition, texts: &texts[at], fonts: &fonts, pdf: false };
            drill(press, incident, evidence).expect("it has events")
        })
    };
    base.edition.incidents.iter().map(with).collect()
}

/// Lists the ids of one side of rows, in order; those of sections with them.
fn side<'a>(rows: &[Row<'a>], at: usize, found: &mut Vec<&'a str>) {
    for row in rows {
        match row {
            Row::Section { id, rows, .. } => {
                found.push(id);
                side(rows, at, found);
            }
            Row::Timeline { id, moments, .. } => {
                found.push(id);
                found.extend(moments.iter().map(|pair| pair[at].id.as_str()));
            }
            Row::Lesson { id, .. } => found.push(id),
            Row::Beside(sides) => found.extend(sides[at].iter().map(|block| block.id.as_str())),
            Row::Turns(sides) => found.push(&sides[at].id),
            Row::Once(block) => found.push(&block.id),
        }
    }
}

/// Lists the ids of a document as `side` does.
fn ids<'a>(blocks: &'a [Block], found: &mut Vec<&'a str>) {
    for block in blocks {
        found.push(&block.id);
        if let BlockKind::Section { blocks, .. } = &block.kind {
            ids(blocks, found);
        }
        if let BlockKind::Timeline { rows, .. } = &block.kind {
            found.extend(rows.iter().map(|row| row.id.as_str()));
        }
    }
}

fn nothing_is_lost(documents: [&Document; 2]) {
    let rows = zip(documents);
    for (at, document) in documents.into_iter().enumerate() {
        let (mut wanted, mut found) = (Vec::new(), Vec::new());
        ids(&document.blocks, &mut wanted);
        side(&rows, at, &mut found);
        assert_eq!(found, wanted, "{}", document.path);
    }
}

#[test]
fn what_belongs_together_stands_together() {
    fn pairs(rows: &[Row<'_>], path: &str) -> usize {
        rows.iter()
            .map(|row| match row {
                Row::Section { rows, .. } => pairs(rows, path),
                Row::Beside([left, right]) => {
                    assert!(!left.is_empty() && !right.is_empty(), "{path}: {left:?}{right:?} stands alone");
                    assert_eq!(left[0].id, right[0].id, "{path}");
                    1
                }
                Row::Turns([left, right]) => {
                    assert_eq!(left.id, right.id, "{path}");
                    1
                }
                Row::Timeline { .. } | Row::Lesson { .. } | Row::Once(_) => 1,
            })
            .sum()
    }
    let reports = reports();
    assert_eq!(reports.len(), 5);
    for [bn, en] in &reports {
        nothing_is_lost([bn, en]);
        assert!(pairs(&zip([bn, en]), &bn.path) > 20, "{}", bn.path);
    }
}

fn paragraph(id: &str) -> Block {
    Block { id: id.to_owned(), kind: BlockKind::Paragraph(vec![Inline::Text(id.to_owned())]) }
}

#[test]
fn unequal_languages_lose_nothing() {
    let [bn, en] = reports().swap_remove(0);
    let orders = ["", "a", "abc", "acb", "cab", "axbyc", "xabcy", "xyz", "aabbcc", "cba"];
    for left in orders {
        for right in orders {
            let with = |document: &Document, order: &str| {
                let blocks = order.chars().map(|id| paragraph(&id.to_string())).collect();
                Document { blocks, ..document.clone() }
            };
            let (left, right) = (with(&bn, left), with(&en, right));
            nothing_is_lost([&left, &right]);
        }
    }
    // A text that runs over more paragraphs in one language stays beside its own.
    let with = |document: &Document, order: [&str; 3]| Document {
        blocks: order.iter().filter(|id| !id.is_empty()).map(|id| paragraph(id)).collect(),
        ..document.clone()
    };
    let (left, right) = (with(&bn, ["summary", "summary.2", "trigger"]), with(&en, ["summary", "", "trigger"]));
    let rows = zip([&left, &right]);
    let lengths: Vec<[usize; 2]> = rows
        .iter()
        .map(|row| if let Row::Beside([left, right]) = row { [left.len(), right.len()] } else { [0, 0] })
        .collect();
    assert_eq!(lengths, [[2, 1], [1, 1]]);
}

#[test]
fn a_page_in_two_languages_has_every_id_once_and_every_anchor() {
    for [bn, en] in reports() {
        let page = html::Templates::default().both([&bn, &en]).unwrap();
        let tags = tags::read(&page);
        tags::assert_nested(&tags);
        let mut ids = BTreeSet::new();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            assert!(ids.insert(id), "{}: `{id}` stands twice", bn.path);
        }
        for anchor in tags.iter().filter_map(|tag| tag.get("href")?.strip_prefix('#')) {
            assert!(ids.contains(anchor), "{}: nothing has the id `{anchor}`", bn.path);
        }
        // What other pages point at is here too.
        for id in ["lessons", "timeline/1", "why"] {
            assert!(ids.contains(id), "{}: `{id}` is missing", bn.path);
        }
        let sides = |lang: &str| tags.iter().filter(|tag| tag.get("lang") == Some(lang)).count();
        assert!(sides("bn") > 40 && sides("en") > 40, "{}", bn.path);
    }
}

#[test]
fn a_drill_gives_nothing_away() {
    for [bn, en] in drills() {
        assert_eq!(bn.steps.len(), en.steps.len());
        for drill in [bn, en] {
            let path = &drill.document.path;
            let impact = drill.steps.iter().position(|step| step.since.is_some()).expect("it has an impact");
            for (index, step) in drill.steps.iter().enumerate() {
                assert_eq!(step.since.is_some(), index >= impact, "{path}: {}", step.name);
                assert!(step.question.ends_with('?'), "{path}: {}", step.question);
            }
            let questions: BTreeSet<&str> = drill.steps.iter().map(|step| step.question.as_str()).collect();
            assert!(questions.len() >= 4, "{path}: {questions:?}");
            let before = format!("{} {:?}", drill.document.title, drill.briefing);
            let told = html::Templates::default().drill(&drill).unwrap();
            let head = told.split("<ol class=\"steps\">").next().unwrap_or_default();
            let incident =
                base().edition.incidents.iter().find(|incident| path.contains(incident.id.as_str())).unwrap();
            for (_, title) in incident.title.iter() {
                assert!(!before.contains(&title.markdown) && !head.contains(&title.markdown), "{path}");
            }
            let scripts: Vec<&str> = told.matches("<script").collect();
            assert_eq!(scripts.len(), 1, "{path}");
            assert!(told.contains("assets/drill.js\" defer></script>"), "{path}");
        }
    }
}

#[test]
fn the_site_links_what_is_in_two_languages_and_the_drills() {
    let project = project();
    let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    let site = tree(&project.root().join("public"));
    for lang in ["bn", "en"] {
        let report = String::from_utf8_lossy(&site[&format!("{lang}/incidents/{ID}/index.html")]).into_owned();
        assert!(report.contains(&format!("href=\"../../../both/incidents/{ID}/index.html\"")), "{lang}");
        assert!(report.contains("href=\"drill/index.html\""), "{lang}");
        assert!(site.contains_key(&format!("{lang}/incidents/{ID}/drill/index.html")));
    }
    let both = String::from_utf8_lossy(&site[&format!("both/incidents/{ID}/index.html")]).into_owned();
    for words in ["এক ঘণ্টা চেকআউট অচল", "Checkout is down for an hour", "../../../en/incidents"]
    {
        assert!(both.contains(words), "{words}");
    }
    assert!(site.contains_key("assets/drill.js"));
}

#[test]
fn one_language_has_nothing_beside_it() {
    let project = project().file("nidan.yaml", SETTINGS.replace("[bn, en]", "[en]"));
    let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    let site = tree(&project.root().join("public"));
    assert!(site.keys().all(|path| !path.starts_with("both/")));
    let report = String::from_utf8_lossy(&site[&format!("en/incidents/{ID}/index.html")]).into_owned();
    assert!(!report.contains("both/"));
    let output = nidan(project.root(), &["report", ID, "--lang", "both"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("the knowledge base is in one language"), "{}", errors(&output));
    let output = nidan(project.root(), &["report", ID, "--lang", "bo"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("possible: bn, en, both"), "{}", errors(&output));
}

#[cfg(feature = "pdf")]
#[test]
fn a_report_in_both_languages_is_one_file() {
    let project = project();
    let output = nidan(project.root(), &["report", ID, "--lang", "both"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    let file = project.root().join(format!("{ID}.both.pdf"));
    assert!(std::fs::read(file).unwrap().starts_with(b"%PDF-"));
}

#[cfg(feature = "pdf")]
#[test]
fn parallel_text_repeats_and_holds_the_words_of_both() {
    use nidan::render::pdf;

    let [bn, en] = reports().swap_remove(1);
    let pdf = || pdf::both([&bn, &en]).and_then(pdf::Sheet::pdf).unwrap();
    let first = pdf();
    assert_eq!(first, pdf());
    let text = |bytes: &[u8]| {
        use std::io::Write as _;
        let mut child = std::process::Command::new("pdftotext")
            .args(["-", "-"])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("pdftotext is installed");
        child.stdin.take().expect("it reads").write_all(bytes).expect("it takes the file");
        let output = child.wait_with_output().expect("it ends");
        String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let text = text(&first);
    for section in en.blocks.iter().chain(&bn.blocks) {
        let BlockKind::Section { title, .. } = &section.kind else { continue };
        let [Inline::Text(title)] = title.as_slice() else { continue };
        assert!(text.contains(title.as_str()), "{title} is not in the PDF");
    }
}
