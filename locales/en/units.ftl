# Numbers with their units, times and lists.
unit-percent = { $number }%
unit-day = { $number } day
unit-days = { $number } days
unit-hours = { $number } h
unit-minutes = { $number } min
unit-seconds = { $number } s
unit-milliseconds = { $number } ms
unit-microseconds = { $number } µs
unit-per-second = { $number } a second
unit-per-minute = { $number } a minute
unit-other = { $number } s^{ $power }
quantity-margin = { $value } ± { $margin }
quantity-never = never
quantity-none = no value
quantity-yes = yes
quantity-no = no
prose-time = { $clock }
# Languages that tell the hour by the part of the day.
prose-time-hour = { $hour } in the { $period }
prose-time-minute = { $hour }:{ $minute } in the { $period }
clock-on-day = { $clock } on { $date }
zone-of-city = { $city } time
list-last = { $before } and { $last }
