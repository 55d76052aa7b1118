//! Reports as PDF: strict export, identical bytes, text that can be copied and searched.

mod sample;

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use nidan::render::pdf::{self, PdfError};
use nidan::view::document::{Block, BlockKind, Cell, Document, Href, Inline};
use sample::{BN, EN, document};
use unicode_normalization::UnicodeNormalization as _;

fn alone(document: &Document) -> Result<Vec<u8>, PdfError> {
    pdf::alone(document).and_then(pdf::Sheet::pdf)
}

#[test]
fn every_kind_of_block_passes_strict_export_in_both_languages() {
    for tongue in [BN, EN] {
        let bytes = alone(&document(tongue)).unwrap();
        let name = format!("sample-{}.pdf", document(tongue).lang);
        // Left in the target's folder for whoever wants to look at the pages.
        let mut file = File::create(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)).unwrap();
        file.write_all(&bytes).unwrap();
        let metadata = String::from_utf8_lossy(&bytes);
        assert!(metadata.contains("<pdfuaid:part>1</pdfuaid:part>"), "claims PDF/UA-1");
        assert!(metadata.contains("<pdfaid:part>2</pdfaid:part>"), "claims PDF/A-2");
        assert!(metadata.contains("<pdfaid:conformance>A</pdfaid:conformance>"), "claims level A");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_for_any_number_of_threads() {
    let document = document(BN);
    let once = alone(&document).unwrap();
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (again, other) = pool.install(|| rayon::join(|| alone(&document), || alone(&sample::document(EN))));
        assert!(again.unwrap() == once, "{threads} threads");
        assert!(other.unwrap() != once);
    }
    let mut changed = document;
    changed.title.push('।');
    assert!(alone(&changed).unwrap() != once);
}

#[test]
fn bangla_can_be_copied_and_searched() {
    let document = document(BN);
    let page_text = squeezed(&text_of(&alone(&document).unwrap()));
    let mut wrong = 0;
    let mut all = 0;
    for expected in headings_and_summary(&document) {
        let expected: Vec<char> = squeezed(&expected).chars().collect();
        wrong += distance_to_part(&expected, &page_text);
        all += expected.len();
    }
    assert!(all > 300, "{all} characters compared");
    assert!(wrong * 100 <= all * 2, "{wrong} of {all} characters differ");
}

#[test]
fn english_comes_back_exactly() {
    let document = document(EN);
    let page_text = squeezed(&text_of(&alone(&document).unwrap()));
    for expected in headings_and_summary(&document) {
        assert!(page_text.contains(&squeezed(&expected)), "{expected}");
    }
}

#[test]
fn bangla_pages_have_bangla_numbers() {
    let text = text_of(&alone(&document(BN)).unwrap());
    assert!(text.contains("পৃষ্ঠা ২"));
    assert!(!text.contains("পৃষ্ঠা 2"));
}

#[test]
fn words_that_look_like_markup_stay_words() {
    let mut document = document(EN);
    let hostile = r#"#panic("x") $x^2$ *a* _b_ @why <label> `c` \ // [d] #{1 + 1}"#;
    document.title = hostile.to_owned();
    document.frame.site = hostile.to_owned();
    document.blocks = vec![Block {
        id: hostile.to_owned(),
        kind: BlockKind::Section {
            title: vec![Inline::Text(hostile.to_owned())],
            blocks: vec![Block { id: String::new(), kind: BlockKind::Code(hostile.to_owned()) }],
        },
    }];
    let text = squeezed(&text_of(&alone(&document).unwrap()));
    assert!(text.matches(&squeezed(hostile)).count() >= 4, "{text}");
}

#[test]
fn links_to_places_that_are_not_there_become_words() {
    let mut document = document(EN);
    document.notes.clear();
    let link = |to: &str| Inline::Link(Href::Anchor(to.to_owned()), vec![Inline::Text(format!("to {to}"))]);
    let paragraph = vec![link("nowhere"), link("")];
    let twice = Block { id: "twice".to_owned(), kind: BlockKind::Paragraph(paragraph) };
    document.blocks = vec![twice.clone(), twice];
    let text = text_of(&alone(&document).unwrap());
    assert_eq!(text.matches("to nowhere").count(), 2);
}

#[test]
fn other_pages_are_linked_where_the_file_lies_in_the_site() {
    let mut document = document(EN);
    document.notes.clear();
    document.path = "en/incidents/x/index.html".to_owned();
    let run = Href::Site("en/incidents/x/runs/base/index.html".to_owned());
    let paragraph = vec![Inline::Link(run, vec![Inline::Text("the base run".to_owned())])];
    document.blocks = vec![Block { id: String::new(), kind: BlockKind::Paragraph(paragraph) }];
    let linked = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).contains("/URI(runs/base/index.html)");
    assert!(linked(pdf::beside_page(&document).and_then(pdf::Sheet::pdf).unwrap()), "beside its page");
    assert!(!linked(alone(&document).unwrap()), "anywhere");
}

#[test]
fn the_site_is_named_as_author() {
    let document = document(EN);
    let bytes = alone(&document).unwrap();
    let metadata = String::from_utf8_lossy(&bytes);
    let author = metadata.split("<dc:creator>").nth(1).and_then(|rest| rest.split("</dc:creator>").next()).unwrap();
    assert!(author.contains(&document.frame.site), "{author}");
}

#[test]
fn words_lie_beside_each_other() {
    for tongue in [BN, EN] {
        let mut document = document(tongue);
        let cell = |content| Cell { content: vec![content], number: false };
        let row = ["0B871BDEE9D8302A48D6D6511228CAF67A08EC60", "pajkjnmeojmbapicmbpliphjmcekeaac"].map(|code| {
            let said = "What it is, in a sentence that needs most of the width that a table has to give. ".repeat(2);
            vec![
                cell(Inline::Code(code.to_owned())),
                cell(Inline::Text("Application".to_owned())),
                cell(Inline::Text(said)),
                cell(Inline::Text("27 December 2024".to_owned())),
            ]
        });
        let kind = BlockKind::Table { caption: Vec::new(), head: Vec::new(), rows: row.to_vec() };
        document.blocks.push(Block { id: "codes".to_owned(), kind });
        let boxes = poppler(alone(&document).unwrap(), &["-bbox"]).unwrap();
        for (number, page) in (1..).zip(boxes.split("<page ").skip(1)) {
            let words: Vec<_> = page.lines().filter_map(word_in_box).collect();
            for (index, one) in words.iter().enumerate() {
                let over = words[index + 1..].iter().find(|other| overlap(one, other));
                assert!(over.is_none(), "page {number}: {one:?} lies over {over:?}");
            }
        }
    }
}

#[test]
fn a_bangla_ending_stays_with_its_word() {
    let mut document = document(BN);
    let text = "দেখতে Store-এর মতো, Web-এর না। ".repeat(60);
    document.blocks = vec![Block { id: String::new(), kind: BlockKind::Paragraph(vec![Inline::Text(text)]) }];
    document.notes.clear();
    let text = text_of(&alone(&document).unwrap());
    assert!(text.matches("Store-এর").count() == 60, "{text}");
    assert!(text.lines().all(|line| !line.trim_end().ends_with('-')), "{text}");
}

#[test]
fn a_character_that_the_fonts_lack_is_named() {
    let mut document = document(EN);
    document.description.push('字');
    let error = alone(&document).unwrap_err();
    assert!(error.to_string().contains('字'), "{error}");
}

#[test]
fn a_date_that_is_none_is_refused() {
    for date in ["", "2024-12", "2024-13-40", "soon"] {
        let mut document = document(EN);
        date.clone_into(&mut document.date);
        let error = alone(&document).unwrap_err();
        assert!(error.to_string().contains("date"), "{date}: {error}");
    }
}

fn headings_and_summary(document: &Document) -> Vec<String> {
    let mut out = vec![document.title.clone(), document.description.clone()];
    gather(&document.blocks, &mut out);
    out
}

fn gather(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        if let BlockKind::Section { title, blocks } = &block.kind {
            out.push(words(title));
            gather(blocks, out);
        } else if let (BlockKind::Paragraph(text), "summary" | "cafeteria" | "loop") = (&block.kind, block.id.as_str())
        {
            out.push(words(text));
        }
    }
}

fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Time { text, .. } | Inline::Note { label: text, .. } => {
                out.push_str(text);
            }
            Inline::Emph(inner)
            | Inline::Strong(inner)
            | Inline::Link(_, inner)
            | Inline::Borrowed { text: inner, .. } => {
                out.push_str(&words(inner));
            }
            Inline::Break => {}
        }
    }
    out
}

fn squeezed(text: &str) -> String {
    text.nfc().filter(|c| !c.is_whitespace()).collect()
}

/// Returns the sides of a word's box, left, top, right, bottom, and the word.
fn word_in_box(line: &str) -> Option<([f64; 4], &str)> {
    let mut parts = line.trim().strip_prefix("<word ")?.split('"');
    let mut side = || parts.nth(1)?.parse().ok();
    let sides = [side()?, side()?, side()?, side()?];
    Some((sides, parts.next()?.trim_start_matches('>').trim_end_matches("</word>")))
}

/// Tells whether two words cover each other. A box has the height of its font, most of which is air.
fn overlap((one, _): &([f64; 4], &str), (other, _): &([f64; 4], &str)) -> bool {
    let core = |[_, top, _, bottom]: [f64; 4]| (top + 0.3 * (bottom - top), bottom - 0.3 * (bottom - top));
    let ((top, bottom), (other_top, other_bottom)) = (core(*one), core(*other));
    one[2].min(other[2]) - one[0].max(other[0]) > 1.5 && bottom.min(other_bottom) - top.max(other_top) > 0.5
}

fn text_of(bytes: &[u8]) -> String {
    poppler(bytes.to_vec(), &[]).expect("pdftotext of poppler-utils is installed and reads the file")
}

fn poppler(bytes: Vec<u8>, options: &[&str]) -> io::Result<String> {
    let mut child = Command::new("pdftotext")
        .args(options)
        .args(["-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    // In a thread of its own: a full pipe out would otherwise wait for a full pipe in.
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| io::ErrorKind::Other)??;
    if output.status.success() {
        String::from_utf8(output.stdout).map_err(io::Error::other)
    } else {
        Err(io::ErrorKind::InvalidData.into())
    }
}

/// Returns the edit distance between `wanted` and the part of `text` that is nearest to it.
fn distance_to_part(wanted: &[char], text: &str) -> usize {
    let mut row: Vec<usize> = (0..=wanted.len()).collect();
    let mut best = wanted.len();
    for found in text.chars() {
        let mut diagonal = row[0];
        for (index, expected) in wanted.iter().enumerate() {
            let above = row[index + 1];
            row[index + 1] = (diagonal + usize::from(*expected != found)).min(above + 1).min(row[index] + 1);
            diagonal = above;
        }
        best = best.min(row[wanted.len()]);
    }
    best
}
