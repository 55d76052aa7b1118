# Newsletters: pages, mails, chat texts.
newsletter = Newsletter
newsletter-number = No. { $number }
newsletter-description = All issues, the newest first.
newsletter-contents = In this issue
newsletter-earlier = Earlier issues
newsletter-more = Read more
newsletter-report = Read the report
newsletter-sources = Sources:
newsletter-lead = The lesson of this issue
newsletter-drill = What would you do?
newsletter-drill-on = Go on with the drill
newsletter-verdicts = What the model says now
newsletter-verdicts-none = No report has come out or been changed since the issue before.
newsletter-overdue = Overdue
newsletter-overdue-none = No action is overdue.
newsletter-numbers = In numbers
newsletter-year-ago = On these days, years ago
newsletter-year-ago-none = No report tells of these days in an earlier year.

# An advisory.
advisory-severity = How urgent
advisory-affected = Who is affected
advisory-do = What to do
urgency-critical = Critical: now
urgency-high = High: this week
urgency-medium = Medium: with the next round of updates
urgency-low = Low: when there is time

# Numbers of the time since the issue before.
numbers-period = From – to
numbers-incidents = Incidents
numbers-reports = New reports
numbers-incident = Incident
numbers-detected = Detected
numbers-mitigated = Mostly back
numbers-resolved = All back
numbers-caption = How long after the first impact

# Round a mail.
mail-links = Links
mail-online = Read on the web
mail-leave = Leave this list
