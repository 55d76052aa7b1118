//! Templates of a knowledge base in place of the program's own.

use super::{INCIDENT, PLACE, built, done, nidan, said, settings};
use crate::project::Project;

const REPORT: &str = "en/incidents/2026-02-10-checkout/index.html";

fn project() -> Project {
    Project::empty().file("nidan.yaml", settings("")).file(PLACE, INCIDENT)
}

fn own(path: &str) -> String {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(path);
    std::fs::read_to_string(file).expect("it is a template of the program")
}

fn with(name: &str, text: &str) -> Project {
    project().file(&format!("overrides/templates/{name}"), text)
}

fn told(name: &str, text: &str) -> String {
    said(&nidan(&with(name, text), &["check", "--no-hints"]))
}

#[test]
fn a_template_is_replaced_and_escapes_as_the_program_does() {
    let menu = "<nav>{{ menu.name }} {{ \"<b>\" }} ours</nav>\n";
    let project = with("html/menu.html", menu);
    done(&project, &["build", "--no-pdf"]);
    let page = built(&project, REPORT);
    assert!(page.contains("&lt;b&gt; ours</nav>"), "{page}");
    let copy = with("html/page.html", &own("html/page.html"));
    let plain = self::project();
    for project in [&copy, &plain] {
        done(project, &["build", "--no-pdf"]);
    }
    assert_eq!(built(&copy, REPORT), built(&plain, REPORT), "a copy changes nothing");
}

#[test]
fn a_template_that_cannot_be_used_is_told_at_its_place() {
    insta::assert_snapshot!(told("html/manu.html", "<nav></nav>\n"), @r"
    error[unknown-override]: `overrides/templates/html/manu.html` replaces nothing of the program's
     --> overrides/templates/html/manu.html:1:1
      |
    1 | <nav></nav>
      | ^
      |
      = hint: did you mean `menu.html`?
      = hint: templates: base.html, both.html, drill.html, front.html, menu.html, page.html, scripts.html, search.html, single.html, what-if.html

    1 error found
    [exit 1]
    ");
    insta::assert_snapshot!(told("html/menu.html", "<nav>\n{% if menu.places %}\n{{ menu.name }\n</nav>\n"), @r"
    error[bad-template]: found `}` but expected }}
     --> overrides/templates/html/menu.html:3:14
      |
    3 | {{ menu.name }
      |              ^ here
      |
      = hint: what a template gets is listed in docs/overrides.md of the program

    1 error found
    [exit 1]
    ");
    insta::assert_snapshot!(told("html/menu.html", "<nav>\n{{ menu.nam }}\n</nav>\n"), @r"
    error[bad-template]: field `nam` is not defined; available fields: name, places
     --> overrides/templates/html/menu.html:2:9
      |
    2 | {{ menu.nam }}
      |         ^^^ here
      |
      = hint: what a template gets is listed in docs/overrides.md of the program

    1 error found
    [exit 1]
    ");
    insta::assert_snapshot!(told("html/menu.html", "<nav>\n{{ menu.name | round }}\n</nav>\n"), @r"
    error[bad-template]: invalid type for the value, expected `f64` but got `string`
     --> overrides/templates/html/menu.html:2:4
      |
    2 | {{ menu.name | round }}
      |    ^^^^ here
      |
      = hint: what a template gets is listed in docs/overrides.md of the program

    1 error found
    [exit 1]
    ");
    insta::assert_snapshot!(told("html/menu.html", "<nav>{% include \"gone.html\" %}</nav>\n"), @r#"
    error[bad-template]: unknown template `gone.html`
     --> overrides/templates/html/menu.html:1:17
      |
    1 | <nav>{% include "gone.html" %}</nav>
      |                 ^ here
      |
      = hint: what a template gets is listed in docs/overrides.md of the program

    1 error found
    [exit 1]
    "#);
}

#[test]
fn a_page_stays_safe() {
    let base = own("html/base.html");
    let open = base.replace("default-src 'none'", "default-src *");
    insta::assert_snapshot!(told("html/base.html", &open), @r#"
    error[unsafe-template]: the page has no content security policy, or another than the program's
     --> overrides/templates/html/base.html:5:1
      |
    5 | {%- block policy %}
      | ^^^^^^^^^^^^^^^^^^^ here
      |
      = hint: keep the `<meta http-equiv="Content-Security-Policy" …>` of the program's `base.html`

    1 error found
    [exit 1]
    "#);
    let page = own("html/page.html").replace("{% block page %}", "{% block policy %}{% endblock %}\n{% block page %}");
    assert!(told("html/page.html", &page).contains("error[unsafe-template]"));
    let script = own("html/menu.html").replace("<ul>", "<ul onclick=\"x()\"><script>x()</script>");
    insta::assert_snapshot!(told("html/menu.html", &script), @r#"
    error[unsafe-template]: a script inside the page: `onclick`
     --> overrides/templates/html/menu.html:3:5
      |
    3 | <ul onclick="x()"><script>x()</script>
      |     ^^^^^^^^^^^^^
      |
      = hint: scripts stand in files; a page of the program links those that it needs

    error[unsafe-template]: a script inside the page
     --> overrides/templates/html/menu.html:3:19
      |
    3 | <ul onclick="x()"><script>x()</script>
      |                   ^^^^^^^
      |
      = hint: scripts stand in files; a page of the program links those that it needs

    2 errors found
    [exit 1]
    "#);
    assert!(told("html/base.html", &base).ends_with("[exit 0]"));
}

#[test]
fn nothing_is_written_when_a_page_cannot_be_filled() {
    let project = project();
    done(&project, &["build", "--no-pdf"]);
    let before = built(&project, REPORT);
    let project = project.file("overrides/templates/html/menu.html", "{{ menu.nam }}\n");
    let output = nidan(&project, &["build", "--no-pdf"]);
    assert!(!output.status.success());
    assert!(said(&output).contains("overrides/templates/html/menu.html:1:"), "{}", said(&output));
    assert_eq!(built(&project, REPORT), before);
}

#[cfg(feature = "pdf")]
#[test]
fn a_template_of_pdfs_is_replaced_and_tried() {
    let report = own("pdf/report.typ");
    let pdf = |project: &Project| {
        let file = project.root().join("report.pdf");
        done(project, &["report", "2026-02-10-checkout", "-o", file.to_str().unwrap()]);
        std::fs::read(file).unwrap()
    };
    let plain = pdf(&project());
    assert_eq!(pdf(&with("pdf/report.typ", &report)).len(), plain.len(), "a copy changes nothing");
    let wide = with("pdf/report.typ", &report.replace("right: 22mm", "right: 40mm"));
    done(&wide, &["build"]);
    assert_ne!(pdf(&wide), plain);
    // What was kept of the first template does not serve the second.
    let kept = |project: &Project| {
        std::fs::read(project.root().join("public/en/incidents/2026-02-10-checkout/report.pdf")).unwrap()
    };
    let before = kept(&wide);
    let wide = wide.file("overrides/templates/pdf/report.typ", &report);
    done(&wide, &["build"]);
    assert_ne!(kept(&wide), before);
    let broken = told("pdf/report.typ", &report.replacen("#import", "#let x = (\n#import", 1));
    assert!(broken.contains("error[bad-template]: unclosed delimiter"), "{broken}");
    assert!(broken.contains("--> overrides/templates/pdf/report.typ:3:"), "{broken}");
    let unknown = told("pdf/report.typ", &format!("{report}\n#nowhere(1)\n"));
    assert!(unknown.contains("error[bad-template]: unknown variable: nowhere"), "{unknown}");
    assert!(told("pdf/raport.typ", &report).contains("did you mean `report.typ`?"));
}
