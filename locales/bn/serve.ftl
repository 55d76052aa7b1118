# পাতার ওপরে `nidan serve` যা জানায়।
serve-label = nidan serve থেকে
serve-errors =
    { $count ->
        [one] ফাইলে { $count }টি ভুল
       *[other] ফাইলে { $count }টি ভুল
    }
serve-warnings =
    { $count ->
        [one] { $count }টি সতর্কতা
       *[other] { $count }টি সতর্কতা
    }
serve-stale = পেছনের পাতাটা ভুলগুলো আসার আগের।
serve-none = এখনও কোনো পাতা তৈরি হয়নি। ফাইল ঠিক করলেই নিজে থেকে এসে যাবে।
serve-simulating = বদলানো মডেলের সিমুলেশন চলছে …
serve-simulating-stale = পেছনের পাতায় এখনও আগের রানের ফল। কাজ শেষ হলে নিজে থেকেই বদলে যাবে।
serve-simulating-none = রান শেষ হলেই প্রথম পাতা নিজে থেকে এসে যাবে।
serve-error = ভুল
serve-warning = সতর্কতা
serve-hint = পরামর্শ
serve-more =
    { $count ->
        [one] আরও { $count }টি আছে: nidan check চালালে দেখা যাবে।
       *[other] আরও { $count }টি আছে: nidan check চালালে সব দেখা যাবে।
    }
serve-missing = এই পাতা নেই
serve-missing-text = সাইটে { $path } নেই। ইনসিডেন্টের নাম হয়তো বদলেছে, কিংবা এই পাঠকদের জন্য সেটা রাখা হয়নি।
serve-waiting = এখনও তৈরি হয়নি
serve-waiting-text = সাইট তৈরি হচ্ছে। শেষ হলে পাতা নিজে থেকেই এসে যাবে।
