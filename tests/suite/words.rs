//! The founding incident as documents: both languages have one shape, nothing is left unsaid, every link leads somewhere.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use nidan::base::lang::Lang;
use nidan::chart::drawing::Drawing;
use nidan::model::{Audience, Edition, redact};
use nidan::publish::Staging;
use nidan::runs::evidence::Evidence;
use nidan::runs::lock::Lock;
use nidan::text::Texts;
use nidan::typography::Fonts;
use nidan::view::document::{Block, BlockKind, Document, Href, Inline};
use nidan::view::newsletter::{Extent, issue};
use nidan::view::{Press, catalog, index, report, run, what_if};

pub(crate) struct Base {
    pub(crate) edition: Edition,
    pub(crate) evidence: Vec<Evidence>,
}

/// The shipped knowledge base with its evidence, simulated once for all tests.
pub(crate) fn base() -> &'static Base {
    static BASE: OnceLock<Base> = OnceLock::new();
    BASE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let kb = nidan::load::load(root).expect("the folder is read").kb.expect("it has settings");
        assert!(kb.incidents.iter().any(|incident| incident.model.is_some()));
        let as_of = kb.newest_date().expect("it has a date");
        let edition = redact(&kb, Audience::Public, as_of);
        let evidence = edition.incidents.iter().filter_map(|incident| {
            nidan::runs::evidence(incident, nidan::runs::lab::Lab::alone()).expect("every run is simulated")
        });
        Base { evidence: evidence.collect(), edition }
    })
}

/// Every document of a language.
fn documents(texts: &Texts, fonts: &Fonts) -> Vec<Document> {
    let base = base();
    let press = Press { edition: &base.edition, texts, fonts, pdf: false };
    let mut documents = vec![index::index(press)];
    documents.extend(index::front(&[press], &base.evidence));
    documents.extend(catalog::pages(press, &base.evidence));
    let issues = base.edition.newsletters.iter();
    documents.extend(issues.map(|newsletter| issue(press, newsletter, &base.evidence, Extent::Whole)));
    for incident in &base.edition.incidents {
        let evidence = base.evidence.iter().find(|evidence| evidence.incident == incident.id);
        documents.push(report::report(press, incident, evidence));
        let asked = evidence.and_then(|evidence| what_if::what_if(press, incident, evidence));
        documents.extend(asked.map(|page| page.document));
        documents.extend(evidence.map(|evidence| run::run_pages(press, incident, evidence)).into_iter().flatten());
    }
    documents
}

fn both() -> [(Texts, Vec<Document>); 2] {
    let fonts = Fonts::embedded();
    [Lang::BN, Lang::EN].map(|lang| {
        let texts = Texts::new(lang);
        let documents = documents(&texts, &fonts);
        (texts, documents)
    })
}

/// Walks blocks, those within others too.
fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match &block.kind {
            BlockKind::Section { blocks, .. } | BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => {
                walk(blocks, visit);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| walk(item, visit)),
            BlockKind::Lesson(card) => walk(&card.body, visit),
            BlockKind::Paragraph(_)
            | BlockKind::Code(_)
            | BlockKind::Facts(_)
            | BlockKind::Table { .. }
            | BlockKind::Timeline { .. }
            | BlockKind::Figure(_)
            | BlockKind::Picture(_)
            | BlockKind::Cards(_) => {}
        }
    }
}

fn kind(block: &Block) -> String {
    let name = match &block.kind {
        BlockKind::Section { .. } => "section",
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::List { .. } => "list",
        BlockKind::Quote(_) => "quote",
        BlockKind::Code(_) => "code",
        BlockKind::Callout { .. } => "callout",
        BlockKind::Facts(facts) => return format!("{} facts {}", block.id, facts.len()),
        BlockKind::Table { rows, .. } => return format!("{} table {}", block.id, rows.len()),
        BlockKind::Timeline { rows, .. } => return format!("{} timeline {}", block.id, rows.len()),
        BlockKind::Figure(drawing) => return format!("{} figure {}", block.id, drawing.table.rows.len()),
        BlockKind::Picture(_) => "picture",
        BlockKind::Lesson(_) => "lesson",
        BlockKind::Cards(cards) => return format!("{} cards {}", block.id, cards.len()),
    };
    format!("{} {name}", block.id)
}

#[test]
fn both_languages_have_the_same_shape() {
    let [(_, bn), (_, en)] = both();
    assert_eq!(bn.len(), en.len());
    for (bn, en) in bn.iter().zip(&en) {
        let shape = |document: &Document| {
            let mut shape = BTreeSet::new();
            walk(&document.blocks, &mut |block| {
                // A text may run over another number of paragraphs in each language: `summary.2` is such a paragraph.
                let continued = block.id.rsplit('.').next().is_some_and(|end| end.parse::<u32>().is_ok());
                if !continued {
                    shape.insert(kind(block));
                }
            });
            shape
        };
        assert_eq!(shape(bn), shape(en), "{}", bn.path);
        assert_eq!(bn.notes.len(), en.notes.len(), "{}", bn.path);
    }
}

#[test]
fn a_report_has_every_section_of_the_contract_in_order() {
    let [(_, bn), (_, en)] = both();
    let titles = |documents: &[Document]| -> Vec<String> {
        let report = documents.iter().find(|document| document.path.contains("/incidents/")).unwrap();
        let titles = report.blocks.iter().filter_map(|block| {
            if let BlockKind::Section { title, .. } = &block.kind { Some(letters(title)) } else { None }
        });
        titles.collect()
    };
    let expected = "At a glance|In plain words|Who was affected|What happened when|Why it happened|\
        Why it was not seen earlier|How it was handled|What we learned|What they announced|\
        How far to trust the model|Where the sources disagree|Run it yourself|Terms|Related reports";
    assert_eq!(titles(&en).join("|"), expected);
    let bangla = titles(&bn);
    assert_eq!((bangla[0].as_str(), bangla.len()), ("এক নজরে", 14));
    assert_eq!(bangla[11], "নিজে চালিয়ে দেখুন".replace('\u{9df}', "\u{9af}\u{9bc}"));
}

fn letters(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Time { text, .. } => text.clone(),
            Inline::Emph(inner) | Inline::Strong(inner) | Inline::Link(_, inner) => letters(inner),
            Inline::Borrowed { text, .. } => letters(text),
            Inline::Note { .. } | Inline::Break => String::new(),
        })
        .collect()
}

/// Whatever the build profile: the record is made with an optimised program, and tests of a plain one read it too.
#[test]
fn the_shipped_record_repeats() {
    for evidence in &base().evidence {
        let path = format!("{}/incidents/{}/runs.lock", env!("CARGO_MANIFEST_DIR"), evidence.incident);
        let recorded = std::fs::read_to_string(&path).expect("the record is shipped");
        let changes = Lock::parse(&recorded).expect("it is a record").changes(&Lock::of(evidence));
        assert!(changes.is_empty(), "{}: {changes:?}", evidence.incident);
    }
}

#[test]
fn nothing_is_left_unsaid() {
    for (texts, documents) in &both() {
        assert_eq!(texts.faults(), Vec::<String>::new());
        for document in documents {
            let told = format!("{document:?}");
            assert!(!told.contains("NaN") && !told.contains("inf "), "{}", document.path);
            assert!(!told.contains('\u{e000}'), "{}: a slot was not filled", document.path);
        }
    }
}

#[test]
fn every_id_stands_once_and_every_link_leads_somewhere() {
    for (_, documents) in &both() {
        let paths: BTreeSet<&str> = documents.iter().map(|document| document.path.as_str()).collect();
        for document in documents {
            let mut ids = BTreeSet::new();
            walk(&document.blocks, &mut |block| {
                assert!(ids.insert(block.id.as_str()), "{}: `{}` stands twice", document.path, block.id);
            });
            let told = format!("{:?}", document.blocks);
            for anchor in told.split("Anchor(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ids.contains(anchor), "{}: nothing has the id `{anchor}`", document.path);
            }
            for path in told.split("Site(\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
                // The drill of a report stands below it, and is no document of its own here.
                let page = path.replace("/drill/index.html", "/index.html");
                assert!(paths.contains(page.as_str()), "{}: no page at `{path}`", document.path);
            }
            assert!(document.forms.iter().all(|(href, _)| matches!(href, Href::Site(_))));
        }
    }
}

#[test]
fn no_label_of_a_chart_touches_another_leaves_the_picture_or_is_struck_through() {
    let fonts = Fonts::embedded();
    for (_, documents) in &both() {
        let mut charts = BTreeSet::new();
        for document in documents {
            walk(&document.blocks, &mut |block| {
                let BlockKind::Figure(drawing) = &block.kind else { return };
                let place = format!("{}#{}", document.path, drawing.id);
                for form in drawing.forms() {
                    let faults = nidan::chart::geometry::faults(form, &fonts);
                    assert_eq!(faults, Vec::<String>::new(), "{place}, {} wide", form.width);
                }
                // One for every judged claim: they count as one kind.
                let kind = if drawing.id.starts_with("tornado/") { "tornado" } else { drawing.id.as_str() };
                // An issue of the newsletter shows a report's picture again, under a name of its own.
                if !document.path.contains("/newsletters/") {
                    charts.insert(kind);
                }
            });
        }
        let expected = [
            "analogy/cafeteria",
            "designs/bake-or-life",
            "designs/cafeteria",
            "designs/masking",
            "designs/observer",
            "designs/onset",
            "designs/scale",
            "designs/waves",
            "durations/chart",
            "factors/chart",
            "impact/exposure",
            "lessons/effects",
            "timeline/chart",
            "tornado",
            "trust/series",
        ];
        assert_eq!(charts.into_iter().collect::<Vec<_>>(), expected);
    }
}

/// Returns the picture with an id on the page at a path.
fn picture<'a>(documents: &'a [Document], path: &str, id: &str) -> &'a Drawing {
    let mut found = None;
    let document = documents.iter().find(|document| document.path.ends_with(path)).expect(path);
    walk(&document.blocks, &mut |block| {
        let BlockKind::Figure(drawing) = &block.kind else { return };
        if drawing.id == id {
            found = Some(drawing.as_ref());
        }
    });
    found.expect(id)
}

fn said(drawing: &Drawing) -> Vec<&str> {
    drawing.labels.iter().map(|label| label.text.as_str()).collect()
}

#[test]
fn every_incident_stands_in_every_strip_of_lengths_drawn_or_in_words() {
    for (_, documents) in &both() {
        let drawing = picture(documents, "stats/index.html", "durations/chart");
        for layout in [drawing, drawing.narrow.as_ref().expect("a layout for phones")] {
            let all = said(layout).join(" ");
            for incident in &base().edition.incidents {
                assert_eq!(all.matches(incident.services[0].as_str()).count(), 3, "{} in {all}", incident.id);
            }
            let medians = ["median", "মধ্যক"].map(|word| all.matches(word).count());
            assert_eq!(medians.iter().sum::<usize>(), 3, "two medians, and why there is no third: {all}");
        }
        assert_eq!(drawing.table.rows.len(), base().edition.incidents.len());
    }
}

#[test]
fn the_graph_of_causes_numbers_them_as_the_list_does_and_tells_every_link() {
    for (texts, documents) in &both() {
        for incident in &base().edition.incidents {
            let path = format!("incidents/{}/index.html", incident.id);
            let drawing = picture(documents, &path, "factors/chart");
            let count = incident.factors.len();
            assert_eq!(drawing.table.rows.len(), count);
            for (index, row) in drawing.table.rows.iter().enumerate() {
                assert_eq!(row[0], texts.number((index + 1) as f64, 0));
                assert!(said(drawing).contains(&row[0].as_str()), "{}: box {}", incident.id, row[0]);
                assert!(drawing.alt.contains(&row[1]), "{}: {} in {}", incident.id, row[1], drawing.alt);
            }
            let filled = |column: usize| drawing.table.rows.iter().filter(|row| !row[column].is_empty()).count();
            let linked = incident.factors.iter().filter(|factor| !factor.leads_to.is_empty()).count();
            let looped = incident.factors.iter().filter(|factor| !factor.loops_to.is_empty()).count();
            assert_eq!((filled(2), filled(3)), (linked, looped));
        }
    }
}

#[test]
fn exposure_is_counted_in_the_numbers_of_the_record_and_of_the_language() {
    let expected = [
        ("bn/incidents/2024-12-25-chrome-extensions", ["৪ লাখ", "ফেরত নেওয়া"]),
        ("en/incidents/2024-12-25-chrome-extensions", ["400,000", "withdrawn"]),
        ("bn/incidents/2024-07-19-crowdstrike-channel-file", ["৮৫ লাখ", "ফেরত নেওয়া"]),
        ("en/incidents/2024-07-19-crowdstrike-channel-file", ["8.5 million", "withdrawn"]),
    ];
    for (_, documents) in &both() {
        for (place, words) in expected.iter().filter(|(place, _)| place.starts_with(documents[0].lang)) {
            let drawing = picture(documents, &format!("{place}/index.html"), "impact/exposure");
            let all = said(drawing).join(" ");
            assert!(words.iter().all(|word| all.contains(word)), "{place}: {all}");
        }
    }
}

/// Numbers in running text keep to the digits of the page; code, names and offsets keep theirs.
#[test]
fn no_number_mixes_digit_systems() {
    let mixed = |text: &str| {
        let bangla = |c: char| ('০'..='৯').contains(&c);
        let tokens = text.split(|c: char| !(c.is_ascii_digit() || bangla(c) || ",.:".contains(c)));
        tokens.filter(|token| token.contains(bangla) && token.contains(|c: char| c.is_ascii_digit())).count()
    };
    for (_, documents) in &both() {
        for document in documents {
            assert_eq!(mixed(&format!("{document:?}")), 0, "{}", document.path);
        }
    }
}

#[test]
fn every_document_becomes_a_page() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("words");
    let staging = Staging::new(&out).unwrap();
    let both = both();
    for (_, documents) in &both {
        for document in documents.iter().filter(|document| document.path != "index.html") {
            staging
                .put(&document.path, nidan::render::html::Templates::default().page(document).unwrap().as_bytes())
                .unwrap();
        }
    }
    let front: Vec<Document> =
        both.iter().flat_map(|(_, documents)| documents).filter(|d| d.path == "index.html").cloned().collect();
    assert_eq!(front.len(), 2);
    staging
        .put("index.html", nidan::render::html::Templates::default().front(&front, &[]).unwrap().as_bytes())
        .unwrap();
    for (path, bytes) in nidan::render::html::assets() {
        staging.put(path, &bytes).unwrap();
    }
    let meta = nidan::publish::Meta { audience: Audience::Public, engine: "1".to_owned() };
    assert!(staging.finish(&meta).unwrap().files > 40);
}

#[test]
fn what_a_formula_without_a_picture_finds_is_told_and_leads_to_its_page() {
    // A call of a cluster's largest size takes 4.5 s; 7,500 of them in one per cent of 96 servers: 35,172 s.
    for ((_, documents), (lang, words)) in both().iter().zip([("bn", "৯ ঘণ্টা ৪৬ মিনিট"), ("en", "9 h 46 min")])
    {
        let path = format!("{lang}/incidents/2024-12-11-openai-telemetry/index.html");
        let report = documents.iter().find(|document| document.path == path).expect("it is built");
        let mut told = Vec::new();
        walk(&report.blocks, &mut |block| {
            if let (BlockKind::Paragraph(content), "designs/observer.answer") = (&block.kind, block.id.as_str()) {
                told.clone_from(content);
            }
        });
        assert!(letters(&told).contains(words), "{told:?}");
        let page = format!("{lang}/incidents/2024-12-11-openai-telemetry/runs/observer/index.html");
        assert!(
            told.iter().any(|inline| matches!(inline, Inline::Link(Href::Site(path), _) if *path == page)),
            "{told:?}"
        );
    }
}
