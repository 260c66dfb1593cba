# Mend's own words around the guided modules. Nobody is told to go on, and nobody is asked for a reason to stop.
# For translators: `you` is the person who holds the phone. On the pages for two, it is both of them. $modules are titles,
# $day is a day, $minutes a number.

## Safety. The same words for everyone, in every module for two.
# Someone who is afraid may read these with the other looking on. They say nothing about any one person.

guide-if-afraid =
    Everyone sees this page first.

    If you feel afraid of your partner, stop here. See someone alone first: a helper, a doctor, a friend.

    You can also do all of it on your own, or none of it. You owe nobody a reason.
    .title = Before a part for two
guide-harm = Being open does not mean putting up with harm.
guide-safety-passed = Nothing about this page is kept.

## Beginning

guide-not-reviewed = No clinician and no advocate has reviewed this yet.
guide-for-broke = First for the one who broke trust
guide-for-hurt = First for the one who was hurt
guide-for-alone = For one person alone
guide-for-two = For two, or for one alone
guide-intensity-light = Light
guide-intensity-middle = Parts of it may be hard
guide-intensity-strong = Much of it may be hard
guide-minutes =
    { $minutes ->
        [one] About one minute
       *[other] About { $minutes } minutes
    }
guide-needs = Goes well after: { $modules }. You can begin here all the same.
guide-role = Which of these is true for you here?
    .note = It is private. You can change it at any time, or leave it open.

## On the way

guide-skip = Skip
guide-stop = Stop for now
guide-part-alone = For you alone
    .about = Do this part by yourself. Nobody else needs to see the screen.
guide-part-together = Together, face to face
    .about = One phone lies between you. Either of you can stop at any time, without a reason.
guide-part-after = For you alone again
    .about = Do this part by yourself, on your own phone.
guide-own-words = In my own words
guide-feelings-hint = Choose the words that come closest.
guide-waits = This part opens on { $day }. To pass it now is fine too.
# In place of something that its owner has deleted since.
guide-gone = This is not here any more.
# In place of the answers of a check-in.
guide-answered-there = Answered in its own place.
guide-stopped = Stopped for now. You can go on from here on any day, or not at all.

## Together. Read by both, over one phone.

guide-together-ready =
    From here on, this phone shows cards for both of you. What is private on it is locked.

    Nothing private is shown but what stands below. When you come back, the passphrase is asked again.
guide-together-copies = What you will both see
guide-together-nothing-copied = Nothing from your part is shown.
guide-together-hand-over = Put the phone between you
guide-together-solo = Do it on my own
guide-together-later = Not now
guide-together-done = This part is over. Give the phone back to the one it belongs to. It is locked now.
guide-speaker-first = First speaker
guide-speaker-second = Second speaker
guide-speaker-both = Both of you
guide-turn-over = This turn is over. Go on when you are both ready.

## What comes of it

guide-plan-text = What
guide-plan-day = Which day
guide-plan-weekday = Which day of the week
guide-plan-time = What time
guide-weekday-mo = Monday
guide-weekday-tu = Tuesday
guide-weekday-we = Wednesday
guide-weekday-th = Thursday
guide-weekday-fr = Friday
guide-weekday-sa = Saturday
guide-weekday-su = Sunday
# What can be offered: what was asked, and what was answered.
guide-offered = { $question }: { $answer }
guide-share-none = Nothing goes anywhere now. Once both phones are connected, you see exactly what would go, and are asked again.
guide-written-down = As I wrote it down. It is not in force until your partner has said yes themself.
