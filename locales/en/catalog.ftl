# Places of the site, in the bar of every page.
menu = Places of this site
menu-reports = Reports
menu-lessons = Lessons
menu-actions = Actions
menu-stats = Stats
menu-tags = Tags
menu-glossary = Terms
menu-newsletters = Newsletter
catalog-as-of = As of { $date }

# Lessons.
lessons-title = All lessons
lessons-intro = { $count ->
    [one] 1 lesson of all reports, and what its own model says of it.
   *[other] { $count } lessons of all reports, each with what its own model says of it.
}
lessons-holds = Hold in the model
lessons-depends = Depend on the numbers
lessons-fails = Fail in the model
lessons-undecided = Undecided
lessons-own-words = In this report's words: “{ $words }”
verdict-untested = Not put to the test
lessons-no-claim = No run has put it to the test.

# Actions.
actions-title = Who owes what
actions-description = Every action of every report by owner and due date, and what is overdue.
actions-none = None of these reports has actions of its own. What others said they would do stands below.
actions-overdue = Overdue
actions-open = Open, not overdue
actions-done = Done
actions-nobody = No owner named
actions-state = State
actions-report = Report
action-priority = Priority
actions-late = { $days } overdue
actions-today = due today
actions-left = { $days } left
actions-no-date = no date
actions-announced = What others said they would do
actions-announced-intro = From studies of other people's incidents, as they announced it. Whether they did it, these reports do not follow.
actions-calendar = Calendar (.ics)
calendar-name = { $site }: actions

# Numbers.
stats-title = In numbers
stats-description = How long incidents took, what happened again, and how old actions are. Every incident stays a point.
stats-reports = Reports
stats-again = Happened again
stats-recurrence = What happened again
stats-recurrence-none = No report says that an earlier incident has happened again.
stats-recurrence-days = { $again }, { $days } after { $before }.
stats-recurrence-one = { $again }, after { $before }.
stats-ageing = How old actions are
stats-age = Actions
stats-age-caption = Days, counted from the day of the incident; of overdue actions from the day they were due
stats-age-open = Not done, age
stats-age-overdue = Overdue by
stats-age-done = Done, after
stats-n = n
stats-median = Median
stats-range = Range
stats-few = too few
durations-acknowledge = From first impact until picked up
durations-unknown-many = { $count } records have no such time.
durations-alt-crowd = { $count } incidents, from { $low } to { $high }, median { $median }

# Tags, services, causes; terms.
tags-title = Tags, services, causes
tags-description = Every tag, service and contributing factor, with the reports that have it.
tags-tags = Tags
tags-services = Services
tags-line = Tags: { $tags }
tags-factors = Causes
glossary-title = What the terms mean
glossary-description = The terms that the reports explain, in alphabetical order.

# Beside the list of reports.
coverage = { $missing ->
    [one] { $share } of the texts are written in English. One more stands in another language, marked as such.
   *[other] { $share } of the texts are written in English. The other { $missing } stand in another language, marked as such.
}
anniversary = { $years ->
    [one] A year ago
   *[other] { $years } years ago
}

# Why reports are alike.
kin-quoted = “{ $text }”
kin-factors = Shared cause: { $names }.
kin-lessons = Shared lesson: { $names }.
kin-services = Same service: { $names }.
kin-tags = Same tag: { $names }.
kin-terms = Both explain { $names }.
kin-parts = Both models have { $names }.
kin-words = Both texts speak of { $names }.
part-pool = servers with a queue
part-lanes = lanes of their own
part-source = callers
part-cache = a cache
part-depends = users who depend on it
part-rollout = a rollout in waves
part-action = steps of people or automation

# An incident that happened before.
again-title = Would the earlier actions have prevented it?
again-before = This has happened before: { $report }.
again-before-days = This has happened before, { $days } earlier: { $report }.
again-factors = Both have in common: { $names }.
again-no-factors = The two reports name no cause in common, so no earlier action can be held against this one.
again-actions = Actions of the earlier report against these causes, as they stood when it happened again:
again-no-actions = The earlier report has no action against these causes.
again-owner = Owner: { $owner }.
again-done = It was done, { $date }, and the incident happened all the same.
again-open = It had not been done ({ $state }).
again-untried = No run of this report puts it to the test.
again-judged = Put to the test with this report's model, “{ $lesson }”: { $verdict }.

# Tables at the terminal.
listing-lesson = Lesson
listing-verdict = Verdict
listing-effect = Effect
listing-again = Again
listing-before = Before
listing-between = Between
listing-title = Title
listing-why = Why
listing-alone = Nothing in the knowledge base is like it.
kin-before = It happened before.
kin-again = It happened again.
kin-alike = One of the two names the other.
