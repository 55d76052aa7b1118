//! `nidan search`: the knowledge base asked from the terminal, with the answers that its pages give.

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Failure, Outcome, open};
use crate::base::lang::Lang;
use crate::base::source::display_width;
use crate::model::redact;
use crate::search::{Answer, Facet, Filters, Index, Kind, Marks, Query, Snippet, marks, snippets};
use crate::text::Texts;
use crate::typography::Fonts;
use crate::ui::{self, Format};
use crate::view::Press;
use crate::view::findable::{Listed, findable};

/// How many reports are printed for people when nothing else is asked for.
const MOST: usize = 10;

/// Find reports by their words, in Bangla or English
///
/// A report has to have every word; when none has, those with the most of them are shown. The last word may be the beginning of
/// one. Without words, all reports that the filters leave are listed. A filter that is given twice takes either value.
#[derive(Args, Debug)]
pub struct SearchArgs {
    /// What to look for
    words: Vec<String>,
    /// Language of the texts that are searched; by the letters of the words when left out
    #[arg(long, value_name = "bn|en", value_parser = lang)]
    lang: Option<Lang>,
    /// Only reports of this severity
    #[arg(long, value_name = "SEV1..SEV4")]
    severity: Vec<String>,
    /// Only reports on this service
    #[arg(long, value_name = "NAME")]
    service: Vec<String>,
    /// Only reports with this factor
    #[arg(long, value_name = "ID")]
    factor: Vec<String>,
    /// Only reports with this tag
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// Only reports of this year
    #[arg(long, value_name = "YEAR")]
    year: Vec<String>,
    /// Only reports of this stage: draft, review, published, closed
    #[arg(long, value_name = "STAGE")]
    stage: Vec<String>,
    /// How many reports are printed at most; all of them as JSON, 10 for people when left out
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

fn lang(code: &str) -> Result<Lang, String> {
    let known: Vec<&str> = Lang::ALL.into_iter().map(Lang::code).collect();
    Lang::from_code(code).ok_or_else(|| format!("possible: {}", known.join(", ")))
}

impl SearchArgs {
    fn filters(&self) -> Filters {
        let mut filters = Filters::default();
        for facet in Facet::ALL {
            let values = match facet {
                Facet::Severity => &self.severity,
                Facet::Service => &self.service,
                Facet::Factor => &self.factor,
                Facet::Tag => &self.tag,
                Facet::Year => &self.year,
                Facet::Stage => &self.stage,
            };
            for value in values {
                filters.choose(facet, value);
            }
        }
        filters
    }

    /// Returns the language to search: Bangla letters ask for Bangla where the knowledge base has it.
    fn lang(&self, known: &[Lang]) -> Lang {
        let words = self.words.concat();
        let in_letters = |lang: &Lang| words.chars().any(|c| Texts::writes(*lang, c));
        let by_letters = || Lang::ALL.into_iter().filter(|lang| known.contains(lang)).find(in_letters);
        self.lang.or_else(by_letters).or(known.first().copied()).unwrap_or(Lang::EN)
    }
}

/// Carries out `search`.
///
/// # Errors
/// When the knowledge base cannot be found, or a filter names what no report has.
pub fn run(args: &SearchArgs, context: &Context) -> Result<Outcome, Failure> {
    let mut opened = match open(context)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    if opened.report.has_errors() {
        return Ok(opened.settle(context));
    }
    let Some(as_of) = opened.kb.newest_date() else {
        return Err(Failure::new("the knowledge base holds no incident", "add one under `incidents/`"));
    };
    let edition = redact(&opened.kb, opened.kb.settings.audience, as_of);
    let texts = Texts::replaced(args.lang(&opened.kb.settings.languages), &edition.overrides);
    let fonts = Fonts::embedded();
    let press = Press { edition: &edition, texts: &texts, fonts: &fonts, pdf: false };
    let index = Index::new(findable(press));
    let filters = args.filters();
    if let Some((facet, value, known)) = filters.unknown(&index) {
        return Err(unknown(facet, value, &known));
    }
    let words = args.words.join(" ");
    let asked = Asked { query: Query::new(&words), words, lang: texts.lang(), index: &index };
    let answer = asked.query.answer(&index, &filters);
    match context.format {
        Format::Human => ui::result(&asked.text(&answer, args.limit.unwrap_or(MOST))),
        Format::Json => ui::result(&asked.value(&answer, args.limit.unwrap_or(usize::MAX)).to_string()),
    }
    Ok(Outcome::Done)
}

fn unknown(facet: Facet, value: &str, known: &[String]) -> Failure {
    let hint = match crate::base::diag::nearest(value, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", known.join(", ")),
    };
    Failure::new(format!("no report has the {} `{value}`", facet.word()), hint)
}

/// A question and where its answers come from.
struct Asked<'a> {
    query: Query,
    words: String,
    lang: Lang,
    index: &'a Index,
}

impl Asked<'_> {
    fn text(&self, answer: &Answer, most: usize) -> String {
        let all = answer.found.len();
        let mut lines = vec![self.headline(answer)];
        let shown: Vec<&Listed> =
            answer.found.iter().take(most).map(|found| &self.index.reports[found.report]).collect();
        for listed in &shown {
            lines.push(String::new());
            lines.push(ui::bold(&listed.title.text, &marks(&self.query, &listed.title.text)));
            let day = listed.day.as_ref().map(|(_, day)| day.clone());
            let facts = listed.severity.iter().cloned().chain(day).chain([listed.id.clone()]);
            lines.push(format!("  {}", facts.collect::<Vec<_>>().join("  ")));
            let snippets = snippets(&self.query, listed);
            let width = snippets.iter().map(|snippet| display_width(&label(snippet))).max().unwrap_or(0);
            lines.extend(snippets.iter().map(|snippet| line(snippet, width)));
        }
        if all > shown.len() {
            lines.extend([String::new(), format!("{} more: `--limit {all}` shows them", all - shown.len())]);
        }
        lines.join("\n")
    }

    fn headline(&self, answer: &Answer) -> String {
        let all = self.index.reports.len();
        let reports = if all == 1 { "report" } else { "reports" };
        match answer.found.len() {
            0 => format!("none of {all} {reports}"),
            some if answer.partial => format!("no report has every word; {some} of {all} {reports} with most of them"),
            some => format!("{some} of {all} {reports}"),
        }
    }

    fn value(&self, answer: &Answer, most: usize) -> Value {
        let results = answer.found.iter().take(most).map(|found| {
            let listed = &self.index.reports[found.report];
            json!({
                "id": listed.id,
                "title": listed.title.text,
                "marks": ranges(&listed.title.text, &marks(&self.query, &listed.title.text)),
                "day": listed.day.as_ref().map(|(day, _)| day.to_string()),
                "severity": listed.severity,
                "stage": listed.stage.0,
                "services": listed.services,
                "tags": listed.tags,
                "page": listed.path,
                "score": found.score,
                "passages": snippets(&self.query, listed).iter().map(|one| passage(one, listed)).collect::<Vec<_>>(),
            })
        });
        json!({
            "query": self.words,
            "lang": self.lang.code(),
            "reports": self.index.reports.len(),
            "found": answer.found.len(),
            "partial": answer.partial,
            "results": results.collect::<Vec<_>>(),
        })
    }
}

/// Names where a passage stands, as the files of incidents do.
fn label(snippet: &Snippet<'_>) -> String {
    match snippet.place.kind {
        Kind::Summary => "summary".to_owned(),
        Kind::Factor | Kind::Lesson => snippet.place.anchor(),
    }
}

fn line(snippet: &Snippet<'_>, width: usize) -> String {
    let label = label(snippet);
    let gap = " ".repeat(width - display_width(&label) + 2);
    format!("  {label}{gap}{}", ui::bold(&snippet.text, &snippet.marks))
}

fn passage(snippet: &Snippet<'_>, listed: &Listed) -> Value {
    let anchor = snippet.place.anchor();
    json!({
        "page": format!("{}#{anchor}", listed.path),
        "anchor": anchor,
        "text": snippet.text,
        "lang": snippet.place.said.borrowed,
        "marks": ranges(&snippet.text, &snippet.marks),
    })
}

/// Counts in characters what is marked in bytes.
fn ranges(text: &str, marks: &Marks) -> Vec<[usize; 2]> {
    let place = |at: usize| text[..at].chars().count();
    marks.iter().map(|mark| [place(mark.start), place(mark.end)]).collect()
}
