//! What every part of an incident needs while it is read: where findings go, which languages are asked for, where
//! prose may stand, what may be referred to.

use super::super::decode::{self, Fields};
use super::super::prose::Sections;
use super::super::resolve::{Index, Reference};
use super::super::rules;
use super::super::yaml::Node;
use crate::base::diag::{Diagnostic, Report, RuleId, Severity};
use crate::base::lang::{Lang, PerLang};
use crate::base::source::Span;
use crate::model::incident::{Allow, Stage};
use crate::model::{Confidence, Fact, Guard, Id, Prose, Settings, Text, Tlp};

/// The state of reading one incident.
pub(crate) struct Context<'r> {
    /// Where findings go.
    pub(crate) report: &'r mut Report,
    /// Languages that a text must have.
    pub(crate) demanded: Vec<Lang>,
    /// How bad a missing text is, which depends on the stage.
    pub(crate) missing_text: Severity,
    /// Prose from the Markdown files.
    pub(crate) prose: Sections,
    /// The source of facts that name none.
    pub(crate) default_source: Option<Id>,
    /// What may be referred to, and what was.
    pub(crate) index: Index,
    /// Every text that was read, for rules that look at all of them.
    pub(crate) written: Vec<Prose>,
    /// Rules that the author allows to be broken.
    pub(crate) allows: Vec<Allow>,
}

impl<'r> Context<'r> {
    /// Starts to read a file of a stage.
    pub(crate) fn new(settings: &Settings, stage: Stage, prose: Sections, report: &'r mut Report) -> Self {
        let asked = settings.languages.iter().copied().filter(|lang| !settings.optional.contains(lang));
        Self {
            report,
            demanded: asked.collect(),
            missing_text: if stage < Stage::Published { Severity::Warning } else { Severity::Error },
            prose,
            default_source: None,
            index: Index::default(),
            written: Vec::new(),
            allows: Vec::new(),
        }
    }
}

impl Context<'_> {
    /// Reads a section that is a map of entries by id; each entry is read by `read`, which gets its path.
    pub(crate) fn section<T>(
        &mut self,
        fields: &mut Fields<'_>,
        key: &'static str,
        read: impl Fn(&mut Self, &mut Fields<'_>, Id, &str) -> Option<T>,
    ) -> Vec<T> {
        let Some(entry) = fields.entry(key) else { return Vec::new() };
        let Some(entries) = decode::entries(&entry.value, &format!("`{key}`"), self.report) else { return Vec::new() };
        let mut found = Vec::new();
        for entry in entries {
            let path = format!("{key}/{}", entry.key);
            let id = decode::key_id(entry, self.report);
            let item = Fields::new(&entry.value, &format!("`{path}`"), self.report);
            let (Some(id), Some(mut item)) = (id, item) else { continue };
            self.index.define(key, id.clone(), entry.key_span);
            let before = self.allows.len();
            found.extend(read(self, &mut item, id, &path));
            // What is allowed beside an entry is allowed in its Markdown too.
            let sections = self.prose.spans_under(&path);
            self.allows[before..].iter_mut().for_each(|allow| allow.scope.extend(&sections));
            item.finish(self.report);
        }
        found
    }

    /// Reads a reference, or a list of them, to entries of `section`.
    pub(crate) fn references(&mut self, node: Option<&Node>, what: &str, section: &'static str) -> Vec<Id> {
        let nodes = node.map_or(&[][..], decode::one_or_list);
        nodes.iter().filter_map(|node| self.reference(node, what, section)).collect()
    }

    /// Reads one reference.
    pub(crate) fn reference(&mut self, node: &Node, what: &str, section: &'static str) -> Option<Id> {
        let id = decode::id(node, what, self.report)?;
        self.index.refer(Reference { to: id.clone(), section, what: what.to_owned(), span: node.content_span() });
        Some(id)
    }

    /// Reads who may read a block.
    pub(crate) fn guard(&mut self, fields: &mut Fields<'_>) -> Guard {
        let tlp = fields.take("tlp").and_then(|node| tlp(node, self.report));
        let internal = fields
            .take("audience")
            .and_then(|node| decode::one_of(node, "`audience` of a block", &[("internal", true)], self.report));
        Guard { tlp, internal: internal.unwrap_or(false) }
    }

    /// Reads source, confidence, date and readers of a statement.
    pub(crate) fn fact(&mut self, fields: &mut Fields<'_>) -> Fact {
        let words = [
            ("fact", Confidence::Fact),
            ("inference", Confidence::Inference),
            ("assumption", Confidence::Assumption),
            ("model", Confidence::Model),
        ];
        let source = fields.take("source");
        let sources = self.references(source, "`source`", "sources");
        let confidence =
            fields.take("confidence").and_then(|node| decode::one_of(node, "`confidence`", &words, self.report));
        let as_of = fields.take("as_of").and_then(|node| decode::date(node, "`as_of`", self.report));
        self.allow(fields, &[fields.span()]);
        let mut fact = self.plain_fact(fields.span());
        if source.is_some() {
            fact.sources = sources;
        }
        Fact { confidence: confidence.unwrap_or(Confidence::Fact), as_of, guard: self.guard(fields), ..fact }
    }

    /// Reads what the author allows here, and why.
    pub(crate) fn allow(&mut self, fields: &mut Fields<'_>, scope: &[Span]) {
        let Some(node) = fields.take("allow") else { return };
        for node in decode::list(node, "`allow`", self.report).unwrap_or_default() {
            let Some(mut own) = Fields::new(node, "an entry of `allow`", self.report) else { continue };
            let rule = own.require("rule", self.report);
            let reason = own.require("reason", self.report);
            let reason = reason.and_then(|node| decode::scalar(node, "the reason", self.report));
            own.finish(self.report);
            let Some((node, rule)) = rule.and_then(|node| Some((node, decode::scalar(node, "a rule", self.report)?)))
            else {
                continue;
            };
            if let Some(reason) = reason {
                let (rule, reason) = (rule.to_owned(), reason.to_owned());
                self.allows.push(Allow { rule, reason, span: node.content_span(), scope: scope.to_vec() });
            }
        }
    }

    /// Makes the fact of a statement that says nothing of itself.
    pub(crate) fn plain_fact(&self, span: Span) -> Fact {
        Fact {
            sources: self.default_source.iter().cloned().collect(),
            confidence: Confidence::Fact,
            as_of: None,
            guard: Guard::default(),
            span,
        }
    }

    /// Reads the text that stands directly in an entry, or in the Markdown section of its path.
    pub(crate) fn text(&mut self, fields: &mut Fields<'_>, path: Option<&str>) -> Option<Text> {
        let given = languages(fields, self.report);
        self.complete(given, path, (fields.what(), fields.span()), None)
    }

    /// Reads the title: a language that lacks it is an error at every stage.
    pub(crate) fn title(&mut self, fields: &mut Fields<'_>) -> Option<Text> {
        let mut title = texts(fields.require("title", self.report)?, "`title`", self.report)?;
        let given = languages(&mut title, self.report);
        let span = title.span();
        title.finish(self.report);
        self.complete(given, None, ("`title`", span), Some(rules::MISSING_TITLE))
    }

    /// Reads a text that is a map of its own, or the Markdown section of its path; neither is no mistake.
    pub(crate) fn own_text(&mut self, node: Option<&Node>, what: &str, path: Option<&str>) -> Option<Text> {
        match node {
            Some(node) => {
                let mut fields = texts(node, what, self.report)?;
                let text = self.text(&mut fields, path);
                fields.finish(self.report);
                text
            }
            None => self.prose_alone(path?),
        }
    }

    /// Reads a text that stands in Markdown only, if it is there.
    pub(crate) fn prose_alone(&mut self, path: &str) -> Option<Text> {
        if !self.prose.has(path) {
            self.prose.take(path);
            return None;
        }
        let found = self.prose.take(path);
        let heading = found.first().map(|found| found.heading)?;
        let given = found.into_iter().map(|found| (found.lang, found.prose)).collect();
        self.complete(given, None, (&format!("`{path}`"), heading), None)
    }

    /// Joins YAML and Markdown and reports the languages that are missing. `title` names the rule for titles.
    fn complete(
        &mut self,
        mut given: Vec<(Lang, Prose)>,
        path: Option<&str>,
        (what, span): (&str, Span),
        title: Option<RuleId>,
    ) -> Option<Text> {
        for found in path.map(|path| self.prose.take(path)).unwrap_or_default() {
            if let Some((_, first)) = given.iter().find(|(lang, _)| *lang == found.lang) {
                let message = format!("the `{}` text of {what} is given twice", found.lang.code());
                let finding = Diagnostic::error(rules::TEXT_TWICE, found.heading, message).label("again here");
                self.report.push(finding.related(first.span, "first here").hint("keep it in one of the two files"));
            } else {
                given.push((found.lang, found.prose));
            }
        }
        // Even where no language is demanded, a text has to be there in one.
        let any = [Lang::EN];
        let demanded = if given.is_empty() && self.demanded.is_empty() { &any[..] } else { &self.demanded };
        for lang in demanded.iter().filter(|lang| given.iter().all(|(given, _)| given != *lang)) {
            let code = lang.code();
            let severity = if title.is_some() || given.is_empty() { Severity::Error } else { self.missing_text };
            let rule = title.unwrap_or(rules::MISSING_TEXT);
            let message = format!("{what} has no `{code}` text");
            let finding = Diagnostic::new(rule, severity, Some(span), message).label(format!("no `{code}` here"));
            self.report.push(match path {
                Some(path) => finding.hint(format!("add `{code}: …` here, or `## {path}` to incident.{code}.md")),
                None => finding.hint(format!("add `{code}: …`")),
            });
        }
        self.written.extend(given.iter().map(|(_, prose)| prose.clone()));
        PerLang::gather(given)
    }
}

/// Opens a map of texts by language; a text that stands there without one is told how.
pub(crate) fn texts<'a>(node: &'a Node, what: &str, report: &mut Report) -> Option<Fields<'a>> {
    if node.scalar().is_some() && !node.is_blank() {
        let message = format!("{what} should be a text for each language, not one text");
        let finding = Diagnostic::error(rules::WRONG_TYPE, node.span, message).label("in which language?");
        report.push(finding.hint("write `{en: …, bn: …}`, or `en:` and `bn:` on lines of their own, indented"));
        return None;
    }
    Fields::new(node, what, report)
}

/// Reads the languages that stand directly in a map.
pub(crate) fn languages(fields: &mut Fields<'_>, report: &mut Report) -> Vec<(Lang, Prose)> {
    let mut found = Vec::new();
    for lang in Lang::ALL {
        // A text left blank is a missing text, which weighs by the stage of the report.
        let Some(node) = fields.take(lang.code()).filter(|node| !node.is_blank()) else { continue };
        let what = format!("`{}`", lang.code());
        if let Some(text) = decode::scalar(node, &what, report) {
            let markdown = text.trim().to_owned();
            found.push((lang, Prose { markdown, span: node.content_span() }));
        }
    }
    found
}

/// Reads a label of the Traffic Light Protocol.
pub(crate) fn tlp(node: &Node, report: &mut Report) -> Option<Tlp> {
    let words = Tlp::ALL.map(|tlp| (tlp.label(), tlp));
    if node.scalar() == Some("WHITE") {
        let finding = decode::bad_value(node, "`tlp` cannot be `WHITE`".to_owned());
        report.push(finding.hint("write `CLEAR`: TLP 2.0 calls it so"));
        return Some(Tlp::Red);
    }
    // What cannot be read is kept from everyone, as if it said so: that it is missing would be wrong.
    decode::one_of(node, "`tlp`", &words, report).or(Some(Tlp::Red))
}
