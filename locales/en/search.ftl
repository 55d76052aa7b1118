# Search.
search-label = Search the reports
search-keys = Press / to come here, ↓ and ↑ to walk through what was found, Esc to clear.
search-clear = Clear
search-filters = Narrow down
search-found =
    { $count ->
        [one] { $shown } report
       *[other] { $shown } reports
    }
search-none = No report has these words.
search-partial = No report has all of these words. These have most of them.
search-broken = The search could not be loaded. The list below is complete.
search-more = Show more
search-all = All that was found, with filters
search-other = Search in { $language }
search-severity = Severity
search-service = Service
search-factor = Contributing factor
search-tag = Tag
search-year = Year
search-stage = Stage
search-published = Published
search-kind-factor = Factor
search-kind-lesson = Lesson
