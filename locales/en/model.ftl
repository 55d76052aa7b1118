# Lessons and verdicts.
lesson = Lesson
hypothesis = Hypothesis
lesson-cost = What it costs:
lesson-answers = Addresses no. { $numbers } of the causes.
lesson-run = Run { $run }
verdict-holds = Holds in the model
verdict-depends = Depends
verdict-fails = Fails in the model
verdict-undecided = Undecided
verdict-by-construction = True by construction
effect-less = { $measure }: { $change } less than in { $against }.
effect-same = { $measure }: the same as in { $against }.
effect-more = { $measure }: { $change } more than in { $against }.
effect-times = { $measure }: { $number } times { $against }'s.
effect-gone = { $measure }: none at all.
effect-interval-times = 95% interval: { $from } to { $to } times.
effect-interval-less = 95% interval: { $from } to { $to } less.
effect-interval-more = 95% interval: { $from } to { $to } more.
effect-interval-both = 95% interval: { $from } less to { $to } more.
effect-value = { $measure }: { $value }.
effect-from-to = From { $from } to { $to }.
effect-unfinished = When the run's clock stops, it is not over yet, so the real figure may be worse.
effect-exact = The run draws nothing at random, so there is no interval.
effect-same-each = It is the same in every replication, so there is no interval.
effect-interval-narrow = The 95% interval is narrower than these digits show.
effect-none = The run gave no value to compare.
effect-by-construction = The variant takes the cause itself away, so the result is no evidence.
effect-refuted = Put to the test and refuted: that is the finding.
claim-share-at-most = Claimed: at most { $share } of { $against }.
claim-share-below = Claimed: less than { $share } of { $against }.
claim-share-at-least = Claimed: at least { $share } of { $against }.
claim-share-above = Claimed: more than { $share } of { $against }.
claim-at-most = Claimed: at most { $value }.
claim-below = Claimed: less than { $value }.
claim-at-least = Claimed: at least { $value }.
claim-above = Claimed: more than { $value }.
against-base = the base run
against-run = run { $run }

# The three marks.
mark-repeats = Repeats
mark-repeats-yes = Same bytes
mark-repeats-why = Same model, same seed, same engine: the output has the digest { $digest } on every machine.
mark-fits = Fits the record
mark-fits-share = { $met } of { $count }
mark-fits-why = { $calibrated ->
    [0] Nothing was set to fit
    [one] 1 part of the model was set to fit
   *[other] { $calibrated } parts of the model were set to fit
  }; { $count ->
    [one] 1 milestone was held out
   *[other] { $count } milestones were held out
  }.
mark-fits-missed = Not reproduced: { $names }.
mark-no-record = Not tested
mark-no-record-why = Nothing in the record was held out to test the model with.
mark-robust = Robust
mark-robust-share = in { $share } of sets
mark-robust-why = Of the parameter sets drawn from the declared ranges, { $sets } could be judged. The claim holds in { $held } of them (95% interval: { $interval }).
mark-deciding-above = What decides most is “{ $param }”: the claim mostly holds above { $value }. That sorts { $share } of the sets.
mark-deciding-below = What decides most is “{ $param }”: the claim mostly holds below { $value }. That sorts { $share } of the sets.
mark-not-sampled = Not sampled
mark-not-sampled-why = The claim was judged at the declared values alone.

# The picture of effects.
effects-axis = { $measure }, as multiples of { $against } (log scale)
effects-axis-several = Multiples of { $against } (log scale)
effects-times = ×{ $number }
effects-one = as it happened
effects-unchanged = no change
effects-zero = to zero
effects-against-several = { $against }, or of the run that the row names
effects-value-against = { $value }, beside { $against }
effects-bound = claimed
effects-met = where the claim is met, up to its bound
effects-value = { $effect } ({ $from }–{ $to })
effects-takeaway = { $count ->
    [one] 1 claim
   *[other] { $count } claims
  } put to the test in the model: { $holds ->
    [0] none holds
    [one] { $holds } holds
   *[other] { $holds } hold
  }, { $fails ->
    [0] none fails
    [one] { $fails } fails
   *[other] { $fails } fail
  }{ $open ->
    [0] .
    [one] , 1 is open or depends on the numbers.
   *[other] , { $open } are open or depend on the numbers.
  }
effects-takeaway-rest = { $count ->
    [one] 1 more is true by construction and not counted.
   *[other] { $count } more are true by construction and not counted.
  }
effects-caption = Model. { $measure }, as multiples of { $against }.
effects-caption-several = Model. Each row names in brackets what is measured.
effects-caption-interval = Bars: 95% intervals.
effects-caption-exact = Without a range in brackets there is no interval, or one narrower than the digits shown.
effects-caption-bound = Equal steps to the right multiply by the same factor.
effects-caption-depends = “Depends”: the claim holds with the numbers as declared, but in fewer than 90% of the sets drawn from their ranges.
effects-caption-undecided = “Undecided”: the interval lies on both sides of the bound.
effects-caption-by-construction = “True by construction”: the run takes the cause itself away, which is no evidence.
effects-caption-rest = { $left ->
    [one] 1 of the { $count } claims has no row here: it is compared with no other run.
   *[other] { $left } of the { $count } claims have no row here: they are compared with no other run.
  }
effects-row = { $lesson } ({ $measure })
error-minutes-said = Error minutes: each minute counts by the share of requests that fail in it.
effects-caption-nothing = What falls to zero is drawn at the left edge, before the break.
effects-alt = One row per claim, with effect and verdict. { $rows }.
effects-head-lesson = Lesson
effects-head-effect = Effect
effects-head-verdict = Verdict

# How far to trust the model.
trust-meets-all = { $count ->
    [one] The model meets the 1 milestone that was held out from it.
   *[other] The model meets all { $count } milestones that were held out from it.
  }
trust-misses = Of the { $count } milestones held out from it, the model misses { $missed }: { $names }.
trust-missed = { $name } (record: { $record }, model: { $model })
trust-untested = Nothing was held out from the model, so the record has not put it to the test.
trust-argument = A model is an argument, not proof.
trust-inputs = What the model is told: human acts that the record gives
trust-calibrated = What was set so that the model fits; it counts as no evidence
record-caption = The record and the model side by side: milestones that the model was not told
record-milestone = Milestone
record-record = Record
record-model = Model, mean
record-model-exact = Model
record-spread = Model, middle 90%
record-share = { $spread } (in { $share } of the runs)
record-met = Met
record-met-yes = met
record-met-no = missed
series-axis = Share of requests that fail
series-axis-hit = Share that is hit
series-axis-reached = Share that has the update
series-mean = model, mean
series-only = model
series-band = middle 90% of the runs
series-p05 = 5th percentile
series-p95 = 95th percentile
series-takeaway = In the model { $share } of requests fail at the worst time, { $time }.
series-takeaway-hit = In the model { $share } are hit at the worst time, { $time }.
series-takeaway-reached = In the model { $share } have the update at the worst time, { $time }.
series-caption = Model: the base run over clock time ({ $zone }). The marks are times from the record.
series-caption-exact = It draws nothing at random: the same in every replication.
series-span = from { $from } to about { $to }
series-peak = peak of the model: { $share }, { $time }
series-gap = not reproduced: back at { $model } in the model, at { $record } in the record
series-alt = A curve over clock time. It reaches { $share } at { $time }.
series-alt-band = A curve over clock time with a band. It reaches { $share } at { $time }.

# Which explanation fits.
grid-takeaway-strict = Read strictly, the record fits { $names }.
grid-takeaway-loose = Read more loosely, it does not exclude { $names }.
grid-takeaway-never = At no value does it fit { $names }.
grid-takeaway-none = Read strictly, the record fits none of the explanations.
grid-caption = Model. Each strip is one explanation under one law by which cached records run out; the two curves are the shares at the two moments.
grid-reading-strict = Fits (solid): { $reading }.
grid-reading-loose = Fits when read loosely (hatched): { $reading }.
grid-alt = Strips over { $param } from { $from } to { $to }. Where each fits: { $findings }.
grid-plain-caption = { $param }: where the model meets the record
grid-axis-minutes = { $name }, minutes
grid-published = source: { $value }
grid-assumed = assumed: { $value }
grid-strict = fits
grid-loose = fits only when read loosely
grid-fits = fits at { $values }
grid-fits-never = fits at no value
grid-only-loose = fits loosely at { $values }
grid-never = at no value
grid-explained = { $name } ({ $words })
grid-fit = { $name } at { $values }
grid-head-explanation = Explanation
grid-head-law = How records run out
grid-head-share = Share at { $moment }, with { $value }
grid-under-uniform = { $values } when records run out evenly
grid-under-exponential = { $values } when they run out at random
grid-head-strict = Fits, read strictly
grid-head-loose = Fits, read loosely
law-uniform = records run out evenly
law-exponential = records run out at random

# The page of a run.
run-title = Run { $run }
run-kicker = Model run
run-of = Belongs to the report “{ $report }”
run-description = Parameters, results and digest of the model run { $run } for: { $title }
run-base-shows = The incident as it happened, as the model has it.
run-seed = Seed
run-engine = Engine
run-replications = Replications
run-scenario-digest = Scenario digest
run-output-digest = Output digest
run-measures = What came out
run-measures-caption = Mean and median with their 95% intervals; the middle 90% of the replications; how often it never came. Without ± there is no interval, or one narrower than the digits shown
run-measures-exact = This run draws nothing at random: every replication gives the same
run-measure = Measure
run-mean = Mean
run-spread = Middle 90%
run-censored = Never came
run-censored-of = { $censored } of { $count }
run-overrides = What is different from the base run
run-overrides-caption = Settings of this run, as the model file writes them
run-override-what = Setting
run-override-value = In this run
run-params = What went in
run-repeat = Repeat this run, or check everything against the record:
param-caption = Every parameter with its value, its range, and where it comes from
param-name = Parameter
param-value = Value
param-range = Range
param-source = Comes from
param-assumed = assumed
param-sourced = source
curve-caption = Computed from the formula: nothing is simulated, nothing is drawn at random
curve-caption-figure = Computed from the model's formulas; nothing is simulated.
curve-caption-log = Both axes are logarithmic: equal steps multiply by the same factor.
curve-caption-limit = The dashed line marks the limit ({ $limit }).
curve-axis-log = { $name } (log scale)
curve-limit = limit
curve-named = { $name }: { $value }
curve-place = { $value } ({ $mark })
curve-from = from { $value } on
curve-to = up to { $value }
curve-takeaway = { $name }: { $readings }
curve-readings = { $low } at { $first }, { $high } at { $last }
curve-takeaway-over = { $name }, by { $over }: { $readings }
curve-takeaway-limit = { $said }: { $readings }.
curve-takeaway-end = { $first }.
curve-takeaway-lines = At { $place }, { $lines }.
curve-page = More: { $run }.
curve-line-value = { $name }: { $value }
curve-crosses-up = { $name } exceeds the limit ({ $limit }) above { $value }
curve-crosses-up-over = { $name } exceeds the limit ({ $limit }) above { $value } { $over }
curve-crosses-down = { $name } is below the limit ({ $limit }) above { $value }
curve-crosses-down-over = { $name } is below the limit ({ $limit }) above { $value } { $over }
curve-always-under = { $name } never reaches the limit ({ $limit })
curve-always-over = { $name } exceeds the limit throughout ({ $limit })
curve-alt = Lines over { $name } from { $from } to { $to }. { $lines }

# What switches do alone and together.
factorial-keys = A B C D E
factorial-none = none
factorial-one = 1 alone
factorial-some = { $count } together
factorial-all = { $count ->
    [2] both together
   *[other] all { $count } together
  }
factorial-axis = { $measure }: mean with 95% interval
factorial-added = if each did only what it does alone
factorial-takeaway = { $measure }, beside the base run: { $each }; { $count ->
    [2] both together
   *[other] all { $count } together
  } { $together }.
factorial-takeaway-one = “{ $name }” { $change }
factorial-takeaway-only = { $measure }, against the base run: by itself only “{ $name }” changes much ({ $change }); { $count ->
    [2] both together
   *[other] all { $count } together
  } { $together }.
factorial-takeaway-together = { $measure }, beside the base run: alone, none of them changes it by more than { $most }; { $count ->
    [2] both together
   *[other] all { $count } together
  } { $together }.
factorial-caption = Model. Every combination on the same draws: { $count ->
    [one] 1 replication
   *[other] { $count } replications
  } each.
factorial-caption-complete = Compared are the { $count } in which every combination has a value.
factorial-alt = One row per combination of switches: { $measure }. { $rows }. { $keys }
factorial-costs = What each changes, alone and all together, and what it costs
factorial-effects = Main effects and interactions: how the measure changes by switching one on, on average over the others, and how much that depends on the others
factorial-head-switch = Switched on
factorial-head-change = { $measure }, beside the base run
factorial-head-cost = What it costs
factorial-all-costs = all of the above
factorial-head-effect = Effect
factorial-head-estimate = Change, with 95% interval

# A measure over two settings.
map-across = { $name } →
map-upwards = ↑ { $name }
map-mean = { $measure }, mean of { $count ->
    [one] 1 replication
   *[other] { $count } replications
  }
map-share = { $share } of { $run }
map-worked-out = { $bound } ({ $level })
bound-at-most = at most { $value }
bound-below = below { $value }
bound-at-least = at least { $value }
bound-above = above { $value }
map-wanted = holds: { $bound }
map-undecided = undecided: may lie on either side
map-holds = holds
map-fails = does not hold
map-own = as in the incident: { $values }
map-pair = { $name } { $value }
map-takeaway = { $measure } { $bound }: { $panels }.
map-takeaway-only = { $measure }: { $bound } only with “{ $run }”; { $said }.
map-takeaway-plain = { $measure }: from { $low } to { $high }.
map-panel = with “{ $run }”, { $said }
map-nowhere = at no { $by } that was tried
map-everywhere = at every { $by } that was tried
map-somewhere = clearly so in { $met } of { $count } tiles
map-from = { $by } must be at least { $first } when { $over } is { $low }, and { $last } when it is { $high }
map-caption = Model. All tiles on the same draws: { $count ->
    [one] 1 replication
   *[other] { $count } replications
  } each.
map-caption-exact = Model. Nothing is drawn at random.
map-caption-undecided = “~” in { $count ->
    [one] 1 tile
   *[other] { $count } tiles
  }: the 95% interval lies on both sides of the line, so the tile is undecided.
map-caption-censored = “*” or “–” in { $count ->
    [one] 1 tile
   *[other] { $count } tiles
  }: in some or in all replications the measure has no value, and the mean is that of the others.
map-caption-bold = Bold: does not hold.
map-caption-even = Tiles are equally large, though the values do not lie equally far apart.
map-alt = Tiles of { $measure }: { $over } from column to column, { $columns }; { $by } from row to row, { $rows }. { $panels }
map-alt-panel = { $run }: from { $low } to { $high }.
map-alt-panel-wanted = { $run }: from { $low } to { $high }, clearly as wanted in { $met } of { $count } tiles.
map-corner = { $by } \ { $over }
effect-interaction = { $measure }: { $factors } together do { $value } beyond what each does without the others.
effect-no-effect = The variant touches nothing that this measure sees: it is the same to the last bit, so the result is no evidence.

# What a verdict rests on.
tornado-axis = { $measure }, as a share of { $against }
tornado-declared = as declared: { $value }
tornado-bound = claimed: { $bound }
tornado-holds = holds
tornado-turn = turns at { $value }
tornado-low = low end of its range
tornado-high = high end of its range
tornado-most = “{ $param }” moves the result most: { $ends }.
tornado-end = { $effect } at { $value }
tornado-caption = Model. Each parameter alone at the low and the high end of its range, all others as declared; { $count ->
    [one] 1 replication
   *[other] { $count } replications
  } each.
tornado-caption-rest = { $count ->
    [one] 1 other parameter moves
   *[other] { $count } other parameters move
  } it less or not at all.
tornado-caption-missing = Where a bar is missing, the claim could not be judged.
tornado-alt = Bars per parameter around the declared value: { $measure }. { $rows }.
tornado-head-low = Low end
tornado-head-high = High end
tornado-head-effect = Result
turn-above = With all else as declared, the claim turns at { $value } of “{ $param }” and holds above that.
tornado-turn-above = { $claim }: this holds as long as “{ $param }” is above { $value }, with all else as declared.
tornado-turn-below = { $claim }: this holds as long as “{ $param }” is below { $value }, with all else as declared.
tornado-claim = { $measure } { $bound }
tornado-claim-against = { $measure } { $bound } of { $against }
turn-below = With all else as declared, the claim turns at { $value } of “{ $param }” and holds below that.
turn-holds = Alone, “{ $param }” turns the claim nowhere in its range: it holds throughout.
turn-fails = Alone, “{ $param }” turns the claim nowhere in its range: it fails throughout.
left-out-no-incident = { $count ->
    [one] 1 more set had no incident to prevent.
   *[other] { $count } more sets had no incident to prevent.
  }
left-out-no-value = { $count ->
    [one] In 1 more set the measure has no value.
   *[other] In { $count } more sets the measure has no value.
  }
left-out-not-run = { $count ->
    [one] 1 more set could not be run.
   *[other] { $count } more sets could not be run.
  }
run-rests-on = What the verdict rests on
run-median = Median
run-with-interval = { $value } ({ $interval })
run-stopped-met = { $count }: mean known to within { $target }, as asked ({ $measure })
run-stopped-missed = { $count } of at most { $most }: mean known to within { $reached }, not { $target } as asked ({ $measure })
run-stopped-never = { $count } of at most { $most }: the target of { $target } could not be judged ({ $measure })
