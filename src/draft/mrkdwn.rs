//! Slack's markup as plain text with people in it: links as they read, mentions as people, emphasis gone.

use super::Piece;

/// Reads a text of Slack.
pub(super) fn read(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let Some((inside, after)) = after.split_once('>') else {
            plain.push('<');
            rest = after;
            continue;
        };
        match person(inside) {
            Some(key) => {
                pieces.push(Piece::Text(finished(&plain)));
                plain.clear();
                pieces.push(Piece::Person(key));
            }
            None => plain.push_str(&link(inside)),
        }
        rest = after;
    }
    plain.push_str(rest);
    pieces.push(Piece::Text(finished(&plain)));
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
    pieces
}

fn person(inside: &str) -> Option<String> {
    let id = inside.strip_prefix('@')?.split('|').next()?;
    Some(id.to_owned())
}

/// Writes a link, a channel or a group as it reads.
fn link(inside: &str) -> String {
    let (target, shown) = inside.split_once('|').map_or((inside, None), |(target, shown)| (target, Some(shown)));
    if let Some(name) = target.strip_prefix('#') {
        return format!("#{}", shown.unwrap_or(name));
    }
    if let Some(group) = target.strip_prefix('!') {
        let name = group.split('^').next().unwrap_or(group);
        return shown.map_or_else(|| format!("@{name}"), str::to_owned);
    }
    if let Some(mail) = target.strip_prefix("mailto:") {
        return mail.to_owned();
    }
    match shown {
        Some(shown) if !target.ends_with(shown) => format!("{shown} ({target})"),
        _ => target.to_owned(),
    }
}

/// Takes the signs of emphasis from round words and resolves what Slack escapes.
fn finished(text: &str) -> String {
    let mut text = text.to_owned();
    for sign in ['*', '_', '~'] {
        text = without(&text, sign);
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Takes away a sign that opens before a word and closes behind one, on the same line.
fn without(text: &str, sign: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(sign) {
        let after = &rest[at + 1..];
        let line = after.lines().next().unwrap_or_default();
        let opens = !out.chars().chain(rest[..at].chars()).next_back().is_some_and(char::is_alphanumeric);
        let closing = line.match_indices(sign).find(|(end, _)| {
            let (inside, behind) = (&line[..*end], &line[end + 1..]);
            let tight = !inside.is_empty() && !inside.starts_with(' ') && !inside.ends_with(' ');
            tight && !behind.chars().next().is_some_and(char::is_alphanumeric)
        });
        out.push_str(&rest[..at]);
        if let Some((end, _)) = closing.filter(|_| opens) {
            out.push_str(&after[..end]);
            rest = &after[end + 1..];
        } else {
            out.push(sign);
            rest = after;
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let piece = |piece: Piece| match piece {
            Piece::Text(text) => text,
            Piece::Person(key) => format!("[{key}]"),
        };
        read(text).into_iter().map(piece).collect()
    }

    #[test]
    fn markup_reads_as_text() {
        assert_eq!(
            told("<@U1> see <https://x.example/a|the graph> in <#C1|ops>, <!here>"),
            "[U1] see the graph (https://x.example/a) in #ops, @here"
        );
        assert_eq!(told("*down* since _14:02_, ~not the DB~ `a_b*c`"), "down since 14:02, not the DB `a_b*c`");
        assert_eq!(told("5 &lt; 6 &amp;&amp; 2 * 3 * 4, error_rate_total"), "5 < 6 && 2 * 3 * 4, error_rate_total");
        assert_eq!(
            told("<!subteam^S1|@oncall> <https://x.example> <mailto:a@b.example|a@b.example> <@U2|rahim>"),
            "@oncall https://x.example a@b.example [U2]"
        );
        assert_eq!(told("a < b, <unclosed"), "a < b, <unclosed");
    }
}
