//! What is taken as a password, and what opens.

use super::{Weakness, hash, verify, weakness};

#[test]
fn length_counts_and_composition_does_not() {
    for (password, expected) in [
        ("short", Some(Weakness::Short)),
        ("九个汉字还是太短了", Some(Weakness::Short)),
        ("correct horse", None),
        ("社区治未病站每周一开门", None),
        ("Password123", Some(Weakness::Common)),
        ("1234567890", Some(Weakness::Common)),
        ("aaaaaaaaaaaaaa", Some(Weakness::Common)),
        ("Office.Lanzhou", Some(Weakness::Login)),
    ] {
        assert_eq!(weakness(password, "office.lanzhou"), expected, "{password}");
    }
    assert_eq!(weakness(&"ab".repeat(129), "x"), Some(Weakness::Long));
}

#[test]
fn only_the_password_opens() {
    let hash = hash("correct horse").expect("randomness");
    assert!(hash.starts_with("$argon2id$"));
    assert!(verify("correct horse", Some(&hash)));
    assert!(!verify("correct horses", Some(&hash)));
    assert!(!verify("correct horse", Some("no hash")));
    assert!(!verify("correct horse", None));
}
