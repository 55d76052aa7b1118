//! Fields that a knowledge base declares for itself.

use std::fs;
use std::path::Path;

use super::{INCIDENT, PLACE, built, done, nidan, said};
use crate::project::Project;

const FIELDS: &str = "custom:
  region: {kind: choice, of: {dhaka: {en: Dhaka city, bn: ঢাকা শহর}, chattogram: {en: Chattogram, bn: চট্টগ্রাম}}, label: {en: Region, bn: অঞ্চল}, required: published, tlp: CLEAR}
  tickets: {kind: number, unit: {en: tickets, bn: টিকিট}, label: {en: Support load, bn: সাপোর্টের চাপ}, tlp: CLEAR}
  told: {kind: date, label: {en: Regulator told, bn: নিয়ন্ত্রককে জানানো}, tlp: CLEAR}
  regulated: {kind: yes-no, label: {en: Regulated, bn: নিয়ন্ত্রিত}, tlp: CLEAR}
  ticket: {kind: link, label: {en: Ticket, bn: টিকিটের ঠিকানা}, tlp: CLEAR}
  note: {kind: text, label: {en: Note, bn: টীকা}, tlp: CLEAR}
  vendor: {kind: text, label: {en: Canarylabel, bn: ক্যানারিনাম}}
  contract: {kind: choice, of: [canaryword, other], label: {en: Contract, bn: চুক্তি}, tlp: AMBER}
";

const VALUES: &str = "custom:
  region: dhaka
  tickets: 123456.5
  told: 2026-02-11
  regulated: yes
  ticket: https://tickets.example/77
  note: {en: A *short* note, bn: ছোট টীকা}
  vendor: {en: Canaryvalue, bn: ক্যানারিমান}
  contract: canaryword
";

fn settings(audience: &str) -> String {
    format!(
        "schema: 1\ntitle: {{en: Test base, bn: পরীক্ষা}}\nlanguages: [bn, en]\noptional_languages: [bn]\naudience: {audience}\nzone: Asia/Dhaka\n{FIELDS}"
    )
}

fn project(audience: &str, values: &str) -> Project {
    let incident = format!(
        "{}{values}",
        INCIDENT.replace("{en: Checkout times out}", "{en: Checkout times out, bn: চেকআউটে টাইমআউট}")
    );
    Project::empty().file("nidan.yaml", settings(audience)).file(PLACE, incident)
}

/// Every file below a folder, as it is.
fn files(folder: &Path, into: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("it is a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, into);
        } else {
            into.push((path.display().to_string(), fs::read(&path).expect("it can be read")));
        }
    }
}

#[test]
fn fields_stand_at_a_glance_as_each_language_writes_them() {
    let project = project("public", VALUES);
    done(&project, &["build", "--no-pdf"]);
    let english = built(&project, "en/incidents/2026-02-10-checkout/index.html");
    for told in [
        "Region",
        "Dhaka city",
        "123,456.5 tickets",
        "datetime=\"2026-02-11\"",
        ">Regulated<",
        ">yes<",
        "https://tickets.example/77",
        "<em>short</em>",
    ] {
        assert!(english.contains(told), "{told}");
    }
    let bangla = built(&project, "bn/incidents/2026-02-10-checkout/index.html");
    for told in ["অঞ্চল", "ঢাকা শহর", "১,২৩,৪৫৬.৫ টিকিট", "ফেব্রুয়ারি", ">হ্যাঁ<", "ছোট টীকা"]
    {
        assert!(bangla.contains(told), "{told}");
    }
    let data: serde_json::Value =
        serde_json::from_str(&built(&project, "data/incidents/2026-02-10-checkout.json")).expect("it is JSON");
    insta::assert_snapshot!(data["custom"].to_string(), @r#"{"region":"dhaka","tickets":123456.5,"told":"2026-02-11","regulated":true,"ticket":"https://tickets.example/77","note":{"bn":"ছোট টীকা","en":"A *short* note"}}"#);
    assert!(done(&project, &["search", "--lang", "en", "dhaka"]).contains("2026-02-10-checkout"));
}

#[test]
fn what_bears_no_open_label_is_in_no_file_of_a_public_site() {
    for (audience, shown) in [("public", false), ("internal", true)] {
        let project = project(audience, VALUES);
        done(
            &project,
            &["build"].into_iter().chain((!cfg!(feature = "pdf")).then_some("--no-pdf")).collect::<Vec<_>>(),
        );
        let mut all = Vec::new();
        files(&project.root().join("public"), &mut all);
        let mut found = 0;
        for canary in ["Canarylabel", "Canaryvalue", "canaryword", "ক্যানারিনাম", "ক্যানারিমান"]
        {
            for (path, bytes) in &all {
                let has = String::from_utf8_lossy(bytes).contains(canary);
                assert!(shown || !has, "{canary} in {path}");
                found += usize::from(has);
            }
        }
        assert_eq!(found > 0, shown, "{audience}");
        let searched = nidan(&project, &["search", "--lang", "en", "canaryvalue"]);
        assert_eq!(String::from_utf8_lossy(&searched.stdout).contains("2026-02-10-checkout"), shown);
        let post =
            done(&project, &["report", "2026-02-10-checkout", "--lang", "en", "--to", "post", "-o", "/dev/stdout"]);
        assert!(shown || !post.contains("anary"));
    }
}

#[test]
fn slips_in_values_are_told_with_what_is_possible() {
    let values = "custom:\n  regon: dhaka\n  region: sylhet\n  tickets: many\n  told: 11/02/2026\n  regulated: maybe\n  ticket: tickets\n  note: a note\n";
    insta::assert_snapshot!(said(&nidan(&project("public", values), &["check", "--no-hints"])), @r"
    error[unknown-key]: unknown key `regon` in `custom`
      --> incidents/2026-02-10-checkout/incident.yaml:28:3
       |
    28 |   regon: dhaka
       |   ^^^^^ not declared
       |
       = hint: did you mean `region`?
       = hint: known keys: region, tickets, told, regulated, ticket, note, vendor, contract

    error[bad-value]: `custom/region` cannot be `sylhet`
      --> incidents/2026-02-10-checkout/incident.yaml:29:11
       |
    29 |   region: sylhet
       |           ^^^^^^
       |
       = hint: possible: dhaka, chattogram

    error[bad-value]: `custom/tickets`: `many` is not a number
      --> incidents/2026-02-10-checkout/incident.yaml:30:12
       |
    30 |   tickets: many
       |            ^^^^
       |
       = hint: write Latin digits alone, without commas or words: `1200`, `0.5`

    error[bad-date]: `custom/told`: `11/02/2026` is not a date
      --> incidents/2026-02-10-checkout/incident.yaml:31:9
       |
    31 |   told: 11/02/2026
       |         ^^^^^^^^^^
       |
       = hint: write year, month and day: `2024-12-11`

    error[bad-value]: `custom/regulated` cannot be `maybe`
      --> incidents/2026-02-10-checkout/incident.yaml:32:14
       |
    32 |   regulated: maybe
       |              ^^^^^
       |
       = hint: possible: yes, no

    error[bad-value]: `custom/ticket`: `tickets` is not an address
      --> incidents/2026-02-10-checkout/incident.yaml:33:11
       |
    33 |   ticket: tickets
       |           ^^^^^^^
       |
       = hint: an address starts with `https://` or `http://` and has no spaces

    error[wrong-type]: `custom/note` should be a text for each language, not one text
      --> incidents/2026-02-10-checkout/incident.yaml:34:9
       |
    34 |   note: a note
       |         ^^^^^^ in which language?
       |
       = hint: write `{en: …, bn: …}`, or `en:` and `bn:` on lines of their own, indented

    7 errors found
    [exit 1]
    ");
}

#[test]
fn a_field_is_asked_for_from_its_stage_on() {
    let missing = |stage: &str| {
        let incident = INCIDENT.replace("stage: published", &format!("stage: {stage}"));
        let output = nidan(
            &project("public", "").file(PLACE, incident.replace("{en: Checkout", "{bn: চেকআউট, en: Checkout")),
            &["check", "--no-hints"],
        );
        said(&output).contains("error[missing-key]: the incident has no `custom/region`")
    };
    assert!(missing("published") && missing("closed") && !missing("review"));
}

#[test]
fn slips_in_declarations_are_told() {
    let fields = "custom:\n  a: {kind: colour, label: {en: A, bn: ক}}\n  b: {kind: choice, label: {en: B, bn: খ}}\n  c: {kind: date, unit: {en: day, bn: দিন}, label: {en: C}}\n";
    let settings = settings("public").replace(FIELDS, fields);
    let project = project("public", "custom: {a: 1}\n").file("nidan.yaml", settings);
    insta::assert_snapshot!(said(&nidan(&project, &["check", "--no-hints"])), @r"
    error[bad-value]: `kind` cannot be `colour`
     --> nidan.yaml:8:13
      |
    8 |   a: {kind: colour, label: {en: A, bn: ক}}
      |             ^^^^^^
      |
      = hint: possible: text, number, date, choice, link, yes-no

    error[missing-key]: `custom/b` has no `of`
     --> nidan.yaml:9:6
      |
    9 |   b: {kind: choice, label: {en: B, bn: খ}}
      |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ in this map
      |
      = hint: add `of:`
      = hint: a choice names its words: `of: [dhaka, chattogram]`

    error[bad-value]: only a `number` has a unit
      --> nidan.yaml:10:25
       |
    10 |   c: {kind: date, unit: {en: day, bn: দিন}, label: {en: C}}
       |                         ^^^^^^^^^^^^^^^^^^
       |
       = hint: take `unit` out

    error[missing-title]: `label` has no `bn` text
      --> nidan.yaml:10:51
       |
    10 |   c: {kind: date, unit: {en: day, bn: দিন}, label: {en: C}}
       |                                                    ^^^^^^^ no `bn` here
       |
       = hint: add `bn: …`

    4 errors found
    [exit 1]
    ");
}

#[test]
fn editors_are_offered_the_declared_fields() {
    let project = project("public", VALUES);
    let schema: serde_json::Value = serde_json::from_str(&done(&project, &["schema", "incident"])).expect("it is JSON");
    let custom = &schema["properties"]["custom"];
    assert_eq!(custom["properties"]["region"]["enum"], serde_json::json!(["dhaka", "chattogram"]));
    assert_eq!(custom["additionalProperties"], false);
    done(&project, &["check", "--no-hints"]);
    let left = fs::read_to_string(project.root().join(".nidan/schema/incident.json")).expect("it is left for editors");
    assert!(left.contains("Support load, in tickets."));
}
