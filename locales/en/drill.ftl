# The drill: the timeline, revealed event by event.
drill = Drill
drill-title = Drill: { $what }
drill-description = An incident, event by event: decide what you would do, then see what happened next.
drill-report = The report
drill-scene = It is { $day }, and you are on call. All times are { $zone }.
drill-scene-services = It is { $day }, and you are on call for { $services }. All times are { $zone }.
drill-task = What happened is told one event at a time. After each, say what you make of it and what you do. Then open the next. Causes and lessons come at the end.
drill-keys = The arrow keys ← and → go back and on.
drill-event = Event { $number }
drill-now = the impact begins
drill-since = { $length } since the impact began
drill-next = Next event
drill-end = Causes and lessons
drill-back = Back
drill-all = Show everything
drill-controls = The drill
drill-debrief = Causes and lessons
drill-leader = For whoever leads the drill: read out one event, ask the question, and give the group two minutes before the next. Keep the causes and lessons for the end.

# What is asked after an event, by what is known by then.
drill-ask-quiet = Nothing shows yet. What do you watch, to know that all is well?
drill-ask-change = A change is out. What would tell you that it does harm, and how fast can you take it back?
drill-ask-alarm = The alarm rings, and nobody suffers yet. What do you look at first?
drill-ask-unseen = Users already feel it, and no alarm has rung. How do you find out?
drill-ask-suspect = What do you suspect, and what would prove you wrong?
drill-ask-do = What do you do now, and what could that make worse?
drill-ask-tell = Who has to know by now, and what do you tell them?
drill-ask-know = What do you still not know, and where do you look?
drill-ask-mitigated = Most of it works again. What could throw you back?
drill-ask-over = What do you have to see before you call it over?
drill-ask-contained = It no longer spreads. What is still out there?
drill-ask-resolved = It is over. What has to be written down before it is forgotten?
drill-ask-last = That was all. Why did it come to this, and what would have stopped it?
