//! Long prose beside the YAML: `incident.bn.md` holds texts under headings that are their paths (`## lessons/drill`).

use unicode_normalization::UnicodeNormalization;

use super::{characters, decode, rules};
use crate::base::diag::{Diagnostic, Report};
use crate::base::lang::Lang;
use crate::base::source::{SourceId, Span};
use crate::model::Prose;

/// One section of one language.
struct Section {
    lang: Lang,
    path: String,
    heading: Span,
    body: Prose,
    taken: bool,
}

/// The sections of all languages of an incident, and the paths that were asked for.
#[derive(Default)]
pub(crate) struct Sections {
    sections: Vec<Section>,
    known: Vec<String>,
}

/// A text found in a section.
pub(crate) struct Found {
    /// Its language.
    pub(crate) lang: Lang,
    /// The text.
    pub(crate) prose: Prose,
    /// The heading above it.
    pub(crate) heading: Span,
}

impl Sections {
    /// Reads the file of one language.
    pub(crate) fn read(&mut self, lang: Lang, file: SourceId, text: &str, report: &mut Report) {
        characters::check(file, text, report);
        let headings = headings(file, text, report);
        let first = headings.first().map_or(text.len(), |heading| heading.start as usize);
        // A heading of another level has been told of by itself.
        let mut lines = text[..first].split_inclusive('\n').scan(0, |end, line| {
            *end += line.len();
            Some((*end - line.trim_start().len(), line))
        });
        let stray = lines.find(|(_, line)| !line.trim().is_empty() && !is_heading(line.trim_end()));
        if let Some((at, _)) = stray {
            let end = at + text[at..first].trim_end().len();
            let message = "text before the first `## ` section belongs to nothing";
            let finding = Diagnostic::error(rules::PROSE_LAYOUT, Span::new(file, at..end), message);
            report.push(finding.hint("put a heading with the path of the text above it, such as `## summary`"));
        }
        for (nth, heading) in headings.iter().enumerate() {
            let end = headings.get(nth + 1).map_or(text.len(), |next| next.start as usize);
            self.add(lang, *heading, &text[..end], report);
        }
    }

    /// Adds the section whose heading is given; `text` ends where the section ends.
    fn add(&mut self, lang: Lang, heading: Span, text: &str, report: &mut Report) {
        let path = text[heading.start as usize + 2..heading.end as usize].trim().to_owned();
        if let Some(first) = self.sections.iter().find(|section| section.lang == lang && section.path == path) {
            let finding = Diagnostic::error(rules::TEXT_TWICE, heading, format!("the section `{path}` stands twice"));
            report.push(finding.related(first.heading, "first here").hint("keep one of them"));
            return;
        }
        let after = &text[heading.end as usize..];
        let body = after.trim();
        if body.is_empty() {
            let finding = Diagnostic::error(rules::EMPTY_SECTION, heading, format!("the section `{path}` is empty"));
            report.push(finding.hint("write the text below the heading, or delete the heading"));
        }
        let start = heading.end as usize + (after.len() - after.trim_start().len());
        let span = Span::new(heading.file, start..start + body.len());
        let markdown = body.replace("\r\n", "\n").nfc().collect();
        self.sections.push(Section { lang, path, heading, body: Prose { markdown, span }, taken: false });
    }

    /// Takes the texts of a path; the path counts as known from now on.
    pub(crate) fn take(&mut self, path: &str) -> Vec<Found> {
        self.known.push(path.to_owned());
        let mut found = Vec::new();
        for section in self.sections.iter_mut().filter(|section| section.path == path) {
            section.taken = true;
            if !section.body.markdown.is_empty() {
                found.push(Found { lang: section.lang, prose: section.body.clone(), heading: section.heading });
            }
        }
        found
    }

    /// Returns the places of the texts of a path and of those below it.
    pub(crate) fn spans_under(&self, path: &str) -> Vec<Span> {
        let below = |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.sections.iter().filter(|section| below(&section.path)).map(|section| section.body.span).collect()
    }

    /// Says whether a path has a section in any language.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.sections.iter().any(|section| section.path == path)
    }

    /// Ends the reading: a section that no text asked for is an error.
    pub(crate) fn finish(self, report: &mut Report) {
        let known: Vec<&str> = self.known.iter().map(String::as_str).collect();
        for section in self.sections.iter().filter(|section| !section.taken) {
            let message = format!("the section `{}` is the path of no text", section.path);
            let finding = Diagnostic::error(rules::UNKNOWN_SECTION, section.heading, message).label("no such path");
            report.push(decode::with_nearest(finding, &section.path, &known, "paths of this incident"));
        }
    }
}

/// Finds the lines that start a section, outside code; headings of other levels are errors.
fn headings(file: SourceId, text: &str, report: &mut Report) -> Vec<Span> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let span = Span::new(file, start..start + words.len());
        start += line.len();
        let mark = ["```", "~~~"].into_iter().find(|mark| words.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) if words.starts_with("## ") => found.push(span),
            (None, None) if is_heading(words) => {
                let finding = Diagnostic::error(rules::PROSE_LAYOUT, span, "a heading of another level than `## `");
                report.push(finding.hint("texts have no headings of their own; `## ` starts the text of a path"));
            }
            (Some(_), _) | (None, None) => {}
        }
    }
    found
}

fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceMap;

    fn read(text: &str) -> (SourceMap, Sections, Report) {
        let mut sources = SourceMap::default();
        let file = sources.add("incident.bn.md", text);
        let (mut sections, mut report) = (Sections::default(), Report::default());
        sections.read(Lang::BN, file, text, &mut report);
        (sources, sections, report)
    }

    #[test]
    fn sections_are_cut_at_their_headings() {
        let (sources, mut sections, report) =
            read("## summary\n\nসারকথা।\n\n```\n## not a heading\n```\n\n## analogy/limits\nসীমা\n");
        assert!(report.sorted().is_empty(), "{report:?}");
        let summary = sections.take("summary").pop().expect("it is there");
        assert_eq!(summary.prose.markdown, "সারকথা।\n\n```\n## not a heading\n```");
        assert_eq!(sources.slice(summary.prose.span), summary.prose.markdown);
        let limits = sections.take("analogy/limits").pop().expect("it is there");
        assert_eq!(limits.prose.markdown, "সীমা");
        let mut report = Report::default();
        sections.finish(&mut report);
        assert!(report.sorted().is_empty());
    }

    #[test]
    fn what_belongs_to_nothing_is_named() {
        let (_, mut sections, mut report) =
            read("stray\n\n## sumary\nx\n\n### deeper\n\n## trigger\n\n## trigger\ny\n");
        assert!(sections.take("summary").is_empty());
        assert!(sections.take("trigger").is_empty());
        sections.finish(&mut report);
        let mut found: Vec<&str> = report.sorted().iter().map(|finding| finding.rule.0).collect();
        found.sort_unstable();
        assert_eq!(found, ["empty-section", "prose-layout", "prose-layout", "text-twice", "unknown-section"]);
        let unknown = report.sorted().into_iter().find(|finding| finding.rule == rules::UNKNOWN_SECTION).expect("one");
        assert_eq!(unknown.hints[0], "did you mean `summary`?");
    }
}
