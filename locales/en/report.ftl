# Headings of a report, in their order.
section-glance = At a glance
section-plain = In plain words
section-affected = Who was affected
section-timeline = What happened when
section-why = Why it happened
section-unseen = Why it was not seen earlier
section-handled = How it was handled
section-lessons = What we learned
section-next = What we will do
section-announced = What they announced
section-trust = How far to trust the model
section-disputes = Where the sources disagree
section-run = Run it yourself
section-related = Related reports
section-glossary = Terms

# Over and under the title.
kind-own = Post-mortem
kind-study = Study
stage-draft = Draft
stage-review = In review
stage-closed = Closed
published = Published { $date }
updated = Updated { $date }
owner = Owner: { $owner }
form-pdf = PDF
form-picture = Picture (PNG)
form-both = Both languages side by side

# What follows a statement.
confidence-inference = our inference
confidence-assumption = assumed
confidence-model = from the model
confidence-as-of = as of { $date }
source-accessed = Read { $date }.
borrowed = Some of this page has not been written in English yet. Those parts stand in another language.

# At a glance.
fact-severity = Severity
fact-verdicts = Claims put to the test
fact-verdict = { $verdict }: { $count }
fact-services = Services
fact-when = When, { $zone }
fact-when-until = to
fact-detect = Until detected (TTD)
fact-acknowledge = Until picked up (TTA)
fact-mitigate = Until largely back (TTM)
fact-resolve = Until all back (TTR)
fact-same-minute = within the same minute
fact-same-time = at about the same time
fact-same-day = on the same day
length-about = about { $length }
fact-before-impact = { $duration } before the impact
ruled-out = What it was not

# In plain words.
analogy-limits = Where the picture misleads
cafeteria-takeaway = When everyone asks everyone, ten times the people means about a hundred times the askings.
cafeteria-caption = Where lines join all, everyone asks everyone: each line is two askings. At the desk everyone asks one, and each answer is as long as the list of names. In the squares, the area counts the askings. Arithmetic, not a simulation.
cafeteria-alt = Two rings of people joined by lines, each with each; the same people in front of one desk; squares that grow with the square of the number of people, up to { $people } people with { $askings } askings.
cafeteria-growth = The area counts the askings
cafeteria-people = { $people } people
cafeteria-askings = { $askings } askings
cafeteria-desk = { $people } people, one desk
cafeteria-names = { $names } names read out
cafeteria-head-people = People
cafeteria-head-askings = Askings, everyone asks everyone
cafeteria-head-names = Names read out at one desk

# The timeline.
timeline-event = What happened
mark-change = Change
mark-impact = Impact begins
mark-detected = Detected
mark-acknowledged = Picked up
mark-mitigated = Largely back
mark-resolved = All back
phase-with-length = { $phase } · { $length }
phase-unnoticed = Nobody notices
phase-known = Alarm, no impact yet
phase-felt = Users are hit
phase-felt-unknown = Users are hit, and nobody on call knows yet
phase-recovering = Recovering
phase-over = Over
chart-timeline-both = Service is largely back after { $most }, fully back after { $all }.
chart-timeline-all = Service is fully back after { $all }.
chart-timeline-open = What happened, in the order and at the distance of time.
chart-timeline-caption = All times are { $zone }. The bar on the left is to scale. Bold events fix the key times, and lines tie them to the bar. Between the two discs beside the bar lies the time from first impact to the end.
chart-timeline-caption-long = The narrow strip along the bar is the time that an event took.
chart-timeline-zero = Impact begins: lengths count from here.
chart-timeline-end = End: { $length } after the first impact.
chart-timeline-alt = { $count } events from { $from } to { $to }. Phases: { $phases }.

# Why.
trigger = What set it off
factors = What came together
leads-to = Leads to { $numbers }.
loops-to = Feeds back into { $numbers }.

# How it was handled.
handled-step = What was done
handled-outcome = { $outcome }:
handled-untimed = time not given
outcome-worked = Worked
outcome-partly = Worked in part
outcome-failed = Did not work

# An attack.
attack = Techniques, as MITRE ATT&CK numbers them
containment = Stopping the spread
further-steps = What else was done
indicators = How to tell whether you were hit
indicators-caption = Indicators of compromise, defanged so that no one clicks on them by mistake: take out the square brackets and read hxxp as http before you search
indicator-value = Indicator
indicator-kind = Kind
indicator-meaning = What it is
indicator-as-of = As of
indicator-domain = Domain
indicator-ip = IP address
indicator-url = Web address
indicator-email = E-mail address
indicator-hash = File digest
indicator-file = File
indicator-extension = Extension
indicator-application = Application
mark-contained = Contained
mark-over = Over
phase-exposed-unknown = Users are exposed, and nobody knows yet
phase-exposed = Users are exposed
phase-contained = Contained, not over
fact-contain = Until contained (TTM)
fact-over = Until over (TTR)
chart-timeline-contained = Contained after { $contained }, over after { $over }.

# Actions.
actions-caption = What will be done, by whom, by when
action-what = Action
action-owner = Owner
action-due = Due
action-done = done { $date }

# Disputes.
dispute-source = Source
dispute-finding = Our finding:

# Run it yourself.
repeat-intro = Everything that the model says here can be repeated, on any x86-64 Linux machine, to the last digit:
repeat-verify = The first command runs the model and prints its figures. The second compares every digest with the recorded one and trusts no cache.
runs-caption = Everything that was run, each with a page of its own
runs-run = Run
runs-shows = What it shows
runs-replications = Replications
runs-digest = Output digest

# Related reports.
related-before = It happened before: { $report }
related-again = It happened again: { $report }
related-alike = { $report }

# The report as a post for a social network or a chat group. Its headings are questions.
post-plain = What is it like?
post-happened = What happened?
post-why = Why did it happen?
post-handled = How was it handled?
post-lessons = What did we learn?
post-lessons-holds = Run in a model, these hold:
post-lessons-depends = These depend on the numbers:
post-lessons-fails = These sound right, but fail in the model:
post-lessons-undecided = Here the model cannot tell:
post-lessons-by-construction = These take the cause itself away, so the model proves nothing:
post-lessons-untested = And, without a run behind it:
post-limits = Where does the picture mislead?
post-repeat = Do you want to run it yourself?
post-sources = How do we know?

# A file that stands by itself.
alone-picture-left-out = To keep this file small, a picture is left out. It stands in the full report, at { $place }.
alone-table-left-out = To keep this file small, a table of { $rows } rows is left out. It stands in the full report, at { $place }.

# On the picture that goes with a link.
card-day = When
card-resolved = All back after
card-mitigated = Largely back after

# A field of the knowledge base's own that is yes or no
custom-yes = yes
custom-no = no
