//! Doors that only the service can reach stay shut.

use super::{is_open, judge};

#[test]
fn the_open_internet_is_open() {
    for url in [
        "https://example.org/hook",
        "https://example.org:8443/hook?x=1",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/hook",
    ] {
        assert_eq!(judge(url, false), Ok(()), "{url}");
    }
}

#[test]
fn what_is_near_is_shut_unless_allowed() {
    for host in [
        "localhost",
        "db.localhost",
        "printer.local",
        "metadata.google.internal",
        "intranet",
        "LOCALHOST.",
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[fe80::1]",
        "[fd00::1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:db8::1]",
    ] {
        let url = format!("https://{host}/hook");
        let code = judge(&url, false).map_err(|(code, _)| code);
        assert_eq!(code, Err("private-address"), "{url}");
        assert_eq!(judge(&url, true), Ok(()), "{url}");
    }
    for open in ["172.32.0.1", "100.128.0.1", "192.0.1.1", "2001:4860:4860::8888"] {
        assert!(is_open(open.parse().expect("an address")), "{open}");
    }
}

#[test]
fn what_is_no_address_is_refused() {
    for (url, code) in [
        ("", "not-a-url"),
        ("hook", "not-a-url"),
        ("/hook", "not-a-url"),
        ("https://", "not-a-url"),
        ("https://a b/", "not-a-url"),
        ("https://example.org/\r\nX: y", "not-a-url"),
        ("https://user:pass@example.org/", "not-a-url"),
        ("http://example.org/", "not-https"),
        ("ftp://example.org/", "not-https"),
    ] {
        assert_eq!(judge(url, false).map_err(|(code, _)| code), Err(code), "{url:?}");
    }
    assert_eq!(judge("http://example.org/", true), Ok(()));
    assert!(judge("ftp://example.org/", true).is_err());
    assert!(judge(&format!("https://example.org/{}", "x".repeat(3000)), false).is_err());
}
