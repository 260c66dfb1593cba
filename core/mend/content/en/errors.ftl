# What went wrong, and what to do next. The value says what; `.action` says what to do.
# For translators: no blame, no exclamation marks, short sentences. $seconds and $most are numbers.

## Opening

error-not-set-up = Nothing is set up here yet.
    .action = Set up Mend first.
error-already-set-up = Mend is set up here already.
    .action = Open it with your passphrase, or choose another folder.
error-wrong-passphrase = This passphrase opens nothing here.
    .action = Check the keyboard and capital letters, then try again.
error-wait-before-next-try =
    { $seconds ->
        [one] The next try counts in { $seconds } second.
       *[other] The next try counts in { $seconds } seconds.
    }
    .action = Wait that long, then type your passphrase again.
error-already-open = Mend is open already, here or in another program.
    .action = Close it there, then try again.
error-locked = Mend is locked.
    .action = Unlock it with your passphrase, then try again.
# The same words for a private space that is locked and one that was never used, on purpose.
error-private-locked = Locked, or not set up.
    .action = Enter its passphrase.
error-damaged = Some of the stored data is damaged.
    .action = Run verify to see what can be read. A backup can bring the rest back.
error-last-changes-damaged = The last changes are missing or damaged. Nothing was altered.
    .action = Look for a missing file first. Or open it without the last changes.
error-newer-format = A newer version of Mend wrote this. Nothing was altered.
    .action = Update Mend, then open it again.
error-not-a-mend-file = This file is not from Mend.
    .action = Choose another file.

## Secrets

error-bad-passphrase-empty = The passphrase is empty.
    .action = Type a passphrase. A few words in a row work well.
error-bad-passphrase-too-long = The passphrase is too long.
    .action = Choose one of at most 1024 bytes.
error-bad-passphrase-not-text = The passphrase holds something that is not text.
    .action = Type it with letters, digits and signs.
error-same-passphrase = The two passphrases are the same.
    .action = Choose a different one for each space.
error-together-passphrase-needed = The together space has no passphrase of its own yet.
    .action = Choose a together passphrase first.
error-bad-recovery-code-length =
    { $given ->
        [one] A recovery code has 28 letters and digits. This has { $given }.
       *[other] A recovery code has 28 letters and digits. This has { $given }.
    }
    .action = Compare it with your paper, group by group.
error-bad-recovery-code-character = Character { $place } is in no recovery code.
    .action = Look at that place on your paper again.
error-bad-recovery-code-checksum = One character in this recovery code is wrong.
    .action = Compare it with your paper, group by group.
error-recovery-code-differs = This is not the recovery code that was made.
    .action = Type it again from your paper, or make a new one.
error-no-free-slot = There is no room for another way in.
    .action = Remove one that you no longer use, then try again.
error-slot-not-found = This way in does not exist any more.
    .action = Look at the list of ways in again.
error-last-slot = This is the last way into a space.
    .action = Add another way in first.

## The disk

error-no-space = The disk is full. This change was not kept.
    .action = Free some space, then try again.
error-read-only = Mend is not allowed to write here.
    .action = Check the permissions of the folder, then try again.
error-disk-failed = The disk did not answer as it needs to.
    .action = Try again. If it stays so, make a backup to another disk.
error-file-exists = A file with this name is there already.
    .action = Choose another name, or move the file away.
error-file-not-found = There is no such file.
    .action = Check its name and folder.

## What was asked

error-not-found = This is not here, or not here any more.
    .action = Look at the list again.
error-internal = Something in Mend itself went wrong. This change was not kept.
    .action = Try again. If it comes back, please report it.

## Two phones

error-not-paired = This phone is not paired with another one.
    .action = Pair the two phones first. You can use all else alone.
error-already-paired = This phone is paired already.
    .action = Keep that pair, or choose to put this one in its place.
error-no-pairing = No pairing is going on here.
    .action = Show a code, or read the one on the other phone.
error-bad-code-not-a-code = This is not a code to pair with.
    .action = Look for the code that Mend shows on the other phone.
error-bad-code-older-format = This code is from an older version of Mend.
    .action = Update Mend on the other phone, then begin again.
error-bad-code-newer-format = This code is from a newer version of Mend.
    .action = Update Mend on this phone, then begin again.
error-bad-code-damaged = Part of this code could not be read right.
    .action = Read it again, closer and with more light.
error-bad-code-not-an-offer = This code is an answer. A first code is needed here.
    .action = Begin on one of the phones: it shows the first code.
error-bad-code-not-an-answer = This is a first code too. Both phones show one.
    .action = Let one phone stop showing its code and read the other's.
error-bad-code-own-code = This is the code of this very phone.
    .action = Read the code on the other phone.
error-bad-code-other-offer = This answers another code, not the one shown here.
    .action = Let the other phone read the code that is shown now.
error-bad-code-expired = This code has run out.
    .action = Show a new one, and read it within ten minutes.
error-bad-code-used = This code was answered already.
    .action = Show a new one.
error-bad-code-weak-key = This code would protect nothing. It was not made by Mend as it is.
    .action = Begin again. If it comes back, look at where the other phone's Mend is from.
error-bad-bundle-not-a-bundle = This is not something that another Mend shares.
    .action = Read the code on your partner's phone.
error-bad-bundle-older-format = This comes from an older version of Mend.
    .action = Update Mend on the other phone, then read its code again.
error-bad-bundle-newer-format = This comes from a newer version of Mend. Nothing was changed here.
    .action = Update Mend on this phone, then read the code again.
error-bad-bundle-does-not-open = This does not open for this pair. Nothing was changed.
    .action = Let the other phone show a new code, and read that. If it stays so, pair the two phones anew.
error-bad-bundle-from-oneself = This is what this very phone shows.
    .action = Read the code on your partner's phone.
error-bad-bundle-too-large = This is more than two phones hand over at once.
    .action = Share less at once. If it came from the other phone, update both.
error-bad-bundle-malformed = This opened, but it says something that Mend cannot read. Nothing was changed.
    .action = Update Mend on both phones, then try again.
error-bad-bundle-contradicts = These two phones no longer agree on what was said before. Nothing was changed.
    .action = One of them may be a copy of another phone. Pair the two anew.

## One field. $field is its name in the program, and chooses the words.

error-field-empty =
    { $field ->
        [text] This entry says nothing yet.
        [tag] One tag is empty.
        [prompt] The prompt says nothing yet.
        [cadence] No day fits this rhythm, so it would not begin.
        [days] No day of the week is chosen.
        [times] No time of day is chosen.
        [subject] Nothing says what this reminder is for.
        [question] The question says nothing yet.
        [what] The promise says nothing yet.
        [last_day] This promise has no last day.
        [review] The review says nothing yet.
        [items] No answer is chosen yet.
        [sure] This one asks a second time before it is shared.
        [ask] The wish for a change says nothing yet.
        [promise] The promise of this review is not shared.
        [acceptance] No version of this has your yes.
       *[other] Something is missing here.
    }
    .action =
        { $field ->
            [text] Give it a text, a title or a feeling.
            [tag] Give it a name, or leave it out.
            [prompt] Write the question that you want to keep.
            [cadence] Choose another day or month.
            [days] Choose one day or more.
            [times] Choose one to four times.
            [question] Write what you want to ask yourself.
            [what] Write one thing that you will do.
            [last_day] Choose one. You can make a new promise after it.
            [review] Write how it went, in your own words.
            [items] Choose one answer or more to share.
            [sure] Say that you are sure, or keep it for now.
            [ask] Write what you would like to be different.
            [promise] Share the promise first.
            [acceptance] There is nothing to take back.
           *[other] Fill it in, then try again.
        }
error-field-too-long =
    { $field ->
        [text] The text is too long. There is room for { $most } bytes.
        [title] The title is too long. It can have { $most } characters.
        [tag] One tag is too long. A tag can have { $most } characters.
        [tags] These are too many tags. An entry can have { $most }.
        [feelings] These are too many feelings. There is room for { $most }.
        [query] The search is too long. It can have { $most } characters.
        [drafts] There are { $most } drafts already, and there is no room for more.
        [prompt] The prompt is too long. It can have { $most } characters.
        [prompts] You have { $most } prompts already, and there is no room for more.
        [answer] The answer is too long. It can have { $most } bytes, about ten pages.
        [question] The question is too long. It can have { $most } characters.
        [questions] This set has { $most } questions of yours already. There is no room for more.
        [own_name] Your name is too long. It can have { $most } characters.
        [partner_name] Your partner's name is too long. It can have { $most } characters.
        [times] These are too many times. A day can have { $most }.
        [notice] The text of the reminder is too long. It can have { $most } characters.
        [about] This is too long for a reminder. It can have { $most } characters.
        [schedules] You have { $most } schedules already, and there is no room for more.
        [snoozes] This reminder was put off { $most } times already.
        [what] The promise is too long. It can have { $most } characters.
        [tell] This is too long. It can have { $most } characters.
        [note] The note is too long. It can have { $most } bytes, about ten pages.
        [amends] This text is too long. It can have { $most } bytes, about ten pages.
        [review] The review is too long. It can have { $most } bytes, about ten pages.
        [reviews] This promise has { $most } reviews already, and there is no room for more.
        [versions] This promise was changed often. It has { $most } versions, and there is no room for more.
        [lines] These are too many lines. There is room for { $most }.
        [own_words] One of these is too long. It can have { $most } characters.
        [choice] These are too many of your own. There is room for { $most }.
        [runs] You have begun { $most } modules and ended none of them. There is no room for more.
        [items] These answers are too long to share at once. There is room for { $most } bytes.
        [ask] Your words are too long. There is room for { $most } characters.
       *[other] This is too long. There is room for { $most }.
    }
    .action =
        { $field ->
            [text] Divide it in two.
            [tags] Leave some out.
            [feelings] Keep the strongest ones.
            [drafts] Discard one that you no longer need.
            [prompts] Remove one that you no longer use.
            [times] Leave some out, or make a second schedule.
            [schedules] Remove one that you no longer use.
            [snoozes] Answer it, skip it, or let it pass.
            [questions] Remove one that you no longer use.
            [what] Choose one thing, and leave out the rest.
            [reviews] Remove one that you no longer need.
            [versions] End this one, and make a new promise.
            [lines] Leave some out.
            [choice] Leave some out.
            [runs] End one that you no longer need.
            [items] Leave some out.
           *[other] Make it shorter, then try again.
        }
error-field-out-of-range =
    { $field ->
        [happened_at] This date is outside the years { $least } to { $most }.
        [answered_at] This date is outside the years { $least } to { $most }.
        [strength] A strength goes from { $least } to { $most }.
        [limit] A page can hold { $least } to { $most } entries.
        [day_ends_at] A day can end at { $least } to { $most } o'clock.
        [lock_after_seconds] The time until lock can be { $least } to { $most } seconds.
        [until] This date is outside the years { $least } to { $most }.
        [anchor] This date is outside the years { $least } to { $most }.
        [from] This date is outside the years { $least } to { $most }.
        [snooze_until] A reminder can be put off by up to { $most } hours.
        [first_day] This first day is past, taken already, or more than { $most } days ahead.
        [last_day] A promise lasts { $least } to { $most } days, its first day counted.
        [choices] Here { $least } to { $most } can be chosen.
       *[other] This is outside { $least } to { $most }.
    }
    .action =
        { $field ->
            [happened_at] Check the date, then try again.
            [answered_at] Check the date, then try again.
            [until] Check the date, then try again.
            [anchor] Check the date, then try again.
            [from] Check the date, then try again.
            [snooze_until] Choose a time within that.
            [first_day] Choose a day from tomorrow on, or leave it out.
            [last_day] Choose a last day within that.
            [choices] Choose more, or fewer, or go on without an answer.
           *[other] Choose a number in between.
        }
error-field-too-early =
    { $field ->
        [to] The last day is before the first day, { $earliest }.
        [until] This last day is too early. The first that is possible is { $earliest }.
        [effective_from] This day has begun already, or it is over.
        [step] This step opens on { $earliest }.
       *[other] This day is too early. The first that is possible is { $earliest }.
    }
    .action =
        { $field ->
            [effective_from] Choose { $earliest }, or a later day.
            [step] Come back then, or go on without it.
           *[other] Choose a later day.
        }
error-field-too-late =
    { $field ->
        [slot] This day is still ahead.
        [due_day] This day is still ahead.
       *[other] This day is too late. The last that is possible is { $latest }.
    }
    .action =
        { $field ->
            [slot] Mark it on its day, or change the schedule.
            [due_day] Write it down when the day has come.
           *[other] Choose an earlier day.
        }
error-field-unknown =
    { $field ->
        [kind] There is no such kind of entry.
        [feeling] This feeling is not in the list.
        [zone] Mend does not know this time zone.
        [cadence] There is no such kind of rhythm.
        [slot] This reminder is not waiting for an answer.
        [set] There is no such set of questions.
        [item] This set does not ask this question.
        [shared_item] Nothing of this waits, or is yours to take back.
        [choice] This question does not offer that answer.
        [country] No country has this code.
        [promise] This promise is over.
        [template] There is no such promise to begin from.
        [outcome] A day of a promise has no such result.
        [due_day] The promise is not due on this day.
        [module] There is no such module.
        [run] This one is at its end.
        [step] This is not where you are now.
        [role] This module asks for no such role.
        [topic] There is no such topic in the list.
        [agreement_kind] There is no such kind of agreement.
        [owner] Mend does not know whom this means.
        [agreement] The last day of this agreement is past. It ended by itself.
        [version] There is no such version of this.
        [items] One of these answers cannot be shared.
        [digest] This was changed since you looked at it.
        [subject] This reminder is about something that is not shared.
       *[other] Mend does not know this one.
    }
    .action =
        { $field ->
            [kind] Choose entry, letter, card, plan, question, milestone or statement.
            [feeling] Choose one from the list of feelings.
            [zone] Use a name such as Europe/Berlin.
            [cadence] Choose daily, weekly, month_day or month_nth.
            [slot] Look at the list again.
            [set] Choose daily, weekly or monthly.
            [choice] Choose one of the answers beside it.
            [country] Use its two letters, such as NZ or DE.
            [promise] Make a new one, if you want to go on.
            [outcome] Choose kept, partly, missed or not_applicable.
            [due_day] Choose one of the days of its rhythm.
            [module] Look at the list of modules.
            [run] You can read it, or begin the module again.
            [step] Look at where you are, and go on from there.
            [role] Choose one that it asks for, or leave it open.
            [items] Leave it out. Some answers stay with you alone.
            [digest] Look at it again, then share it.
            [subject] Share that first, or keep the reminder for yourself.
            [shared_item] Look at what you shared, and at what waits.
           *[other] Choose one from the list.
        }
error-field-twice =
    { $field ->
        [tags] One tag is there twice.
        [feelings] One feeling is there twice.
        [days] One day is there twice.
        [times] One time is there twice.
        [item] One question has two answers.
        [choice] One choice is there twice.
        [step] This was made here already.
        [items] One answer is chosen twice.
        [version] Your yes to this version was taken back.
        [agreement_versions] An earlier version says the same.
       *[other] One of these is there twice.
    }
    .action =
        { $field ->
            [step] Go on from here. You can change it where it is kept.
            [version] Write a new version. That one can have a yes.
            [agreement_versions] Change a word or a day, then try again.
           *[other] Leave out one of the two.
        }
error-field-malformed =
    { $field ->
        [title] The title has a line break or a control character.
        [tag] One tag has a line break or a control character.
        [prompt] The prompt has a control character.
        [own_name] Your name has a line break or a control character.
        [partner_name] Your partner's name has a line break or a control character.
        [after] This is not a place in the list.
        [item] This one takes no answer.
        [shared_item] That does not go with this one.
        [answer] This answer is of another kind than its question asks for.
        [question] The question has a line break or a control character.
        [country] This is not the code of a country.
        [locale] This is not the code of a language.
        [slot] This is not the name of a reminder.
        [times] A time is told in whole minutes.
        [quiet] These are not quiet hours.
        [notice] The text of the reminder has a line break or a control character.
        [what] The promise has a line break or a control character.
        [tell] This text has a line break or a control character.
        [about] This text has a line break or a control character.
        [line] This line is not what can be expanded.
        [kdf] These values make guessing a passphrase too easy or too slow.
        [choice] No words of your own can be added here.
        [own_words] One of these has a line break or a control character.
       *[other] This is not in the form that is needed here.
    }
    .action =
        { $field ->
            [after] Begin again with the first page.
            [item] Read it and go on.
            [shared_item] Look at it again.
            [answer] Look at what the question can be answered with.
            [country] Use two letters, such as NZ or DE.
            [locale] Use a code such as en or pt-BR.
            [slot] Copy it from the list.
            [times] Use times such as 08:00 or 20:15.
            [quiet] Choose two different times, in whole minutes.
            [line] Write one JSON object on one line.
            [kdf] Choose other values.
            [choice] Choose one of the answers beside it.
           *[other] Write it on one line, in letters and signs.
        }
