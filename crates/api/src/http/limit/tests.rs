//! Whose bucket a request takes from.

use std::net::IpAddr;

use actix_web::test::TestRequest;

use super::{Limits, TRIES, bucket, client};

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

#[test]
fn a_proxy_is_believed_only_where_there_is_one() {
    let request = TestRequest::default()
        .peer_addr("192.0.2.1:5000".parse().expect("an address"))
        .insert_header(("x-forwarded-for", "10.9.9.9, 198.51.100.7"))
        .to_http_request();
    assert_eq!(client(&request, false), ip("192.0.2.1"));
    // What the client wrote itself stands before what the proxy added.
    assert_eq!(client(&request, true), ip("198.51.100.7"));
}

#[test]
fn a_network_of_version_6_is_one_client() {
    assert_eq!(bucket(ip("2001:db8::1")), bucket(ip("2001:db8::ffff:2")));
    assert_ne!(bucket(ip("2001:db8::1")), bucket(ip("2001:db8:0:1::1")));
    assert_eq!(bucket(ip("::ffff:192.0.2.1")), ip("192.0.2.1"));
}

#[test]
fn an_empty_bucket_says_when_to_come_back() {
    let limits = Limits::new(false);
    let request = TestRequest::default().to_http_request();
    let refused = (0..=2 * TRIES.get())
        .find_map(|_| limits.take(&request).err())
        .expect("a refusal");
    assert_eq!((refused.status, refused.code), (429, "too-many"));
    assert!(refused.retry_after.is_some_and(|seconds| seconds > 0));
}
