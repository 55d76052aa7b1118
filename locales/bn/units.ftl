# একক, সময় আর তালিকা।
unit-percent = { $number }%
unit-day = { $number } দিন
unit-days = { $number } দিন
unit-hours = { $number } ঘণ্টা
unit-minutes = { $number } মিনিট
unit-error-minutes = { $number } এরর-মিনিট
unit-seconds = { $number } সেকেন্ড
unit-milliseconds = { $number } মিলিসেকেন্ড
unit-microseconds = { $number } মাইক্রোসেকেন্ড
unit-per-second = সেকেন্ডে { $number }
unit-per-minute = মিনিটে { $number }
unit-other = { $number } s^{ $power }
quantity-margin = { $value } ± { $margin }
quantity-never = কখনো নয়
quantity-none = মান নেই
quantity-yes = হ্যাঁ
quantity-no = না
prose-time = { $clock }
prose-time-hour = { $period } { $hour }টায়
prose-time-minute = { $period } { $hour }টা { $minute } মিনিটে
clock-on-day = { $date }, { $clock }
zone-of-city = { $city } সময়
list-last = { $before } আর { $last }

# Large round numbers, each language in its own steps.
round-thousand = { $number } হাজার
round-lakh = { $number } লাখ
round-crore = { $number } কোটি
round-million = { $number } মিলিয়ন
round-billion = { $number } বিলিয়ন

# Months, in full and where space is short.
month-1 = জানুয়ারি
month-2 = ফেব্রুয়ারি
month-3 = মার্চ
month-4 = এপ্রিল
month-5 = মে
month-6 = জুন
month-7 = জুলাই
month-8 = আগস্ট
month-9 = সেপ্টেম্বর
month-10 = অক্টোবর
month-11 = নভেম্বর
month-12 = ডিসেম্বর
month-short-1 = জানুয়ারি
month-short-2 = ফেব্রুয়ারি
month-short-3 = মার্চ
month-short-4 = এপ্রিল
month-short-5 = মে
month-short-6 = জুন
month-short-7 = জুলাই
month-short-8 = আগস্ট
month-short-9 = সেপ্টেম্বর
month-short-10 = অক্টোবর
month-short-11 = নভেম্বর
month-short-12 = ডিসেম্বর

# Parts of the day.
period-night = রাত
period-dawn = ভোর
period-morning = সকাল
period-noon = দুপুর
period-afternoon = বিকেল
period-evening = সন্ধ্যা

# Zones as people call their time.
zone-dhaka = বাংলাদেশ সময়
zone-kolkata = ভারতের সময়
zone-karachi = পাকিস্তানের সময়
zone-kathmandu = নেপালের সময়
zone-singapore = সিঙ্গাপুরের সময়
zone-tokyo = টোকিওর সময়
zone-dubai = দুবাইয়ের সময়
zone-london = লন্ডনের সময়
zone-berlin = বার্লিনের সময়
zone-paris = প্যারিসের সময়
zone-new-york = নিউ ইয়র্কের সময়
zone-chicago = শিকাগোর সময়
zone-los-angeles = লস অ্যাঞ্জেলেসের সময়
zone-sydney = সিডনির সময়

# Days in words, as seen from another day.
relative-today = আজ
relative-yesterday = গতকাল
relative-tomorrow = আগামীকাল
relative-ahead = { $count } দিন পরে
relative-days = { $count } দিন আগে
relative-weeks = { $count } সপ্তাহ আগে
relative-months = { $count } মাস আগে
relative-years = { $count } বছর আগে
