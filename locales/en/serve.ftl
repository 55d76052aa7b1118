# What `nidan serve` says over pages.
serve-label = From nidan serve
serve-errors =
    { $count ->
        [one] { $count } error in the files
       *[other] { $count } errors in the files
    }
serve-warnings =
    { $count ->
        [one] { $count } warning
       *[other] { $count } warnings
    }
serve-stale = The page behind this is the last one that could be made.
serve-none = No page has been made yet. It will come by itself once the files are mended.
serve-simulating = Simulating a changed model …
serve-simulating-stale = The page behind this still shows the runs before. It reloads by itself.
serve-simulating-none = The first page comes by itself when the runs are done.
serve-error = Error
serve-warning = Warning
serve-hint = Hint
serve-more =
    { $count ->
        [one] { $count } more: nidan check shows it.
       *[other] { $count } more: nidan check shows them all.
    }
serve-missing = There is no such page
serve-missing-text = The site has no { $path }. Perhaps the incident was renamed, or is left out for these readers.
serve-waiting = Not ready yet
serve-waiting-text = The site is being made. This page reloads by itself.
