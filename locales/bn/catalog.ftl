# সাইটের জায়গাগুলো, প্রতিটি পাতার মাথায়।
menu = সাইটের পাতাগুলো
menu-reports = প্রতিবেদন
menu-lessons = শিক্ষা
menu-actions = করণীয়
menu-stats = সংখ্যায়
menu-tags = ট্যাগ
menu-glossary = শব্দকোষ
menu-newsletters = নিউজলেটার
catalog-as-of = { $date } পর্যন্ত

# শিক্ষা।
lessons-title = সব শিক্ষা একসঙ্গে
lessons-intro = { $count ->
    [one] সব প্রতিবেদন মিলিয়ে একটি শিক্ষা। তার নিজের মডেল কী বলে, সেটাও আছে।
   *[other] সব প্রতিবেদন মিলিয়ে { $count }টি শিক্ষা। কোনটা নিয়ে তার নিজের মডেল কী বলে, সেটাও আছে।
}
lessons-holds = মডেলে টেকে
lessons-depends = সংখ্যার ওপর নির্ভর করে
lessons-fails = মডেলে টেকে না
lessons-undecided = নিশ্চিত নয়
lessons-own-words = এই প্রতিবেদনের কথায়: “{ $words }”
verdict-untested = যাচাই হয়নি
lessons-no-claim = কোনো রানে এটা যাচাই হয়নি।

# করণীয়।
actions-title = কার কী করার কথা
actions-description = সব প্রতিবেদনের সব করণীয়: দায়িত্বে কে, শেষ তারিখ কবে, কোনটার সময় পেরিয়েছে।
actions-none = এসব প্রতিবেদনে আমাদের নিজেদের কোনো করণীয় নেই। অন্যরা কী করবে বলে জানিয়েছে, তা নিচে।
actions-overdue = সময় পেরিয়েছে
actions-open = বাকি, সময় আছে
actions-done = হয়ে গেছে
actions-nobody = দায়িত্বে কারও নাম নেই
actions-state = অবস্থা
actions-report = প্রতিবেদন
action-priority = অগ্রাধিকার
actions-late = সময় পেরিয়েছে { $days } আগে
actions-today = আজই শেষ তারিখ
actions-left = { $days } বাকি
actions-no-date = তারিখ নেই
actions-announced = অন্যরা যা করবে বলে জানিয়েছে
actions-announced-intro = অন্যদের ইনসিডেন্ট নিয়ে কেস স্টাডি থেকে, তারা যেমন জানিয়েছে। পরে করেছে কি না, সে খোঁজ এসব প্রতিবেদনে নেই।
actions-calendar = ক্যালেন্ডার (.ics)
calendar-name = { $site }: করণীয়

# সংখ্যায়।
stats-title = সংখ্যায় যা দাঁড়ায়
stats-description = কোন ইনসিডেন্ট কতক্ষণ চলেছে, কী আবার ঘটেছে, করণীয়গুলো কত দিনের পুরোনো। প্রতিটি ইনসিডেন্ট আলাদা করে দেখানো।
stats-reports = প্রতিবেদন
stats-again = আবার ঘটেছে
stats-recurrence = যা আবার ঘটেছে
stats-recurrence-none = আগের কোনো ইনসিডেন্ট আবার ঘটেছে, এমন কথা কোনো প্রতিবেদনে নেই।
stats-recurrence-days = { $again }। আগেরটা { $before }, মাঝে { $days }।
stats-recurrence-one = { $again }। আগেরটা { $before }।
stats-ageing = করণীয়গুলো কত দিনের
stats-age = করণীয়
stats-age-caption = ইনসিডেন্টের দিন থেকে কত দিন। সময় পেরোনো করণীয়ে দিন গোনা হয়েছে শেষ তারিখ থেকে
stats-age-open = এখনও বাকি
stats-age-overdue = সময় পেরিয়েছে
stats-age-done = করতে লেগেছে
stats-n = সংখ্যা
stats-median = মধ্যক
stats-range = পাল্লা
stats-few = সংখ্যায় কম
durations-acknowledge = প্রভাব শুরু থেকে কাজে নামা পর্যন্ত
durations-unknown-many = { $count }টি নথিতে এই সময় নেই।
durations-alt-crowd = { $count }টি ইনসিডেন্ট, { $low } থেকে { $high }, মধ্যক { $median }

# ট্যাগ, সার্ভিস, কারণ; শব্দ।
tags-title = ট্যাগ, সার্ভিস আর কারণ
tags-description = প্রতিটি ট্যাগ, সার্ভিস আর পেছনের কারণ কোন কোন প্রতিবেদনে আছে।
tags-tags = ট্যাগ
tags-services = সার্ভিস
tags-line = ট্যাগ: { $tags }
tags-factors = পেছনের কারণ
glossary-title = কোন শব্দের কী মানে
glossary-description = প্রতিবেদনগুলোতে যেসব শব্দ বুঝিয়ে বলা হয়েছে, বর্ণানুক্রমে।

# প্রতিবেদনের তালিকার পাশে।
coverage = { $missing ->
    [one] লেখাগুলোর { $share } বাংলায় আছে। বাকি একটি অন্য ভাষায়, সেখানেই তা চিহ্ন দেওয়া।
   *[other] লেখাগুলোর { $share } বাংলায় আছে। বাকি { $missing }টি অন্য ভাষায়, সেখানেই তা চিহ্ন দেওয়া।
}
anniversary = { $years ->
    [one] এক বছর আগে
   *[other] { $years } বছর আগে
}

# প্রতিবেদনগুলো কেন কাছাকাছি।
kin-quoted = “{ $text }”
kin-factors = একই কারণ: { $names }।
kin-lessons = একই শিক্ষা: { $names }।
kin-services = একই সার্ভিস: { $names }।
kin-tags = একই ট্যাগ: { $names }।
kin-terms = দুটিতেই বোঝানো হয়েছে { $names }।
kin-parts = দুই মডেলেই আছে { $names }।
kin-words = দুই লেখাতেই ঘুরেফিরে আসে এসব কথা: { $names }।
part-pool = সারি-সহ সার্ভার
part-lanes = আলাদা লেন
part-source = যারা কল পাঠায়
part-cache = ক্যাশ
part-depends = ব্যবহারকারী, যাঁরা এর ওপর নির্ভর করেন
part-rollout = ধাপে ধাপে রোলআউট
part-action = মানুষ বা অটোমেশনের নেওয়া ব্যবস্থা

# যা আগেও ঘটেছে।
again-title = আগের করণীয়গুলো হলে কি এটা ঠেকত?
again-before = এটা আগেও ঘটেছে: { $report }।
again-before-days = এটা আগেও ঘটেছে, { $days } আগে: { $report }।
again-factors = দুটিতেই যে কারণ: { $names }।
again-no-factors = দুই প্রতিবেদনে একই কারণের নাম নেই। তাই আগের কোন করণীয় এটা ঠেকাত, তা বলা যায় না।
again-actions = এসব কারণের বিরুদ্ধে আগের প্রতিবেদনে যা করণীয় ছিল, আবার ঘটার দিন তার অবস্থা:
again-no-actions = এসব কারণের বিরুদ্ধে আগের প্রতিবেদনে কোনো করণীয় ছিল না।
again-owner = দায়িত্বে: { $owner }।
again-done = কাজটা হয়ে গিয়েছিল, { $date }। তবু আবার ঘটেছে।
again-open = কাজটা তখনও হয়নি ({ $state })।
again-untried = এই প্রতিবেদনের কোনো রানে এটা যাচাই হয়নি।
again-judged = এই প্রতিবেদনের মডেলে “{ $lesson }” যাচাই হয়েছে, ফল: { $verdict }।

# টার্মিনালের ছক।
listing-lesson = শিক্ষা
listing-verdict = টেকে কি না
listing-effect = কী পাওয়া গেল
listing-again = আবার ঘটেছে
listing-before = আগে ঘটেছে
listing-between = মাঝে
listing-title = শিরোনাম
listing-why = কেন
listing-alone = ভান্ডারে এর কাছাকাছি কিছু নেই।
kin-before = আগেও ঘটেছিল।
kin-again = আবার ঘটেছে।
kin-alike = একটিতে অন্যটির নাম আছে।
