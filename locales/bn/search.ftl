# খোঁজা।
search-label = প্রতিবেদনে খুঁজুন
search-keys = খুঁজতে কীবোর্ডে “/” চাপুন। যা পাওয়া গেল তাতে ওপরে-নিচে যেতে ↑ ↓, মুছতে Esc।
search-clear = মুছুন
search-filters = বেছে দেখুন
search-found =
    { $count ->
        [one] { $shown }টি প্রতিবেদন
       *[other] { $shown }টি প্রতিবেদন
    }
search-none = কোনো প্রতিবেদনে এই শব্দগুলো নেই।
search-partial = সবগুলো শব্দ কোনো একটা প্রতিবেদনে নেই। যেগুলোতে বেশি আছে, সেগুলো দেখানো হলো।
search-broken = খোঁজার তালিকা আনা গেল না। নিচে সব প্রতিবেদনই আছে।
search-more = আরও দেখুন
search-all = যা পাওয়া গেছে সব, বাছাইসহ
search-other = { $language } ভাষায় খুঁজুন
search-severity = মাত্রা
search-service = সার্ভিস
search-factor = পেছনের কারণ
search-tag = ট্যাগ
search-year = সাল
search-stage = প্রতিবেদনের অবস্থা
search-published = প্রকাশিত
search-kind-factor = কারণ
search-kind-lesson = শিক্ষা
