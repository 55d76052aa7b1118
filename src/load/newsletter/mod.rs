//! `newsletter.yaml` to a [`Newsletter`].

mod item;
pub(crate) mod refer;

use std::collections::BTreeSet;

use super::decode::{self, Fields};
use super::discover::NewsletterFiles;
use super::incident::context::{self, Context};
use super::incident::head::STAGES;
use super::incident::security;
use super::prose::Sections;
use super::yaml::Node;
use super::{rules, settings};
use crate::base::diag::{Diagnostic, Report};
use crate::base::source::Span;
use crate::model::incident::Stage;
use crate::model::newsletter::{Item, ItemKind};
use crate::model::{Id, Newsletter, Settings, Tlp};

/// Reads `<yyyy-mm>-<slug>`.
pub(crate) fn folder(files: &NewsletterFiles, report: &mut Report) -> Option<Id> {
    let name = files.folder.as_str();
    let month = name.get(..7).and_then(|month| decode::parse_date(&format!("{month}-01")));
    let slug = name.get(7..).and_then(|rest| rest.strip_prefix('-')).filter(|slug| !slug.is_empty());
    let id = Id::new(name).filter(|_| slug.is_some() && month.is_some());
    if id.is_none() {
        let span = files.yaml.map(|file| Span::new(file, 0..0));
        let message = format!("the folder `{name}` is not named `<yyyy-mm>-<slug>`");
        let finding = Diagnostic::new(rules::FOLDER_NAME, crate::base::diag::Severity::Error, span, message);
        report.push(finding.hint("the month and a few words in Latin letters: `2025-01-cirt-news`"));
    }
    id
}

/// Reads an issue. Everything that is wrong is reported; `None` when too little is left to make one.
pub(crate) fn read(node: &Node, id: Option<Id>, settings: &Settings, report: &mut Report) -> Option<Newsletter> {
    let mut fields = Fields::new(node, "the newsletter", report)?;
    if !settings::schema(&mut fields, report) {
        return None;
    }
    let stage = fields.take("stage").and_then(|node| decode::one_of(node, "`stage`", &STAGES, report));
    let mut context = Context::new(settings, stage.unwrap_or(Stage::Draft), Sections::default(), report);
    let title = context.title(&mut fields);
    if let Some(text) = &title {
        text.iter().for_each(|(_, prose)| in_one_line(&prose.markdown, prose.span, "the title", context.report));
    }
    let number = fields.take("number").and_then(|node| decode::whole(node, "`number`", context.report));
    let date = fields.require("date", context.report);
    let date = date.and_then(|node| decode::date(node, "`date`", context.report));
    let since = fields.take("since").map(|node| (node, decode::date(node, "`since`", context.report)));
    if let (Some((node, Some(since))), Some(date)) = (since, date)
        && since > date
    {
        let finding = decode::bad_value(node, format!("`since` is {since}, after the issue's date {date}"));
        context.report.push(finding.hint("it is the first day that the issue's numbers look at"));
    }
    let tlp = fields.require("tlp", context.report).and_then(|node| context::tlp(node, context.report));
    let intro = fields.take("intro");
    let intro = context.own_text(intro, "`intro`", None);
    let items = items(&mut context, &mut fields);
    let Context { report, written, .. } = context;
    fields.finish(report);
    check_live(&items, &written, report);
    Some(Newsletter {
        id: id?,
        number,
        title: title?,
        date: date?,
        since: since.and_then(|(_, since)| since),
        tlp: tlp.unwrap_or(Tlp::Red),
        stage: stage.unwrap_or(Stage::Draft),
        intro,
        items,
        span: node.span,
    })
}

fn items(context: &mut Context<'_>, fields: &mut Fields<'_>) -> Vec<Item> {
    let Some(node) = fields.require("items", context.report) else { return Vec::new() };
    let nodes = decode::list(node, "`items`", context.report).unwrap_or_default();
    let mut known: BTreeSet<Id> = BTreeSet::new();
    let mut found = Vec::new();
    for node in nodes {
        let Some(item) = item::read(context, node) else { continue };
        if !known.insert(item.id.clone()) {
            let finding = decode::bad_value(node, format!("the item `{}` stands twice", item.id)).label("again here");
            context.report.push(finding.hint("keep one of them, or give the second another name"));
            continue;
        }
        found.push(item);
    }
    found
}

/// Reports texts that name an indicator in its live form.
fn check_live(items: &[Item], written: &[crate::model::Prose], report: &mut Report) {
    for item in items {
        if let ItemKind::Advisory(advisory) = &item.kind {
            security::check_texts(&advisory.indicators, written, report);
        }
    }
}

/// Reports a text that would end a line of a mail's head, or hide something in it.
pub(crate) fn in_one_line(text: &str, span: Span, what: &str, report: &mut Report) {
    let Some(found) = text.chars().find(|c| c.is_control()) else { return };
    let name = match found {
        '\n' | '\r' => "a line break".to_owned(),
        '\t' => "a tab".to_owned(),
        other => format!("the control character U+{:04X}", u32::from(other)),
    };
    let finding = Diagnostic::error(rules::MAIL_HEADER, span, format!("{what} holds {name}")).label("in here");
    report.push(finding.hint("it goes into the head of a mail: write it in one line of plain text"));
}
