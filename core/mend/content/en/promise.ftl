# Promises. Nobody is praised or blamed for a day, and nothing is added up.
# For translators: `I` is the one who promises, `you` their partner, of any gender. A template is one thing that a
# person does, so that anyone could count it.

## How a day went

promise-outcome-kept = kept
promise-outcome-partly = partly
promise-outcome-missed = missed
promise-outcome-not_applicable = did not apply

# $kept and $of are numbers.
promise-counted = Kept { $kept } of the last { $of }.

## To begin from

promise-area-time = Time
promise-area-money = Money
promise-area-contact = Contact
promise-area-phone = Phones
promise-area-home = Home
promise-area-words = Words
promise-area-help = Help

promise-template-home_when_said = I am home at the time I said, or I write before.
promise-template-evening_for_us = I plan one evening for the two of us, and keep it free.
promise-template-tell_spending = When I spend more than we agreed, I tell you the same day.
promise-template-shared_account = I sit down with you and go through our shared account.
promise-template-tell_contact = If the person from back then writes, I tell you the same day.
promise-template-no_contact = I do not write to the person from back then.
promise-template-meals_without_phone = At meals, my phone lies in another room.
promise-template-screen_off = From ten in the evening, my screens are off.
promise-template-cook_and_wash = I cook, and wash up after.
promise-template-listen_ten = I listen to you for ten minutes, and do nothing else.
promise-template-name_one_thing = I name one thing you did that I am glad of.
promise-template-daily_news = Each evening, I tell you one thing from my day. I choose which.
promise-template-pause_in_row = When a row gets loud, I ask for a pause. I come back within the hour.
promise-template-keep_appointment = I keep my appointment with the person who helps me.

## Worth a second look. A note stops nobody.

promise-note-uncountable = Could anyone count this? A day, a time or a number helps.
promise-note-absolute = One hard day would break this. Something smaller may hold longer.
promise-note-access = This lets one of you watch the other. Telling first is another way.
promise-note-body = A body is no part of a promise. Yes and no stay free, each time.
promise-note-isolation = Friends, family and work are yours to keep. Nobody needs to give them up.
promise-note-money = You can keep money of your own. Looking at shared money together is another way.
promise-note-forgive = Forgiving has no due day. It may come late, or not at all.
promise-note-silence = Asking, and talking to others, stay free. What could you do yourself?
promise-note-theirs = A promise here is about what you do yourself.
