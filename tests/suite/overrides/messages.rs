//! Messages of a knowledge base in place of the program's own.

use super::{INCIDENT, PLACE, built, done, nidan, said, settings};
use crate::project::Project;

const OURS: &str = "overrides/locales/en/ours.ftl";

fn project(messages: &str) -> Project {
    Project::empty().file("nidan.yaml", settings("")).file(PLACE, INCIDENT).file(OURS, messages)
}

#[test]
fn a_message_is_replaced_wherever_it_stands() {
    let project = project("# Ours\nsection-glance = In short <b>\nmenu-lessons = What we know\n");
    done(&project, &["build", "--no-pdf"]);
    let page = built(&project, "en/incidents/2026-02-10-checkout/index.html");
    assert!(page.contains("In short &lt;b&gt;") && !page.contains("At a glance"), "escaped as any text");
    assert!(page.contains("What we know"), "in the frame");
    assert!(built(&project, "en/feed.xml").contains("In short"), "in feeds");
    let file = project.root().join("report.md");
    done(&project, &["report", "2026-02-10-checkout", "--to", "md", "-o", file.to_str().unwrap()]);
    assert!(std::fs::read_to_string(file).unwrap().contains("## In short"), "in Markdown");
}

#[test]
fn slips_are_told_at_their_places() {
    let project = project(
        "section-glanse = In short\nsection-why = Why { $cause }\nfact-when = When\nsection-next = { NUMBER(1) }\nsection-plain = {\n",
    );
    insta::assert_snapshot!(said(&nidan(&project, &["check", "--no-hints"])), @r"
    error[unknown-message]: the program has no message `section-glanse`
     --> overrides/locales/en/ours.ftl:1:1
      |
    1 | section-glanse = In short
      | ^^^^^^^^^^^^^^ replaces nothing
      |
      = hint: did you mean `section-glance`?

    error[unknown-variable]: `section-why` has no variable `$cause`
     --> overrides/locales/en/ours.ftl:2:22
      |
    2 | section-why = Why { $cause }
      |                      ^^^^^ not given
      |
      = hint: it has none

    warning[variable-left-out]: `fact-when` does not use `$zone`
     --> overrides/locales/en/ours.ftl:3:1
      |
    3 | fact-when = When
      | ^^^^^^^^^ readers will miss what it stands for
      |
      = hint: put `{ $zone }` where it belongs

    error[bad-message]: `section-next` has a function
     --> overrides/locales/en/ours.ftl:4:18
      |
    4 | section-next = { NUMBER(1) }
      |                  ^^^^^^
      |
      = hint: a message is made of words and its own variables alone

    error[bad-message]: the message cannot be read: expected an inline expression
     --> overrides/locales/en/ours.ftl:6:1
      |
    6 |
      | ^ here
      |
      = hint: a message is `id = text`, with `{ $name }` for a variable; further lines are indented

    4 errors, 1 warning found
    [exit 1]
    ");
}

#[test]
fn what_replaces_nothing_is_told() {
    let project = project("section-glance = In short\n")
        .file("overrides/locales/bd/ours.ftl", "section-glance = x\n")
        .file("overrides/locales/en/notes.txt", "x")
        .file("overrides/css/site.css", "x");
    insta::assert_snapshot!(said(&nidan(&project, &["check", "--no-hints"])), @r"
    error[unknown-override]: `overrides/css` replaces nothing of the program's
      = hint: folders here: locales, templates

    error[unknown-override]: `overrides/locales/bd` replaces nothing of the program's
      = hint: did you mean `bn`?
      = hint: folders here: bn, en

    error[unknown-override]: `overrides/locales/en/notes.txt` replaces nothing of the program's
      = hint: files here end in `.ftl`

    3 errors found
    [exit 1]
    ");
}

#[test]
fn a_change_of_a_message_changes_the_next_build() {
    let project = project("section-glance = In short\n");
    done(&project, &["build", "--no-pdf"]);
    let project = project.file(OURS, "section-glance = At one look\n");
    done(&project, &["build", "--no-pdf"]);
    assert!(built(&project, "en/incidents/2026-02-10-checkout/index.html").contains("At one look"));
}
