//! Reads the tags of a page, as strictly as we write them.

/// A tag: `name` for an opening one, `/name` for a closing one.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Returns the tags of a page. Panics where it is not written as ours are.
pub(crate) fn read(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a page starts with its type");
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('>'), "an unescaped > in {}", &rest[..start]);
        rest = &rest[start + 1..];
        let mut quoted = false;
        let end = rest.find(|letter| {
            quoted ^= letter == '"';
            letter == '>' && !quoted
        });
        let end = end.expect("a tag ends");
        tags.push(tag(rest[..end].trim_end_matches('/')));
        rest = &rest[end + 1..];
    }
    tags
}

fn tag(text: &str) -> Tag {
    let (name, mut rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let mut attributes = Vec::new();
    while let Some((key, tail)) = rest.trim_start().split_once("=\"") {
        let (value, tail) = tail.split_once('"').expect("a value ends");
        attributes.push((key.to_owned(), value.to_owned()));
        rest = tail;
    }
    let bare = rest.split_whitespace().map(|word| {
        assert!(["defer", "hidden"].contains(&word), "a bare attribute in <{text}>");
        (word.to_owned(), String::new())
    });
    attributes.extend(bare);
    Tag { name: name.to_owned(), attributes }
}

/// Panics unless every element is closed in its turn.
pub(crate) fn assert_nested(tags: &[Tag]) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags {
        let void = ["meta", "link", "br"].contains(&tag.name.as_str());
        // Shapes of a picture close themselves.
        let shape = ["path", "circle", "line", "polyline", "polygon", "rect"].contains(&tag.name.as_str());
        match tag.name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "after {open:?}"),
            None if void || shape => {}
            None => open.push(&tag.name),
        }
    }
    assert!(open.is_empty(), "{open:?} is left open");
}
