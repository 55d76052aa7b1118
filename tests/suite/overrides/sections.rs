//! Sections of reports in another order, and left out.

use super::{INCIDENT, PLACE, built, done, nidan, said, settings};
use crate::project::Project;

const REPORT: &str = "en/incidents/2026-02-10-checkout/index.html";

fn project(sections: &str) -> Project {
    let settings = settings(&format!("report:\n  sections: [{sections}]\n"));
    Project::empty().file("nidan.yaml", settings).file(PLACE, INCIDENT)
}

fn headings(page: &str) -> Vec<&str> {
    let sections = page.split("<section id=\"").skip(1);
    sections.filter_map(|rest| rest.split('"').next()).filter(|id| !id.starts_with("page.")).collect()
}

#[test]
fn the_order_given_is_the_order() {
    let project = project("lessons, at-a-glance, glossary, why");
    done(&project, &["build", "--no-pdf"]);
    let page = built(&project, REPORT);
    assert_eq!(headings(&page), ["lessons", "at-a-glance", "glossary", "why"]);
    let contents = page.split("<nav class=\"contents\"").nth(1).expect("it has contents");
    let links: Vec<&str> = contents.split("</ol>").next().unwrap().split("href=\"#").skip(1).collect();
    let links: Vec<&str> = links.iter().filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(links, ["lessons", "at-a-glance", "glossary", "why", "page.notes"]);
    let feed = built(&project, "en/feed.xml");
    let at = |word: &str| feed.find(word).unwrap_or_else(|| panic!("{word} is not in the feed"));
    // The entry's own summary comes before its text.
    let glance = feed.rfind("failed for half an hour").expect("it is in the feed");
    assert!(at("Say no early") < glance, "the feed has the same order");
}

#[test]
fn what_is_left_out_is_left_out_everywhere_and_nothing_leads_there() {
    let whole = Project::empty().file("nidan.yaml", settings("")).file(PLACE, INCIDENT);
    let less = project("at-a-glance, timeline");
    for project in [&whole, &less] {
        done(project, &["build", "--no-pdf"]);
    }
    let (before, after) = (built(&whole, REPORT), built(&less, REPORT));
    assert_eq!(headings(&after), ["at-a-glance", "timeline"]);
    assert!(before.contains("href=\"#factors/pool\"") && before.contains("href=\"#lessons/limit\""));
    assert!(!after.contains("#factors/pool") && !after.contains("#lessons/limit"), "links to what is left out");
    assert!(after.contains("see why and the lesson."), "the words of such a link stay");
    assert!(before.contains("example.org/b") && !after.contains("example.org/b"), "a note of what is left out");
    let lessons = built(&less, "en/lessons/index.html");
    assert!(built(&whole, "en/lessons/index.html").contains("index.html#lessons/limit"));
    assert!(lessons.contains("Say no early") && !lessons.contains("#lessons/limit"));
    for (form, start) in [("md", "## "), ("html", "<section id=")] {
        let file = less.root().join("report");
        done(&less, &["report", "2026-02-10-checkout", "--to", form, "-o", file.to_str().unwrap()]);
        let text = std::fs::read_to_string(file).unwrap();
        assert!(!text.contains("Say no early") && text.contains("Checkout works again"), "{form}");
        assert_eq!(text.matches(start).count(), 2, "{form}: {text}");
    }
    assert!(done(&whole, &["search", "early"]).contains("Say no early"));
    let searched = nidan(&less, &["search", "early"]);
    assert!(
        !String::from_utf8_lossy(&searched.stdout).contains("Say no early"),
        "search leads to a report that says it"
    );
    assert!(built(&less, "data/incidents/2026-02-10-checkout.json").contains("Say no early"), "the data are no report");
}

#[test]
fn a_slip_is_told_at_its_place() {
    insta::assert_snapshot!(said(&nidan(&project("at-a-glance, lesons, why, why"), &["check", "--no-hints"])), @r"
    error[bad-value]: a section cannot be `lesons`
     --> nidan.yaml:7:27
      |
    7 |   sections: [at-a-glance, lesons, why, why]
      |                           ^^^^^^
      |
      = hint: did you mean `lessons`?
      = hint: possible: at-a-glance, plain, affected, timeline, why, unseen, handled, lessons, next, again, trust, disputes, run-yourself, glossary, related

    error[bad-value]: the section `why` stands twice
     --> nidan.yaml:7:40
      |
    7 |   sections: [at-a-glance, lesons, why, why]
      |                                        ^^^ again here
     ::: nidan.yaml:7:35
      |
    7 |   sections: [at-a-glance, lesons, why, why]
      |                                   --- first here
      |
      = hint: a report has each section once: keep one

    2 errors found
    [exit 1]
    ");
    insta::assert_snapshot!(said(&nidan(&project("why, lessons"), &["check", "--no-hints"])), @r"
    error[report-sections]: `sections` leaves out `at-a-glance`, which has to stay
     --> nidan.yaml:7:13
      |
    7 |   sections: [why, lessons]
      |             ^^^^^^^^^^^^^^ no `at-a-glance` here
      |
      = hint: it says what happened, to whom and for how long: who reads one section reads this one, and the others build on it

    1 error found
    [exit 1]
    ");
}

#[test]
fn verdicts_are_not_shown_without_what_tells_how_far_to_trust_them() {
    let claims = "at-a-glance, lessons";
    let incident = INCIDENT.replace("{for: [pool], allow", "{for: [pool], claim: x(limit) <= 1, allow");
    let with = |sections: &str| {
        let output = nidan(&project(sections).file(PLACE, &incident), &["check", "--no-hints", "--no-runs"]);
        said(&output).contains("error[report-sections]")
    };
    assert!(with(claims));
    assert!(!with("at-a-glance, lessons, trust"));
    assert!(said(&nidan(&project(claims), &["check", "--no-hints"])).ends_with("[exit 0]"), "no claim, no verdict");
}
