//! How often the rules of blame are right, on sentences marked by hand.

use std::path::Path;

use nidan::base::diag::Report;
use nidan::base::lang::Lang;
use nidan::base::source::SourceMap;
use nidan::check::{Fault, faults};
use nidan::load::yaml::{self, NodeKind};

/// What the rules say of the marked sentences of a language.
struct Counts {
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

impl Counts {
    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong.len()) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed.len()) as f64
    }
}

/// Reads the sentences under a key.
fn marked(lang: Lang, key: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vectors/blame.{}.yaml", lang.code()));
    let text = std::fs::read_to_string(path).expect("the sentences are there");
    let mut sources = SourceMap::default();
    let file = sources.add("blame.yaml", text.clone());
    let node = yaml::read(file, &text, &mut Report::default()).expect("it is YAML");
    let NodeKind::Map(entries) = node.kind else { panic!("a map") };
    let entry = entries.into_iter().find(|entry| entry.key == key).expect("the key is there");
    let NodeKind::List(items) = entry.value.kind else { panic!("a list") };
    items.iter().map(|item| item.scalar().expect("a sentence").to_owned()).collect()
}

fn count(lang: Lang, later: &str) -> Counts {
    let blames = |sentence: &String| !faults(lang, sentence).is_empty();
    let (hits, missed): (Vec<String>, Vec<String>) =
        marked(lang, &format!("blame{later}")).into_iter().partition(blames);
    let wrong = marked(lang, &format!("fine{later}")).into_iter().filter(blames).collect();
    Counts { right: hits.len(), wrong, missed }
}

/// Sentences that the rules were tuned to, and others that they were not.
#[test]
fn blame_is_told_from_what_only_sounds_like_it() {
    for (lang, later, recall) in
        [(Lang::EN, "", 0.9), (Lang::BN, "", 0.9), (Lang::EN, "_later", 0.5), (Lang::BN, "_later", 0.5)]
    {
        let least = if later.is_empty() { 100 } else { 40 };
        let (blame, fine) = (marked(lang, &format!("blame{later}")).len(), marked(lang, &format!("fine{later}")).len());
        assert!(blame + fine >= least && fine * 2 >= least, "{blame} and {fine}");
        let counts = count(lang, later);
        let told = format!(
            "{}{later}: precision {:.3}, recall {:.3}\nwrongly: {:#?}\nmissed: {:#?}",
            lang.code(),
            counts.precision(),
            counts.recall(),
            counts.wrong,
            counts.missed
        );
        assert!(counts.precision() >= 0.9 && counts.recall() >= recall, "{told}");
    }
}

#[test]
fn what_might_have_been_is_told_from_blame() {
    let kinds = |lang: Lang, text: &str| {
        faults(lang, text).first().map(|fault| match fault {
            Fault::Blame(_) => "blame",
            Fault::HumanError(_) => "human error",
            Fault::Counterfactual(_) => "counterfactual",
        })
    };
    assert_eq!(kinds(Lang::EN, "The operator should have looked."), Some("counterfactual"));
    assert_eq!(kinds(Lang::EN, "The outage was caused by human error."), Some("human error"));
    assert_eq!(kinds(Lang::EN, "The operator ignored it."), Some("blame"));
    assert_eq!(kinds(Lang::EN, "“The operator ignored it,” said the first report."), None);
    assert_eq!(kinds(Lang::BN, "অপারেটরের দেখা উচিত ছিল।"), Some("counterfactual"));
    assert_eq!(kinds(Lang::BN, "কারণ মানবিক ভুল।"), Some("human error"));
    assert_eq!(kinds(Lang::BN, "অপারেটর তা উপেক্ষা করেছেন।"), Some("blame"));
    assert_eq!(kinds(Lang::BN, "সার্ভার তা উপেক্ষা করেছে।"), None);
}
