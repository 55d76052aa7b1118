//! Links from page to page: always relative, so that a site works from a folder, a server or a sub-path.

use std::fmt::Write as _;

use crate::view::document::Href;

/// The page that links start from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// Its path from the site's root.
    pub(super) path: &'a str,
    /// What stands before every id of the page.
    pub(super) prefix: &'a str,
}

impl Place<'_> {
    /// Returns the address of a link, or nothing when it leads to no place that a page may link to.
    pub(super) fn address(&self, href: &Href) -> Option<String> {
        match href {
            Href::External(address) => is_web(address).then(|| address.clone()),
            Href::Anchor(id) => Some(format!("#{}", encode(&format!("{}{id}", self.prefix), true))),
            Href::Site(target) => Some(relative(self.path, target)),
        }
    }

    /// Returns the way up to the site's root: empty, or one `../` per folder.
    pub(super) fn root(&self) -> String {
        "../".repeat(folders(self.path).len())
    }
}

/// Tells whether an address leads to the web or to a mailbox, and nowhere else.
pub(in crate::render) fn is_web(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| ["http", "https", "mailto"].contains(&scheme.as_str()))
}

fn folders(path: &str) -> Vec<&str> {
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    folders.split('/').filter(|folder| !folder.is_empty()).collect()
}

/// Returns the way from one file of the site to another, both by their paths from its root.
pub(in crate::render) fn relative(from: &str, target: &str) -> String {
    let (file, id) = match target.split_once('#') {
        Some((file, id)) => (file, Some(id)),
        None => (target, None),
    };
    let anchor = id.map(|id| format!("#{}", encode(id, true))).unwrap_or_default();
    if file.trim_matches('/') == from && id.is_some() {
        return anchor;
    }
    let here = folders(from);
    let there = folders(file);
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let mut way = "../".repeat(here.len() - shared);
    for folder in &there[shared..] {
        way.push_str(&encode(folder, false));
        way.push('/');
    }
    let name = file.rsplit('/').next().unwrap_or_default();
    way.push_str(&encode(name, false));
    if way.is_empty() {
        way.push_str("./");
    }
    way + &anchor
}

/// Returns the address of a file of the site that is published at `site`.
pub(in crate::render) fn absolute(site: &str, target: &str) -> String {
    format!("{site}{}", relative("", target))
}

/// Percent-encodes what an address may not hold. In a path that includes the colon: a first step of `javascript:`
/// must stay a folder name.
fn encode(part: &str, fragment: bool) -> String {
    let mut out = String::new();
    for byte in part.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@".contains(&byte);
        if plain || (fragment && b":/?".contains(&byte)) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = "bn/incidents/x/runs/base/index.html";

    #[test]
    fn links_are_relative() {
        let cases = [
            ("index.html", "bn/index.html", "bn/index.html"),
            ("bn/index.html", "index.html", "../index.html"),
            ("bn/index.html", "en/index.html", "../en/index.html"),
            (RUN, "bn/incidents/x/index.html", "../../index.html"),
            (RUN, "bn/incidents/x/index.html#lessons/a", "../../index.html#lessons/a"),
            (RUN, "bn/incidents/x/runs/base/data.csv", "data.csv"),
            (RUN, "assets/site.css", "../../../../../assets/site.css"),
            (RUN, "bn/incidents/x/runs/base/index.html#top", "#top"),
            ("bn/index.html", "bn/index.html", "index.html"),
            ("bn/index.html", "bn/", "./"),
        ];
        for (from, target, wanted) in cases {
            assert_eq!(relative(from, target), wanted, "{from} -> {target}");
        }
    }

    #[test]
    fn addresses_begin_where_the_site_is_published() {
        let site = "https://example.org/kb/";
        assert_eq!(absolute(site, "bn/index.html"), "https://example.org/kb/bn/index.html");
        assert_eq!(absolute(site, "bn/a/index.html#lessons/x"), "https://example.org/kb/bn/a/index.html#lessons/x");
        assert_eq!(absolute(site, "index.html"), "https://example.org/kb/index.html");
    }

    #[test]
    fn no_address_runs_or_leaves_unasked() {
        let place = Place { path: "index.html", prefix: "" };
        assert_eq!(place.address(&Href::External("javascript:alert(1)".to_owned())), None);
        assert_eq!(place.address(&Href::External(" javascript:alert(1)".to_owned())), None);
        assert_eq!(place.address(&Href::External("data:text/html,x".to_owned())), None);
        assert_eq!(place.address(&Href::External("//evil.example".to_owned())), None);
        let kept = Some("HTTPS://example.org/".to_owned());
        assert_eq!(place.address(&Href::External("HTTPS://example.org/".to_owned())), kept);
        let step = place.address(&Href::Site("javascript:alert(1)".to_owned()));
        assert_eq!(step.as_deref(), Some("javascript%3Aalert(1)"));
        assert_eq!(place.address(&Href::Site("//evil.example/x".to_owned())).as_deref(), Some("evil.example/x"));
    }

    #[test]
    fn anchors_carry_the_prefix_of_their_column() {
        let place = Place { path: "index.html", prefix: "bn." };
        assert_eq!(place.address(&Href::Anchor("lessons/a".to_owned())).as_deref(), Some("#bn.lessons/a"));
    }

    #[test]
    fn the_root_is_as_many_steps_up_as_there_are_folders() {
        assert_eq!(Place { path: "index.html", prefix: "" }.root(), "");
        assert_eq!(Place { path: RUN, prefix: "" }.root(), "../../../../../");
    }
}
