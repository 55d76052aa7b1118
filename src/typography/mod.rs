//! Fonts, shaping, coverage: how wide a text is, what its outlines are, which characters no font has.
//!
//! The fonts are part of the program, so that a text has the same width and the same outlines on every machine.

mod bound;
mod glyphs;
mod outline;
mod runs;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face, GlyphBuffer, Language, Script, ShapePlan, UnicodeBuffer};

pub use self::bound::{are_bound, bound, joined};
pub use self::glyphs::{Glyph, GlyphRun};
pub use self::outline::Outline;
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
    text: [Font; 3],
    mono: Font,
}

/// A font, and how it shapes each way of writing: worked out when first asked for, as that takes longer than to shape a
/// label.
struct Font {
    face: Face<'static>,
    plans: [OnceLock<ShapePlan>; 2],
}

/// A word in a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word<'t> {
    /// Its letters.
    pub text: &'t str,
    /// Where it begins, from the beginning of the line.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// How long a line of text is, whatever its size.
struct Line {
    /// For each run its font units and how many of them an em has.
    runs: Vec<(f64, f64)>,
    /// What the characters before each byte take, in em.
    before: Vec<f64>,
}

/// Lines of each weight that a thread remembers. A chart measures the same labels for wide and for narrow screens, on its
/// page and as a picture, and shaping takes longer than anything else in drawing.
const REMEMBERED: usize = 1000;

thread_local! {
    /// What the fonts say of lines; they never change, so neither does this.
    static MEASURED: RefCell<[BTreeMap<String, Line>; 3]> = const { RefCell::new([const { BTreeMap::new() }; 3]) };
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
        Self { text: [open(REGULAR), open(SEMIBOLD), open(BOLD)], mono: open(MONO) }
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
        self.measured(text, weight, |line| line.runs.iter().map(|(units, em)| units * (size / em)).sum())
    }

    /// Returns the words of one line of text, parted by spaces, with where each begins and ends: shaped once, however often
    /// the line is then broken.
    pub fn words<'t>(&self, text: &'t str, size: f64, weight: Weight) -> Vec<Word<'t>> {
        let words = text.split(' ').filter(|word| !word.is_empty());
        self.measured(text, weight, |line| {
            words
                .map(|word| {
                    let start = word.as_ptr().addr() - text.as_ptr().addr();
                    let at = |byte: usize| line.before[byte] * size;
                    Word { text: word, from: at(start), to: at(start + word.len()) }
                })
                .collect()
        })
    }

    /// Hands over what shaping says of the lengths of a text, remembered or worked out.
    fn measured<T>(&self, text: &str, weight: Weight, with: impl FnOnce(&Line) -> T) -> T {
        MEASURED.with_borrow_mut(|memory| {
            let known = &mut memory[weight as usize];
            if let Some(line) = known.get(text) {
                return with(line);
            }
            if known.len() >= REMEMBERED {
                known.clear();
            }
            let line = self.measure(text, weight);
            let given = with(&line);
            known.insert(text.to_owned(), line);
            given
        })
    }

    fn measure(&self, text: &str, weight: Weight) -> Line {
        let mut line = Line { runs: Vec::new(), before: vec![0.0; text.len() + 1] };
        let mut start = 0;
        for shaped in self.shape(text, 1.0, weight) {
            let em = f64::from(shaped.face.units_per_em());
            for (info, position) in shaped.glyphs.glyph_infos().iter().zip(shaped.glyphs.glyph_positions()) {
                line.before[start + info.cluster as usize + 1] += f64::from(position.x_advance) / em;
            }
            line.runs.push((shaped.units() as f64, em));
            start += shaped.run.text.len();
        }
        (1..line.before.len()).for_each(|at| line.before[at] += line.before[at - 1]);
        line
    }

    /// Returns the outlines of one line of text, its baseline starting at `at`, one for each run that shows anything.
    pub fn outlines(&self, text: &str, size: f64, weight: Weight, at: (f64, f64)) -> Vec<Outline> {
        let mut x = at.0;
        let mut outlines = Vec::new();
        for run in self.shape(text, size, weight) {
            let path = outline::of_run(run.face, &run.glyphs);
            if !path.is_empty() {
                outlines.push(Outline { path, at: (x, at.1), scale: run.scale });
            }
            x += run.advance();
        }
        outlines
    }

    /// Returns the glyphs of one line of text, run by run, as [`Fonts::outlines`] draws them.
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
            let covered = invisible || has(self.font(Weight::Regular), char) || has(&self.mono, char);
            if !covered && !missing.contains(&char) {
                missing.push(char);
            }
        }
        missing
    }

    fn shape<'t>(&self, text: &'t str, size: f64, weight: Weight) -> Vec<Shaped<'_, 't>> {
        let text_font = self.font(weight);
        runs::split(text, |char| has(text_font, char) || !has(&self.mono, char))
            .into_iter()
            .map(|run| self.shape_run(run, size, weight))
            .collect()
    }

    fn shape_run<'t>(&self, run: Run<'t>, size: f64, weight: Weight) -> Shaped<'_, 't> {
        let font = match run.family {
            Family::Text => self.font(weight),
            Family::Mono => &self.mono,
        };
        let plan = font.plan(run.writing);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run.text);
        buffer.set_direction(Direction::LeftToRight);
        let (script, language) = script_and_language(run.writing);
        if let Some(script) = Script::from_iso15924_tag(Tag::from_bytes_lossy(script.as_bytes())) {
            buffer.set_script(script);
        }
        if let Ok(language) = language.parse() {
            buffer.set_language(language);
        }
        let scale = size / f64::from(font.face.units_per_em());
        Shaped { run, face: &font.face, glyphs: rustybuzz::shape_with_plan(&font.face, plan, buffer), scale }
    }

    fn font(&self, weight: Weight) -> &Font {
        match weight {
            Weight::Regular => &self.text[0],
            Weight::SemiBold => &self.text[1],
            Weight::Bold => &self.text[2],
        }
    }
}

impl Font {
    fn plan(&self, writing: Writing) -> &ShapePlan {
        let plan = match writing {
            Writing::Bengali => &self.plans[0],
            Writing::Latin => &self.plans[1],
        };
        plan.get_or_init(|| {
            let (script, language) = script_and_language(writing);
            let script = Script::from_iso15924_tag(Tag::from_bytes_lossy(script.as_bytes()));
            let language: Option<Language> = language.parse().ok();
            ShapePlan::new(&self.face, Direction::LeftToRight, script, language.as_ref(), &[])
        })
    }
}

impl Shaped<'_, '_> {
    fn advance(&self) -> f64 {
        self.units() as f64 * self.scale
    }

    fn units(&self) -> i64 {
        self.glyphs.glyph_positions().iter().map(|position| i64::from(position.x_advance)).sum()
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

fn open(bytes: &'static [u8]) -> Font {
    // The bytes are compiled in and a test opens each, so this cannot depend on anything a user does.
    let face = Face::from_slice(bytes, 0).unwrap_or_else(|| unreachable!("an embedded font is a font"));
    Font { face, plans: [OnceLock::new(), OnceLock::new()] }
}

fn has(font: &Font, char: char) -> bool {
    font.face.glyph_index(char).is_some()
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
        let face = &fonts.font(Weight::Regular).face;
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
    fn words_stand_where_the_line_has_them() {
        let fonts = Fonts::embedded();
        for text in ["API সার্ভার ৭,৫০০ → nodes, ক্ষ", "one", "", "  two  words "] {
            let words = fonts.words(text, 14.0, Weight::Bold);
            let split: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            assert_eq!(words.iter().map(|word| word.text).collect::<Vec<_>>(), split);
            for word in &words {
                let start = word.text.as_ptr().addr() - text.as_ptr().addr();
                let width = |text| fonts.width(text, 14.0, Weight::Bold);
                assert!((word.from - width(&text[..start])).abs() < 1e-9, "{word:?}");
                assert!((word.to - width(&text[..start + word.text.len()])).abs() < 1e-9, "{word:?}");
            }
        }
    }

    #[test]
    fn characters_without_a_glyph_are_named_once() {
        let fonts = Fonts::embedded();
        assert!(fonts.uncovered("র\u{200d}্যাম ২০²³ → ← ≥ ≈ ৳ − × ± …").is_empty());
        assert_eq!(fonts.uncovered("a 漢 b 漢 🙂"), ['漢', '🙂']);
    }

    #[test]
    fn outlines_are_short_path_data_one_run_after_the_other() {
        let fonts = Fonts::embedded();
        let line = |text| fonts.outlines(text, 16.0, Weight::SemiBold, (10.0, 20.0));
        let found = line("ক্ষ →");
        assert_eq!(found.len(), 2, "the arrow comes from another font");
        for outline in &found {
            let path = &outline.path;
            assert!(path.starts_with('M') && path.ends_with('Z'), "{path}");
            for number in path.split(|char: char| !(char.is_ascii_digit() || char == '.' || char == '-')) {
                assert!(number.split_once('.').is_none_or(|(_, decimals)| decimals == "5"), "{number}");
            }
        }
        assert_eq!((found[0].at, found[1].at.1), ((10.0, 20.0), 20.0));
        let before = fonts.width("ক্ষ ", 16.0, Weight::SemiBold);
        assert!((found[1].at.0 - 10.0 - before).abs() < 1e-9);
        assert_eq!(found, line("ক্ষ →"));
        assert!(line(" ").is_empty());
    }
}
