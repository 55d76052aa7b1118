//! Reports as PDF: strict export, identical bytes, text that can be copied and searched.

mod sample;

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use nidan::render::pdf::pdf;
use nidan::view::document::{Block, BlockKind, Document, Href, Inline};
use sample::{BN, EN, document};
use unicode_normalization::UnicodeNormalization as _;

#[test]
fn every_kind_of_block_passes_strict_export_in_both_languages() {
    for tongue in [BN, EN] {
        let bytes = pdf(&document(tongue)).unwrap();
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
    let once = pdf(&document).unwrap();
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (again, other) = pool.install(|| rayon::join(|| pdf(&document), || pdf(&sample::document(EN))));
        assert!(again.unwrap() == once, "{threads} threads");
        assert!(other.unwrap() != once);
    }
    let mut changed = document;
    changed.title.push('।');
    assert!(pdf(&changed).unwrap() != once);
}

#[test]
fn bangla_can_be_copied_and_searched() {
    let document = document(BN);
    let page_text = squeezed(&text_of(&pdf(&document).unwrap()));
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
    let page_text = squeezed(&text_of(&pdf(&document).unwrap()));
    for expected in headings_and_summary(&document) {
        assert!(page_text.contains(&squeezed(&expected)), "{expected}");
    }
}

#[test]
fn bangla_pages_have_bangla_numbers() {
    let text = text_of(&pdf(&document(BN)).unwrap());
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
    let text = squeezed(&text_of(&pdf(&document).unwrap()));
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
    let text = text_of(&pdf(&document).unwrap());
    assert_eq!(text.matches("to nowhere").count(), 2);
}

#[test]
fn a_character_that_the_fonts_lack_is_named() {
    let mut document = document(EN);
    document.description.push('字');
    let error = pdf(&document).unwrap_err();
    assert!(error.to_string().contains('字'), "{error}");
}

#[test]
fn a_date_that_is_none_is_refused() {
    for date in ["", "2024-12", "2024-13-40", "soon"] {
        let mut document = document(EN);
        date.clone_into(&mut document.date);
        let error = pdf(&document).unwrap_err();
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

fn text_of(bytes: &[u8]) -> String {
    extracted(bytes.to_vec()).expect("pdftotext of poppler-utils is installed and reads the file")
}

fn extracted(bytes: Vec<u8>) -> io::Result<String> {
    let mut child = Command::new("pdftotext")
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
