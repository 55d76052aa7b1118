# The what-if page: the reader's own numbers.
what-if = Try your own numbers
what-if-title = Would it hit you?
what-if-invite = Would it hit you? { $page }, or run { $command }.
what-if-description = Type your own numbers and see what the model says of { $title }: how far away it is, and what each lesson is worth.
what-if-intro = Type the numbers of your own system. The answer is what the model gave for the nearest numbers that it was run with: { $cells } combinations, { $replications ->
        [one] each run once
       *[other] each run { $replications } times
    }. Nothing is made up in between. All else is as the model has it.
what-if-yours = Your numbers
what-if-keys = The arrow keys ↑ and ↓ go from one computed value to the next.
what-if-own = These are the computed values nearest to the model's own. All others are in the table below.
what-if-range = From { $low } to { $high }
what-if-outside = That is outside what was computed: { $low } to { $high }.
what-if-no-number = That is not a number.
what-if-nearest = Computed for
what-if-answer = What the model says
what-if-hit = Would it hit you?
what-if-is-hit = Yes
what-if-safe = No
what-if-hit-at-times = In { $hit } of { $of } runs
what-if-margin = Margin
what-if-margin-below = { $times } × below the edge
what-if-margin-past = { $times } × past the edge
what-if-margin-none = size does not decide
what-if-critical = Hit from this size on
what-if-critical-always = every size is hit
what-if-critical-never = none up to { $size }
what-if-holds = Holds
what-if-depends = Depends
what-if-fails = Does not hold
what-if-undecided = Undecided
what-if-nothing = Nothing to prevent
what-if-honest = At exactly these numbers, with every other parameter at its declared value. Beside it stands the verdict of the report, which also tries the other values that are thought possible.
what-if-in-report = In the report: { $verdict }
what-if-fixed = The run of this lesson sets { $settings } itself, which yours does not reach.
what-if-repeat = Run it yourself
what-if-copy = Copy the command
what-if-copied = The command is copied.
what-if-cells = All { $cells } combinations
