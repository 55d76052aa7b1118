//! Fonts, shaping, coverage: how wide a text is, what its outlines are, which characters no font has.
//!
//! The fonts are part of the program, so that a text has the same width and the same outlines on every machine.

mod glyphs;
mod outline;
mod runs;

use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face, GlyphBuffer, Language, Script, UnicodeBuffer};

pub use self::glyphs::{Glyph, GlyphRun};
use self::runs::{Family, Run, Writing};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/HindSiliguri-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/HindSiliguri-SemiBold.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/HindSiliguri-Bold.ttf");
const MONO: &[u8] = include_bytes!("../../assets/fonts/JetBrainsMono-Regular.ttf");

/// A weight of the text font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

/// The fonts of the program: Hind Siliguri in three weights, and `JetBrains Mono` for what it lacks.
pub struct Fonts {
    text: [Face<'static>; 3],
    mono: Face<'static>,
    languages: [Option<Language>; 2],
}

/// A shaped run with where it begins.
struct Shaped<'a, 't> {
    run: Run<'t>,
    face: &'a Face<'static>,
    glyphs: GlyphBuffer,
    /// Picture units per font unit.
    scale: f64,
}

impl Fonts {
    /// Opens the fonts that the program carries.
    pub fn embedded() -> Self {
        Self {
            text: [open(REGULAR), open(SEMIBOLD), open(BOLD)],
            mono: open(MONO),
            languages: ["bn", "en"].map(|code| code.parse().ok()),
        }
    }

    /// Returns the bytes of every font with its file name, text fonts first.
    pub fn files() -> [(&'static str, &'static [u8]); 4] {
        [
            ("HindSiliguri-Regular.ttf", REGULAR),
            ("HindSiliguri-SemiBold.ttf", SEMIBOLD),
            ("HindSiliguri-Bold.ttf", BOLD),
            ("JetBrainsMono-Regular.ttf", MONO),
        ]
    }

    /// Returns the advance width of one line of text at a font size.
    pub fn width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        self.shape(text, size, weight).iter().map(Shaped::advance).sum()
    }

    /// Returns the outlines of one line of text as SVG path data, its baseline starting at `at`; coordinates have two
    /// decimals.
    pub fn outline(&self, text: &str, size: f64, weight: Weight, at: (f64, f64)) -> String {
        let mut pen = outline::Pen::new(at);
        for run in self.shape(text, size, weight) {
            for (info, position) in run.glyphs.glyph_infos().iter().zip(run.glyphs.glyph_positions()) {
                pen.glyph(run.face, (info.glyph_id, run.scale), (position.x_offset, position.y_offset));
                pen.advance(f64::from(position.x_advance) * run.scale);
            }
        }
        pen.finish()
    }

    /// Returns the glyphs of one line of text, run by run, as [`Fonts::outline`] draws them.
    pub fn glyphs<'t>(&self, text: &'t str, weight: Weight) -> Vec<GlyphRun<'t>> {
        let shaped = self.shape(text, 1.0, weight);
        shaped
            .into_iter()
            .map(|one| GlyphRun {
                text: one.run.text,
                font: file_name(one.run.family, weight),
                script: script_and_language(one.run.writing).0,
                language: script_and_language(one.run.writing).1,
                glyphs: glyphs::read(&one.glyphs),
            })
            .collect()
    }

    /// Returns the characters of a text that no font has, each once, in order of appearance.
    pub fn uncovered(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for char in text.chars() {
            let invisible = matches!(char, '\u{200c}' | '\u{200d}' | '\n' | '\t');
            let covered = invisible || has(self.face(Weight::Regular), char) || has(&self.mono, char);
            if !covered && !missing.contains(&char) {
                missing.push(char);
            }
        }
        missing
    }

    fn shape<'t>(&self, text: &'t str, size: f64, weight: Weight) -> Vec<Shaped<'_, 't>> {
        let text_face = self.face(weight);
        runs::split(text, |char| has(text_face, char) || !has(&self.mono, char))
            .into_iter()
            .map(|run| self.shape_run(run, size, weight))
            .collect()
    }

    fn shape_run<'t>(&self, run: Run<'t>, size: f64, weight: Weight) -> Shaped<'_, 't> {
        let face = match run.family {
            Family::Text => self.face(weight),
            Family::Mono => &self.mono,
        };
        let (script, _) = script_and_language(run.writing);
        let language = match run.writing {
            Writing::Bengali => &self.languages[0],
            Writing::Latin => &self.languages[1],
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run.text);
        buffer.set_direction(Direction::LeftToRight);
        if let Some(script) = Script::from_iso15924_tag(Tag::from_bytes_lossy(script.as_bytes())) {
            buffer.set_script(script);
        }
        if let Some(language) = language {
            buffer.set_language(language.clone());
        }
        let scale = size / f64::from(face.units_per_em());
        Shaped { run, face, glyphs: rustybuzz::shape(face, &[], buffer), scale }
    }

    fn face(&self, weight: Weight) -> &Face<'static> {
        match weight {
            Weight::Regular => &self.text[0],
            Weight::SemiBold => &self.text[1],
            Weight::Bold => &self.text[2],
        }
    }
}

impl Shaped<'_, '_> {
    fn advance(&self) -> f64 {
        let units: i64 = self.glyphs.glyph_positions().iter().map(|position| i64::from(position.x_advance)).sum();
        units as f64 * self.scale
    }
}

const fn script_and_language(writing: Writing) -> (&'static str, &'static str) {
    match writing {
        Writing::Bengali => ("Beng", "bn"),
        Writing::Latin => ("Latn", "en"),
    }
}

fn file_name(family: Family, weight: Weight) -> &'static str {
    let index = match (family, weight) {
        (Family::Text, Weight::Regular) => 0,
        (Family::Text, Weight::SemiBold) => 1,
        (Family::Text, Weight::Bold) => 2,
        (Family::Mono, _) => 3,
    };
    Fonts::files()[index].0
}

fn open(bytes: &'static [u8]) -> Face<'static> {
    // The bytes are compiled in and a test opens each, so this cannot depend on anything a user does.
    Face::from_slice(bytes, 0).unwrap_or_else(|| unreachable!("an embedded font is a font"))
}

fn has(face: &Face<'_>, char: char) -> bool {
    face.glyph_index(char).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(text: &str) -> Vec<u32> {
        let fonts = Fonts::embedded();
        let shaped = fonts.shape(text, 10.0, Weight::Regular);
        shaped.iter().flat_map(|run| run.glyphs.glyph_infos().iter().map(|info| info.glyph_id)).collect()
    }

    #[test]
    fn conjuncts_are_joined() {
        // Each has fewer glyphs than characters, and none is the visible virama or the dotted circle.
        let fonts = Fonts::embedded();
        let face = fonts.face(Weight::Regular);
        let plain = |char| face.glyph_index(char).map(|glyph| u32::from(glyph.0));
        for word in ["ক্ষ", "স্ত্রী", "র\u{200d}্যাম", "সার্ভার", "ক্লাস্টার", "রোলআউট", "কোটি"]
        {
            let shaped = glyphs(word);
            for bad in [plain('\u{9cd}'), plain('\u{25cc}'), Some(0)] {
                assert!(!shaped.iter().any(|glyph| Some(*glyph) == bad), "{word}: {shaped:?}");
            }
        }
        assert_eq!(glyphs("ক্ষ").len(), 1);
        // The vowel sign of কো stands on both sides of its letter.
        assert_eq!(glyphs("কো").len(), 3);
    }

    #[test]
    fn widths_add_up_over_runs_and_scale_with_the_size() {
        let fonts = Fonts::embedded();
        let whole = fonts.width("API সার্ভার", 14.0, Weight::Regular);
        let parts = fonts.width("API ", 14.0, Weight::Regular) + fonts.width("সার্ভার", 14.0, Weight::Regular);
        assert!((whole - parts).abs() < 1e-9);
        assert!((fonts.width("API সার্ভার", 28.0, Weight::Regular) - 2.0 * whole).abs() < 1e-9);
        assert!((55.0..85.0).contains(&whole), "{whole}");
        assert!(fonts.width("সার্ভার", 14.0, Weight::Bold) > fonts.width("সার্ভার", 14.0, Weight::Regular));
        // The arrow comes from the monospaced font: six tenths of the size.
        assert!((fonts.width("→", 10.0, Weight::Bold) - 6.0).abs() < 1e-9);
    }

    #[test]
    fn characters_without_a_glyph_are_named_once() {
        let fonts = Fonts::embedded();
        assert!(fonts.uncovered("র\u{200d}্যাম ২০²³ → ← ≥ ≈ ৳ − × ± …").is_empty());
        assert_eq!(fonts.uncovered("a 漢 b 漢 🙂"), ['漢', '🙂']);
    }

    #[test]
    fn outlines_are_path_data_with_two_decimals() {
        let fonts = Fonts::embedded();
        let path = fonts.outline("ক্ষ →", 16.0, Weight::SemiBold, (10.0, 20.0));
        assert!(path.starts_with('M') && path.ends_with('Z'), "{path}");
        for number in path.split(|char: char| !(char.is_ascii_digit() || char == '.' || char == '-')) {
            assert!(number.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2), "{number}");
        }
        assert_eq!(path, fonts.outline("ক্ষ →", 16.0, Weight::SemiBold, (10.0, 20.0)));
        assert_eq!(fonts.outline(" ", 16.0, Weight::Regular, (0.0, 0.0)), "");
    }
}
