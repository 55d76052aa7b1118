//! The same answers at the terminal.

use serde_json::Value;

use super::base::{AGAIN, FIRST, project};
use crate::small::{errors, nidan};

/// Runs the program with arguments between spaces; returns all it printed and its exit code.
fn said(args: &str) -> String {
    let project = project();
    let output = nidan(project.root(), &args.split(' ').collect::<Vec<_>>(), &[]);
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), errors(&output));
    format!("{}\n[exit {}]", text.trim_end_matches('\n'), output.status.code().expect("it ended by itself"))
}

fn json(args: &str) -> Value {
    let project = project();
    let args: Vec<&str> = args.split(' ').chain(["--format", "json"]).collect();
    let output = nidan(project.root(), &args, &[]);
    serde_json::from_slice(&output.stdout).expect("one JSON value")
}

#[test]
fn actions_in_english() {
    insta::assert_snapshot!(said("actions --as-of 2025-03-08 --lang en"), @r#"
    Who owes what

    Priority  Action              Owner             Due            State               Report
    ────────  ──────────────────  ────────────────  ─────────────  ──────────────────  ───────────────────────────
    P1        Put a cap into the  Payments on-call  1 April 2024   341 days overdue    2024-03-02-checkout-retries
              client

    P0        Put the cap in now  Payments on-call  8 March 2025   due today           2025-03-05-checkout-again

    P2        Release in steps;   Release team      30 June 2025   114 days left       2024-03-02-checkout-retries
              first, to staff

    –         Raise an alarm on   Payments on-call  31 March 2024  done 22 March 2024  2024-03-02-checkout-retries
              retries

    As of 8 March 2025 · Overdue: 1 · Open, not overdue: 2 · Done: 1
    [exit 0]
    "#);
}

#[test]
fn actions_in_bangla() {
    insta::assert_snapshot!(said("actions --as-of 2025-03-08 --lang bn"), @r#"
    কার কী করার কথা

    অগ্রাধিকার  করণীয়                 দায়িত্বে             শেষ তারিখ     অবস্থা                 প্রতিবেদন
    ───────  ────────────────────  ────────────────  ───────────  ───────────────────  ───────────────────────────
    P1       ক্লায়েন্টে সীমা বসানো       Payments on-call  ১ এপ্রিল ২০২৪  সময় পেরিয়েছে ৩৪১     2024-03-02-checkout-retries
                                                                  দিন আগে

    P0       সীমাটা এখনই বসানো        Payments on-call  ৮ মার্চ ২০২৫   আজই শেষ তারিখ         2025-03-05-checkout-again

    P2       ধাপে ধাপে ছাড়া; আগে       Release team      ৩০ জুন ২০২৫   ১১৪ দিন বাকি          2024-03-02-checkout-retries
             নিজেদের মধ্যে, তারপর
             বাকি সবার কাছে, প্রতি
             ধাপে একবার থেমে

    –        পুনরায় চেষ্টা বাড়লে অ্যালার্ট  Payments on-call  ৩১ মার্চ ২০২৪  হয়ে গেছে, ২২ মার্চ     2024-03-02-checkout-retries
                                                                  ২০২৪

    ৮ মার্চ ২০২৫ পর্যন্ত · সময় পেরিয়েছে: ১ · বাকি, সময় আছে: ২ · হয়ে গেছে: ১
    [exit 0]
    "#);
}

#[test]
fn a_high_action_that_is_overdue_is_an_error_when_asked_for() {
    assert!(said("actions --overdue --as-of 2025-03-08").ends_with("[exit 1]"));
    assert!(said("actions --as-of 2025-03-08").ends_with("[exit 0]"), "to look is no error");
    assert!(said("actions --overdue --as-of 2024-04-01").ends_with("[exit 0]"), "on the day itself");
    // Without a day it is today, long after the last of them.
    assert_eq!(json("actions --overdue")["actions"].as_array().map(Vec::len), Some(3));
}

#[test]
fn lessons_in_both_languages() {
    insta::assert_snapshot!(said("lessons --lang en"), @r#"
    All lessons

    Lesson                         Verdict              Effect                         Report
    ─────────────────────────────  ───────────────────  ─────────────────────────────  ───────────────────────────
    Cap retries at the caller.     Holds in the model   peak: 0%. It is the same in    2025-03-05-checkout-again
                                                        every replication, so there
                                                        is no interval. Claimed: at
                                                        most 50%.

    Cap retries at the caller.     Not put to the test  No run has put it to the       2024-03-02-checkout-retries
                                                        test.

    Let records live shorter.      Not put to the test  No run has put it to the       2024-09-10-stale-names
                                                        test.

    Send a change to a few first.  Not put to the test  No run has put it to the       2024-03-02-checkout-retries
                                                        test.

    3 lessons of all reports, each with what its own model says of it.
    [exit 0]
    "#);
    insta::assert_snapshot!(said("lessons"), @r#"
    সব শিক্ষা একসঙ্গে

    শিক্ষা                            টেকে কি না   কী পাওয়া গেল                             প্রতিবেদন
    ──────────────────────────────  ──────────  ─────────────────────────────────────  ───────────────────────────
    কতবার চেষ্টা করা যাবে তা বেঁধে দিন।    মডেলে টেকে  peak: ০%। প্রতিবার চালালে একই ফল, তাই পাল্লা   2025-03-05-checkout-again
                                                নেই। দাবি ছিল: বড়জোর ৫০%।

    কতবার চেষ্টা করা যাবে তা বেঁধে দিন।    যাচাই হয়নি    কোনো রানে এটা যাচাই হয়নি।                  2024-03-02-checkout-retries

    রেকর্ডের মেয়াদ কমান।                যাচাই হয়নি    কোনো রানে এটা যাচাই হয়নি।                  2024-09-10-stale-names

    পরিবর্তন আগে অল্প কয়েক জনকে দিন।  যাচাই হয়নি    কোনো রানে এটা যাচাই হয়নি।                  2024-03-02-checkout-retries

    সব প্রতিবেদন মিলিয়ে ৩টি শিক্ষা। কোনটা নিয়ে তার নিজের মডেল কী বলে, সেটাও আছে।
    [exit 0]
    "#);
}

#[test]
fn stats_in_both_languages() {
    insta::assert_snapshot!(said("stats --lang en"), @r#"
    How long they took

    Incident                  TTD       TTA      TTM  TTR
    ────────────────────────  ────────  ───────  ───  ─────────
    checkout, 5 March 2025    2 min     6 min    –    1 h
    Names, 10 September 2024  –         –        –    about 1 h
    Checkout, 2 March 2024    10 min    –        –    2 h
    Median                    too few   too few  –    1 h
    Range                     2–10 min  6 min    –    1–2 h
    n                         2         1        –    3

    TTD: From first impact until detected
    TTA: From first impact until picked up
    TTM: From first impact until largely back, or contained
    TTR: From first impact to the end

    How old actions are

    Actions        n  Median    Range
    ─────────────  ─  ────────  ──────────
    Not done, age  3  371 days  3–371 days
    Overdue by     1  too few   341 days
    Done, after    1  too few   20 days

    Days, counted from the day of the incident; of overdue actions from the day they were due

    What happened again

    Again                      Before                       Between
    ─────────────────────────  ───────────────────────────  ────────
    2025-03-05-checkout-again  2024-03-02-checkout-retries  368 days
    [exit 0]
    "#);
    insta::assert_snapshot!(said("stats --lang bn"), @r"
    কোনটায় কত সময় লেগেছে

    ইনসিডেন্ট                TTD         TTA       TTM  TTR
    ──────────────────────  ──────────  ────────  ───  ─────────
    checkout, ৫ মার্চ ২০২৫    ২ মিনিট     ৬ মিনিট   –    ১ ঘণ্টা
    Names, ১০ সেপ্টেম্বর ২০২৪  –           –         –    প্রায় ১ ঘণ্টা
    Checkout, ২ মার্চ ২০২৪    ১০ মিনিট    –         –    ২ ঘণ্টা
    মধ্যক                    সংখ্যায় কম    সংখ্যায় কম  –    ১ ঘণ্টা
    পাল্লা                     ২–১০ মিনিট  ৬ মিনিট   –    ১–২ ঘণ্টা
    সংখ্যা                    ২           ১         –    ৩

    TTD: প্রভাব শুরু থেকে শনাক্ত
    TTA: প্রভাব শুরু থেকে কাজে নামা পর্যন্ত
    TTM: প্রভাব শুরু থেকে মোটামুটি সচল, বা ছড়ানো থামা
    TTR: প্রভাব শুরু থেকে শেষ

    করণীয়গুলো কত দিনের

    করণীয়         সংখ্যা  মধ্যক      পাল্লা
    ────────────  ────  ────────  ─────────
    এখনও বাকি      ৩     ৩৭১ দিন   ৩–৩৭১ দিন
    সময় পেরিয়েছে  ১     সংখ্যায় কম  ৩৪১ দিন
    করতে লেগেছে   ১     সংখ্যায় কম  ২০ দিন

    ইনসিডেন্টের দিন থেকে কত দিন। সময় পেরোনো করণীয়ে দিন গোনা হয়েছে শেষ তারিখ থেকে

    যা আবার ঘটেছে

    আবার ঘটেছে                  আগে ঘটেছে                    মাঝে
    ─────────────────────────  ───────────────────────────  ───────
    2025-03-05-checkout-again  2024-03-02-checkout-retries  ৩৬৮ দিন
    [exit 0]
    ");
}

#[test]
fn related_in_both_languages() {
    insta::assert_snapshot!(said(&format!("related {AGAIN} --lang en")), @r#"
    Retries keep checkout down again

    Report                       Title                       Why
    ───────────────────────────  ──────────────────────────  ─────────────────────────────────────────────────────
    2024-03-02-checkout-retries  Retries keep checkout down  It happened before. Shared cause: “Retries without a
                                                             cap”. Shared lesson: “Cap retries at the caller”.
                                                             Same service: Checkout. Same tag: retries.
    [exit 0]
    "#);
    insta::assert_snapshot!(said(&format!("related {FIRST} --lang bn")), @r#"
    পুনরায় চেষ্টার চাপে চেকআউট অচল

    প্রতিবেদন                   শিরোনাম                         কেন
    ─────────────────────────  ─────────────────────────────  ────────────────────────────────────────────────────
    2025-03-05-checkout-again  পুনরায় চেষ্টার চাপে আবার চেকআউট অচল  আবার ঘটেছে। একই কারণ: “পুনরায় চেষ্টার সীমা তখনও নেই”। একই
                                                              শিক্ষা: “কতবার চেষ্টা করা যাবে তা বেঁধে দিন”। একই সার্ভিস:
                                                              checkout। একই ট্যাগ: retries।
    [exit 0]
    "#);
}

#[test]
fn what_is_not_for_the_reader_is_not_told() {
    insta::assert_snapshot!(said("related 2025-01-15-canary-withheld"), @r#"
    error: `2025-01-15-canary-withheld` is left out of the public edition
      = hint: its label or stage is stricter than `audience` in nidan.yaml
    [exit 2]
    "#);
    insta::assert_snapshot!(said("related 2025-03-05-checkout-agan"), @r#"
    error: there is no incident `2025-03-05-checkout-agan`
      = hint: did you mean `2025-03-05-checkout-again`?
    [exit 2]
    "#);
}

#[test]
fn the_data_has_its_shape() {
    let actions = json("actions --as-of 2025-03-08");
    let cap = &actions["actions"][0];
    assert_eq!(
        (cap["id"].as_str(), cap["state"].as_str(), cap["days"].as_i64()),
        (Some("cap"), Some("overdue"), Some(341))
    );
    assert_eq!((actions["as_of"].as_str(), actions["audience"].as_str()), (Some("2025-03-08"), Some("public")));
    let lessons = json("lessons");
    let taught = &lessons["lessons"][0];
    assert_eq!((taught["id"].as_str(), taught["standing"].as_str()), (Some("cap-retries"), Some("holds")));
    assert_eq!(taught["taught_by"][0]["claim"]["run"].as_str(), Some("fewer"));
    assert!(taught["taught_by"][1]["claim"].is_null());
    let stats = json("stats");
    assert_eq!((stats["reports"].as_u64(), stats["severities"]["sev2"].as_u64()), (Some(3), Some(2)));
    assert_eq!(stats["lengths"][3]["spread"]["median"].as_f64(), Some(60.0));
    assert_eq!(stats["lengths"][3]["incidents"][1]["precision"].as_str(), Some("about"));
    assert_eq!(stats["recurrences"][0]["days"].as_i64(), Some(368));
    assert_eq!(stats["coverage"][0]["share"].as_f64(), Some(1.0));
    let related = json(&format!("related {AGAIN}"));
    assert_eq!(related["related"][0]["incident"].as_str(), Some(FIRST));
    assert_eq!(
        (related["related"][0]["said"].as_str(), related["related"][0]["factors"][0].as_str()),
        (Some("before"), Some("no-cap"))
    );
    for value in [actions, lessons, stats, related] {
        assert!(!value.to_string().to_lowercase().replace("\"canary\"", "").contains("canary"));
    }
}
