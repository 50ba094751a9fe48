//! `report.html`: whole without a network, in two languages, with the checker's figures.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::term_folder::{edit, folder_with_tiny_term, planned};
use crate::{done, repository};

fn report(folder: &Path) -> String {
    fs::read_to_string(folder.join("out/report.html")).expect("the report")
}

/// The values of an attribute.
fn values<'t>(page: &'t str, attribute: &str) -> Vec<&'t str> {
    let start = format!(" {attribute}=\"");
    let after = page.split(start.as_str()).skip(1);
    after.filter_map(|rest| rest.split('"').next()).collect()
}

/// The figure that stands above a caption.
fn figure<'t>(page: &'t str, caption: &str) -> &'t str {
    let above = page.split(caption).next().expect("a page");
    let figure = above.rsplit("<strong>").next().expect("a figure");
    figure.split('<').next().expect("a figure")
}

#[test]
fn it_needs_no_network() {
    let folder = folder_with_tiny_term();
    planned(folder.path());
    let page = report(folder.path()).to_lowercase();
    for attribute in ["src", "href", "srcset", "action", "data", "poster"] {
        for value in values(&page, attribute) {
            assert!(value.starts_with('#'), "{attribute}={value}");
        }
    }
    for load in [
        "http:",
        "https:",
        "@import",
        "url(",
        "<link",
        "<iframe",
        "fetch(",
        "xmlhttprequest",
        "import(",
    ] {
        assert!(!page.contains(load), "{load}");
    }
}

#[test]
fn it_says_everything_in_both_languages() {
    let folder = folder_with_tiny_term();
    planned(folder.path());
    let page = report(folder.path());
    let count = |what: &str| page.matches(what).count();
    assert!(count("lang=\"zh\"") > 20);
    assert_eq!(count("<b lang=\"zh\">"), count("<b lang=\"en\">"));
    for both in [
        ["总代价", "total cost"],
        ["没有服务队具备所需技能", "no team has the skills"],
    ] {
        assert!(both.iter().all(|words| page.contains(words)), "{both:?}");
    }
}

#[test]
fn its_figures_are_the_verdicts() {
    let folder = folder_with_tiny_term();
    planned(folder.path());
    let page = report(folder.path());
    let verdict = done(folder.path(), &["check", "out/problem.json", "out/plan.json", "--json"]);
    let verdict: Value = serde_json::from_str(&verdict).expect("a verdict");
    let shown = |caption| figure(&page, caption).replace(',', "").parse::<i64>().ok();
    assert_eq!(shown("<b lang=\"zh\">总代价"), verdict["cost"].as_i64());
    assert_eq!(shown("<b lang=\"zh\">居民需求已服务"), verdict["served"].as_i64());
    assert_eq!(figure(&page, "<b lang=\"zh\">与可证下界的差距"), "0.00");
}

#[test]
fn what_the_tables_say_is_text_and_never_markup() {
    let folder = folder_with_tiny_term();
    edit(folder.path(), "teams.csv", "维修队", "<script>维修队");
    edit(folder.path(), "places.csv", "健康理疗馆", "<img src=x>");
    edit(folder.path(), "term.toml", "迷你学期", "</title>迷你学期");
    planned(folder.path());
    let page = report(folder.path());
    for markup in ["<script>维修队", "<img", "</title>迷你学期"] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert!(page.contains("script&#62;维修队") || page.contains("script&gt;维修队"));
}

#[test]
fn it_names_no_student() {
    let folder = folder_with_tiny_term();
    planned(folder.path());
    let page = report(folder.path());
    let people = fs::read_to_string(repository().join("tests/fixtures/tiny_term/people.csv")).expect("the people");
    for row in people.lines().skip(1) {
        let name = row.split(',').nth(1).expect("a name");
        assert!(!page.contains(name), "{name}");
    }
}
