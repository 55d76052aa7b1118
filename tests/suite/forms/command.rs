//! `nidan report --to` from outside.

use crate::small::{ID, INCIDENT, MODEL, errors, nidan, project};

#[test]
fn each_form_is_one_file_in_each_language() {
    let project = project();
    for lang in ["bn", "en"] {
        for (form, ending) in [("html", "html"), ("md", "md"), ("post", "txt")] {
            let output = nidan(project.root(), &["report", ID, "--lang", lang, "--to", form], &[]);
            assert!(output.status.success(), "{}", errors(&output));
            let file = format!("{ID}.{lang}.{ending}");
            assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), file);
            let text = std::fs::read_to_string(project.root().join(&file)).expect("the file is there");
            let words = if lang == "bn" {
                "এক ঘণ্টা চেকআউট অচল"
            } else {
                "Checkout is down for an hour"
            };
            assert!(text.contains(words), "{file}");
            let again = nidan(project.root(), &["report", ID, "--lang", lang, "--to", form, "-o", "again"], &[]);
            assert!(again.status.success());
            assert_eq!(std::fs::read_to_string(project.root().join("again")).expect("it is there"), text, "{file}");
        }
    }
}

#[test]
fn an_unknown_form_or_language_is_named() {
    let project = project();
    let output = nidan(project.root(), &["report", ID, "--to", "docx"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("docx") && errors(&output).contains("post"), "{}", errors(&output));
    let output = nidan(project.root(), &["report", ID, "--to", "post", "--lang", "fr"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("fr"), "{}", errors(&output));
    let output = nidan(project.root(), &["report", "2025-01-30-smal", "--to", "md"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains(ID), "{}", errors(&output));
    let output = nidan(project.root(), &["report", ID, "--to", "md", "-o", "missing/report.md"], &[]);
    assert_eq!(output.status.code(), Some(2), "{}", errors(&output));
}

#[test]
fn a_report_that_is_not_for_all_says_so_first() {
    let settings =
        "schema: 1\ntitle: {en: Base, bn: ভিত্তি}\nlanguages: [bn, en]\naudience: community\nzone: Asia/Dhaka\n";
    let project = crate::project::Project::new()
        .file("nidan.yaml", settings)
        .file(&format!("incidents/{ID}/incident.yaml"), INCIDENT.replace("tlp: CLEAR", "tlp: GREEN"))
        .file(&format!("incidents/{ID}/model.yaml"), MODEL);
    for (form, file) in [("post", "post"), ("md", "md"), ("html", "html")] {
        let output = nidan(project.root(), &["report", ID, "--lang", "en", "--to", form, "-o", file], &[]);
        assert!(output.status.success(), "{}", errors(&output));
        let text = std::fs::read_to_string(project.root().join(file)).expect("the file is there");
        assert!(text.contains("TLP:GREEN"), "{form}");
        assert!(form != "post" || text.starts_with("TLP:GREEN\n"), "{text}");
    }
}
