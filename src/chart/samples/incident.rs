//! The charts of what happened.

use super::{Tongue, at};
use crate::base::math;
use crate::chart::cafeteria::{self, CafeteriaSpec, Gathering, Growth};
use crate::chart::drawing::{Drawing, Role};
use crate::chart::for_screens;
use crate::chart::timeline::{self, Event, Phase, TimelineSpec};
use crate::typography::Fonts;

const EVENTS: [(f64, bool, &str, &str); 17] = [
    (
        at(14, 23),
        false,
        "পরিবর্তনটা মার্জ হয়, ডিপ্লয়মেন্ট পাইপলাইন চালু হয়।",
        "The change is merged, and the deployment pipeline starts.",
    ),
    (at(14, 51), true, "রোলআউট চলে, সব ক্লাস্টারে পরিবর্তনটা পৌঁছায়।", "The rollout takes the change to all clusters."),
    (
        at(15, 12),
        false,
        "একই পোস্টমর্টেমের মূল কারণের অংশে লেখা, সার্ভিসটা ডিপ্লয় হয় এই সময়ে। উৎসে কোথায় মিল নেই, সেই অংশে দেখুন।",
        "The moment at which, by the root-cause section of the same post-mortem, the service was deployed. See where the sources disagree.",
    ),
    (at(15, 13), true, "অ্যালার্ট বাজে, অপারেটররা খবর পান।", "Alerts fire and reach the operators."),
    (
        at(15, 16),
        true,
        "ব্যবহারকারীরা এরর দেখতে শুরু করেন। প্রভাব তখনও সামান্য।",
        "The first users see errors. The impact is still minor.",
    ),
    (at(15, 16), true, "মূল কারণ ধরা পড়ে।", "The root cause is identified."),
    (
        at(15, 17),
        false,
        "স্ট্যাটাস পেজে ইনসিডেন্ট খোলা হয়: Investigating (খতিয়ে দেখা হচ্ছে)।",
        "The status page opens the incident: Investigating.",
    ),
    (
        at(15, 27),
        false,
        "আক্রান্ত ক্লাস্টার থেকে ট্রাফিক সরানো শুরু হয়।",
        "Operators begin to move traffic away from the clusters that are hit.",
    ),
    (at(15, 40), false, "প্রভাব চরমে ওঠে।", "The impact is at its maximum."),
    (
        at(16, 24),
        false,
        "স্ট্যাটাস পেজ: তিনটি পণ্যই অচল, ফিক্স বসানো হচ্ছে।",
        "Status page: all three products are unavailable, a fix is on its way.",
    ),
    (at(16, 36), false, "প্রথম ক্লাস্টার সচল হয়।", "The first cluster is back."),
    (at(16, 55), false, "স্ট্যাটাস পেজ: কিছু ট্রাফিক আবার সফল হচ্ছে।", "Status page: some of the traffic succeeds again."),
    (at(17, 36), false, "API মোটামুটি সচল হয়।", "The API is largely back."),
    (at(17, 45), true, "ChatGPT মোটামুটি সচল হয়।", "ChatGPT is largely back."),
    (at(19, 1), false, "ChatGPT আর Sora পুরোপুরি সচল হয়।", "ChatGPT and Sora are fully back."),
    (
        at(19, 38),
        true,
        "সব মডেলের জন্য API সচল হয়। সব ক্লাস্টার স্বাভাবিক।",
        "The API is back for all models, and every cluster has recovered.",
    ),
    (
        at(22, 23),
        false,
        "স্ট্যাটাস পেজে ইনসিডেন্ট বন্ধ হয়: Resolved (মিটে গেছে)।",
        "The status page closes the incident: Resolved.",
    ),
];

pub(super) fn timeline(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let event = |(when, key, bangla, english): (f64, bool, &str, &str)| {
        let until = (math::abs(when - at(14, 51)) < 1.0).then_some(at(15, 20));
        let time = until.map_or(tongue.clock(when), |end| format!("{}–{}", tongue.clock(when), tongue.clock(end)));
        let turn = (math::abs(when - at(19, 38)) < 1.0)
            .then(|| tongue.say("শেষ: ৪ ঘণ্টা ২২ মিনিট পরে", "the end: after 4 h 22 min"));
        Event { at: when, until, time, text: tongue.say(bangla, english), key, turn }
    };
    let phase =
        |from, to, bangla: &str, english: &str, role| Phase { from, to, label: tongue.say(bangla, english), role };
    let phases = vec![
        phase(at(14, 51), at(15, 13), "কেউ টের পায়নি · ২২ মিনিট", "Nobody notices · 22 min", Role::Second),
        phase(at(15, 13), at(15, 16), "জানা গেছে, প্রভাব নেই · ৩ মিনিট", "Known, not yet felt · 3 min", Role::Open),
        phase(at(15, 16), at(17, 45), "সেবা অচল · ২ ঘণ্টা ২৯ মিনিট", "Services down · 2 h 29 min", Role::Bad),
        phase(at(17, 45), at(19, 38), "ধীরে ধীরে সচল · ১ ঘণ্টা ৫৩ মিনিট", "Coming back · 1 h 53 min", Role::Good),
    ];
    let spec = TimelineSpec {
        words: tongue.words("timeline"),
        clock: &|seconds| tongue.clock(seconds),
        zone: tongue.say("লস অ্যাঞ্জেলেসের সময়", "Los Angeles time"),
        phases,
        events: EVENTS.into_iter().map(event).collect(),
    };
    for_screens(fonts, |sheet| timeline::timeline(&spec, sheet))
}

pub(super) fn cafeteria(tongue: Tongue, fonts: &Fonts) -> Drawing {
    let ring = |people: u32| Gathering {
        people,
        title: tongue
            .digits(&tongue.say(&format!("{people} জন, সবাই সবাইকে"), &format!("{people} pupils ask each other"))),
        count: tongue.digits(
            &tongue.say(&format!("{}টি প্রশ্ন", people * (people - 1)), &format!("{} askings", people * (people - 1))),
        ),
    };
    let growth = |people: f64, bangla: &str, english: &str| Growth { people, label: tongue.say(bangla, english) };
    let spec = CafeteriaSpec {
        words: tongue.words("cafeteria"),
        rings: vec![ring(6), ring(12)],
        desk: Gathering {
            people: 12,
            title: tongue.say("১২ জন, এক ডেস্কে", "12 pupils at one desk"),
            count: tongue.say("১২টি প্রশ্ন, প্রতি উত্তরে ১২টি নাম", "12 askings, 12 names in each answer"),
        },
        growth_title: tongue.say("বর্গের ক্ষেত্রফল যত, প্রশ্নও তত", "The area of the square is the number of askings"),
        growth: vec![
            growth(10.0, "১০ জন: ৯০টি প্রশ্ন", "10 pupils: 90 askings"),
            growth(32.0, "৩২ জন: ৯৯২টি প্রশ্ন", "32 pupils: 992 askings"),
            growth(100.0, "১০০ জন: ৯,৯০০টি প্রশ্ন", "100 pupils: 9,900 askings"),
            growth(1000.0, "১,০০০ জন: ৯,৯৯,০০০টি প্রশ্ন", "1,000 pupils: 999,000 askings"),
        ],
    };
    for_screens(fonts, |sheet| cafeteria::cafeteria(&spec, sheet))
}
