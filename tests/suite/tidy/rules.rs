//! The rules as functions of text: each returns its faults, one line each.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

/// Lines of a file at most.
const LINES: usize = 400;

/// Ways to leave work for later, hosts of packages, folders of one machine. In pieces, so that this file may stand.
const FORBIDDEN: [&str; 13] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/Us", "ers/"),
    concat!("crates", ".io"),
    concat!("docs", ".rs/"),
    concat!("npm", "js.org"),
    concat!("npm", "js.com"),
    concat!("py", "pi.org"),
    concat!("python", "hosted"),
];

/// What a build or a test run makes, and what a knowledge base may bring, which documents may speak of.
const MADE: [&str; 5] = ["public/", ".test-env/", ".nidan/", "target/", "overrides/"];

/// Finds names of modules that are neither the file's own nor of a lower layer.
pub(crate) fn upward(layers: &[&[&str]], path: &str, text: &str) -> Vec<String> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    let own = inside.split('/').next().unwrap_or_default();
    if own == "lib" {
        return Vec::new();
    }
    let rank = |name: &str| layers.iter().position(|layer| layer.contains(&name));
    let Some(height) = rank(own) else { return vec![format!("{path}: `{own}` stands in no layer")] };
    let code = without_comments(text);
    let allowed = |name: &str| name == own || rank(name).is_none_or(|rank| rank < height);
    let mut faults: Vec<String> = crate_names(&code)
        .into_iter()
        .filter(|name| !allowed(name))
        .map(|name| format!("{path}: `{own}` names `{name}`, which is not below it"))
        .collect();
    // A chain of `super` as long as the module is deep is the root of the crate by another name. Tests are a level deeper.
    let depth = inside.trim_end_matches("/mod").split('/').count();
    let outside_tests = code.split("#[cfg(test)]").next().unwrap_or_default();
    let chain = "super::".repeat(depth);
    if outside_tests.lines().any(|line| line.contains(&chain)) {
        faults.push(format!("{path}: reaches the root through `super`; write `crate::`"));
    }
    faults
}

fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Returns the top-level modules that code names through `crate::`.
fn crate_names(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        if code[..at].ends_with('$') {
            continue;
        }
        let rest = &code[at + found.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group_heads(group)),
            None => names.extend(head(rest)),
        }
    }
    names
}

fn head(path: &str) -> Option<String> {
    let name: String = path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// Returns the first name of each path in `{a, b::{c, d}}`, whose opening brace is gone.
fn group_heads(group: &str) -> Vec<String> {
    let mut heads: Vec<String> = head(group).into_iter().collect();
    let mut depth = 1;
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => heads.extend(head(&group[at + 1..])),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

/// Writes the layers as the documents do.
pub(crate) fn layers_line(layers: &[&[&str]]) -> String {
    let layer =
        |names: &&[&str]| if names.len() == 1 { names[0].to_owned() } else { format!("{{{}}}", names.join(", ")) };
    layers.iter().map(layer).collect::<Vec<_>>().join(" < ")
}

/// Returns the modules that a file declares as files of their own.
pub(crate) fn names(text: &str) -> Vec<&str> {
    let declared = |line: &'_ str| -> Option<(usize, usize)> {
        let rest = line.strip_suffix(';')?;
        let name = rest
            .strip_prefix("mod ")
            .or_else(|| rest.split_once(" mod ").filter(|(left, _)| left.starts_with("pub")).map(|(_, name)| name))?;
        Some((rest.len() - name.len(), rest.len()))
    };
    text.lines().filter_map(|line| declared(line).map(|(from, to)| &line[from..to])).collect()
}

/// Finds files that are too long.
pub(crate) fn sizes(path: &str, text: &str) -> Vec<String> {
    let lines = text.lines().count();
    (lines > LINES).then(|| format!("{path}: {lines} lines, {LINES} at most")).into_iter().collect()
}

/// Finds words that have no place in any file; what looks like one in the digest of a package is none.
pub(crate) fn forbidden_words(path: &str, text: &str) -> Vec<String> {
    let faults = |(number, line): (usize, &str)| {
        let found = FORBIDDEN.iter().find(|word| line.contains(**word))?;
        Some(format!("{path}:{}: `{found}`", number + 1))
    };
    let said = |(_, line): &(usize, &str)| !line.trim_start().starts_with("\"integrity\": \"sha");
    text.lines().enumerate().filter(said).filter_map(faults).collect()
}

/// Finds files that no module tree reaches.
pub(crate) fn forgotten(files: &[&str], reached: &[String]) -> Vec<String> {
    let lost = files.iter().filter(|path| !reached.iter().any(|known| known == *path));
    lost.map(|path| format!("{path}: no `mod` line leads here")).collect()
}

/// Finds paths in a document that exist neither from the root nor under `src/`, nor as the name of a file anywhere.
pub(crate) fn stale_paths(document: &str, text: &str, paths: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fenced = false;
    for (number, line) in text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            continue;
        }
        let spans = line.split('`').skip(1).step_by(2).filter(|span| looks_like_path(span));
        let links = line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let links = links.filter(|link| !link.is_empty() && !link.contains("://"));
        let gone = spans.chain(links).filter(|path| !exists(path, paths));
        faults.extend(gone.map(|path| format!("{document}:{}: there is no `{path}`", number + 1)));
    }
    faults
}

fn looks_like_path(span: &str) -> bool {
    let endings = [".rs", ".md", ".yaml", ".toml", ".lock", ".py", ".mjs", ".css", ".typ", ".ftl"];
    let clean = span.chars().all(|c| c.is_ascii_alphanumeric() || "_-./*".contains(c));
    let starts = span.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    clean && starts && (span.contains('/') || endings.iter().any(|ending| span.ends_with(ending)))
}

fn exists(wanted: &str, paths: &[String]) -> bool {
    let wanted = wanted.trim_start_matches("./");
    if MADE.iter().any(|made| wanted.starts_with(made)) {
        return true;
    }
    let pattern: Vec<&str> = wanted.trim_end_matches('/').split('/').collect();
    let from_root = |path: &str| begins(path, &pattern);
    let anywhere = |path: &str| pattern.len() == 1 && path.rsplit('/').next() == Some(pattern[0]);
    paths.iter().any(|path| from_root(path) || path.strip_prefix("src/").is_some_and(from_root) || anywhere(path))
}

/// Says whether a path begins with the segments of a pattern, in which `*` stands for anything.
fn begins(path: &str, pattern: &[&str]) -> bool {
    let segments: Vec<&str> = path.split('/').collect();
    let fits = |(segment, wanted): (&&str, &&str)| match wanted.split_once('*') {
        Some((start, end)) => {
            segment.len() >= start.len() + end.len() && segment.starts_with(start) && segment.ends_with(end)
        }
        None => segment == wanted,
    };
    segments.len() >= pattern.len() && segments.iter().zip(pattern).all(fits)
}

/// Finds fonts whose SHA-256 is not the recorded one, and records without a font.
pub(crate) fn fonts(fonts: &[(String, Vec<u8>)], record: &str) -> Vec<String> {
    let hex = |bytes: &[u8]| -> String {
        let digits =
            |byte: u8| [byte >> 4, byte & 15].map(|half| char::from_digit(half.into(), 16).unwrap_or_default());
        Sha256::digest(bytes).iter().flat_map(|byte| digits(*byte)).collect()
    };
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let found: BTreeSet<String> = fonts.iter().map(|(path, bytes)| format!("{}  {}", hex(bytes), name(path))).collect();
    let recorded: BTreeSet<String> = record.lines().map(str::to_owned).collect();
    found.symmetric_difference(&recorded).map(|line| format!("assets/fonts/SHA256SUMS: {line}")).collect()
}

/// Finds dependencies that no source names. One that is there for its feature alone says so in the line above it.
pub(crate) fn dependencies(manifest: &str, source: &str, tests: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let (mut section, mut explained) = ("", false);
    let (source, tests) = (without_comments(source), without_comments(tests));
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let excused = std::mem::replace(&mut explained, line.starts_with("# Only for its feature"));
        let Some((name, _)) = line.split_once(" = ") else { continue };
        let named = |text: &str| uses(text, &name.replace('-', "_"));
        let used = match section {
            "[dependencies]" => named(&source),
            "[dev-dependencies]" => named(&source) || named(&tests),
            _ => true,
        };
        if !used && !excused {
            faults.push(format!("Cargo.toml: `{name}` is used nowhere"));
        }
    }
    faults
}

fn uses(text: &str, name: &str) -> bool {
    let part_of_name = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, found)| {
        let after = &text[at + found.len()..];
        !text[..at].ends_with(part_of_name)
            && !after.starts_with(part_of_name)
            && (after.starts_with("::") || after.starts_with(';'))
    })
}
