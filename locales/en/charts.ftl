# Pictures of causes, lengths and exposure.

# What led to what
chart-causes-loops = { $count ->
    [one] 1 factor
   *[other] { $count } factors
  } and { $loops ->
    [one] 1 feedback loop
   *[other] { $loops } feedback loops
  }: “{ $target }” was kept going by its own consequences.
chart-causes-chain = { $count } factors and no loop: from “{ $first }” to “{ $last }”.
chart-causes-leads-to = leads to
chart-causes-loops-to = feeds back into
chart-causes-number = No.
chart-causes-factor = Factor
chart-causes-caption = The numbers are those of the list of causes. Arrows follow the report, not a measurement.
chart-causes-one = { $number }: { $text }.
chart-causes-alt = A graph of causes from top to bottom. { $chain }

# How long incidents took
durations-title = How long they took
durations-detect = From first impact until detected
durations-mitigate = From first impact until largely back, or contained
durations-resolve = From first impact to the end
durations-name = { $service }, { $date }
durations-median = median { $median }, n = { $count }
durations-no-median = n = { $count }: too few for a median.
durations-median-said = The median is { $median }, n = { $count }.
durations-edge = 0 or before
durations-unknown = No such time in the record: { $names }.
durations-not-recorded = not in the record
durations-takeaway = From first impact to the end, the median of { $count } incidents is { $median }; the range is { $low } to { $high }.
durations-takeaway-few = From first impact to the end the incidents took { $low } to { $high }.
durations-incident = Incident
durations-caption = From the key times of the reports, whatever their zone. On this axis equal steps multiply; what came with the impact or before it stands at the left edge. A ring: known only roughly. The median counts all known values, those before the impact too.
durations-alt = Points on a logarithmic axis of time, one for each incident. { $measures }
durations-alt-measure = { $measure }: { $values }.

# How many were exposed
exposure-now = have it at that moment
exposure-now-hit = still down
exposure-ever-hit = hit at some time: { $count }
exposure-ever = had it at some time: { $count }
exposure-ever-head = had it by then
exposure-ever-head-hit = hit by then
exposure-all = all { $count } { $noun }
exposure-withdrawn = withdrawn
exposure-by-record = { $name } by the record
exposure-lesson = { $run }: { $figure } · { $mark }
exposure-figure = { $count } at most
exposure-figure-brief = { $count }, nearly all rid of it after { $length }
exposure-figure-none = none
exposure-takeaway-all = In the model about { $ever } of { $whole } { $noun } are exposed within { $length }
exposure-takeaway-hit = { $ever } { $noun } are hit within { $length } in the model
exposure-takeaway-alone = { $happened }.
exposure-takeaway = { $happened }; { $lessons ->
    [one] with the lesson drawn here
   *[other] with the most effective lesson
  } about { $least } at most.
exposure-takeaway-none = { $happened }; { $lessons ->
    [one] with the lesson drawn here
   *[other] with the most effective lesson
  } none.
exposure-caption = Model: its shares times the record's number, for the base run and the runs of lessons. Upright lines are times from the record ({ $zone }).
exposure-caption-band = Means; the red band holds the middle 90% of the base runs.
exposure-caption-exact = Nothing is drawn at random: the same in every replication.
exposure-caption-step = The model goes in steps of { $step }, so none of its times is finer than that.
exposure-alt = Curves over clock time. The number of { $noun } that had it at some time rises to { $ever } and stops; the number that have it falls after that. Lessons: { $lessons }.
