# শিক্ষা আর রায়।
lesson = শিক্ষা
hypothesis = ধারণা
lesson-cost = খরচ কী:
lesson-answers = এটা { $numbers } নম্বর কারণের জবাব।
lesson-run = রান { $run }
verdict-holds = মডেলে টেকে
verdict-depends = নির্ভর করে
verdict-fails = মডেলে টেকে না
verdict-undecided = নিশ্চিত নয়
verdict-by-construction = এমনিতেই সত্য
effect-less = { $measure }: { $against } চেয়ে { $change } কম।
effect-same = { $measure }: { $against } সমান।
effect-more = { $measure }: { $against } চেয়ে { $change } বেশি।
effect-times = { $measure }: { $against } { $number } গুণ।
effect-gone = { $measure }: শূন্যে নেমে আসে।
effect-interval-times = ৯৫% আস্থার পাল্লা: { $from } থেকে { $to } গুণ।
effect-interval = ৯৫% আস্থার পাল্লা: { $from } থেকে { $to }।
effect-value = { $measure }: { $value }।
effect-from-to = { $from } থেকে { $to }।
effect-unfinished = রানের ঘড়ি থামার সময়ও সব স্বাভাবিক হয়নি, তাই আসল ফল এর চেয়েও খারাপ হতে পারে।
effect-exact = এই রানে কিছুই এলোমেলো বাছা হয় না, তাই পাল্লা নেই।
effect-none = রানটা থেকে তুলনা করার মতো কোনো মান আসেনি।
effect-by-construction = এই রানে কারণটাই সরিয়ে নেওয়া হয়েছে, তাই এর ফল কিছু প্রমাণ করে না।
effect-refuted = যাচাইয়ে ধারণাটা ভুল বেরিয়েছে। এটাই এখানকার ফল।
claim-share-at-most = দাবি ছিল: { $against } বড়জোর { $share }।
claim-share-below = দাবি ছিল: { $against } { $share } থেকেও কম।
claim-share-at-least = দাবি ছিল: { $against } অন্তত { $share }।
claim-share-above = দাবি ছিল: { $against } { $share } থেকেও বেশি।
claim-at-most = দাবি ছিল: বড়জোর { $value }।
claim-below = দাবি ছিল: { $value } থেকে কম।
claim-at-least = দাবি ছিল: অন্তত { $value }।
claim-above = দাবি ছিল: { $value } থেকে বেশি।
against-base = মূল রানের
against-run = { $run } রানের

# তিনটি চিহ্ন।
mark-repeats = আবার চালালে
mark-repeats-yes = হুবহু এক
mark-repeats-why = মডেল, সিড আর ইঞ্জিন এক থাকলে যেকোনো মেশিনে ফলের ডাইজেস্ট { $digest }।
mark-fits = নথির সঙ্গে
mark-fits-share = { $count }টির মধ্যে { $met }টি মেলে
mark-fits-why = { $calibrated ->
    [0] মেলানোর জন্য মডেলে কিছুই ঠিক করে নেওয়া হয়নি
   *[other] মেলানোর জন্য মডেলের { $calibrated }টি জিনিস ঠিক করে নেওয়া হয়েছে
  }। যাচাইয়ের জন্য { $count }টি মাইলফলক মডেলকে জানানো হয়নি।
mark-fits-missed = মডেলে যা মেলে না: { $names }।
mark-no-record = যাচাই হয়নি
mark-no-record-why = নথির কোনো কথাই যাচাইয়ের জন্য আলাদা করে রাখা হয়নি।
mark-robust = অন্য মানেও
mark-robust-share = { $share } সেটে টেকে
mark-robust-why = ঘোষিত পাল্লা থেকে নেওয়া মানের { $sets }টি সেটে দাবিটা বিচার করা গেছে। টেকে { $held }টিতে (৯৫% আস্থার পাল্লা { $interval })।
mark-deciding-above = সবচেয়ে বেশি নির্ভর করে “{ $param }”-এর ওপর: { $value } ছাড়ালে দাবিটা সাধারণত টেকে। এতে { $share } সেট ঠিকঠাক ভাগ হয়।
mark-deciding-below = সবচেয়ে বেশি নির্ভর করে “{ $param }”-এর ওপর: { $value } থেকে কম হলে দাবিটা সাধারণত টেকে। এতে { $share } সেট ঠিকঠাক ভাগ হয়।
mark-not-sampled = চালানো হয়নি
mark-not-sampled-why = দাবিটা যাচাই হয়েছে শুধু ঘোষিত মানে।

# প্রভাবের ছবি।
effects-measures = যে দাবিতে যা মাপা হয়
effects-axis = { $measure }: { $against } কত গুণ (লগ স্কেল)
effects-times = { $number } গুণ
effects-one = যেমন ঘটেছিল
effects-bound = দাবি
effects-value = { $effect } ({ $from }–{ $to })
effects-takeaway = মডেলে { $count }টি দাবি যাচাই করা হয়েছে। { $holds ->
    [0] টেকে, এমন একটিও নেই।
   *[other] টেকে { $holds }টি,
  } টেকে না { $fails }টি{ $open ->
    [0] ।
   *[other] , ধরে নেওয়া মানের ওপর নির্ভর করে বা নিশ্চিত নয় { $open }টি।
  }
effects-caption = মডেলের হিসাব। { $measure }, { $against } কত গুণ, ৯৫% আস্থার পাল্লাসহ। খাড়া দাগটা দাবির সীমা। ডান দিকে প্রতিটি সমান ধাপে মান সমান গুণে বাড়ে।
effects-caption-rest = যে দাবি অন্য কোনো রানের সঙ্গে তুলনার নয়, তার সারি এখানে নেই।
effects-caption-nothing = যা শূন্যে নামে, তা আছে একেবারে বাঁয়ে, কাটা দাগের ওপাশে।
effects-alt = প্রতি সারিতে একটি দাবি, তার ফল আর রায়। { $rows }।
effects-head-lesson = শিক্ষা
effects-head-effect = ফল
effects-head-verdict = রায়

# মডেলে ভরসা।
trust-meets-all = যাচাইয়ের জন্য যে { $count }টি মাইলফলক মডেলকে জানানো হয়নি, তার সব কটিই মডেলে মেলে।
trust-misses = যাচাইয়ের জন্য { $count }টি মাইলফলক মডেলকে জানানো হয়নি। তার { $missed }টি মডেলে মেলে না: { $names }।
trust-missed = { $name } (নথিতে { $record }, মডেলে { $model })
trust-untested = যাচাইয়ের জন্য কোনো মাইলফলক আলাদা রাখা হয়নি। তাই নথির সঙ্গে মিলিয়ে মডেলটা পরখ করা যায়নি।
trust-argument = মডেল একটা যুক্তি, প্রমাণ নয়।
trust-inputs = মডেলকে যা জানানো হয়েছে: মানুষ কী করেছিলেন, নথি থেকে
trust-calibrated = মেলানোর জন্য যা ঠিক করে নেওয়া হয়েছে। এগুলো মডেলের পক্ষে প্রমাণ নয়
record-caption = নথি আর মডেল পাশাপাশি: যে মাইলফলক মডেলকে জানানো হয়নি
record-milestone = মাইলফলক
record-record = নথিতে
record-model = মডেলে, গড়
record-spread = মডেলে, মাঝের ৯০%
record-share = { $spread } ({ $share } রানে)
record-met = মেলে কি
record-met-yes = মেলে
record-met-no = মেলে না
series-axis = কত ভাগ রিকোয়েস্ট ব্যর্থ
series-axis-hit = কত ভাগ আক্রান্ত
series-axis-reached = কত ভাগে আপডেটটা আছে
series-mean = মডেল, গড়
series-band = মাঝের ৯০% রান
series-p05 = ৫ম শতাংশক
series-p95 = ৯৫তম শতাংশক
series-takeaway = মডেলে সবচেয়ে খারাপ সময় { $time }, তখন { $share } রিকোয়েস্ট ব্যর্থ।
series-takeaway-hit = মডেলে সবচেয়ে খারাপ সময় { $time }, তখন { $share } আক্রান্ত।
series-takeaway-reached = মডেলে সবচেয়ে খারাপ সময় { $time }, তখন { $share } জায়গায় আপডেটটা আছে।
series-caption = মডেলের হিসাব: মূল রান, ঘড়ির সময় ধরে ({ $zone })। খাড়া দাগগুলো নথির সময়।
series-alt = ঘড়ির সময় ধরে একটা রেখা, সঙ্গে পাল্লা। { $time }-এ রেখাটা { $share } ছোঁয়।

# কোন ব্যাখ্যা মেলে।
grid-takeaway-strict = কড়া পাঠে নথির সঙ্গে মেলে { $names }।
grid-takeaway-loose = ঢিলে পাঠে বাদ পড়ে না { $names }।
grid-takeaway-never = কোনো মানেই মেলে না { $names }।
grid-takeaway-none = কড়া পাঠে কোনো ব্যাখ্যাই নথির সঙ্গে মেলে না।
grid-caption = মডেলের হিসাব। প্রতিটি ফালি একটি ব্যাখ্যা, ক্যাশের রেকর্ড ফুরানোর একটি নিয়ম ধরে। রেখা দুটি দেখায়, ওই দুই সময়ে প্রভাব কতটা ছড়িয়েছে।
grid-reading-strict = ভরাট: { $reading }।
grid-reading-loose = ডোরাকাটা: { $reading }।
grid-alt = { $param } { $from } থেকে { $to } পর্যন্ত, তার ওপর কয়েকটি ফালি। কোনটা কোথায় মেলে: { $findings }।
grid-plain-caption = { $param }: কোন মানে মডেল নথির সঙ্গে মেলে
grid-axis-minutes = { $name }, মিনিট
grid-published = উৎসে: { $value }
grid-assumed = ধরে নেওয়া: { $value }
grid-strict = মেলে
grid-loose = শুধু ঢিলে পাঠে মেলে
grid-only-loose = ঢিলে পাঠে: { $values }
grid-never = কোনো মানেই নয়
grid-head-explanation = ব্যাখ্যা
grid-head-law = রেকর্ড কীভাবে ফুরায়
grid-head-share = { $moment }-এ কতটা, { $value } ধরলে
grid-under-uniform = রেকর্ড সমান হারে ফুরালে { $values }
grid-under-exponential = এলোমেলো ফুরালে { $values }
grid-head-strict = মেলে, কড়া পাঠে
grid-head-loose = মেলে, ঢিলে পাঠে
law-uniform = রেকর্ড সমান হারে ফুরায়
law-exponential = রেকর্ড এলোমেলো ফুরায়

# রানের পাতা।
run-title = রান { $run }
run-kicker = মডেলের রান
run-of = যে প্রতিবেদনের অংশ: “{ $report }”
run-description = { $run } রানের মান, ফল আর ডাইজেস্ট। প্রতিবেদন: { $title }
run-base-shows = যেমন ঘটেছিল, মডেলে তার রূপ।
run-seed = সিড
run-engine = ইঞ্জিন
run-replications = কতবার চালানো
run-scenario-digest = দৃশ্যপটের ডাইজেস্ট
run-output-digest = ফলের ডাইজেস্ট
run-measures = কী পাওয়া গেল
run-measures-caption = গড় আর মধ্যক, ৯৫% আস্থার পাল্লাসহ; মাঝের ৯০% রানের মান, আর কতবার ঘটেইনি
run-measures-exact = এই রানে কিছুই এলোমেলো বাছা হয় না, প্রতিবার একই ফল আসে
run-measure = কী মাপা হলো
run-mean = গড়
run-spread = মাঝের ৯০%
run-censored = ঘটেনি
run-censored-of = { $count } বারে { $censored } বার
run-overrides = মূল রান থেকে কোথায় আলাদা
run-overrides-caption = এই রানের মান, মডেলের ফাইলে যেমন লেখা
run-override-what = কোনটা
run-override-value = এই রানে
run-params = কী কী ধরা হয়েছে
run-repeat = রানটা আবার চালান, কিংবা সবকিছু লিখে রাখা ফলের সঙ্গে মিলিয়ে দেখুন:
param-caption = প্রতিটি মান, তার পাল্লা, আর কোথা থেকে পাওয়া
param-name = কী
param-value = মান
param-range = পাল্লা
param-source = কোথা থেকে
param-assumed = ধরে নেওয়া
param-sourced = উৎস
curve-caption = সূত্র থেকে সরাসরি হিসাব: সিমুলেশন নেই, এলোমেলো কিছুও নেই
curve-caption-figure = মডেলের সূত্র থেকে সরাসরি হিসাব, সিমুলেশন নেই।
curve-caption-log = দুই অক্ষই লগ স্কেলে: প্রতিটি সমান ধাপে মান সমান গুণে বাড়ে।
curve-caption-limit = কাটা রেখা: { $limit }।
curve-axis-log = { $name } (লগ স্কেল)
curve-limit = সীমা
curve-named = { $name }: { $value }
curve-place = { $value } ({ $mark })
curve-from = { $value } থেকে
curve-to = { $value } পর্যন্ত
curve-takeaway = { $name }: { $first } হলে { $low }, { $last } হলে { $high }
curve-takeaway-and = { $first }; { $then }।
curve-takeaway-end = { $first }।
curve-takeaway-lines = { $place } হলে { $lines }।
curve-line-value = { $name }: { $value }
curve-crosses-up = { $value } ছাড়ালে তা “{ $limit }” পেরিয়ে যায়
curve-crosses-down = { $value } ছাড়ালে তা “{ $limit }” থেকে নিচে নামে
curve-always-under = তা কখনো “{ $limit }” ছোঁয় না
curve-always-over = সবখানেই তা “{ $limit }” ছাড়িয়ে
curve-alt = { $name } { $from } থেকে { $to } পর্যন্ত, তার ওপর রেখা। { $lines }

# একা আর একসঙ্গে কে কী করে।
factorial-keys = ক খ গ ঘ ঙ
factorial-none = কোনোটি নয়
factorial-one = একটি করে
factorial-some = { $count }টি একসঙ্গে
factorial-all = { $count }টিই একসঙ্গে
factorial-axis = { $measure }: গড় আর ৯৫% আস্থার পাল্লা
factorial-added = প্রতিটি শুধু একা যা করে, তা-ই করলে যেখানে থাকত
factorial-takeaway = { $measure }, মূল রানের তুলনায়: { $each }; { $count }টিই একসঙ্গে { $together }।
factorial-takeaway-together = { $measure }, মূল রানের তুলনায়: একা কোনোটিতেই { $most }-এর বেশি বদলায় না; { $count }টিই একসঙ্গে { $together }।
factorial-caption = মডেলের হিসাব। সব কটি সমাহার একই এলোমেলো মানে চালানো, প্রতিটি { $count } বার।
factorial-caption-complete = তুলনা শুধু সেই { $count } বারের, যাতে সব সমাহারেই মান আছে।
factorial-alt = প্রতি সারিতে একটি সমাহার: { $measure }। { $rows }। { $keys }
factorial-costs = একা আর সব একসঙ্গে কতটা বদলায়, আর তার খরচ
factorial-effects = মূল প্রভাব আর পারস্পরিক প্রভাব: একটি চালু করলে গড়ে কতটা বদলায়, আর তা অন্যগুলোর ওপর কতটা নির্ভর করে
factorial-head-switch = যা চালু
factorial-head-change = { $measure }, মূল রানের তুলনায়
factorial-head-cost = খরচ কী
factorial-all-costs = ওপরের সব কটি
factorial-head-effect = প্রভাব
factorial-head-estimate = কতটা বদলায়, ৯৫% আস্থার পাল্লাসহ

# A measure over two settings.
map-upwards = ↑ { $name }
map-mean = { $measure }, { $count }টি রানের গড়
map-share = { $run } { $share } ({ $level })
map-at-most = বড়জোর { $value }
map-below = { $value }-এর কম
map-at-least = অন্তত { $value }
map-above = { $value }-এর বেশি
map-line = সীমারেখা: { $bound }
map-own = ইনসিডেন্টে যা ছিল: { $values }
map-pair = { $name } { $value }
map-takeaway = { $measure } { $bound }: { $panels }।
map-takeaway-plain = { $measure }: { $low } থেকে { $high }।
map-panel = “{ $run }” হলে { $said }
map-nowhere = { $by } যতটাই ধরা হোক, কোনোটিতে নয়
map-everywhere = { $by } যতটাই ধরা হোক, সব কটিতে
map-somewhere = { $count }টি ঘরের { $met }টিতে নিশ্চিতভাবে
map-from = { $over } { $low } হলে { $by } অন্তত { $first } লাগে, { $high } হলে অন্তত { $last }
map-caption = মডেলের হিসাব। সব ঘর একই এলোমেলো মানে চালানো, প্রতিটি { $count } বার।
map-caption-exact = মডেলের হিসাব। এলোমেলো কিছু নেই।
map-caption-undecided = { $count }টি ঘরে “~”: ৯৫% আস্থার পাল্লা সীমারেখার দুই পাশেই পড়ে, তাই নিশ্চিত নয়।
map-caption-censored = { $count }টি ঘরে “*” বা “–”: কিছু বা সব রানে পরিমাপটির মান নেই, গড় বাকিগুলোর।
map-caption-even = সব ঘর সমান বড়, যদিও মানগুলোর মাঝে ফাঁক সমান নয়।
map-alt = { $measure }, ঘরে ঘরে: কলামে { $over }, { $columns }; সারিতে { $by }, { $rows }। { $panels }
map-alt-panel = { $run }: { $low } থেকে { $high }।
map-alt-panel-wanted = { $run }: { $low } থেকে { $high }; { $count }টি ঘরের { $met }টিতে নিশ্চিতভাবে সীমার ভেতরে।
map-corner = { $by } \ { $over }
effect-interaction = { $measure }: একা যা করে তার বাইরে { $factors } একসঙ্গে করে { $value }।
effect-no-effect = এখানে যা মাপা হয়, এই রানের বদল তাকে ছোঁয়ই না: শেষ বিট পর্যন্ত একই ফল। তাই এর ফল কিছু প্রমাণ করে না।

# রায়টা কীসের ওপর দাঁড়িয়ে।
tornado-axis = { $measure }: { $against } কত ভাগ
tornado-declared = ঘোষিত মানে: { $value }
tornado-bound = দাবি: { $bound }
tornado-holds = টেকে
tornado-most = ফল সবচেয়ে বেশি বদলায় “{ $param }” বদলালে: { $ends }।
tornado-end = { $value } হলে { $effect }
tornado-caption = মডেলের হিসাব। একটি মান তার পাল্লার দুই প্রান্তে, বাকি সব যেমন ঘোষিত; প্রতিটি { $count } বার চালানো।
tornado-caption-rest = আরও { $count }টিতে ফল বদলায় এর চেয়ে কম, কিংবা বদলায় না।
tornado-caption-missing = যেখানে দণ্ড নেই, সেখানে দাবিটা বিচার করা যায়নি।
tornado-alt = ঘোষিত মানের দুই পাশে প্রতিটি মানের দণ্ড: { $measure }। { $rows }।
tornado-head-low = নিচের প্রান্ত
tornado-head-high = ওপরের প্রান্ত
tornado-head-effect = ফল
turn-above = বাকি সব যেমন ঘোষিত রেখে শুধু “{ $param }” বদলালে দাবিটা উল্টে যায় এখানে: { $value }। এর বেশি হলে টেকে।
turn-below = বাকি সব যেমন ঘোষিত রেখে শুধু “{ $param }” বদলালে দাবিটা উল্টে যায় এখানে: { $value }। এর কম হলে টেকে।
turn-holds = শুধু “{ $param }” বদলালে তার পুরো পাল্লাতেই দাবিটা টেকে।
turn-fails = শুধু “{ $param }” বদলালে তার পাল্লার কোথাও দাবিটা টেকে না।
left-out-no-incident = আরও { $count }টি সেটে ঠেকানোর মতো কোনো ইনসিডেন্টই হয়নি।
left-out-no-value = আরও { $count }টি সেটে মাপার মতো কোনো মান আসেনি।
left-out-not-run = আরও { $count }টি সেট চালানো যায়নি।
run-rests-on = রায়টা কীসের ওপর দাঁড়িয়ে
run-median = মধ্যক
run-with-interval = { $value } ({ $interval })
run-stopped-met = { $count }: গড়ের পাল্লা { $target }-এ নামানোর কথা ছিল, নেমেছে ({ $measure })
run-stopped-missed = { $count }, সর্বোচ্চ { $most }: গড়ের পাল্লা { $target }-এ নামানোর কথা ছিল, নেমেছে { $reached } পর্যন্ত ({ $measure })
run-stopped-never = { $count }, সর্বোচ্চ { $most }: { $target } লক্ষ্য ছোঁয়া গেছে কি না, বলা যায় না ({ $measure })
