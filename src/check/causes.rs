//! Why it happened: several factors that hang together, none of them a person.

use super::Case;
use super::blame::{self, Fault};
use super::findings::Findings;
use super::rule::Rule;
use super::words::{Sentence, place, sentences};
use crate::base::lang::Lang;
use crate::model::incident::{Factor, Severity};
use crate::model::{Id, Incident};

const SINGLE_FACTOR: Rule = Rule::new("single-factor", "a severe incident with one contributing factor", "-WWW")
    .example(
        "factors: {calls: {en: Each page asked twice., bn: প্রতিটি পাতা দুবার কল করত।}}\nlessons: {fewer: {for: calls, claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
        "factors: {calls: {leads_to: pool, en: Each page asked twice., bn: প্রতিটি পাতা দুবার কল করত।}, pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}}\nlessons: {fewer: {for: [calls, pool], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
    )
    .quiet();

const PERSON_AS_FACTOR: Rule = Rule::new("person-as-factor", "a contributing factor is a person's mistake", "WWEE")
    .example(
        "factors: {calls: {leads_to: pool, en: The engineer forgot the cache., bn: ইঞ্জিনিয়ার ক্যাশের কথা ভুলে গিয়েছিলেন।}, pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}}",
        "factors: {calls: {leads_to: pool, en: The template has no cache., bn: টেমপ্লেটে ক্যাশ নেই।}, pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}}",
    )
    .quiet();

const DETACHED_FACTOR: Rule = Rule::new("detached-factor", "a factor that leads to no other and follows from none", "-WWW")
    .example(
        "factors: {calls: {leads_to: pool, en: Each page asked twice., bn: প্রতিটি পাতা দুবার কল করত।}, pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}, night: {en: It was night., bn: তখন রাত।}}\nlessons: {fewer: {for: [calls, pool, night], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
        "factors: {calls: {leads_to: pool, en: Each page asked twice., bn: প্রতিটি পাতা দুবার কল করত।}, pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}, night: {leads_to: pool, en: It was night., bn: তখন রাত।}}\nlessons: {fewer: {for: [calls, pool, night], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
    )
    .quiet();

const ENDS_AT_A_PERSON: Rule = Rule::new("why-ends-at-a-person", "the question why ends at something that a person did", "-WWW")
    .example(
        "factors: {calls: {leads_to: pool, en: An engineer started the job twice., bn: একজন ইঞ্জিনিয়ার কাজটা দুবার চালান।}, pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}}",
        "factors: {prompt: {leads_to: calls, en: The tool does not say that the job runs., bn: কাজটা যে চলছে টুল তা জানায় না।}, calls: {leads_to: pool, en: An engineer started the job twice., bn: একজন ইঞ্জিনিয়ার কাজটা দুবার চালান।}, pool: {en: The pool had one server., bn: পুলে সার্ভার ছিল একটি।}}\nlessons: {fewer: {for: [calls, pool, prompt], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
    )
    .quiet();

const UNANSWERED_FACTOR: Rule = Rule::new("unanswered-factor", "no lesson answers a factor", "-HHH").example(
    "lessons: {fewer: {for: calls, claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
    "lessons: {fewer: {for: [calls, pool], claim: error(fewer) <= 50% of base, en: Call half as often., bn: অর্ধেক বার কল করুন।}}",
);

pub(super) const RULES: &[Rule] =
    &[SINGLE_FACTOR, PERSON_AS_FACTOR, DETACHED_FACTOR, ENDS_AT_A_PERSON, UNANSWERED_FACTOR];

pub(super) fn check(case: &Case<'_>, found: &mut Findings<'_>) {
    let incident = case.incident;
    let severe = incident.severity.is_some_and(|severity| severity <= Severity::Sev2);
    if let [only] = &incident.factors[..]
        && severe
    {
        let message = format!("`{}` is the only factor of a severe incident", only.entry.id);
        let hint = "what made it possible, what made it larger, what kept it from being seen?";
        found.push(SINGLE_FACTOR.at(only.entry.fact.span, message).hint(hint));
    }
    for factor in &incident.factors {
        check_person(case, factor, found);
        check_links(incident, factor, found);
    }
}

/// Says whether another factor leads or feeds back to this one.
fn is_led_to(incident: &Incident, id: &Id) -> bool {
    let mut others = incident.factors.iter().filter(|other| other.entry.id != *id);
    others.any(|other| other.leads_to.contains(id) || other.loops_to.contains(id))
}

fn check_links(incident: &Incident, factor: &Factor, found: &mut Findings<'_>) {
    let (id, span) = (&factor.entry.id, factor.entry.fact.span);
    let leads_on = !(factor.leads_to.is_empty() && factor.loops_to.is_empty());
    if incident.factors.len() > 1 && !leads_on && !is_led_to(incident, id) {
        let message = format!("the factor `{id}` leads to no other and follows from none");
        found.push(DETACHED_FACTOR.at(span, message).hint("add `leads_to:`, or leave it out if it played no part"));
    }
    if !incident.lessons.is_empty() && incident.lessons.iter().all(|lesson| !lesson.answers.contains(id)) {
        let message = format!("no lesson answers the factor `{id}`");
        found.push(UNANSWERED_FACTOR.at(span, message).hint("name it in the `for:` of a lesson"));
    }
}

fn check_person(case: &Case<'_>, factor: &Factor, found: &mut Findings<'_>) {
    let root = !is_led_to(case.incident, &factor.entry.id);
    for (lang, prose) in factor.entry.text.iter() {
        for sentence in sentences(&prose.markdown) {
            if let Some(Fault::Blame(range) | Fault::HumanError(range)) = blame::of(lang, &sentence) {
                let message = format!("the factor `{}` is a person's mistake", factor.entry.id);
                let hint = "a mistake is where the questions begin: what made it easy, and what let it through?";
                found.push(PERSON_AS_FACTOR.at(place(case.sources, prose, range), message).hint(hint));
            } else if root && let Some(end) = deed(lang, &sentence) {
                let range = sentence[0].range.start..sentence[end].range.end;
                let message = format!(
                    "why did `{}` happen? the factor `{}` follows from no other",
                    &prose.markdown[range.clone()],
                    factor.entry.id
                );
                let hint = "what did they see, what did the tool allow? add that as a factor that leads here";
                found.push(ENDS_AT_A_PERSON.at(place(case.sources, prose, range), message).hint(hint));
            }
        }
    }
}

const ROLES_EN: [&str; 12] = [
    "engineer",
    "engineers",
    "operator",
    "operators",
    "developer",
    "developers",
    "administrator",
    "admin",
    "technician",
    "analyst",
    "employee",
    "someone",
];
const ROLES_BN: [&str; 8] = ["ইঞ্জিনিয়ার", "প্রকৌশলী", "অপারেটর", "ডেভেলপার", "অ্যাডমিন", "টেকনিশিয়ান", "কর্মী", "কর্মকর্তা"];
const DEEDS_EN: [&str; 22] = [
    "ran",
    "sent",
    "typed",
    "clicked",
    "gave",
    "took",
    "made",
    "left",
    "set",
    "wrote",
    "pushed",
    "started",
    "stopped",
    "removed",
    "deleted",
    "deployed",
    "merged",
    "entered",
    "chose",
    "opened",
    "closed",
    "restarted",
];

/// Returns the last word of a deed, where the sentence begins with the person who did it.
fn deed(lang: Lang, sentence: &Sentence) -> Option<usize> {
    let bangla = lang == Lang::BN;
    let role = sentence.iter().take(3).position(|word| {
        if bangla {
            ROLES_BN.iter().any(|role| ["", "রা", "েরা", "টি"].contains(&word.text.strip_prefix(role).unwrap_or("–")))
        } else {
            ROLES_EN.contains(&word.text.as_str())
        }
    })?;
    if bangla {
        let last = sentence.len() - 1;
        let verb = &sentence[last].text;
        return (last > role && (verb.ends_with("েন") || verb.ends_with("ান"))).then_some(last);
    }
    let next = role + 1;
    sentence.get(next).is_some_and(|word| DEEDS_EN.contains(&word.text.as_str())).then_some(next)
}
