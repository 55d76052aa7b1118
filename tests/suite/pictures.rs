//! Figures as picture files: every one of them, whole, with a link to it, and the same bytes each time.

use miniz_oxide::inflate::decompress_to_vec_zlib;

use nidan::base::lang::Lang;
use nidan::chart::drawing::Drawing;
use nidan::chart::geometry::faults;
use nidan::chart::{Imprint, card};
use nidan::render::html;
use nidan::render::png::{SCALE, figure};
use nidan::text::Texts;
use nidan::typography::Fonts;
use nidan::view::document::Document;

use crate::both::reports;
use crate::html::tags;
use crate::small::{errors, nidan, project, tree};

fn framed(drawing: &Drawing, document: &Document, fonts: &Fonts) -> Drawing {
    card(drawing, Imprint { label: &document.tlp, title: &document.title }, fonts)
}

/// What a path ends in, after its last dot.
fn kind(path: &str) -> &str {
    path.rsplit_once('.').unwrap_or_default().1
}

/// Width, height, and the rows of places in the palette.
fn read(file: &[u8]) -> (usize, usize, Vec<Vec<u8>>) {
    let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().expect("four bytes")) as usize;
    let (width, height) = (number(16), number(20));
    let at = file.windows(4).position(|kind| kind == b"IDAT").expect("it has pixels");
    let rows = decompress_to_vec_zlib(&file[at + 4..at + 4 + number(at - 4)]).expect("they are packed");
    let rows: Vec<Vec<u8>> = rows.chunks(width + 1).map(|row| row[1..].to_vec()).collect();
    assert_eq!(rows.len(), height);
    (width, height, rows)
}

#[test]
fn every_figure_of_the_shipped_reports_is_a_whole_picture_in_both_languages() {
    let fonts = Fonts::embedded();
    for document in reports().iter().flatten() {
        let figures = document.figures();
        assert!(figures.len() > 3, "{}", document.path);
        for drawing in figures {
            let place = document.path_of_figure(drawing);
            let file = figure(drawing, document).png(&fonts).expect(&place);
            let (width, height, rows) = read(&file);
            let card = framed(drawing, document, &fonts);
            assert_eq!((width as f64, height as f64), (card.width * SCALE, card.height * SCALE), "{place}");
            // The paper is the commonest colour and so the first of the palette; nothing comes near the edges.
            let ink = rows.iter().flatten().filter(|place| **place != 0).count();
            assert!(ink * 100 > width * height, "{place}: {ink} of {width} by {height}");
            let near = |at: usize, length: usize| at < 40 || at >= length - 40;
            let edge = |x: usize, y: usize| near(x, width) || near(y, height);
            let stray = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
            let stray = stray.filter(|(x, y)| edge(*x, *y)).find(|(x, y)| rows[*y][*x] != 0);
            assert_eq!(stray, None, "{place}");
            assert!(file.len() < 160_000, "{place}: {} bytes", file.len());
        }
    }
}

#[test]
fn no_label_of_a_picture_touches_another_or_leaves_it_however_long_the_words() {
    let fonts = Fonts::embedded();
    for document in reports().iter().flatten() {
        for drawing in document.figures() {
            assert_eq!(faults(&framed(drawing, document, &fonts), &fonts), Vec::<String>::new(), "{}", drawing.id);
        }
        let mut long = document.figures()[0].clone();
        long.caption = format!("https://example.org/{}", "ক্ষুদ্রঋণ/".repeat(40));
        assert_eq!(faults(&framed(&long, document, &fonts), &fonts), Vec::<String>::new(), "{}", document.path);
    }
}

#[test]
fn a_bangla_figure_gives_the_same_bytes_twice() {
    let reports = reports();
    let document = &reports[0][0];
    let drawing = document.figures()[0];
    assert_eq!((document.lang, drawing.lang), ("bn", "bn"));
    let file = || figure(drawing, document).png(&Fonts::embedded()).expect("it is drawn");
    assert_eq!(file(), file());
}

#[test]
fn pages_link_to_the_pictures_that_a_build_writes() {
    let project = project();
    let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    let site = tree(&project.root().join("public"));
    let pictures: Vec<&String> = site.keys().filter(|path| kind(path) == "png").collect();
    assert!(!pictures.is_empty());
    let mut linked = Vec::new();
    // Drills show no figures, and their script has an attribute that the reader of tags does not know.
    let pages = site.iter().filter(|(path, _)| kind(path) == "html" && !path.contains("/drill/"));
    for (path, page) in pages {
        for tag in tags::read(&String::from_utf8_lossy(page)) {
            let Some(address) = tag.get("href").filter(|address| kind(address) == "png") else { continue };
            let mut steps: Vec<&str> = path.split('/').collect();
            steps.pop();
            for step in address.split('/') {
                match step {
                    ".." => steps.truncate(steps.len() - 1),
                    step => steps.push(step),
                }
            }
            let target = steps.join("/");
            assert!(site.contains_key(&target), "{path}: no picture at {target}");
            assert!(tag.get("aria-label").is_some_and(|name| name.contains("(PNG): ")), "{path}");
            linked.push(target);
        }
    }
    assert!(pictures.iter().all(|picture| linked.contains(picture)), "{pictures:?} {linked:?}");
}

#[test]
fn a_report_in_one_file_links_to_no_picture() {
    let (fonts, texts) = (Fonts::embedded(), Texts::new(Lang::BN));
    let document = reports().swap_remove(0)[0].clone();
    assert!(html::Templates::default().page(&document).expect("it is rendered").contains("picture-file"));
    let single = html::Templates::default().single(document, &texts, &fonts).expect("it is rendered");
    assert!(!single.contains("class=\"picture-file\"") && !single.contains(".png"));
}
