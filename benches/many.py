"""A knowledge base of many made-up incidents, for measuring; imported by the scripts that need one.

Every incident is bilingual and without a model, its words in an order that differs from report to report.
"""
import datetime

WORDS = {
    "en": "queue retry cache shard lease token region tenant quota deploy canary probe socket thread replica index".split(),
    "bn": "সারি ক্যাশ শার্ড টোকেন রিজিয়ন কোটা রোলআউট প্রোব সকেট থ্রেড রেপ্লিকা ইনডেক্স সার্ভার ক্লাস্টার নোড চাপ".split(),
}
SERVICES = ["checkout", "search", "login", "mail", "maps", "billing", "feed", "names"]
TEMPLATE = """schema: 1
title: {{en: {title_en}, bn: {title_bn}}}
severity: sev{severity}
tlp: CLEAR
stage: published
published: {published}
owner: On-call lead
reviewers: [SRE lead]
zone: Asia/Dhaka
services: [{service}, {other}]
tags: [{tag}, {service}]
sources: {{S1: {{en: On-call log, bn: অন-কল লগ}}}}
summary:
  en: {text_en}
  bn: {text_bn}
timeline:
  - {{at: 10:00, mark: change, en: Change {number} goes out to the {few_en}, bn: "{few_bn}: পরিবর্তন {number_bn} ছাড়া হয়"}}
  - {{at: 10:05, mark: impact, en: Calls of the {few_en} fail, bn: "{few_bn}: কল ব্যর্থ"}}
  - {{at: 10:{alert}, mark: detected, en: Alert {number} fires, bn: অ্যালার্ট {number_bn} বাজে}}
  - {{at: 11:{minute}, mark: mitigated, en: Change {number} is taken back, bn: পরিবর্তন {number_bn} ফিরিয়ে নেওয়া হয়}}
  - {{at: 13:{minute}, mark: resolved, en: All {few_en} are back, bn: "{few_bn}: সব সচল"}}
factors:
  {tag}-limit: {{leads_to: spread, en: The {tag} had no limit., bn: {word_bn}-এর কোনো সীমা ছিল না।}}
  spread: {{en: One part took the others along., bn: একটা অংশ বাকিগুলোকেও টেনে নামায়।}}
lessons:
  limit-{tag}: {{for: {tag}-limit, en: Put a limit on the {tag}., bn: {word_bn}-এ সীমা বসান।}}
  part-{tag}: {{for: spread, en: Keep parts apart., bn: অংশগুলো আলাদা রাখুন।}}
actions:
  limit: {{for: limit-{tag}, priority: P{priority}, owner: Platform team, due: {due}, en: Set the limit, bn: সীমা বসানো}}
"""


def text(lang, number, count):
    """Words in an order that differs from report to report."""
    words = WORDS[lang]
    chosen = [words[(number * 7 + at * at * 3 + at) % len(words)] for at in range(count)]
    return " ".join(chosen)


def incident(number, count, words=45):
    """The id and the text of an incident; `count` of them fall into five and a half years."""
    day = datetime.date(2020, 1, 1) + datetime.timedelta(days=number * 2000 // count)
    tag = WORDS["en"][number % 16]
    fields = {
        "title_en": f"Trouble {number} with the {tag} and {text('en', number, 5)}",
        "title_bn": f"{WORDS['bn'][number % 16]} নিয়ে সমস্যা {text('bn', number, 5)}",
        "severity": number % 3 + 1,
        "published": day + datetime.timedelta(days=9),
        "service": SERVICES[number % 8],
        "other": SERVICES[(number // 8 + number + 1) % 8],
        "tag": tag,
        "text_en": text("en", number, words),
        "text_bn": text("bn", number, words),
        "number": number,
        "number_bn": str(number).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")),
        "few_en": text("en", number + number // 16, 3),
        "few_bn": text("bn", number + number // 16, 3),
        "alert": 10 + number % 40,
        "minute": 10 + number % 45,
        "word_bn": WORDS["bn"][number % 16],
        "priority": number % 4,
        "due": day + datetime.timedelta(days=60),
    }
    return f"{day}-trouble-{number}", TEMPLATE.format(**fields)


def base(folder, count, words=45, settings=""):
    general = "schema: 1\ntitle: {en: Many, bn: অনেক}\nlanguages: [bn, en]\naudience: public\nzone: Asia/Dhaka\n"
    (folder / "nidan.yaml").write_text(general + settings)
    for number in range(count):
        name, yaml = incident(number, count, words)
        path = folder / "incidents" / name
        path.mkdir(parents=True)
        (path / "incident.yaml").write_text(yaml)
