# Check-ins. Every question can be skipped, and no answer is right or wrong.
# For translators: `I` and `me` are the person who answers; a partner can be of any gender. Keep the time that a
# question looks back on. The words beside a scale finish the thought of its questions.

## Sets

checkin-set-daily = Today
    .about = About a minute. Skip what you like.
checkin-set-weekly = This week
    .about = About ten minutes. First alone, then together if you both want to.
checkin-set-monthly = This month
    .about = About twelve minutes, alone. Skip what you like.
checkin-part-alone = For you alone
    .about = Answer this part by yourself.
checkin-part-together = Together, if you both want to
    .about = Either of you can stop at any time. If you feel afraid, stop here and talk to someone alone first.

## Daily

checkin-daily-feelings = Right now I feel …
    .note = Choose up to three words.
checkin-daily-steady = Today I feel steady.
checkin-daily-promise = A promise of mine today
checkin-daily-good_thing = One good or kind thing I noticed today
checkin-daily-write = Do you want to write?

## Weekly

checkin-weekly-heard = In the past 7 days, I felt heard by my partner.
checkin-weekly-listened = In the past 7 days, I listened without defending myself.
checkin-weekly-spoke_freely = In the past 7 days, I could say what was on my mind.
checkin-weekly-partner_kept_word = In the past 7 days, my partner did what they said they would.
checkin-weekly-kept_word = In the past 7 days, I did what I said I would.
checkin-weekly-asked = In the past 7 days, I asked for something I need.
checkin-weekly-on_guard = In the past 7 days, I was on guard or looked for signs.
checkin-weekly-time_together = In the past 7 days, we had time that was not about what happened.
checkin-weekly-patience = In the past 7 days, I gave my partner room to feel what they feel.
checkin-weekly-closer_or_safe = One part of me wants to come closer, one wants to stay safe. Which was louder in the past 7 days?
checkin-weekly-respect = In the past 7 days, we treated each other with respect.
checkin-weekly-pushed = In the past 7 days, did I feel pushed to share, agree or forgive?
    .note = This one is only for you to think about. No answer is taken.
checkin-weekly-worried = In the past 7 days, was I worried how my partner would react?
    .note = This one is only for you to think about. No answer is taken.
checkin-weekly-raise_early = One small thing from the past 7 days that I may raise early
    .note = You decide whether to raise it, and when.
checkin-weekly-promises = My promises, one by one
    .note = You have no promises here yet.
    .each = “Kept” also fills days of this week that you left open. A change or an end is yours to make.
checkin-weekly-thanks = Say thanks for one thing from the past 7 days.
    .note = Three minutes each. One speaks, the other listens.
checkin-weekly-concern = Name one concern: what you saw, and what you felt.
    .note = Three minutes each. One speaks, the other listens.
checkin-weekly-request = Make one request. The other can say yes or no.
    .note = Three minutes each. One speaks, the other listens.
checkin-weekly-build = Choose one small thing to build next week.
    .note = Three minutes each. One speaks, the other listens.

## Monthly

checkin-monthly-believe = Over the past month: I believe what my partner tells me.
checkin-monthly-rely = Over the past month: I can rely on my partner to do what they say.
checkin-monthly-cares = Over the past month: I feel my partner cares how things affect me.
checkin-monthly-honest = Over the past month: I can be honest here without paying for it later.
checkin-monthly-partner_i_want_to_be = Over the past month: I am being the partner I want to be.
checkin-monthly-own_room = Over the past month: I have room for my own friends, money, rest and thoughts.
checkin-monthly-agreement_fits = Over the past month: our agreement still fits.
    .note = Skip this where there is none.
checkin-monthly-keep_going = Over the past month: I want to keep going for now.
    .note = This decides nothing. You can think otherwise tomorrow.
checkin-monthly-closer = Since last month, we are …
checkin-monthly-helped = In the past month, what helped?
checkin-monthly-hurt = In the past month, what hurt?
checkin-monthly-need_next = After this month, what do I need next?
checkin-monthly-unseen = Over the past month: I act like the person I want to be, also when no one sees.
checkin-monthly-safety = Some questions are for you alone: now, or later.
    .note = Mend keeps no answer to them and reads none.

## What one answers with

scale-frequency-0 = not at all
scale-frequency-1 = a little
scale-frequency-2 = some of the time
scale-frequency-3 = most of the time
scale-frequency-4 = almost all the time
scale-agreement-0 = not at all true
scale-agreement-1 = a little true
scale-agreement-2 = partly true
scale-agreement-3 = mostly true
scale-agreement-4 = very true
scale-distance-0 = much further apart
scale-distance-1 = further apart
scale-distance-2 = about the same
scale-distance-3 = closer
scale-distance-4 = much closer
choice-promise_today-kept = kept
choice-promise_today-partly = partly
choice-promise_today-missed = missed
choice-promise_today-none_today = none today
choice-closer_or_safe-closer = closer
choice-closer_or_safe-both = both
choice-closer_or_safe-safe = safe
choice-promise_review-kept = kept
choice-promise_review-change = change
choice-promise_review-stop = stop
checkin-yes = yes
checkin-no = no
checkin-skip = Skip

## Where a person can go on

way-help = People to talk to
way-safety = Questions for you alone
way-write = Write in the journal
way-safer_phone = Making a phone safer to use
way-self_harm = If you may hurt yourself, or end your life
way-help_to_change = If you have scared or hurt your partner
