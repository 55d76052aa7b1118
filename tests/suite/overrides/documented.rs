//! The examples of the page that documents all this, tried as they stand.

use super::{PLACE, built, done};
use crate::project::Project;

const PAGE: &str = include_str!("../../../docs/overrides.md");

/// The examples with the files that they belong to; what stands in an incident is of no file by name.
fn examples() -> Vec<(&'static str, &'static str)> {
    let parts: Vec<&str> = PAGE.split("\n```").collect();
    let example = |pair: &[&'static str]| {
        let named = pair[0].trim_end().rsplit('\n').next().expect("a line before");
        let text = pair[1].split_once('\n').expect("a language").1;
        (named.trim_matches(['`', ':']), text)
    };
    parts.windows(2).step_by(2).map(example).collect()
}

#[test]
fn the_examples_of_the_page_work_together() {
    let examples = examples();
    assert_eq!(examples.len(), 5, "{examples:#?}");
    let of = |wanted: &str| -> String {
        let own = examples.iter().filter(|(name, _)| *name == wanted);
        own.flat_map(|(_, text)| [text, "\n"]).collect()
    };
    let settings = format!(
        "schema: 1\ntitle: {{en: Test base, bn: পরীক্ষা}}\nlanguages: [bn, en]\noptional_languages: [bn]\naudience: internal\nzone: Asia/Dhaka\n{}",
        of("nidan.yaml")
    );
    let incident = super::INCIDENT.replace("{en: Checkout", "{bn: চেকআউট, en: Checkout");
    let mut project =
        Project::empty().file("nidan.yaml", settings).file(PLACE, format!("{incident}{}", of("In an incident")));
    for (name, text) in examples.iter().filter(|(name, _)| name.starts_with("overrides/")) {
        project = project.file(name, format!("{text}\n"));
    }
    done(&project, &["build", "--no-pdf"]);
    let page = built(&project, "en/incidents/2026-02-10-checkout/index.html");
    for told in ["In short", "Questions: the on-call channel", "Dhaka", "1,200 tickets"] {
        assert!(page.contains(told), "{told}");
    }
    assert!(!page.contains("id=\"glossary\"") && page.contains("id=\"next\"") == page.contains("href=\"#next\""));
}

#[test]
fn the_page_names_every_section_and_every_template() {
    for section in nidan::model::Section::ALL {
        assert!(PAGE.contains(&format!("| `{}` |", section.id())), "{}", section.id());
    }
    for name in nidan::render::html::replaceable() {
        assert!(PAGE.contains(&format!("`templates/html/{name}`")), "{name}");
    }
    for name in nidan::render::SHEETS {
        assert!(PAGE.contains(&format!("`templates/pdf/{name}`")), "{name}");
    }
}
