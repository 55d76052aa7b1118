# Newsletters: pages, mails, chat texts.
newsletter = নিউজলেটার
newsletter-number = সংখ্যা { $number }
newsletter-description = সব সংখ্যা, নতুনটা আগে।
newsletter-contents = এ সংখ্যায়
newsletter-earlier = আগের সংখ্যা
newsletter-more = পুরোটা পড়ুন
newsletter-report = প্রতিবেদনটা পড়ুন
newsletter-sources = সূত্র:
newsletter-lead = এ সংখ্যার শিক্ষা
newsletter-drill = আপনি হলে কী করতেন?
newsletter-drill-on = মহড়ার বাকিটা
newsletter-verdicts = মডেল এখন কী বলে
newsletter-verdicts-none = আগের সংখ্যার পর নতুন বা বদলানো কোনো প্রতিবেদন নেই।
newsletter-overdue = সময় পেরিয়ে গেছে
newsletter-overdue-none = কোনো করণীয়র সময় পেরোয়নি।
newsletter-numbers = সংখ্যায়
newsletter-year-ago = আগের কোনো বছর, এই সময়ে
newsletter-year-ago-none = আগের কোনো বছরের এই সময় নিয়ে প্রতিবেদন নেই।

# An advisory.
advisory-severity = কতটা জরুরি
advisory-affected = কারা আক্রান্ত
advisory-do = কী করবেন
urgency-critical = সংকটজনক: এখনই
urgency-high = বেশি: এই সপ্তাহেই
urgency-medium = মাঝারি: পরের আপডেটের সঙ্গে
urgency-low = কম: সময় পেলে

# Numbers of the time since the issue before.
numbers-period = সময়
numbers-incidents = ইনসিডেন্ট
numbers-reports = নতুন প্রতিবেদন
numbers-incident = ইনসিডেন্ট
numbers-detected = ধরা পড়ে
numbers-mitigated = বেশির ভাগ সচল
numbers-resolved = পুরো সচল
numbers-caption = প্রভাব শুরুর কতক্ষণ পরে

# Round a mail.
mail-links = লিংক
mail-online = ওয়েবে পড়ুন
mail-leave = এই তালিকা ছাড়ুন
