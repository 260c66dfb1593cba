# Agreements: what two people want to hold to, item by item. Nobody is praised or blamed.
# For translators: `we` and `each of us` are the two partners, `I` is the one who writes, `you` their partner, of any
# gender. Openness is what one person offers of themselves; it is never asked of the other.

# Stands with every agreement.
agreement-caveat = No agreement covers sex. A no today outranks anything written.

agreement-kind-habit = Habit
agreement-kind-ritual = Ritual
agreement-kind-transparency = Openness that I offer

agreement-owner-me = I do this
agreement-owner-partner = My partner does this
agreement-owner-both = We both do this

## Where it stands

agreement-state-draft = draft
agreement-state-written_down = as I wrote it down
agreement-state-offered = waits for a yes
agreement-state-in_force = in force
agreement-state-review_overdue = to be looked at again
agreement-state-lapsed = ended by itself
agreement-state-withdrawn = taken back
agreement-state-replaced = a newer version took its place

## What it is about

agreement-topic-honesty = Honesty
agreement-topic-time = Time
agreement-topic-money = Money
agreement-topic-contact = Contact
agreement-topic-phones = Phones
agreement-topic-home = Home
agreement-topic-family = Family
agreement-topic-conflict = Rows and repair
agreement-topic-help = Help
agreement-topic-respect = Respect

## To begin from

agreement-template-tell_first = When something changes that matters to us both, I tell you before you ask.
agreement-template-what_still_fits = Once a month we sit down and ask what still fits us. What does not, we write anew.
agreement-template-week_talk = On Sunday evening we talk for half an hour about our week, and about what we promised.
agreement-template-evening_for_two = One evening a week is for the two of us. Our phones are off, and we leave what happened out of it.
agreement-template-one_small_aim = On the first Sunday of the month we choose one small aim for us both.
agreement-template-money_overview = Once a month I show you what I spent from our account. We look at it side by side.
agreement-template-before_big_spending = Before one of us spends more than 200 from our account, we talk about it.
agreement-template-daily_word = Once a day I send you a few lines about my day. I choose when, and what is in them.
agreement-template-contact_ended = I have ended the contact with the person from back then. If they write, I tell you that day.
agreement-template-phones_at_meals = When we eat together, our phones lie in another room.
agreement-template-work_at_home = Each Saturday morning we share out the work at home for the week.
agreement-template-visits = We plan visits to our parents a week ahead. Each of us can also go alone.
agreement-template-pause_and_back = In a row, each of us can ask for a pause. Whoever asks says when we talk on.
agreement-template-what_helps = When an old fear comes up, each of us says what would help. The other gives what they can.
agreement-template-someone_else = If the same row comes three times, we talk to someone outside. Each of us can also go alone.
agreement-template-no_insults = We do not insult each other. If it happens, the one who did it names it the same day.

## Worth a second look. A note stops nobody.

agreement-note-uncountable = How would you both see that it happens? A day, a time or a number helps.
agreement-note-absolute = One hard day would break this. Something smaller may hold longer.
agreement-note-access = This lets one of you watch the other. Telling first is another way.
agreement-note-body = A body is no part of an agreement. Yes and no stay free, each time.
agreement-note-isolation = Friends, family and work belong to each of you. Nobody needs to give them up.
agreement-note-money = Each of you can keep money of your own. Looking at shared money together is another way.
agreement-note-forgive = Forgiving cannot be agreed on. It may come late, or not at all.
agreement-note-silence = Asking, and talking to others, stay free for both of you.
