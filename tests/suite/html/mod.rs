//! Pages: what they hold, and what hostile data cannot make of them.

mod sample;

use std::path::Path;

use nidan::model::edition::Audience;
use nidan::publish::{Meta, Staging};
use nidan::render::html::{FRONT, assets, front, page};
use nidan::view::document::Document;

/// The front page of the sample: its plain words, its lessons and its cards.
fn front_documents() -> Vec<Document> {
    ["bn", "en"]
        .map(|lang| {
            let mut document = sample::report(lang);
            FRONT.clone_into(&mut document.path);
            document.blocks.retain(|block| ["plain", "lessons", "run-yourself"].contains(&block.id.as_str()));
            document
        })
        .to_vec()
}

#[test]
fn a_sample_site_is_written_whole() {
    let staging = Staging::new(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("site")).unwrap();
    for lang in ["bn", "en"] {
        let document = sample::report(lang);
        staging.put(&document.path, page(&document).unwrap().as_bytes()).unwrap();
    }
    staging.put(FRONT, front(&front_documents()).unwrap().as_bytes()).unwrap();
    for (path, bytes) in assets() {
        staging.put(path, &bytes).unwrap();
    }
    let meta = Meta { audience: Audience::Public, engine: "1".to_owned() };
    assert_eq!(staging.finish(&meta).unwrap().files, 4 + assets().len());
}
