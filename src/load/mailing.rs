//! `newsletter` in `nidan.yaml`: from whom mails come, and how to leave the list.
//!
//! What is read here goes into the head of mails, so nothing that could end a line or a name gets past.

use super::decode::{self, Fields};
use super::newsletter::in_one_line;
use super::yaml::Node;
use super::{rules, settings};
use crate::base::diag::{Diagnostic, Report};
use crate::base::lang::{Lang, PerLang};
use crate::model::Mailing;

/// Reads it; `None` when too little is left to send anything.
pub(crate) fn read(node: &Node, languages: &[Lang], report: &mut Report) -> Option<Mailing> {
    let mut fields = Fields::new(node, "`newsletter`", report)?;
    let title = fields.require("title", report).and_then(|node| name(node, languages, report));
    let from = fields.require("from", report).and_then(|node| sender(node, languages, report));
    let list = fields.require("list", report).and_then(|node| domain(node, "`list`", report));
    let leave = fields.take("unsubscribe").map_or((None, None), |node| leave(node, report));
    let own = fields.take("domain").and_then(|node| domain(node, "`domain`", report));
    let url = fields.take("url").and_then(|node| settings::address(node, report));
    fields.finish(report);
    let (sender, address) = from?;
    // The names of messages end like the address that they come from, unless something else is said.
    let of_address = address.split_once('@').map(|(_, domain)| domain.to_owned());
    let domain = own.or(of_address)?;
    let (leave_by_mail, leave_by_web) = leave;
    Some(Mailing { title: title?, sender, address, list: list?, leave_by_mail, leave_by_web, domain, url })
}

/// Reads a name in every language, each in one line.
fn name(node: &Node, languages: &[Lang], report: &mut Report) -> Option<PerLang<String>> {
    let name = settings::title(node, languages, report)?;
    name.iter().for_each(|(_, text)| in_one_line(text, node.span, "the name", report));
    Some(name)
}

fn sender(node: &Node, languages: &[Lang], report: &mut Report) -> Option<(PerLang<String>, String)> {
    let mut own = Fields::new(node, "`from`", report)?;
    let name = own.require("name", report).and_then(|node| name(node, languages, report));
    let address = own.require("address", report).and_then(|node| address(node, "`address`", report));
    own.finish(report);
    Some((name?, address?))
}

fn leave(node: &Node, report: &mut Report) -> (Option<String>, Option<String>) {
    let Some(mut own) = Fields::new(node, "`unsubscribe`", report) else { return (None, None) };
    let mail = own.take("mailto").and_then(|node| address(node, "`mailto`", report));
    let web = own.take("https").and_then(|node| web(node, report));
    own.finish(report);
    (mail, web)
}

/// Reads the address of a mailbox.
fn address(node: &Node, what: &str, report: &mut Report) -> Option<String> {
    let text = decode::scalar(node, what, report)?;
    if is_address(text) {
        return Some(text.to_owned());
    }
    let finding = Diagnostic::error(rules::MAIL_HEADER, node.span, format!("{what}: this is not a mail address"));
    report.push(
        finding.label("cannot be written to").hint("write the address alone, in Latin letters: `news@example.org`"),
    );
    None
}

/// Says whether a text is the address of a mailbox, such as every mail server takes.
pub(crate) fn is_address(text: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    text.split_once('@').is_some_and(|(local, domain)| {
        let parts = local.split('.').all(|part| !part.is_empty() && part.bytes().all(word));
        parts && local.len() <= 64 && is_domain(domain)
    })
}

fn is_domain(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let part = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && part.bytes().all(letter)
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(part)
}

fn domain(node: &Node, what: &str, report: &mut Report) -> Option<String> {
    let text = decode::scalar(node, what, report)?;
    if is_domain(text) {
        return Some(text.to_owned());
    }
    let finding = Diagnostic::error(rules::MAIL_HEADER, node.span, format!("{what}: this is not a name with points"));
    report.push(
        finding
            .label("cannot stand in a mail")
            .hint("write Latin letters, digits and `-`, parted by points: `news.example.org`"),
    );
    None
}

/// Reads an address on the web that a mail's head can hold.
fn web(node: &Node, report: &mut Report) -> Option<String> {
    let text = decode::scalar(node, "`https`", report)?;
    let plain = |byte: u8| byte.is_ascii_graphic() && !b"<>\"\\,".contains(&byte);
    let host = text.strip_prefix("https://").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let host = host.map(|host| host.split_once(':').map_or(host, |(host, _)| host));
    if host.is_some_and(is_domain) && text.bytes().all(plain) {
        return Some(text.to_owned());
    }
    let message = "`https`: this is not an address that programs can leave the list by";
    let finding = Diagnostic::error(rules::MAIL_HEADER, node.span, message).label("cannot stand in a mail");
    report.push(
        finding.hint("it starts with `https://` and takes a POST without a login; leave it out where there is none"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_only_whole() {
        for good in ["news@example.org", "a.b+c@x-y.example.org", "o'neil@example.org"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "news",
            "news@",
            "@example.org",
            "a b@example.org",
            "a@b@example.org",
            "a@example",
            "a@example.org\r\nBcc: x@y.zz",
            "a..b@example.org",
            ".a@example.org",
            "রহিম@example.org",
            "a@-x.org",
            "<a@example.org>",
            "a@example.org,b@example.org",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
