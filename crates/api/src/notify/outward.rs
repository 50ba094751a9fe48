//! Which addresses a webhook may have: those of the open Internet. Whoever registers one must not make the service knock on doors
//! that only the service can reach (OWASP: server-side request forgery).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ureq::http::Uri;

/// Longest address.
const LONGEST: usize = 2000;
/// Names that stand for machines nearby.
const NEARBY: [&str; 5] = ["localhost", ".localhost", ".local", ".internal", ".home.arpa"];

/// Why an address is refused: a stable code, and what is wrong.
pub type Refusal = (&'static str, &'static str);

/// Judges the address of a webhook by its looks. What a name resolves to is judged whenever something is delivered.
///
/// # Errors
/// No web address, or one that the settings do not allow.
pub fn judge(url: &str, allow_private: bool) -> Result<(), Refusal> {
    if url.len() > LONGEST || url.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(("not-a-url", "it is too long, or holds blanks"));
    }
    let uri: Uri = url.parse().map_err(|_| ("not-a-url", "it is no web address"))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(("not-a-url", "it lacks https:// or a host"));
    };
    if authority.as_str().contains('@') {
        return Err(("not-a-url", "it holds a user or password"));
    }
    if scheme != "https" && !(allow_private && scheme == "http") {
        return Err(("not-https", "it does not begin with https://"));
    }
    let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
    let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    let nearby = match literal {
        Ok(address) => !is_open(address),
        Err(_) => !host.contains('.') || NEARBY.iter().any(|name| host.ends_with(name)),
    };
    if host.is_empty() || (nearby && !allow_private) {
        return Err(("private-address", "it leads to this machine or a private network"));
    }
    Ok(())
}

/// Whether an address is of the open Internet (the IANA registries of special-purpose addresses).
#[must_use]
pub fn is_open(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_open_v4(address),
        IpAddr::V6(address) => is_open_v6(address),
    }
}

fn is_open_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 168, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

/// Only what is routed (2000::/3), and nothing there that wraps an IPv4 address or is set aside.
fn is_open_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_open_v4(inner);
    }
    let [a, b, ..] = address.segments();
    let routed = a & 0xe000 == 0x2000;
    // 2001::/23 holds tunnels and tests, 2001:db8::/32 and 3fff::/20 are for books, 2002::/16 wraps IPv4.
    let special = (a == 0x2001 && (b < 0x200 || b == 0xdb8)) || a == 0x2002 || (a == 0x3fff && b < 0x1000);
    routed && !special
}

#[cfg(test)]
mod tests;
