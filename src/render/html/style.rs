//! The style sheet, the fonts and the icon, which all pages share, and the script of drills.

use include_dir::{Dir, include_dir};

static SHEETS: Dir = include_dir!("$CARGO_MANIFEST_DIR/assets/css");

macro_rules! font {
    ($name:literal) => {
        (concat!("assets/fonts/", $name), include_bytes!(concat!("../../../assets/fonts/", $name)).as_slice())
    };
}

/// Fonts for the web, with the licences that must travel with them.
const FONTS: [(&str, &[u8]); 7] = [
    font!("HindSiliguri-Regular-bengali.woff2"),
    font!("HindSiliguri-Regular-latin.woff2"),
    font!("HindSiliguri-SemiBold-bengali.woff2"),
    font!("HindSiliguri-SemiBold-latin.woff2"),
    font!("HindSiliguri-OFL.txt"),
    font!("JetBrainsMono-Regular-latin.woff2"),
    font!("JetBrainsMono-OFL.txt"),
];

/// Returns the style sheet: every sheet of `assets/css`, by name: no sheet relies on the order.
pub fn stylesheet() -> String {
    let mut sheets: Vec<(&str, &str)> =
        SHEETS.files().filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))).collect();
    sheets.sort_unstable();
    sheets.into_iter().map(|(_, sheet)| sheet).collect()
}

/// Returns the files that pages refer to, by their paths from the site's root.
pub fn assets() -> Vec<(&'static str, Vec<u8>)> {
    let mut files = vec![
        ("assets/site.css", stylesheet().into_bytes()),
        ("assets/drill.js", include_bytes!("../../../assets/js/drill.js").to_vec()),
        ("assets/icon.svg", include_bytes!("../../../assets/icon.svg").to_vec()),
    ];
    files.extend(FONTS.iter().map(|(path, bytes)| (*path, bytes.to_vec())));
    files
}
