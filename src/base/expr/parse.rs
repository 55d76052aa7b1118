//! Text to expression, by recursive descent: `and` < comparison < sum < product < value.

use super::{Dim, Expr, Operator, Quantity};
use crate::base::source::Span;

/// Nesting beyond this is refused, so that no text can exhaust the stack.
const DEPTH_LIMIT: usize = 40;

/// So is a longer one: `1 + 1 + …` nests to the left.
const LENGTH_LIMIT: usize = 500;

/// What went wrong and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// Parses an expression that stands at `span`; positions inside it follow from the text.
///
/// # Errors
/// The first place that cannot be read.
pub fn parse(text: &str, span: Span) -> Result<Expr, ParseError> {
    let mut parser = Parser { text, at: 0, base: span, depth: 0, values: 0 };
    let expr = parser.conjunction()?;
    parser.skip_space();
    match parser.rest().chars().next() {
        None => Ok(expr),
        Some(_) => Err(parser.unexpected()),
    }
}

/// Parses one number with its unit, such as `20m`, `30%`, `0.3/s`, `15:13` or `1.5`.
pub fn parse_quantity(text: &str) -> Option<Quantity> {
    let (number, length) = scan_number(text)?;
    let (quantity, unit_length) = with_unit(number, &text[length..])?;
    (length + unit_length == text.len()).then_some(quantity)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    base: Span,
    depth: usize,
    values: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let base = self.base.start as usize;
        // A quoted scalar may hold escapes, so its text can be longer than its place: stay inside.
        let clamp = |at: usize| (base + at).min(self.base.end as usize);
        Span::new(self.base.file, clamp(start)..clamp(end))
    }

    fn error(&self, at: usize, message: &str) -> ParseError {
        let width = self.text[at..].chars().next().map_or(0, char::len_utf8);
        ParseError { message: message.to_owned(), span: self.span(at, at + width) }
    }

    /// Says what stands where the expression should have ended.
    fn unexpected(&self) -> ParseError {
        let rest = self.rest();
        let word = if rest.starts_with('%') { "%" } else { &rest[..name_length(rest)] };
        if is_unit(word) {
            return self.error(self.at, &format!("`{word}` is not expected here; {UNIT_FOLLOWS}"));
        }
        let next = rest.chars().next().unwrap_or_default();
        self.error(self.at, &format!("`{next}` is not expected here"))
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, token: &str) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    fn conjunction(&mut self) -> Result<Expr, ParseError> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(self.error(self.at, "nested too deeply"));
        }
        let start = self.at;
        let mut left = self.comparison()?;
        while self.eat("and ") {
            let right = self.comparison()?;
            left = self.binary(Operator::And, left, right, start);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn binary(&self, operator: Operator, left: Expr, right: Expr, start: usize) -> Expr {
        Expr::Binary(operator, Box::new(left), Box::new(right), self.span(start, self.at))
    }

    fn level(
        &mut self,
        operators: &[(&str, Operator)],
        next: fn(&mut Self) -> Result<Expr, ParseError>,
    ) -> Result<Expr, ParseError> {
        self.skip_space();
        let start = self.at;
        let mut left = next(self)?;
        while let Some((_, operator)) = operators.iter().find(|(token, _)| self.eat(token)) {
            let right = next(self)?;
            left = self.binary(*operator, left, right, start);
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Result<Expr, ParseError> {
        let operators =
            [(">=", Operator::AtLeast), ("<=", Operator::AtMost), (">", Operator::Above), ("<", Operator::Below)];
        self.level(&operators, Self::sum)
    }

    fn sum(&mut self) -> Result<Expr, ParseError> {
        self.level(&[("+", Operator::Add), ("-", Operator::Sub)], Self::product)
    }

    fn product(&mut self) -> Result<Expr, ParseError> {
        self.level(&[("*", Operator::Mul), ("/", Operator::Div)], Self::value)
    }

    fn value(&mut self) -> Result<Expr, ParseError> {
        self.skip_space();
        let start = self.at;
        self.values += 1;
        if self.values > LENGTH_LIMIT {
            return Err(self.error(start, &format!("an expression has at most {LENGTH_LIMIT} values and names")));
        }
        if self.eat("(") {
            let inner = self.conjunction()?;
            return if self.eat(")") { Ok(inner) } else { Err(self.error(self.at, "a `)` is missing")) };
        }
        if let Some((number, length)) = scan_number(self.rest()) {
            self.at += length;
            let Some((quantity, unit)) = with_unit(number, self.rest()) else {
                let word: String = self.rest().chars().take_while(|c| c.is_alphanumeric()).collect();
                return Err(self.error(self.at, &format!("unknown unit `{word}`; {UNIT_FOLLOWS}")));
            };
            self.at += unit;
            return Ok(Expr::Const(quantity));
        }
        let length = name_length(self.rest());
        if length == 0 {
            let message = if self.rest().starts_with('-') {
                "a value has no sign of its own: write a difference as `a - b`"
            } else {
                "a number, a name or `(` is expected here"
            };
            return Err(self.error(start, message));
        }
        let name = self.rest()[..length].to_owned();
        self.at += length;
        if self.rest().starts_with('(') {
            self.at += 1;
            return self.call(name, start);
        }
        Ok(Expr::Name(name, self.span(start, self.at)))
    }

    fn call(&mut self, name: String, start: usize) -> Result<Expr, ParseError> {
        let mut arguments = Vec::new();
        loop {
            arguments.push(self.conjunction()?);
            if self.eat(")") {
                return Ok(Expr::Call(name, arguments, self.span(start, self.at)));
            }
            if !self.eat(";") && !self.eat(",") {
                return Err(self.error(self.at, "a `;` or `)` is expected here"));
            }
        }
    }
}

/// What someone who parts a number from its unit, or who makes one up, has to know.
const UNIT_FOLLOWS: &str = "a unit follows its number directly: `20m`, `2ms`, `40/s`, `30%`";

/// Says whether a word is a unit, and so no name that stands alone.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS.iter().any(|(unit, _, _)| *unit == word)
}

/// Says of a name that it is a unit without its number.
pub(super) fn parted_unit(name: &str) -> Option<String> {
    is_unit(name).then(|| format!("unknown name `{name}`; {UNIT_FOLLOWS}"))
}

fn name_length(text: &str) -> usize {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.' || c == '-';
    let first = text.chars().next();
    if !first.is_some_and(|c| c.is_ascii_alphabetic()) {
        return 0;
    }
    // A hyphen belongs to a name only between letters, so that `a - b` and `a-1` stay differences.
    let bytes = text.as_bytes();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let hyphen_in_name = c != '-' || bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
        if !fits(c) || !hyphen_in_name {
            break;
        }
        end = at + 1;
    }
    end
}

fn scan_number(text: &str) -> Option<(f64, usize)> {
    let length = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    // `5..110` is a range, not a number.
    let digits = text[..length].split("..").next()?;
    let number: f64 = digits.parse().ok().filter(|_| digits.starts_with(|c: char| c.is_ascii_digit()))?;
    Some((number, digits.len()))
}

const UNITS: [(&str, f64, Dim); 15] = [
    ("%/min", 0.01 / 60.0, Dim::RATE),
    ("%/h", 0.01 / 3600.0, Dim::RATE),
    ("%/s", 0.01, Dim::RATE),
    ("/min", 1.0 / 60.0, Dim::RATE),
    ("/h", 1.0 / 3600.0, Dim::RATE),
    ("/s", 1.0, Dim::RATE),
    ("%", 0.01, Dim::Share),
    ("us", 1e-6, Dim::DURATION),
    ("ms", 1e-3, Dim::DURATION),
    ("min", 60.0, Dim::DURATION),
    ("s", 1.0, Dim::DURATION),
    ("m", 60.0, Dim::DURATION),
    ("h", 3600.0, Dim::DURATION),
    ("d", 86_400.0, Dim::DURATION),
    ("k", 1000.0, Dim::NUMBER),
];

/// Reads the unit that follows a number; a number without one is plain. `15:13` is a time of day.
fn with_unit(number: f64, rest: &str) -> Option<(Quantity, usize)> {
    if let Some(minutes) = rest.strip_prefix(':') {
        let digits = minutes.get(..2).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        let minutes: f64 = digits.parse().ok().filter(|minutes| *minutes < 60.0)?;
        let whole_hour = number < 48.0 && number - libm::floor(number) < 1e-9;
        return whole_hour.then_some((Quantity { value: number * 3600.0 + minutes * 60.0, dim: Dim::Instant }, 3));
    }
    let ends = |length: usize| !rest[length..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    for (unit, factor, dim) in UNITS {
        if rest.starts_with(unit) && ends(unit.len()) {
            // Dividing by whole numbers keeps `2ms` the float nearest to 0.002.
            let value =
                if factor < 1.0 && dim != Dim::RATE { number / libm::round(1.0 / factor) } else { number * factor };
            return Some((Quantity { value, dim }, unit.len()));
        }
    }
    let bare = !rest.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '%');
    bare.then_some((Quantity { value: number, dim: Dim::NUMBER }, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;

    fn read(text: &str) -> Result<Expr, ParseError> {
        let mut sources = SourceMap::default();
        let file = sources.add("t", text);
        parse(text, Span::new(file, 0..text.len()))
    }

    #[test]
    fn quantities_have_units() {
        let value = |text| parse_quantity(text).map(|quantity| (quantity.value, quantity.dim));
        assert_eq!(value("20m"), Some((1200.0, Dim::DURATION)));
        assert_eq!(value("2ms"), Some((0.002, Dim::DURATION)));
        assert_eq!(value("20us"), Some((0.00002, Dim::DURATION)));
        assert_eq!(value("30%"), Some((0.3, Dim::Share)));
        assert_eq!(value("0.3/s"), Some((0.3, Dim::RATE)));
        assert_eq!(value("15:13"), Some((54_780.0, Dim::Instant)));
        assert_eq!(value("96"), Some((96.0, Dim::NUMBER)));
        assert_eq!(value("20 m"), None);
        assert_eq!(value("20q"), None);
        assert_eq!(value("15:73"), None);
    }

    #[test]
    fn min_is_a_function_and_m_the_minute() {
        assert!(
            matches!(read("min(2m; 30s)"), Ok(Expr::Call(name, arguments, _)) if name == "min" && arguments.len() == 2)
        );
    }

    #[test]
    fn hyphens_belong_to_names_only_between_letters() {
        assert!(matches!(read("break-glass"), Ok(Expr::Name(name, _)) if name == "break-glass"));
        assert!(matches!(read("n-1"), Ok(Expr::Binary(Operator::Sub, ..))));
    }

    #[test]
    fn a_mistake_is_named_at_its_place() {
        let error = read("2ms + 20qs * n").expect_err("the unit is wrong");
        assert_eq!((error.span.start, error.span.end), (8, 9));
        assert!(read(&"(".repeat(1000)).is_err());
        assert!(read("1 +").is_err());
        assert!(read("").is_err());
    }
}
