# কারণ, সময় আর ঝুঁকির ছবি।

# কোনটা থেকে কী হলো
chart-causes-loops = পেছনের কারণ { $count }টি, চক্র { $loops }টি। “{ $target }”, এই অবস্থা নিজেই নিজেকে জিইয়ে রেখেছে।
chart-causes-chain = পেছনের কারণ { $count }টি, কোনো চক্র নেই: শুরু “{ $first }”, শেষ “{ $last }”।
chart-causes-leads-to = এর জেরে ঘটে
chart-causes-loops-to = ঘুরে গিয়ে আবার বাড়ায়
chart-causes-number = নম্বর
chart-causes-factor = পেছনের কারণ
chart-causes-caption = নম্বরগুলো কারণের তালিকার। তিরগুলো প্রতিবেদনের কথা ধরে আঁকা, মেপে নয়।
chart-causes-one = { $number }: { $text }।
chart-causes-alt = কারণের ছবি, ওপর থেকে নিচে। { $chain }

# ইনসিডেন্টে কত সময় লাগল
durations-title = কোনটায় কত সময় লেগেছে
durations-detect = প্রভাব শুরু থেকে শনাক্ত
durations-mitigate = প্রভাব শুরু থেকে মোটামুটি সচল, বা ছড়ানো থামা
durations-resolve = প্রভাব শুরু থেকে শেষ
durations-name = { $service }, { $date }
durations-median = মধ্যক { $median }, ইনসিডেন্ট { $count }টি
durations-no-median = জানা { $count }টি ইনসিডেন্টের, মধ্যক বের করার জন্য কম।
durations-median-said = মধ্যক { $median }, ইনসিডেন্ট { $count }টি।
durations-edge = ০ বা আগে
durations-unknown = নথিতে এই সময় নেই: { $names }।
durations-not-recorded = নথিতে নেই
durations-takeaway = { $count }টি ইনসিডেন্টে প্রভাব শুরু থেকে শেষ পর্যন্ত লাগা সময়ের মধ্যক { $median }; সবচেয়ে কম { $low }, সবচেয়ে বেশি { $high }।
durations-takeaway-few = প্রভাব শুরু থেকে শেষ পর্যন্ত সবচেয়ে কম লেগেছে { $low }, সবচেয়ে বেশি { $high }।
durations-incident = ইনসিডেন্ট
durations-caption = প্রতিবেদনের মূল সময়গুলো থেকে, যে এলাকার ঘড়িই হোক। অক্ষে সমান দূরত্ব মানে সমান গুণ; প্রভাব শুরুর মুহূর্তে বা তার আগে হলে বিন্দু একেবারে বাঁয়ে। ফাঁপা বিন্দু: সময়টা মোটামুটি জানা। মধ্যকে জানা সব মান ধরা, প্রভাব শুরুর আগেরগুলোও।
durations-alt = সময়ের লগ অক্ষে বিন্দু, প্রতি ইনসিডেন্টে একটি। { $measures }
durations-alt-measure = { $measure }: { $values }।

# কতজন ঝুঁকিতে ছিল
exposure-now = ওই সময়ে আছে
exposure-now-hit = তখনও অচল
exposure-ever-hit = কখনো না কখনো আক্রান্ত: { $count }
exposure-ever = কখনো না কখনো ছিল: { $count }
exposure-ever-head = ততক্ষণে এসেছে
exposure-ever-head-hit = ততক্ষণে আক্রান্ত
exposure-all = মোট { $count } { $noun }
exposure-withdrawn = ফেরত নেওয়া
exposure-by-record = { $name }, নথি অনুযায়ী
exposure-lesson = { $run }: { $figure } · { $mark }
exposure-figure = বড়জোর { $count }
exposure-figure-brief = { $count }, তবে { $length } পরে প্রায় সবাই মুক্ত
exposure-figure-none = শূন্য
exposure-takeaway-all = মডেলে মোট { $whole } { $noun }, { $length } পেরোতে ঝুঁকিতে প্রায় { $ever }
exposure-takeaway-hit = মডেলে { $length } পেরোতেই আক্রান্ত { $ever } { $noun }
exposure-takeaway-alone = { $happened }।
exposure-takeaway = { $happened }; { $lessons ->
    [one] এখানে আঁকা শিক্ষাটা মানলে
   *[other] সবচেয়ে কাজের শিক্ষাটা মানলে
  } বড়জোর প্রায় { $least }।
exposure-takeaway-none = { $happened }; { $lessons ->
    [one] এখানে আঁকা শিক্ষাটা মানলে
   *[other] সবচেয়ে কাজের শিক্ষাটা মানলে
  } শূন্য।
exposure-caption = মডেলের হিসাব: মডেলের ভাগ গুণ নথির সংখ্যা, মূল রান আর শিক্ষাগুলোর রানে। খাড়া দাগগুলো নথির সময় ({ $zone })।
exposure-caption-band = রেখাগুলো গড়, লাল পাল্লায় মূল রানের মাঝের ৯০%।
exposure-caption-exact = এলোমেলো কিছু নেই, প্রতিবার একই ফল।
exposure-caption-step = মডেলের একেক ধাপ { $step }, তাই তার কোনো সময় এর চেয়ে সূক্ষ্ম নয়।
exposure-alt = ঘড়ির সময় ধরে কয়েকটি রেখা। কখনো না কখনো ছিল এমন { $noun } বেড়ে { $ever }-এ থামে, তারপর যত জায়গায় আছে তা কমতে থাকে। শিক্ষা: { $lessons }।
