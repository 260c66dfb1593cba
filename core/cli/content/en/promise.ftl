# The command line's sentences about promises. No praise, no blame; a day without a word is no miss.

promise-prompt = I promise:{" "}
promise-tell-prompt = When I tell you of it:{" "}
promise-added = Your promise is kept as { $id }. You alone know it.
promise-added-next = To look at it again once a week: mend promise remind { $id }
promise-changed = Changed, from { $day } on. The version before stays readable.
promise-ended = It has ended. What you wrote of its days stays.
promise-delete-confirm = Delete “{ $what }” for good, with its days and reviews?
promise-deleted = The promise and all that you wrote of it are gone.
promises-empty = There are no promises. Make one with: mend promise add --daily
promise-ahead = not begun yet
promise-running = under way
promise-over = over
promise-is-ended = ended
promise-fact-first = First day
promise-fact-tell = I tell you
promise-fact-reviews = Reviews
promise-templates-next = Begin from one with: mend promise add --template ID
promise-none-due = No promise is due on this day.
promise-note-hint = Write your note, and end with Ctrl-D on a line of its own.
promise-amends-hint = Write what you do to make up for it, and end with Ctrl-D on a line of its own.
promise-logged = Written down.
promise-missed-next = If you like, add a note with --note, or with --amends what you do about it.
promise-unlog-confirm = Remove all that you wrote of { $day } for good?
promise-unlogged = What you wrote of this day is gone.
promise-nothing-said = Nothing is written of this day.
promise-no-days = No day of this promise has come yet.
promise-amends = What I do about it: { $amends }
promise-clear-confirm = Remove for good what its days and reviews said before?
promise-cleared = The earlier words are gone. What is said now stays.
promise-review-hint = Write how it went, and end with Ctrl-D on a line of its own.
promise-reviewed = Your review is kept as { $id }. You alone know it.
promise-no-reviews = There is no review yet.
promise-review-confirm = Remove this review for good?
promise-review-removed = The review is gone.

# After a check-in
checkin-change-next = Change a promise with: mend promise change ID. End one with: mend promise end ID
