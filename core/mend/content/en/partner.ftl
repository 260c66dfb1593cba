# Two phones: what is shared, and what is said before and after. Nobody is told to share, and nobody is asked why not.
# For translators: `you` is the person who holds the phone. Nothing here uses a name. $size and $seconds are numbers.

## What is shared, in lists

partner-item-entry = Entry
partner-item-checkin = Check-in
partner-item-promise = Promise
partner-item-review = Review
partner-item-agreement = Agreement
partner-item-schedule = Reminder
partner-item-letter = Letter
partner-item-unknown = Something newer

# $beginning is the beginning of a text, $set and $topic are titles, $what is what a reminder is for.
partner-title-checkin = Check-in: { $set }
partner-title-review = Review: { $beginning }
partner-title-agreement = { $topic }: { $beginning }
partner-title-schedule = Reminder: { $what }
partner-title-letter = Letter: { $beginning }
partner-title-unknown = From a newer version of Mend. Update Mend to read it.

# All that shows of a letter that nobody opened. $size is in hundreds.
partner-letter-size = A letter, about { $size } characters
partner-letter-declined = You left this letter unread. Your partner is not told.

partner-arrived = It is on your partner's phone.
partner-not-arrived = It waits here until you two exchange codes.
partner-waiting = You can answer this, or leave it.

## What was said to a promise

partner-said-accept = yes
partner-said-ask_for_change = asks for a change
partner-said-decline = no

## Agreements

partner-openness-theirs = Openness that your partner offers

## What a reminder is for

partner-schedule-promise = Looking at a promise again
partner-schedule-agreement = Looking at an agreement again
partner-schedule-together = Time together
partner-schedule-codes = Showing each other codes
partner-schedule-own = Something without a name

## Before sharing

# Stands with every preview.
partner-share-note =
    This is all that goes over, word for word. Your tags and notes stay here.

    What you share can be read on your partner's phone from then on.
# A letter asks a second time.
partner-sure-letter =
    Your partner sees that a letter is there, and how long it is. They choose whether to read it.

    Do you want to share it now? It can wait.
# So does what may be a decision, and what its writer marked as about safety.
partner-sure-decision =
    This may change a lot for you both. Think of a safe time and place first.

    Do you want to share it now? It can wait, and you can keep it to yourself.

## Taking back

partner-unshare-note =
    With your next code your partner's phone is asked to remove it too. No reason goes with it.

    What they read, kept in a photo or wrote down cannot be taken back.
partner-unpair-note =
    You can end this alone, at any time. Your partner's phone gets no message.

    This phone then takes nothing more from theirs. What they have of yours stays on their phone.

    What you shared and what came to you can stay here, or go. You choose.

## Becoming a pair

partner-words-question = Read the four words to each other. Are they the same on both phones?
partner-words-differ =
    The words differ, so these phones are not a pair. Nothing was shared.

    Begin again, with nobody else's phone in between.
# Stands with pairing and with a together passphrase.
partner-together-keys-note =
    Whoever holds this phone while it is open can read what you share, and can show codes in your name.

    Lock it when you put it down.
