//! The style sheet, the fonts and the icon, which all pages share, and the scripts of drills, of what-ifs and of search.

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

/// Returns the style of a page that stands by itself: the same sheets without our fonts, whose files it lacks, and
/// without remarks. The reader's own fonts for Bangla are named instead.
pub(super) fn single() -> String {
    let sheets = SHEETS.files().filter(|file| file.path().to_str() != Some("fonts.css"));
    let mut sheets: Vec<(&str, &str)> =
        sheets.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?))).collect();
    sheets.sort_unstable();
    let mut style: String = sheets.into_iter().map(|(_, sheet)| pressed(sheet)).collect();
    style.push_str(SYSTEM_FONTS);
    style
}

/// Fonts that Android, Windows, macOS and iOS come with, the one we measure with first. On Bangla pages those with Bangla
/// letters stand before all others, so that a line is not patched together.
const SYSTEM_FONTS: &str = ":root{--text:\"Hind Siliguri\",\"Noto Sans Bengali\",\"Noto Sans Bengali UI\",\"Nirmala UI\",\
    \"Kohinoor Bangla\",\"Bangla Sangam MN\",system-ui,sans-serif;\
    --code:\"JetBrains Mono\",ui-monospace,\"Noto Sans Mono\",Consolas,Menlo,monospace}\
    :root:lang(en){--text:\"Hind Siliguri\",system-ui,\"Noto Sans\",\"Segoe UI\",sans-serif}\
    .chart text{font-family:var(--text)}";

/// Leaves out remarks and the spaces at the beginnings of lines.
fn pressed(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    bare.extend(parts.filter_map(|part| part.split_once("*/")).map(|(_, rest)| rest));
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// Returns the files that pages refer to, by their paths from the site's root.
pub fn assets() -> Vec<(&'static str, Vec<u8>)> {
    let mut files = vec![
        ("assets/site.css", stylesheet().into_bytes()),
        ("assets/drill.js", include_bytes!("../../../assets/js/drill.js").to_vec()),
        ("assets/finder.js", include_bytes!("../../../assets/js/finder.js").to_vec()),
        ("assets/fold.js", include_bytes!("../../../assets/js/fold.js").to_vec()),
        ("assets/search.js", include_bytes!("../../../assets/js/search.js").to_vec()),
        ("assets/what-if.js", include_bytes!("../../../assets/js/what-if.js").to_vec()),
        ("assets/icon.svg", include_bytes!("../../../assets/icon.svg").to_vec()),
    ];
    files.extend(FONTS.iter().map(|(path, bytes)| (*path, bytes.to_vec())));
    files
}
