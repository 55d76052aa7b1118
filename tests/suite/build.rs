//! `nidan build` from outside: bytes, exit codes, what is left untouched, what is left out.

use crate::small::{ID, INCIDENT, MODEL, errors, nidan, project, tree};

#[test]
fn two_builds_give_the_same_bytes_whatever_the_machine() {
    let project = project();
    let (one, two) = (project.root().join("one"), project.root().join("two"));
    let first = nidan(project.root(), &["build", "--jobs", "1", "--out", "one"], &[("TZ", "UTC"), ("LANG", "C")]);
    assert!(first.status.success(), "{}", errors(&first));
    let env = [("TZ", "Pacific/Kiritimati"), ("LANG", "bn_BD.UTF-8")];
    let second = nidan(project.root(), &["build", "--jobs", "2", "--out", "two", "--locked"], &env);
    assert!(second.status.success(), "{}", errors(&second));
    let (one, two) = (tree(&one), tree(&two));
    assert!(one.keys().eq(two.keys()));
    let differing: Vec<&String> = one.keys().filter(|path| one[*path] != two[*path]).collect();
    assert!(differing.is_empty(), "{differing:?}");
    for lang in ["bn", "en"] {
        let page = one.get(&format!("{lang}/incidents/{ID}/index.html")).expect("the report is there");
        assert!(String::from_utf8_lossy(page).contains(&format!("lang=\"{lang}\"")));
        assert!(one.contains_key(&format!("{lang}/incidents/{ID}/runs/fewer/data.csv")));
        assert_eq!(one.contains_key(&format!("{lang}/incidents/{ID}/report.pdf")), cfg!(feature = "pdf"));
    }
}

#[test]
fn an_error_leaves_the_old_site_as_it_was() {
    let project = project();
    assert!(nidan(project.root(), &["build", "--no-pdf"], &[]).status.success());
    let before = tree(&project.root().join("public"));
    let broken = INCIDENT.replace("severity: sev2", "severity: sev2\nseverty: sev1").replace("source", "sorce");
    let project = project.file(&format!("incidents/{ID}/incident.yaml"), broken);
    let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("did you mean `severity`?"), "{}", errors(&output));
    assert!(errors(&output).contains("did you mean `sources`?"), "{}", errors(&output));
    assert_eq!(tree(&project.root().join("public")), before);
}

#[test]
fn the_record_follows_the_model_unless_it_is_locked() {
    let project = project();
    let lock = project.root().join(format!("incidents/{ID}/runs.lock"));
    let output = nidan(project.root(), &["build", "--no-pdf", "--locked"], &[]);
    assert_eq!(output.status.code(), Some(1), "nothing is on record yet");
    assert!(!lock.exists() && !project.root().join("public").exists());
    assert!(nidan(project.root(), &["build", "--no-pdf"], &[]).status.success());
    let recorded = std::fs::read(&lock).expect("the record is written");
    assert!(nidan(project.root(), &["build", "--no-pdf", "--locked"], &[]).status.success());
    let again = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(again.status.success() && !errors(&again).contains("runs.lock"), "{}", errors(&again));
    assert_eq!(std::fs::read(&lock).expect("it is still there"), recorded);

    let project = project.file(&format!("incidents/{ID}/model.yaml"), MODEL.replace("value: 2ms", "value: 3ms"));
    let output = nidan(project.root(), &["build", "--no-pdf", "--locked"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("runs/base") && errors(&output).contains("runs/fewer"), "{}", errors(&output));
    assert_eq!(std::fs::read(&lock).expect("it is still there"), recorded);
    assert!(nidan(project.root(), &["build", "--no-pdf"], &[]).status.success());
    assert_ne!(std::fs::read(&lock).expect("it is still there"), recorded);
}

#[test]
fn what_is_not_ours_is_not_replaced() {
    let project = project().file("elsewhere/letter.txt", "dear");
    let output = nidan(project.root(), &["build", "--no-pdf", "--out", "elsewhere"], &[]);
    assert_eq!(output.status.code(), Some(2), "{}", errors(&output));
    assert!(errors(&output).contains("hint"), "{}", errors(&output));
    assert_eq!(tree(&project.root().join("elsewhere")).len(), 1);
}

#[test]
fn what_the_audience_may_not_read_is_left_out_and_named() {
    let without_claim = INCIDENT.replace("    claim: error(fewer) <= 50% of base\n", "");
    let project = project()
        .file("incidents/2025-01-31-draft/incident.yaml", without_claim.replace("stage: published", "stage: review"))
        .file("incidents/2025-02-01-inner/incident.yaml", without_claim.replace("tlp: CLEAR", "tlp: AMBER"));
    let output = nidan(project.root(), &["build", "--no-pdf"], &[]);
    assert!(output.status.success(), "{}", errors(&output));
    for (id, why) in [("2025-01-31-draft", "not published yet"), ("2025-02-01-inner", "TLP:AMBER")] {
        let named = errors(&output).lines().any(|line| line.contains(id) && line.contains(why));
        assert!(named, "{}", errors(&output));
        let site = tree(&project.root().join("public"));
        assert!(site.iter().all(|(path, bytes)| {
            !path.contains(id) && !bytes.windows(id.len()).any(|window| window == id.as_bytes())
        }));
    }
    let inside = nidan(project.root(), &["build", "--no-pdf", "--audience", "internal", "--out", "inside"], &[]);
    assert!(inside.status.success(), "{}", errors(&inside));
    let site = tree(&project.root().join("inside"));
    assert!(site.contains_key("en/incidents/2025-02-01-inner/index.html"), "what is left out is there for others");
}

#[test]
fn exit_codes_tell_what_could_not_run() {
    let empty = crate::project::Project::empty();
    for args in
        [&["check", "--root", "."][..], &["build", "--root", "."], &["frobnicate"], &["check", "--root", "nowhere"]]
    {
        assert_eq!(nidan(empty.root(), args, &[]).status.code(), Some(2), "{args:?}");
    }
    let project = project();
    let unknown = nidan(project.root(), &["report", "2025-01-30-smal"], &[]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(errors(&unknown).contains("did you mean `2025-01-30-small`?"), "{}", errors(&unknown));
    assert_eq!(nidan(project.root(), &["--version"], &[]).status.code(), Some(0));
    assert_eq!(nidan(project.root(), &["explain", "unknown-key"], &[]).status.code(), Some(0));
}
