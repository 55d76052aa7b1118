//! Defanged values: `cyberhavenext[.]pro` and `hxxps://…` name an address that nobody can click on by mistake.

use std::net::IpAddr;

use crate::model::incident::IndicatorKind;

/// What is wrong with a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It is live, or defanged only in part; this is how to write it.
    Live(String),
    /// It is not of its kind; this is what its kind looks like.
    Shape(&'static str),
}

/// Checks that a value is of its kind, and defanged where it could be clicked on.
pub(crate) fn check(kind: IndicatorKind, value: &str) -> Result<(), Fault> {
    let live = refang(value);
    shape(kind, &live).map_err(Fault::Shape)?;
    let defanged = defang(kind, &live);
    if defanged == value { Ok(()) } else { Err(Fault::Live(defanged)) }
}

/// Returns the value as it works on the net. Every way of defanging that lists use is understood.
pub(crate) fn refang(value: &str) -> String {
    let mut live = value.to_owned();
    let marks = [
        ("[://]", "://"),
        ("[.]", "."),
        ("(.)", "."),
        ("{.}", "."),
        ("[dot]", "."),
        ("(dot)", "."),
        ("[:]", ":"),
        ("[@]", "@"),
        ("(@)", "@"),
        ("[at]", "@"),
        ("(at)", "@"),
    ];
    for (mark, plain) in marks {
        live = live.replace(mark, plain);
    }
    let scheme = live.get(..4).map(str::to_ascii_lowercase);
    if scheme.is_some_and(|scheme| scheme == "hxxp") {
        live.replace_range(..4, "http");
    }
    live
}

/// Says whether a value of this kind can be clicked on.
pub(crate) const fn is_clickable(kind: IndicatorKind) -> bool {
    match kind {
        IndicatorKind::Domain | IndicatorKind::Address | IndicatorKind::Url | IndicatorKind::Email => true,
        IndicatorKind::Hash | IndicatorKind::File | IndicatorKind::Extension | IndicatorKind::Application => false,
    }
}

fn defang(kind: IndicatorKind, live: &str) -> String {
    let host = |host: &str| host.replace('.', "[.]");
    match kind {
        IndicatorKind::Domain => host(live),
        IndicatorKind::Address => host(live).replace(':', "[:]"),
        IndicatorKind::Url => {
            let Some((scheme, rest)) = live.split_once("://") else { return host(live) };
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            format!("{}://{}{}", scheme.replace("http", "hxxp"), host(&rest[..end]), &rest[end..])
        }
        IndicatorKind::Email => match live.split_once('@') {
            Some((user, domain)) => format!("{user}[@]{}", host(domain)),
            None => host(live),
        },
        // An address has no place here; where one slips in, it is taken off the net all the same.
        IndicatorKind::Hash | IndicatorKind::File | IndicatorKind::Extension | IndicatorKind::Application => {
            live.replace("https://", "hxxps://").replace("http://", "hxxp://")
        }
    }
}

fn shape(kind: IndicatorKind, live: &str) -> Result<(), &'static str> {
    let (fits, wanted) = match kind {
        IndicatorKind::Domain => (is_domain(live), "a domain has points between its parts and no digit in the last"),
        IndicatorKind::Address => (is_address(live), "an address is four numbers up to 255, or IPv6; `/24` may follow"),
        IndicatorKind::Url => (is_url(live), "an address on the web is `hxxps://`, a host and a path"),
        IndicatorKind::Email => (is_email(live), "an e-mail address is a name, `[@]` and a domain"),
        IndicatorKind::Hash => (is_hash(live), "a digest has 32 (MD5), 40 (SHA-1), 64 (SHA-256) or 128 hex digits"),
        IndicatorKind::File | IndicatorKind::Extension | IndicatorKind::Application => (true, ""),
    };
    if fits { Ok(()) } else { Err(wanted) }
}

fn is_domain(text: &str) -> bool {
    let parts: Vec<&str> = text.strip_prefix("*.").unwrap_or(text).split('.').collect();
    let is_part = |part: &&str| {
        !part.is_empty() && part.len() <= 63 && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let last = parts.last().copied().unwrap_or_default();
    let is_top = last.chars().count() >= 2 && (last.chars().all(char::is_alphabetic) || last.starts_with("xn--"));
    parts.len() >= 2 && parts.iter().all(is_part) && is_top
}

fn is_address(text: &str) -> bool {
    let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
    let Ok(address) = address.parse::<IpAddr>() else { return false };
    let most = if address.is_ipv4() { 32 } else { 128 };
    length.is_none_or(|length| length.parse::<u8>().is_ok_and(|length| length <= most))
}

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(host, _)| host);
    let schemes = ["http", "https", "ftp", "ws", "wss"];
    schemes.contains(&scheme) && (is_domain(host) || is_address(host)) && !rest.contains(char::is_whitespace)
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, domain)| {
        !user.is_empty() && !user.contains(char::is_whitespace) && is_domain(domain) && !domain.contains('@')
    })
}

fn is_hash(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64 | 128) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use IndicatorKind::{Address, Domain, Email, Extension, File, Hash, Url};

    #[test]
    fn what_is_defanged_in_full_passes() {
        for (kind, value) in [
            (Domain, "bad-name[.]example"),
            (Domain, "*[.]bad[.]xn--p1ai"),
            (Address, "192[.]0[.]2[.]84"),
            (Address, "198[.]51[.]100[.]0/24"),
            (Address, "2001[:]db8[:][:]1"),
            (Url, "hxxps://api[.]bad[.]example:8443/a.js?x=1"),
            (Email, "no.reply[@]bad[.]example"),
            (Hash, "AC5CC8BCC05AC27A8F189134C2E3300863B317FB"),
            (File, "worker.js"),
            (Extension, "a.b 24.10.4"),
        ] {
            assert_eq!(check(kind, value), Ok(()), "{value}");
        }
    }

    #[test]
    fn what_is_live_gets_the_form_to_write() {
        for (kind, value, wanted) in [
            (Domain, "bad.example", "bad[.]example"),
            (Domain, "api.bad[.]example", "api[.]bad[.]example"),
            (Domain, "bad[dot]example", "bad[.]example"),
            (Address, "192.0.2[.]84", "192[.]0[.]2[.]84"),
            (Url, "https://bad.example/a.js", "hxxps://bad[.]example/a.js"),
            (Url, "hXXp://bad.example", "hxxp://bad[.]example"),
            (Email, "mail@bad.example", "mail[@]bad[.]example"),
            (File, "https://bad.example/a.js", "hxxps://bad.example/a.js"),
        ] {
            assert_eq!(check(kind, value), Err(Fault::Live(wanted.to_owned())), "{value}");
        }
    }

    #[test]
    fn what_is_not_of_its_kind_is_told_apart() {
        for (kind, value) in [
            (Domain, "bad[.]pro14"),
            (Domain, "bad"),
            (Domain, "bad[.][.]example"),
            (Address, "192[.]0[.]2[.]8414"),
            (Address, "192[.]0[.]2[.]0/33"),
            (Url, "bad[.]example/a"),
            (Url, "javascript://bad[.]example"),
            (Email, "bad[.]example"),
            (Hash, "AC5CC8BCC05AC27A8F189134C2E3300863B317FB14"),
            (Hash, "zz5CC8BCC05AC27A8F189134C2E3300863B317FB"),
        ] {
            assert!(matches!(check(kind, value), Err(Fault::Shape(_))), "{value}");
        }
    }
}
