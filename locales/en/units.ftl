# Numbers with their units, times and lists.
unit-percent = { $number }%
unit-day = { $number } day
unit-days = { $number } days
unit-hours = { $number } h
unit-minutes = { $number } min
unit-error-minutes = { $number } error minutes
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

# Large round numbers, each language in its own steps.
round-thousand = { $number } thousand
round-lakh = { $number } lakh
round-crore = { $number } crore
round-million = { $number } million
round-billion = { $number } billion

# Months, in full and where space is short.
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

# Parts of the day.
period-night = night
period-dawn = early morning
period-morning = morning
period-noon = early afternoon
period-afternoon = afternoon
period-evening = evening

# Zones as people call their time.
zone-dhaka = Bangladesh time
zone-kolkata = India time
zone-karachi = Pakistan time
zone-kathmandu = Nepal time
zone-singapore = Singapore time
zone-tokyo = Tokyo time
zone-dubai = Dubai time
zone-london = London time
zone-berlin = Berlin time
zone-paris = Paris time
zone-new-york = New York time
zone-chicago = Chicago time
zone-los-angeles = Los Angeles time
zone-sydney = Sydney time

# Days in words, as seen from another day.
relative-today = today
relative-yesterday = yesterday
relative-tomorrow = tomorrow
relative-ahead = in { $count } days
relative-days = { $count } days ago
relative-weeks = { $count } weeks ago
relative-months = { $count } months ago
relative-years = { $count } years ago
