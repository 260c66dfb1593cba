# What a person's own words show over time. No score, no praise, no blame, no comparison with anyone.
# For translators: $lowest, $highest, $middle, $latest and $end are words of a scale, such as "mostly true".

insight-caveat = This counts what was written here. It cannot tell what is true, or whether you are safe.

## Answers on a scale

insight-span =
    { $answers ->
        [one] { $from } to { $to }, one answer
       *[other] { $from } to { $to }, { $answers } answers
    }
insight-too-few = From four answers on, a range shows here.
insight-between = between "{ $lower }" and "{ $upper }"
insight-quoted = "{ $words }"
insight-range = Lowest: { $lowest }. Highest: { $highest }. Middle: { $middle }. Latest: { $latest }.
# $range and $moves are sentences.
insight-range-and-direction = { $range } { $moves }
insight-range-one = Every answer: { $latest }.
insight-direction-towards = It moves towards "{ $end }".
insight-direction-level = It stays about the same.
insight-direction-unclear = It has no clear direction.
insight-range-label = range
insight-middle = middle
insight-latest = latest

## Choices

insight-counted = { $words }: { $times } of the last { $of }

## Feelings, week by week

insight-feelings = Feelings, week by week
insight-feelings-most =
    { $times ->
        [one] Named most often: { $feeling }, once.
       *[other] Named most often: { $feeling }, { $times } times.
    }
insight-nothing = Nothing here yet.

## What comes back in the journal

insight-recurring = What comes back in the journal
insight-themes = Tags
insight-triggers = Tags on your cards
insight-entries =
    { $entries ->
        [one] one entry
       *[other] { $entries } entries
    }
insight-cards =
    { $cards ->
        [one] one card
       *[other] { $cards } cards
    }

## When help may be good. It is offered once, beside what was written, and waits for nothing.

sign-low_steadiness = For some weeks, you often wrote that you did not feel steady.
sign-on_guard = For some weeks, you often wrote that you were on guard.
sign-heavy_feelings = For some weeks, heavy feelings came up often in what you wrote.
sign-offer = Talking to someone may help. You decide if, when and with whom.
