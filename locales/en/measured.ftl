# Charts of what the team measured.
measured-unit-ms = milliseconds
measured-unit-s = seconds
measured-unit-min = minutes
measured-unit-share = share
measured-unit-per-second = a second
measured-unit-per-minute = a minute
measured-unit-count = number
measured-model = model, mean
measured-caption = Measured. All times are { $zone }.
measured-caption-marks = The upright lines are the key times of the record.
measured-caption-model = Dashed: the model, run { $run }.
measured-caption-model-band = Dashed: the model, run { $run }; the grey band holds the middle 90% of its replications.
measured-caption-model-step = The model has one value every { $step }.
measured-caption-thinned = Of { $count } values the picture has the lowest and the highest of each of { $columns } equal stretches of time.
measured-alt = Measured from { $from } to { $to }; the axis shows: { $unit }.
measured-alt-line = { $name }: lowest { $low } at { $low_time }, highest { $high } at { $high_time }.
measured-alt-gaps = { $count ->
    [one] There is { $count } gap without values.
   *[other] There are { $count } gaps without values.
}
measured-alt-marks = Key times: { $marks }.
measured-from = From, { $zone }
measured-source = Source: { $source }.
