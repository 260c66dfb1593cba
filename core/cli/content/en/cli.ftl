# The command line's own sentences. What the core refuses, the core words itself.
# Short sentences, no blame. The first line of an error says what happened, `-action` says what to do.

## Asking
ask-current = Passphrase:{" "}
ask-new = New passphrase:{" "}
ask-again = The same again:{" "}
ask-together = New together passphrase:{" "}
ask-recovery-code = Recovery code:{" "}
ask-code-back = Type the code back:{" "}
# Shown after a question; the answer in capitals is taken when nothing is typed.
choose-yes = [Y/n]
choose-no = [y/N]
# Words that count, with spaces between.
answer-yes = y yes
answer-no = n no
weak-passphrase = This passphrase is easy to guess. It works, but four or more unrelated words are safer.
waiting = Too many tries. The next one is possible in { $seconds } seconds.
wait-countdown = Next try in { $seconds } s. Ctrl-C stops.
search-prompt = Find:{" "}

## Setting up
# lint: allow long-text: a terminal shows it whole, and all of it is to be known before a passphrase is chosen
init-before =
    Before you begin:

    - What you write stays on this machine. There is no account and no server.
    - Only your passphrase opens it. If you forget it, what you wrote is lost. No one can send you a new one.
    - A recovery code helps against forgetting. You can make one after this: mend recovery
    - Whoever uses this machine can see that Mend and its files are here. They cannot read them.
    - If someone watches this machine, what you type is not safe. Use another one then.
together-about = The together passphrase opens what the two of you share, and nothing else.
init-done = Your journal is set up in { $home }
init-next = Write your first entry with: mend write
init-next-together = Your private space is locked, or not set up.

## Ways in
passphrase-changed = Your passphrase is changed. The old one opens nothing any more.
together-passphrase-set = The together passphrase is set.
together-passphrase-removed = The together passphrase is removed.
someone-knows-done = Everything has new keys. The old passphrase opens nothing any more.
someone-knows-code = The old recovery code opens nothing either. This is your new one. Write it on paper:
recovery-before = A recovery code opens everything, as your passphrase does. Keep it where no one else looks.
recovery-code = Write this code on paper:
recovery-done = The code works from now on. Check it at any time with: mend recovery --check
recovery-checked = This code opens your journal.
recovery-removed = There is no recovery code any more. If you forget the passphrase, what you wrote is lost.
slot-private-passphrase = private passphrase
slot-together-passphrase = together passphrase
slot-recovery-code = recovery code
slot-device-key = device key
slot-opens-both = opens both spaces
slot-opens-private = opens the private space
slot-opens-together = opens the together space
space-together = together
space-private = private

## Writing
write-hint = Write, and end with Ctrl-D on a line of its own. Every line is kept as a draft until then.
edit-hint = Write the whole new text, and end with Ctrl-D on a line of its own.
edit-present-text = The text as it is now:
written = Kept as { $id }.
edited = Changed. The earlier version is in the history.
draft-found = There is a draft from { $when }:
draft-go-on = Go on with it?
draft-of = draft of { $id }
draft-not-kept = Your lines are not kept as a draft from here on. { $problem }
draft-discarded = The draft is removed.
drafts-empty = There are no drafts.
drafts-next = Go on with one: mend write --draft ID
prompt-prompt = Your prompt:{" "}
prompt-added = Your prompt is kept.
template-none = There is no outline for this kind.
prompt-removed = Your prompt is removed.

## Reading
list-empty = Nothing is written yet. Begin with: mend write
list-none-fits = No entry fits.
list-more = More: --after { $next }
search-none = Nothing was found. A star finds beginnings, as in trust*
tags-empty = No tags are in use.
on-this-day-none = Nothing was written on this day in earlier years.
on-this-day-off = This is turned off. Turn it on with: mend settings set --on-this-day true
history-empty = There are no earlier versions.
version = Version { $version }
# Two letters for each day, from Monday on, with spaces between.
calendar-weekdays = Mo Tu We Th Fr Sa Su
calendar-empty = Nothing was written in this time.
calendar-total =
    { $entries ->
        [one] 1 entry
       *[other] { $entries } entries
    } on { $days ->
        [one] 1 day
       *[other] { $days } days
    }
fact-id = Id
fact-when = When
fact-title = Title
fact-kind = Kind
fact-feelings = Feelings
fact-tags = Tags
fact-edited = Changed
fact-versions = Earlier versions
fact-replaced = Replaced
starred = It has a star now.
star-removed = The star is gone.

## Check-ins
checkin-how = Enter skips a question. A dot and Enter stops; what you answered is kept.
checkin-how-again = Enter keeps an answer, a hyphen takes it away. A dot and Enter stops, and nothing changes.
checkin-goes-on = You began this at { $when }. It goes on from there.
checkin-prompt = {"> "}
checkin-prompt-more = {"> "}
checkin-pass = Enter goes on.{" "}
checkin-before = Before: { $answer }
checkin-feelings-hint = Names with commas between, as in hurt:2, calm. All: mend journal feelings
checkin-text-hint = As many lines as you like. An empty line ends it.
checkin-not-understood = Type one of the answers above, or press Enter to skip.
checkin-stopped = It waits for you. Go on with: mend checkin answer { $set }
checkin-kept = Kept as { $id }.
checkin-write-next = You wanted to write: mend write
checkin-edited = Changed. The earlier answers are kept as a version.
checkin-versions-cleared = The earlier versions are gone. The check-in stays.
checkin-deleted = The check-in is gone.
checkin-history-empty = No check-in yet. Begin with: mend checkin answer daily
checkin-answered =
    { $answered ->
        [0] nothing answered
        [one] 1 answer
       *[other] { $answered } answers
    }
question-prompt = Your question:{" "}
question-added = Your question is kept. It is asked the next time.
question-removed = Your question is asked no more.

## Schedules
due-none = Nothing is due.
due-next = Answer one with: mend checkin answer { $set }
due-put-off = put off until { $until }
subject-checkin =
    { $set ->
        [daily] daily check-in
        [weekly] weekly check-in
        [monthly] monthly check-in
       *[other] check-in: { $set }
    }
subject-promise = look again at a promise
subject-agreement = look again at an agreement
subject-together-time = time together
subject-swap-codes = show each other codes
subject-own = your own reminder
slot-marked = Written down.
slot-put-off = Put off.
slot-open = open
slot-answered = answered
slot-answered-late = answered later
slot-skipped = skipped
slot-excused = left out
slot-passed = passed
clock-set-back = The clock of this machine once said { $from }. Until then nothing more counts as passed.
clock-set-back-next = If the clock is right now: mend checkin accept-clock
clock-accepted = The clock is taken as it is.
plan-none = Nothing lies ahead here.
alarms-off = Reminders are off.
alarms-off-next = A phone rings for schedules only when you turn that on: mend settings set --reminders true
alarm-snooze = put off
alarm-open-app = open the app
schedule-about-prompt = What it is for:{" "}
schedule-notice-prompt = What the alarm says, for anyone who sees it:{" "}
schedule-added = Kept as { $id }. See what lies ahead with: mend checkin plan
schedule-changed = Changed. The days before stay as they were.
schedule-paused = Paused.
schedule-resumed = It goes on.
schedule-ended = It has ended. Its history stays.
schedule-remove-confirm = Remove this schedule and its history for good?
schedule-removed = The schedule and its history are gone.
schedule-history-empty = No time of it has come yet.
schedules-empty = There are no schedules. Add one with: mend checkin schedule add --daily --at 21:00
schedule-floating = wherever you are
schedule-is-paused = paused
schedule-is-paused-until = paused until { $until }
schedule-is-ended = ended
fact-rhythm = Rhythm
fact-times = Times
fact-until = Last day
fact-state = State
fact-next = Next
weekday =
    { $day ->
        [Mo] Monday
        [Tu] Tuesday
        [We] Wednesday
        [Th] Thursday
        [Fr] Friday
        [Sa] Saturday
       *[Su] Sunday
    }
rhythm-daily =
    { $n ->
        [one] every day
       *[other] every { $n } days
    }
rhythm-weekly =
    { $n ->
        [one] every week
       *[other] every { $n } weeks
    }: { $days }
rhythm-month-day =
    { $n ->
        [one] every month
       *[other] every { $n } months
    }: { $day ->
        [-1] the last day
       *[other] day { $day }
    }{ $short ->
        [last] , or the last day
       *[skip] {""}
    }
# Counted back: 2 is the last day but one.
rhythm-month-day-back =
    { $n ->
        [one] every month
       *[other] every { $n } months
    }: day { $day } from the end
rhythm-month-nth =
    { $n ->
        [one] every month
       *[other] every { $n } months
    }: { $nth ->
        [1] the first { $day }
        [2] the second { $day }
        [3] the third { $day }
        [4] the fourth { $day }
        [5] the fifth { $day }
        [-1] the last { $day }
        [-2] the last { $day } but one
        [-3] the third { $day } from the end
        [-4] the fourth { $day } from the end
       *[other] the fifth { $day } from the end
    }

## Over time
insight-empty = There is nothing to show yet. It grows with your entries and check-ins.
insight-drawn = The pictures are in { $folder }. They are not encrypted: whoever opens the folder sees them.

## People to turn to
# What one does with a number or an address.
help-call = call
help-text = text
help-text-word = text { $say } to
help-whatsapp = WhatsApp
help-web = web
help-lines-next = Countries: mend help-lines --countries
help-lines-of = Numbers of a country: mend help-lines CC
# Behind a way to go on: the command that goes there.
help-way = { $way }: { $command }

## Removing
delete-confirm = Delete “{ $title }” of { $when } for good?
deleted = The entry and its history are gone.
clear-history-confirm =
    { $versions ->
        [one] Remove 1 earlier version for good?
       *[other] Remove { $versions } earlier versions for good?
    }
history-cleared = The earlier versions are gone. The entry stays.
erase-private-together = What you share stays, and needs a passphrase of its own. Choose one now.
erase-private-confirm = Erase your whole private space? It cannot be brought back.
erase-private-done = Your private space is erased. What you share is still here.
erase-all-confirm = Erase everything? It cannot be brought back.
erase-all-done = Everything is erased. Backups and copies elsewhere are not.

## About you
unset = -
on = on
off = off
seconds =
    { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    }
profile-name = Your name
profile-form = Texts speak to you in the form
profile-partner-name = Your partner's name
profile-partner-form = Texts speak of them in the form
profile-country = Country
profile-role = Role of the moment
settings-day-ends-at = Your day ends at
settings-on-this-day = On this day
settings-reminders = Reminders
settings-quiet = Quiet hours
settings-locale = Language
settings-country = Country of help lines
settings-lock-after = Lock in the background after

## Copies
backup-done = Everything is in { $file } ({ $kib } KiB), encrypted.
backup-next = Your passphrase of today opens it, also after you change it here.
backup-next-sealed = Your private space went in as it is, sealed and unread.
verify-progress = Reading every page:
verify-not-opened = not opened by this passphrase
verify-intact =
    { $pages ->
        [one] intact, 1 page read
       *[other] intact, { $pages } pages read
    }
verify-damaged = { $damaged } of { $pages } pages cannot be read
verify-lost = damaged: nothing of it can be read
verify-broken = damaged: { $pages } pages can be read, but they do not fit together
verify-pages = Damaged pages of the { $space } space: { $pages }
verify-entries = Entries: { $readable } can be read, { $damaged } cannot.
verify-action-backup = Make a new backup while your journal is whole: mend backup FILE
verify-action = Keep this folder as it is, and restore your last backup into another: mend --home DIR restore FILE
verify-action-private = Your private space is whole. With no backup, open it with: --without-together. What you share is then empty.
restore-progress = Checking the backup:
restore-done = Your journal is set up in { $home }
restore-held = Some of what you meant to share waits until you say so. To see it: mend outbox

## The core's errors, where a command says better what to do
error-not-set-up = Nothing is set up here yet.
    .action = Set up a journal with: mend init
error-last-changes-damaged = The last changes are missing or damaged. Nothing was altered.
    .action = Look for a missing file first. Or open it without them: --without-last-changes
error-damaged = Some of the stored data is damaged.
    .action = See what can be read with: mend verify. A backup can bring back the rest: mend restore

## What can go wrong here
error-usage-action = See: mend --help
error-output-failed = The answer could not be written to the output.
error-output-failed-action = What you asked for may be done. Look, then try again with another output.
error-no-home = There is no folder for your journal.
error-no-home-action = Name one with --home DIR or MEND_HOME.
error-no-terminal = There is no terminal to ask for the passphrase in.
error-no-terminal-action = Give it with --passphrase-fd N.
error-descriptor-closed = Descriptor { $descriptor } is not open.
error-descriptor-closed-action = Open it in your shell, as in: mend --passphrase-fd { $descriptor } slots { $descriptor }<FILE
error-descriptor-failed = Descriptor { $descriptor } could not be read.
error-descriptor-failed-action = Give one that can be read.
error-passphrase-missing = The input ended before a passphrase came.
error-passphrase-missing-action = Give one line for each prompt: current, new, together.
error-passphrases-differ = The two are not the same.
error-passphrases-differ-action = Nothing was changed. Try again.
error-prompt-stopped = Stopped.
error-prompt-stopped-action = Nothing was changed.
error-needs-yes = This removes something for good, and there is no one to ask.
error-needs-yes-action = Nothing was changed. Say --yes if you mean it.
error-not-confirmed = Nothing was removed.
error-not-confirmed-action = Answer y if you mean it.
error-input-failed = The text could not be read from the input.
error-input-failed-action = Nothing was kept. Try again.
error-text-not-text = The input is not text in UTF-8.
error-text-not-text-action = Nothing was kept. Convert it first, as with iconv.
error-text-too-long = The text is too long for one entry.
error-text-too-long-action = Nothing was kept. Split it into several.
error-text-empty = Nothing was typed.
error-text-empty-action = Nothing was kept.
error-feeling-action = Choose one from: mend journal feelings
error-answers-not-json = These answers are not one JSON object.
error-answers-not-json-action = Write them like this: {"{"}"daily.steady":3,"daily.promise":"kept"{"}"}
error-no-zone = This machine does not say in which time zone it is.
error-no-zone-action = Name one, as in --zone Europe/Berlin
error-no-such-id = Nothing here has this id.
error-no-such-id-action = Look it up in its list, such as mend journal list or mend checkin history
error-id-not-unique = More than one id begins like this.
error-id-not-unique-action = Give more of it.
error-bad-id = This is not an id.
error-bad-id-action = Give at least 4 of its 32 digits, as its list shows them.
error-code-not-typed-back = What was typed back is not the code.
error-code-not-typed-back-action = The new code opens nothing. Make another with: mend recovery
error-needs-passphrase = This asks for your passphrase, not the recovery code.
error-needs-passphrase-action = Leave --recovery out.
error-tour-step = The tour stopped: { $step }
error-tour-step-action = This is a defect of Mend. Please report it with what stands above.
