# The list of reports and the front page.
index-title = All reports
index-empty = There is no report for these readers yet.
front-line = What happened, why, and what would have stopped it. Run it yourself.
front-newest = The newest report
front-lessons = What the model says of the lessons
front-earlier = Earlier reports
