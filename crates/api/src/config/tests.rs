//! Settings are read, and all their mistakes told.

use figment::Figment;
use figment::providers::{Format as _, Toml};

use super::{Config, LogFormat, Smtp};

fn read(toml: &str) -> Result<Config, Vec<String>> {
    let config = Config::of(&Figment::from(Toml::string(toml)));
    config.map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
}

#[test]
fn nothing_written_means_the_usual() {
    assert_eq!(read("").expect("settings"), Config::default());
    assert_eq!(Config::default().mistakes(), []);
}

#[test]
fn what_is_written_is_read() {
    let config = read(
        "database = 'postgres://u@h/n'\nmetrics_listen = '127.0.0.1:9'\n[smtp]\nurl = 'smtps://h'\nfrom = 'Y <y@h>'\n[log]\nformat = 'json'",
    );
    let config = config.expect("settings");
    assert_eq!(config.database, "postgres://u@h/n");
    let smtp = Smtp {
        url: "smtps://h".into(),
        from: "Y <y@h>".into(),
    };
    assert_eq!(config.smtp, Some(smtp));
    assert_eq!(config.log.format, LogFormat::Json);
}

#[test]
fn every_mistake_is_told_at_once() {
    let mistakes = read(
        "databse = 'sqlite:x'\nlisten = 'here'\nworkers = 'many'\nlargest_body = 0\npublic_url = 'https://x/'\n\
         [smtp]\nurl = 'secret'\n[solves]\nactive = 0\n[solves.partnerships]\njiezi = -1\n[log]\nlevel = 'loud'\nformt = 'json'",
    );
    let mut mistakes = mistakes.expect_err("mistakes");
    mistakes.sort();
    for (said, expected) in mistakes.iter().zip([
        "databse: there is no such setting. Maybe database?",
        "largest_body: 0 is out of range",
        "listen: \"here\" is no address",
        "log.formt: there is no such setting. Maybe format?",
        "log.level: it is none of error, warn, info, debug",
        "public_url: ",
        "smtp.from: ",
        "smtp.url: ",
        "solves.active: 0 is out of range",
        "solves.partnerships.jiezi: -1 is out of range",
        "workers: it is not ",
    ]) {
        assert!(said.starts_with(expected), "{said}\nis not\n{expected}");
    }
    assert_eq!(mistakes.len(), 11, "{mistakes:#?}");
    assert!(!mistakes.join("").contains("secret"));
}

#[test]
fn a_file_that_is_none_is_told() {
    let mistakes = read("listen = ").expect_err("no TOML");
    assert!(mistakes[0].starts_with("the file: "), "{mistakes:?}");
    assert!(Config::read(Some("nowhere.toml".as_ref()), &[]).is_err());
}
