# Pictures of causes, lengths and exposure.

# What led to what
chart-causes-loops = { $count ->
    [one] One factor
   *[other] { $count } factors
  } and { $loops ->
    [one] one feedback loop
   *[other] { $loops } feedback loops
  }: “{ $target }” was fed by its own consequences.
chart-causes-chain = { $count } factors and no way back: from “{ $first }” to “{ $last }”.
chart-causes-leads-to = leads to
chart-causes-loops-to = feeds back into
chart-causes-number = No.
chart-causes-factor = Factor
chart-causes-caption = The numbers are those of the list above. Arrows follow the report, not a measurement.
chart-causes-one = { $number }: { $text }.
chart-causes-alt = A graph of causes from top to bottom. { $chain }
