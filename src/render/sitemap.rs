//! Sitemaps as sitemaps.org has them: one file, or parts of it with a list of them where one would have too many pages.

use std::fmt::Write as _;

use super::html::{absolute, escaped};
use crate::view::sitemap::Leaf;

/// Where it stands.
pub const SITEMAP: &str = "sitemap.xml";
/// How the paths of its parts begin, where it has parts.
pub const PARTS: &str = "sitemap-";

/// The most pages that one file may have.
const MOST: usize = 50_000;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// Returns the files of the sitemap of the site that is published at `address`, each with its path from the root.
pub fn files(address: &str, leaves: &[Leaf]) -> Vec<(String, String)> {
    parts(address, leaves, MOST)
}

fn parts(address: &str, leaves: &[Leaf], most: usize) -> Vec<(String, String)> {
    let pages: Vec<String> = leaves.iter().flat_map(|leaf| entries(address, leaf)).collect();
    let file = |pages: &[String]| {
        let links = "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"";
        format!("{XML}<urlset {SPACE} {links}>\n{}</urlset>\n", pages.concat())
    };
    if pages.len() <= most {
        return vec![(SITEMAP.to_owned(), file(&pages))];
    }
    let mut list = format!("{XML}<sitemapindex {SPACE}>\n");
    let mut files = Vec::new();
    for (at, pages) in pages.chunks(most).enumerate() {
        let path = format!("{PARTS}{}.xml", at + 1);
        let _ = writeln!(list, "<sitemap><loc>{}</loc></sitemap>", escaped(&absolute(address, &path)));
        files.push((path, file(pages)));
    }
    files.push((SITEMAP.to_owned(), format!("{list}</sitemapindex>\n")));
    files
}

/// Writes an entry for the page in each language, and for the one that is in none alone; each names all of them.
fn entries(address: &str, leaf: &Leaf) -> Vec<String> {
    let place = |path: &str| escaped(&absolute(address, path));
    let mut links = String::new();
    let general = ("x-default", leaf.general.as_str());
    for (code, path) in leaf.pages.iter().map(|(code, path)| (*code, path.as_str())).chain([general]) {
        // Writing to a string cannot fail.
        let _ = write!(links, "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{}\"/>", place(path));
    }
    let own = leaf.pages.iter().all(|(_, path)| *path != leaf.general).then_some(leaf.general.as_str());
    let pages = leaf.pages.iter().map(|(_, path)| path.as_str()).chain(own);
    pages.map(|path| format!("<url><loc>{}</loc><lastmod>{}</lastmod>{links}</url>\n", place(path), leaf.day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(name: &str) -> Leaf {
        let page = |code: &'static str| (code, format!("{code}/{name}/index.html"));
        let day = "2025-02-01".parse().unwrap();
        Leaf { pages: vec![page("bn"), page("en")], general: format!("both/{name}/index.html"), day }
    }

    #[test]
    fn every_page_names_the_others_and_itself() {
        let files = files("https://example.org/a&b/", &[leaf("x")]);
        let [(path, text)] = files.as_slice() else { panic!("{files:?}") };
        assert_eq!(
            (path.as_str(), text.matches("<url>").count(), text.matches("hreflang").count()),
            ("sitemap.xml", 3, 9)
        );
        assert!(text.contains("<loc>https://example.org/a&amp;b/bn/x/index.html</loc><lastmod>2025-02-01</lastmod>"));
        assert!(text.contains("hreflang=\"x-default\" href=\"https://example.org/a&amp;b/both/x/index.html\""));
    }

    #[test]
    fn what_is_too_much_for_one_file_comes_in_parts() {
        let leaves: Vec<Leaf> = ["a", "b", "c"].map(leaf).into();
        let files = parts("https://example.org/", &leaves, 4);
        let told: Vec<(&str, usize)> =
            files.iter().map(|(path, text)| (path.as_str(), text.matches("<loc>").count())).collect();
        assert_eq!(told, [("sitemap-1.xml", 4), ("sitemap-2.xml", 4), ("sitemap-3.xml", 1), ("sitemap.xml", 3)]);
    }
}
