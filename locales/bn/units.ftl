# একক, সময় আর তালিকা।
unit-percent = { $number }%
unit-hours = { $number } ঘণ্টা
unit-minutes = { $number } মিনিট
unit-seconds = { $number } সেকেন্ড
unit-milliseconds = { $number } মিলিসেকেন্ড
unit-per-second = সেকেন্ডে { $number }
unit-other = { $number } s^{ $power }
quantity-margin = { $value } ± { $margin }
quantity-never = কখনো নয়
quantity-yes = হ্যাঁ
quantity-no = না
prose-time = { $clock }
prose-time-hour = { $period } { $hour }টায়
prose-time-minute = { $period } { $hour }টা { $minute } মিনিটে
zone-of-city = { $city } সময়
list-last = { $before } আর { $last }
