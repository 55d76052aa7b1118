# প্রতিবেদনের শিরোনাম, ক্রম অনুযায়ী।
section-glance = এক নজরে
section-plain = সহজ কথায়
section-affected = কার কী হলো
section-timeline = কখন কী ঘটল
section-why = কেন এমন হলো
section-unseen = আগে ধরা পড়ল না কেন
section-handled = কীভাবে সামাল দেওয়া হলো
section-lessons = কী শিখলাম
section-next = এখন করণীয়
section-announced = তারা কী করবে বলে জানিয়েছে
section-trust = মডেলটা কতটা ভরসার
section-disputes = উৎসে কোথায় মিল নেই
section-run = নিজে চালিয়ে দেখুন
section-related = কাছাকাছি আরও প্রতিবেদন
section-glossary = কোন শব্দের কী মানে

# শিরোনামের ওপরে-নিচে।
kind-own = পোস্টমর্টেম
kind-study = কেস স্টাডি
stage-draft = খসড়া
stage-review = যাচাই চলছে
stage-closed = সব কাজ শেষ
published = প্রকাশ: { $date }
updated = হালনাগাদ: { $date }
owner = দায়িত্বে: { $owner }
form-pdf = PDF
form-picture = ছবি (PNG)
form-both = দুই ভাষায় পাশাপাশি

# কথার শেষে যা বসে।
confidence-inference = আমাদের অনুমান
confidence-assumption = ধরে নেওয়া
confidence-model = মডেলের হিসাব
confidence-as-of = { $date } পর্যন্ত
source-accessed = পড়া হয়েছে { $date }।
borrowed = এই পাতার কিছু অংশ এখনও বাংলায় লেখা হয়নি। সেগুলো অন্য ভাষায় রইল।

# এক নজরে।
fact-severity = মাত্রা
fact-verdicts = দাবি যাচাইয়ের ফল
fact-verdict = { $verdict }: { $count }টি
fact-services = আক্রান্ত সার্ভিস
fact-when = কখন, { $zone }
fact-when-until = থেকে
fact-detect = শনাক্ত হতে (TTD)
fact-acknowledge = কাজে নামতে (TTA)
fact-mitigate = মোটামুটি সচল হতে (TTM)
fact-resolve = পুরোপুরি সচল হতে (TTR)
fact-same-minute = একই মিনিটে
fact-same-time = প্রায় একই সময়ে
fact-same-day = একই দিনে
length-about = প্রায় { $length }
fact-before-impact = প্রভাব শুরুর { $duration } আগে
ruled-out = যা এর কারণ নয়

# সহজ কথায়।
analogy-limits = উপমাটা কোথায় মেলে না
cafeteria-takeaway = সবাই সবাইকে জিজ্ঞেস করলে মানুষ দশ গুণ হলে জিজ্ঞাসা হয় প্রায় একশো গুণ।
cafeteria-caption = যেখানে রেখা সবাইকে জুড়েছে, সেখানে সবাই সবাইকে জিজ্ঞেস করছে, প্রতিটি রেখা মানে দুটি জিজ্ঞাসা। ডেস্কে সবাই জিজ্ঞেস করছে একজনকে, প্রতিটি উত্তর নামের পুরো তালিকার সমান লম্বা। প্রতিটি বর্গের ক্ষেত্রফল হলো মোট জিজ্ঞাসা। এটা পাটিগণিত, সিমুলেশন নয়।
cafeteria-alt = মানুষের দুটি বৃত্ত, প্রত্যেকের সঙ্গে প্রত্যেকে রেখা দিয়ে জোড়া। একই মানুষেরা একটাই ডেস্কের সামনে। আর কয়েকটি বর্গ, যেগুলো মানুষের সংখ্যার বর্গের হারে বাড়ে; সবচেয়ে বড়টায় { $people } জন, জিজ্ঞাসা { $askings }।
cafeteria-growth = ক্ষেত্রফল মানে মোট জিজ্ঞাসা
cafeteria-people = { $people } জন
cafeteria-askings = { $askings } বার জিজ্ঞাসা
cafeteria-desk = { $people } জন, একটাই ডেস্ক
cafeteria-names = { $names }টি নাম পড়ে শোনানো
cafeteria-head-people = মানুষ
cafeteria-head-askings = জিজ্ঞাসা, সবাই সবাইকে
cafeteria-head-names = এক ডেস্ক থেকে পড়ে শোনানো নাম

# ঘটনাক্রম।
timeline-event = কী ঘটল
mark-change = পরিবর্তন
mark-impact = প্রভাব শুরু
mark-detected = শনাক্ত
mark-acknowledged = কাজে নামা
mark-mitigated = মোটামুটি সচল
mark-resolved = পুরোপুরি সচল
phase-with-length = { $phase } · { $length }
phase-unnoticed = কেউ টের পায়নি
phase-known = অ্যালার্ট বেজেছে, প্রভাব পড়েনি
phase-felt = ব্যবহারকারীরা ভুগছেন
phase-felt-unknown = ব্যবহারকারীরা ভুগছেন, দল তখনো জানে না
phase-recovering = সেরে উঠছে
phase-over = সব স্বাভাবিক
chart-timeline-both = সার্ভিস মোটামুটি সচল হতে লেগেছে { $most }, পুরোপুরি সচল হতে { $all }।
chart-timeline-all = সার্ভিস পুরোপুরি সচল হতে লেগেছে { $all }।
chart-timeline-open = কোনটার পরে কোনটা ঘটল, আর মাঝে কতটা সময় গেল।
chart-timeline-caption = সময়গুলো { $zone } অনুযায়ী। বাঁয়ের দাগে যত লম্বা, সময়ও তত। মোটা অক্ষরের ঘটনাগুলো মূল সময়, রেখা টেনে দাগে দেখানো। প্রথম গোল চিহ্নে প্রভাব শুরু, দ্বিতীয়টিতে শেষ।
chart-timeline-caption-long = দাগের গা ঘেঁষা সরু ফিতাটা দেখায়, কোনো ঘটনা কতক্ষণ ধরে চলেছে।
chart-timeline-zero = প্রভাব শুরু: সময় গোনা এখান থেকে।
chart-timeline-end = শেষ: প্রভাব শুরুর { $length } পরে।
chart-timeline-alt = { $from } থেকে { $to } পর্যন্ত { $count }টি ঘটনা। পর্ব: { $phases }।

# কেন।
trigger = সূত্রপাত
factors = পেছনের কারণ
leads-to = এর জেরে ঘটে { $numbers } নম্বর।
loops-to = ঘুরে গিয়ে আবার বাড়ায় { $numbers } নম্বরকে।

# সামাল দেওয়া।
handled-step = কী করা হয়েছিল
handled-outcome = { $outcome }:
handled-untimed = সময় জানা নেই
outcome-worked = কাজ হয়েছে
outcome-partly = কিছুটা কাজ হয়েছে
outcome-failed = কাজ হয়নি

# আক্রমণ।
attack = আক্রমণের কৌশল, MITRE ATT&CK-এর নম্বরে
containment = ছড়ানো ঠেকানো
further-steps = আর যা করা হয়েছে
indicators = আপনিও আক্রান্ত কি না, যেভাবে বুঝবেন
indicators-caption = আক্রমণের চিহ্ন (IoC)। ভুলে যাতে ক্লিক না পড়ে, তাই ঠিকানাগুলো অচল করে লেখা। খোঁজার আগে চৌকো বন্ধনী ফেলে দিন, hxxp-কে http পড়ুন
indicator-value = চিহ্ন
indicator-kind = ধরন
indicator-meaning = এটা কী
indicator-as-of = কবেকার তথ্য
indicator-domain = ডোমেইন
indicator-ip = IP ঠিকানা
indicator-url = ওয়েব ঠিকানা
indicator-email = ইমেইল ঠিকানা
indicator-hash = ফাইলের হ্যাশ
indicator-file = ফাইল
indicator-extension = এক্সটেনশন
indicator-application = অ্যাপ
mark-contained = ছড়ানো থামে
mark-over = শেষ
phase-exposed-unknown = ব্যবহারকারীরা ঝুঁকিতে, কেউ তখনো জানে না
phase-exposed = ব্যবহারকারীরা ঝুঁকিতে
phase-contained = ছড়ানো থেমেছে, শেষ হয়নি
fact-contain = ছড়ানো থামতে (TTM)
fact-over = শেষ হতে (TTR)
chart-timeline-contained = ছড়ানো থামতে লেগেছে { $contained }, শেষ হতে { $over }।

# করণীয়।
actions-caption = কী করা হবে, দায়িত্বে কে, শেষ তারিখ কবে
action-what = করণীয়
action-owner = দায়িত্বে
action-due = শেষ তারিখ
action-done = হয়ে গেছে, { $date }

# অমিল।
dispute-source = উৎস
dispute-finding = আমরা যা পেলাম:

# নিজে চালানো।
repeat-intro = মডেলের যত সংখ্যা এই প্রতিবেদনে আছে, সব আবার বের করা যায়। যেকোনো x86-64 Linux মেশিনে, শেষ অঙ্কটি পর্যন্ত:
repeat-verify = প্রথম কমান্ড মডেলটা চালিয়ে সংখ্যাগুলো দেখায়। দ্বিতীয়টি সব আবার চালায়, তুলে রাখা কোনো ফলের ওপর ভরসা করে না, তারপর প্রতিটি ডাইজেস্ট লিখে রাখা ডাইজেস্টের সঙ্গে মেলায়।
runs-caption = যা যা চালানো হয়েছে, প্রতিটির নিজের পাতা আছে
runs-run = রান
runs-shows = কী দেখায়
runs-replications = কতবার
runs-digest = ফলের ডাইজেস্ট

# কাছাকাছি প্রতিবেদন.
related-before = আগেও ঘটেছিল: { $report }
related-again = আবার ঘটেছে: { $report }
related-alike = { $report }

# সামাজিক মাধ্যম বা চ্যাট গ্রুপের জন্য পোস্ট। শিরোনামগুলো প্রশ্ন।
post-plain = সহজ কথায় ব্যাপারটা কী?
post-happened = কী ঘটেছিল?
post-why = কেন এমন হলো?
post-handled = কীভাবে সামাল দেওয়া হলো?
post-lessons = কী শিখলাম?
post-lessons-holds = মডেলে চালিয়ে দেখেছি, এগুলো টেকে:
post-lessons-depends = এগুলো নির্ভর করে সংখ্যার ওপর:
post-lessons-fails = শুনতে ঠিক, কিন্তু মডেলে টেকে না:
post-lessons-undecided = এখানে মডেল থেকে নিশ্চিত হওয়া যায় না:
post-lessons-by-construction = এতে কারণটাই আর থাকে না, তাই মডেলে কিছু প্রমাণ হয় না:
post-lessons-untested = আর যা মডেলে চালিয়ে দেখা হয়নি:
post-limits = উপমাটা কোথায় মেলে না?
post-repeat = চালিয়ে দেখবেন?
post-sources = কোথা থেকে জানলাম?

# আলাদা একটা ফাইল হিসেবে প্রতিবেদন।
alone-picture-left-out = ফাইল ছোট রাখতে একটা ছবি এখানে বাদ গেছে। ছবিটা আছে পুরো প্রতিবেদনে: { $place }
alone-table-left-out = ফাইল ছোট রাখতে { $rows } সারির একটা ছক এখানে বাদ গেছে। ছকটা আছে পুরো প্রতিবেদনে: { $place }

# লিংকের সঙ্গের ছবিতে।
card-day = কবে
card-resolved = পুরোপুরি সচল হতে
card-mitigated = মোটামুটি সচল হতে

# A field of the knowledge base's own that is yes or no
custom-yes = হ্যাঁ
custom-no = না
