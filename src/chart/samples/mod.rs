//! Every chart in both languages with real words, held against what readers must never see.

mod designs;
mod evidence;
mod graphs;
mod incident;
mod measured;
mod odd;

use std::fmt::Write as _;
use std::io::Write as _;

use crate::base::digest::Hasher;
use crate::base::math;
use crate::chart::Words;
use crate::chart::drawing::{Drawing, Table};
use crate::chart::geometry::faults;
use crate::typography::Fonts;

/// The words of one language, Bangla first wherever both stand side by side.
#[derive(Clone, Copy)]
struct Tongue {
    code: &'static str,
    bangla: bool,
}

const TONGUES: [Tongue; 2] = [Tongue { code: "bn", bangla: true }, Tongue { code: "en", bangla: false }];

impl Tongue {
    fn say(self, bangla: &str, english: &str) -> String {
        if self.bangla { bangla.to_owned() } else { english.to_owned() }
    }

    fn digits(self, text: &str) -> String {
        let bangla = |char: char| match char.to_digit(10) {
            Some(digit) => char::from_u32(0x9e6 + digit).unwrap(),
            None => char,
        };
        if self.bangla { text.chars().map(bangla).collect() } else { text.to_owned() }
    }

    fn clock(self, seconds: f64) -> String {
        let minutes = math::round(seconds / 60.0) as u32;
        self.digits(&format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60))
    }

    fn number(self, value: f64) -> String {
        self.digits(&format!("{value}"))
    }

    fn percent(self, share: f64) -> String {
        let number = format!("{}", math::round(share * 100.0));
        if self.bangla { format!("{}%", self.digits(&number)) } else { format!("{number} %") }
    }

    fn change(self, percent: f64) -> String {
        let sign = if percent > 0.0 {
            "+"
        } else if percent < 0.0 {
            "−"
        } else {
            ""
        };
        format!("{sign}{}", self.percent(math::abs(percent) / 100.0))
    }

    fn words(self, id: &str) -> Words {
        Words {
            id: id.to_owned(),
            lang: self.code,
            takeaway: self.say("যা ছবিটা বলে, এক বাক্যে", "What it tells, <in> one sentence"),
            caption: self.say("ছবিতে যা আছে", "What it shows"),
            alt: self.say("যাঁরা দেখতে পান না, তাঁদের জন্য", "For those who do not see it & more"),
            table: Table { head: vec!["a".to_owned()], rows: vec![vec!["b".to_owned()]] },
        }
    }
}

const fn at(hour: u32, minute: u32) -> f64 {
    (hour * 3600 + minute * 60) as f64
}

fn all(fonts: &Fonts) -> Vec<(String, Drawing)> {
    type Chart = fn(Tongue, &Fonts) -> Drawing;
    let charts: [(&str, Chart); 12] = [
        ("timeline", incident::timeline),
        ("hypotheses", evidence::hypotheses),
        ("effects", evidence::effects),
        ("cafeteria", incident::cafeteria),
        ("series", evidence::series),
        ("scale", designs::scale),
        ("masking", designs::masking),
        ("waves", designs::waves),
        ("tornado", designs::tornado),
        ("measured", measured::beside_model),
        ("gaps", measured::with_gaps),
        ("heat", designs::heat),
    ];
    let pairs = TONGUES.into_iter().flat_map(|tongue| charts.into_iter().map(move |pair| (tongue, pair)));
    let drawn = |(tongue, (name, chart)): (Tongue, (&str, Chart))| {
        let wide = chart(tongue, fonts);
        let narrow = wide.narrow.as_deref().cloned().expect("every chart has a form for phones");
        let name = format!("{name}-{}", tongue.code);
        [(format!("{name}-narrow"), narrow), (name, wide)]
    };
    pairs.flat_map(drawn).collect()
}

#[test]
fn no_label_touches_another_leaves_the_picture_or_is_struck_through() {
    let fonts = Fonts::embedded();
    let mut found = String::new();
    for (name, drawing) in all(&fonts) {
        for fault in faults(&drawing, &fonts) {
            let _ = writeln!(found, "{name}: {fault}");
        }
        for label in &drawing.labels {
            assert!(label.size >= 12.0, "{name}: `{}` is too small", label.text);
            assert!(fonts.uncovered(&label.text).is_empty(), "{name}: `{}`", label.text);
        }
    }
    assert_eq!(found, "");
}

#[test]
fn pictures_are_well_formed_without_inline_styles_and_the_same_every_time() {
    let fonts = Fonts::embedded();
    for ((name, drawing), (_, again)) in all(&fonts).into_iter().zip(all(&fonts)) {
        let (text, paths) = (drawing.svg_text(&drawing.id, "wide", None), drawing.svg_paths(&fonts));
        assert_eq!((&text, &paths), (&again.svg_text(&again.id, "wide", None), &again.svg_paths(&fonts)), "{name}");
        for svg in [&text, &paths] {
            well_formed(svg).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            assert!(!svg.contains("style="), "{name}");
        }
        assert!(!paths.contains("<text") && !paths.contains("class="), "{name}");
        assert_eq!(text.matches("<text").count(), drawing.labels.len(), "{name}");
        dump(&name, [("text", &text), ("paths", &paths)]);
    }
}

/// Leaves the pictures where a person can look at them: `nidan-charts-…` among the temporary files, one folder for each
/// place the sources lie in, so that two checkouts do not overwrite each other. That a folder belongs to someone else
/// is no fault of a chart.
fn dump(name: &str, svgs: [(&str, &String); 2]) {
    let mut place = Hasher::default();
    place.text(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::temp_dir().join(format!("nidan-charts-{:08x}", place.finish().word() >> 32));
    if std::fs::DirBuilder::new().recursive(true).create(&folder).is_err() {
        return;
    }
    for (suffix, svg) in svgs {
        if let Ok(mut file) = std::fs::File::create(folder.join(format!("{name}-{suffix}.svg"))) {
            file.write_all(svg.as_bytes()).unwrap();
        }
    }
}

/// Checks that tags nest, attributes are quoted and no bare `<` or `&` stands in text.
fn well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some((text, after)) = rest.split_once('<') {
        for (_, entity) in
            text.split('&').skip(1).map(|tail| tail.split_once(';').map_or((tail, ""), |(name, _)| (tail, name)))
        {
            if !["amp", "lt", "gt", "quot", "#39"].contains(&entity) {
                return Err(format!("bare & in {text:?}"));
            }
        }
        let (tag, after) = after.split_once('>').ok_or("a tag does not end")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        if tag.matches('"').count() % 2 != 0 || tag.contains('<') {
            return Err(format!("quotes of <{tag}>"));
        }
        if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap_or_default());
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("open: {open:?}")) }
}
