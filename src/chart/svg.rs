//! A drawing as SVG: with text for pages, with glyph paths for print and pixels.

use core::fmt::{self, Display, Formatter, Write as _};

use crate::base::math;
use crate::chart::canvas::label_width;
use crate::chart::drawing::{Anchor, Drawing, Label, Point, Role, Shape};
use crate::typography::{Fonts, Outline, Weight};

/// How roles become colours.
#[derive(Clone, Copy)]
enum Paint {
    /// By class, from a style sheet.
    Class,
    /// By attribute, on white paper.
    Light,
}

impl Drawing {
    /// Returns the picture for an HTML page: text stays text, colours come from `assets/css/chart.css` by class.
    ///
    /// There is no `style` attribute, so it stands under a content security policy without inline styles. `id` is unique on
    /// the page, `class` says which form of the picture it is. With `fitted`, each label is drawn as wide as it was measured
    /// in these fonts: for a page that cannot bring them, so that none touches another in the reader's own.
    pub fn svg_text(&self, id: &str, class: &str, fitted: Option<&Fonts>) -> String {
        let id = xml_id(id);
        let (width, height) = (number(self.width), number(self.height));
        let (title, desc) = (escape(&self.takeaway), escape(&self.alt));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {class}\" role=\"img\" lang=\"{lang}\" \
             aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\">\n<title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{desc}</desc>\n",
            lang = escape(self.lang),
        );
        for shape in &self.shapes {
            push_shape(&mut svg, shape, Paint::Class);
        }
        for label in &self.labels {
            push_text(&mut svg, label, fitted);
        }
        svg.push_str("</svg>\n");
        svg
    }

    /// Returns the picture for PDF and pixels: light colours as attributes, labels as glyph outlines.
    pub fn svg_paths(&self, fonts: &Fonts) -> String {
        let (width, height) = (number(self.width), number(self.height));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\">\n",
        );
        for shape in &self.shapes {
            push_shape(&mut svg, shape, Paint::Light);
        }
        for label in &self.labels {
            push_outline(&mut svg, label, fonts);
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn push_shape(svg: &mut String, shape: &Shape, paint: Paint) {
    // Writing to a string cannot fail.
    let _ = match shape {
        Shape::Line { points, width, dashed, role } => {
            let stroke = paint.stroke(*role);
            let dash = if *dashed { " stroke-dasharray=\"4 3\"" } else { "" };
            svg.push_str("<path d=\"");
            paint.push_path(svg, points);
            writeln!(svg, "\" {stroke} stroke-width=\"{}\"{dash}/>", number(*width))
        }
        Shape::Area { points, opacity, role } => {
            let fill = paint.fill(*role);
            let opacity =
                if *opacity < 1.0 { format!(" fill-opacity=\"{}\"", hundredths(*opacity)) } else { String::new() };
            svg.push_str("<path d=\"");
            paint.push_path(svg, points);
            writeln!(svg, "Z\" {fill}{opacity}/>")
        }
        Shape::Dot { at, radius, filled, role } => {
            let style =
                if *filled { paint.fill(*role) } else { format!("{} stroke-width=\"1.5\"", paint.stroke(*role)) };
            let (x, y, radius) = (number(at.0), number(at.1), number(*radius));
            writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {style}/>")
        }
    };
}

fn push_text(svg: &mut String, label: &Label, fonts: Option<&Fonts>) {
    let class = class(label.role);
    let bold = if label.bold { " bold" } else { "" };
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let (x, y, size, text) = (number(label.at.0), number(label.at.1), number(label.size), escape(&label.text));
    let length = fonts.map(|fonts| {
        let width = number(label_width(fonts, &label.text, label.size, label.bold));
        format!(" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"")
    });
    let length = length.unwrap_or_default();
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{y}\" class=\"fill {class}{bold}\" font-size=\"{size}\"{anchor}{length}>{text}</text>"
    );
}

fn push_outline(svg: &mut String, label: &Label, fonts: &Fonts) {
    let width = label_width(fonts, &label.text, label.size, label.bold);
    let x = match label.anchor {
        Anchor::Start => label.at.0,
        Anchor::Middle => label.at.0 - width / 2.0,
        Anchor::End => label.at.0 - width,
    };
    let weight = if label.bold { Weight::SemiBold } else { Weight::Regular };
    for Outline { path, at, scale } in fonts.outlines(&label.text, label.size, weight, (x, label.at.1)) {
        let (x, y, fill) = (hundredths(at.0), hundredths(at.1), light(label.role));
        let _ = writeln!(svg, "<path transform=\"matrix({scale} 0 0 {scale} {x} {y})\" d=\"{path}\" fill=\"{fill}\"/>");
    }
}

impl Paint {
    fn push_path(self, svg: &mut String, points: &[Point]) {
        match self {
            Self::Class => push_steps(svg, points),
            Self::Light => push_points(svg, points),
        }
    }

    fn stroke(self, role: Role) -> String {
        match self {
            Self::Class => format!("class=\"stroke {}\"", class(role)),
            Self::Light => format!("fill=\"none\" stroke=\"{}\" stroke-linejoin=\"round\"", light(role)),
        }
    }

    fn fill(self, role: Role) -> String {
        match self {
            Self::Class => format!("class=\"fill {}\"", class(role)),
            Self::Light => format!("fill=\"{}\"", light(role)),
        }
    }
}

const fn class(role: Role) -> &'static str {
    match role {
        Role::Axis => "c-axis",
        Role::Grid => "c-grid",
        Role::Ink => "c-ink",
        Role::Muted => "c-muted",
        Role::Main => "c-main",
        Role::Second => "c-second",
        Role::Third => "c-third",
        Role::Good => "c-good",
        Role::Bad => "c-bad",
        Role::Open => "c-open",
        Role::Record => "c-record",
        Role::Band => "c-band",
        Role::Paper => "c-paper",
    }
}

/// The light colours; a test holds them equal to those of `chart.css`.
const fn light(role: Role) -> &'static str {
    match role {
        Role::Axis => "#8b949c",
        Role::Grid => "#dfe3e6",
        Role::Ink => "#1a1e22",
        Role::Muted => "#59626b",
        Role::Main => "#1d5fa6",
        Role::Second => "#a85b00",
        Role::Third => "#6c4a9e",
        Role::Good => "#1c7a50",
        Role::Bad => "#bf2f2b",
        Role::Open => "#85670a",
        Role::Record => "#2c3238",
        Role::Band => "#eef1f3",
        Role::Paper => "#ffffff",
    }
}

fn push_points(path: &mut String, points: &[Point]) {
    for (index, (x, y)) in points.iter().enumerate() {
        path.push(if index == 0 { 'M' } else { 'L' });
        let _ = write!(path, "{} {}", number(*x), number(*y));
    }
}

/// Writes a path as a point and the steps from there, which are shorter than points. Each step leads to the rounded
/// point exactly, so that no error adds up.
fn push_steps(path: &mut String, points: &[Point]) {
    let mut last = (0, 0);
    for (index, point) in points.iter().enumerate() {
        let (Tenths(x), Tenths(y)) = (number(point.0), number(point.1));
        match index {
            0 => path.push('M'),
            1 => path.push('l'),
            _ => push_gap(path, x - last.0),
        }
        push_tenths(path, x - last.0);
        push_gap(path, y - last.1);
        push_tenths(path, y - last.1);
        last = (x, y);
    }
}

/// A minus parts two numbers as well as a space does.
fn push_gap(path: &mut String, next: i64) {
    if next >= 0 {
        path.push(' ');
    }
}

fn push_tenths(path: &mut String, tenths: i64) {
    if tenths < 0 {
        path.push('-');
    }
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if whole > 0 || rest == 0 {
        push_digits(path, whole);
    }
    if rest > 0 {
        path.push('.');
        push_digits(path, rest);
    }
}

fn push_digits(path: &mut String, number: u64) {
    if number > 9 {
        push_digits(path, number / 10);
    }
    path.push(char::from(b'0' + (number % 10) as u8));
}

/// Rounds to one decimal.
fn number(value: f64) -> Tenths {
    Tenths(math::round(value * 10.0) as i64)
}

/// A number with one decimal at most: a picture has thousands, and as whole numbers they print in a fraction of the time.
struct Tenths(i64);

impl Display for Tenths {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        match (self.0.abs() / 10, self.0.abs() % 10) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (whole, rest) => write!(f, "{sign}{whole}.{rest}"),
        }
    }
}

fn hundredths(value: f64) -> f64 {
    math::round(value * 100.0) / 100.0
}

/// Makes an id that an attribute list can name: no spaces, no characters of markup.
fn xml_id(id: &str) -> String {
    let plain = |char: char| if char.is_ascii_alphanumeric() || char == '-' { char } else { '-' };
    format!("chart-{}", id.chars().map(plain).collect::<String>())
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML 1.0 has no other control characters, not even escaped.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_has_the_same_light_colours() {
        let css = include_str!("../../assets/css/chart.css");
        let light_part = css.split("@media").next().unwrap();
        let roles = [Role::Axis, Role::Grid, Role::Ink, Role::Muted, Role::Main, Role::Second, Role::Third];
        for role in roles.into_iter().chain([Role::Good, Role::Bad, Role::Open, Role::Record, Role::Band]) {
            let name = class(role).trim_start_matches("c-");
            assert!(light_part.contains(&format!("--chart-{name}: {};", light(role))), "{name}");
            assert!(css.contains(&format!(".chart .{}", class(role))), "{name}");
        }
    }

    #[test]
    fn markup_in_words_is_escaped_and_controls_are_left_out() {
        assert_eq!(escape("a < b & \"c\" > 'd'\u{1}"), "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
        assert_eq!(xml_id("designs/onset \"x\""), "chart-designs-onset--x-");
    }

    #[test]
    fn a_path_in_steps_goes_through_the_rounded_points() {
        let steps = |points: &[Point]| {
            let mut path = String::new();
            push_steps(&mut path, points);
            path
        };
        assert_eq!(steps(&[(1.04, 20.0), (1.0, 19.5), (11.25, 19.5), (11.0, 30.06)]), "M1 20l0-.5 10.3 0-.3 10.6");
        assert_eq!(steps(&[]), "");
    }

    #[test]
    fn numbers_have_one_decimal_and_no_minus_zero() {
        assert_eq!(number(-0.01).to_string(), "0");
        for tenths in -2500..2500 {
            let value = f64::from(tenths) / 10.0;
            assert_eq!(number(value + 0.04).to_string(), value.to_string());
        }
    }
}
