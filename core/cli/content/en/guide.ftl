# The command line's sentences around guided modules. Nobody is told to go on; every step can be passed.

guides-list-next = What you began: mend guide runs
guides-runs-empty = Nothing is begun yet. See what there is: mend guide list
guides-is-under-way = under way
guides-is-over = ended
guides-no-answers = Nothing was answered here.
guides-delete-confirm = Remove “{ $title }” of { $when } for good, with your answers?
guides-deleted = The run and its answers are gone. What it made stays.

## Beginning
guides-begin = Enter begins. A dot and Enter leaves it.
guides-under-way = You have begun this before. Enter goes on with that, 1 begins anew. A dot leaves it.
guides-role-open = Type its number. Enter leaves it open. A dot leaves all of it.
guides-how = Enter passes a step. A dot stops for now, < goes back, ? says more.

## At a step
guides-prompt = {"> "}
# The time stands there already.
guides-no-prompt = {""}
guides-keys =
    Enter  { $skip }
    {"."}      { $stop }
    <      One step back
    ?      This page
guides-keys-before = -      Take the answer from before away
guides-not-understood = This does not fit here. Enter passes it, ? says more.
guides-lines-hint = One thing on each line. An empty line ends it.
guides-choose =
    { $most ->
        [one] Type its number.
       *[other] Type the numbers, up to { $most } in all, as in 1, 3
    }
guides-own = { $own }: behind a plus sign, as in + tea and toast
guides-feelings =
    { $most ->
        [one] Type one word. A ? shows them all.
       *[other] Type up to { $most }, with commas between. A ? shows them all.
    }
guides-draft = You began to write this:
guides-draft-how = Enter goes on with it. 1 begins anew.
guides-weekday-hint = Its name, or MO, TU, WE, TH, FR, SA, SU. Enter leaves it open.
guides-day-hint = Year, month and day, at the latest { $latest }. Enter leaves it open.
guides-time-hint = As in 20:30. Enter leaves it open.
guides-checkin = Type 1 to answer it now. Enter passes it.
guides-wait = Enter stops here until then. 2 goes on without it.
guides-made-already = This is written down already. You can change it in its own place.

## A promise
guides-promise-how = Type your own words, or a number. A ? shows more of them.
guides-how-often = How often? Enter: { $rhythm }
guides-rhythm-daily = Each day
guides-rhythm-weekly = On days of the week
guides-rhythm-monthly = Once a month
guides-weekdays-hint = Which days, as in MO, TH
guides-month-day-hint = Which day of the month, 1 to 31
guides-last-day = Until which day? Enter: { $day }
guides-tell = When do you tell of it? Enter leaves it open.
guides-notes-how = Enter keeps your words. 1 begins anew.

## An agreement
guides-agreement-topic = What is it about? Type a number, or your own words.
guides-agreement-kind = What kind of thing is it?
guides-agreement-owner = Who does it?
guides-first-usual = Enter takes the first.
guides-review-day = When do you look at it again? Enter: { $day }

## Times that run
guides-pause-how = Enter goes on before the end.
guides-pause-over = The time is over. Enter goes on.
guides-turn-minutes =
    { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }
guides-turn-starts = Enter starts the time.
guides-turn-help = Enter starts a turn, and ends it. A dot stops for now.
guides-turns-over = All turns are over.
guides-no-way-back = There is no way back in this part.
guides-together-stopped = Stopped for now. What you did together is kept, and locked.

## The end
guides-go-on = Go on with: { $command }
guides-made = What came of it:
guides-made-entry = Journal
guides-made-promise = Promise
guides-made-agreement = Agreement
guides-made-reminder = Reminder
guides-unused = These steps did not come, so their answers were not used: { $steps }

## Packs
guides-pack-whole =
    Nothing is wrong with it: { $modules ->
        [one] 1 module
       *[other] { $modules } modules
    }, { $steps ->
        [one] 1 step
       *[other] { $steps } steps
    }.
guides-pack = Pack
guides-pack-hash = Hash
guides-play-begins = This is for trying a pack out. Nothing that you type is kept.
guides-play-over = Nothing of this was kept.

## What serves which practice
guides-served = served by { $by }
guides-left-out = left out: { $reason }
guides-open = open
guides-totals = Served: { $served }. Left out: { $left_out }. Open: { $open }.

## What can go wrong here
error-answers-unreadable = The answers cannot be read: { $problem }.
error-answers-unreadable-action = Write them like this: {"{"}"role":"hurt","answers":{"{"}"STEP":"..."{"}"}{"}"}
error-answer-refused = The answer to “{ $step }” is not taken. { $problem }
error-answer-refused-action = { $action } The run stays there: mend guide resume { $run }
error-no-such-step = The module has no step “{ $step }”.
error-no-such-step-action = Nothing was begun or changed. Look the name up in the module.
error-needs-answers = There is no one to ask.
error-needs-answers-action = Give the answers in a file, with --answers FILE.
error-no-run = No run is under way.
error-no-run-action = See what there is: mend guide list
error-no-together-part = No part for two is under way.
error-no-together-part-action = Its owner comes to it with: mend guide resume
