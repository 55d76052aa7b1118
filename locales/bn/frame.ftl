# পাতার কাঠামো।
frame-home = সব প্রতিবেদন
frame-contents = সূচি
frame-skip = সরাসরি লেখায় যান
frame-data = ছবির পেছনের তথ্য
frame-notes = উৎস
frame-places = লেখার যেখানে যেখানে এসেছে
frame-page = পৃষ্ঠা
frame-footer = { $date } পর্যন্ত যা জানা গেছে। nidan { $version } দিয়ে তৈরি।
feed-title = { $site }: পোস্টমর্টেম প্রতিবেদন
feed-word = ফিড (Atom)
