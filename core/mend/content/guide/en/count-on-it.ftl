# Promises you can count. The steps that end in "broke" are read by the one who broke trust, or by both; those that end
# in "hurt" by the one who was hurt; the others by whoever is left, also by someone who left the role open.
# For translators: the words in quotes are said aloud by a person of any gender. One of each pair is clumsy; keep it so.

count-on-it = “I'll do better.” It is said in the hall, with the coat still on. Here it can become one thing that anyone could count.
    .title = Promises you can count
    .not = It cannot make trust come back. It asks nothing of your partner. Mend keeps no score, and a promise stays yours until you offer it.
    .end = Nothing more tonight. What you made here can be changed on any day.

count-on-it-begin-broke =
    Sorry has been said, and the kitchen is still quiet.

    “What more can I do?”
    “I said it. I said it ten times.”

    Here you go first. You choose one thing that you will do, thanked or not.
    .title = You go first
    .note = Your partner owes no promise back, and no warm word.

count-on-it-begin-hurt =
    You owe no promise here. What happened is not yours to repair.

    If you want one, make it for yourself. It can also be a small step of trust, one that you can take back.

    “I'll wait and see.”
    “Nothing. I mean, nothing yet.”

    Both are whole answers.
    .title = Only if you want one

count-on-it-begin-mutual =
    Both of you were hurt, and both of you broke something. So each may wait for the other.

    “I will, if you will.”
    “You first. No, you.”

    Here you make your own promise. It is no trade.
    .title = Yours, without a trade
    .note = You can end it if it puts you in danger.

count-on-it-begin-open =
    It is late, and you want something to be different tomorrow. A promise here is about one thing that you do yourself.

    If someone else chose it for you, it is not yours.
    .title = A promise of your own
    .note = “Not now” is a whole answer. You can stop here.

count-on-it-vague =
    “I'll try harder.” Nobody can see whether that was done.

    “On Fridays I'm home by seven, or I write before.” Anyone can see that.

    It may come out stiff: “Dishes. I do them. Monday and Thursday, both.” That works.
    .title = Words that can be counted
    .note = It can count what you do. It cannot count what you feel.

count-on-it-vague-hurt =
    “I'll be less difficult.” Nobody can count that, and you do not owe it.

    “On Thursdays I see my friend.” Anyone can see that.

    It may come out stiff: “Swimming. Mondays. By myself, that is.” That works.
    .title = Words that can be counted
    .note = It can count what you do. It cannot count what you feel.

count-on-it-area = Where in your days could one change be seen? Choose one part. Another can follow on another day.
    .title = Which part of your days
    .instead = If none of it fits tonight, go on without one.
count-on-it-area-time = Time
count-on-it-area-money = Money
count-on-it-area-contact = Contact with the person from back then
count-on-it-area-phone = My own phone habits
count-on-it-area-home = Home
count-on-it-area-words = How I talk and listen
count-on-it-area-help = Help for myself

count-on-it-promise =
    Think of a bad week. What could you still do in it? Say what, how often, until when, and when you tell how it went.

    “On Mondays I cook, and wash up.”
    “Ten minutes. I listen, that's it. Each day.”
    .title = My promise
    .note = It holds your partner to nothing.
    .instead = “Not yet” is as good as a promise.

count-on-it-second-look = Read it once more, slowly. Which of these are true?
    .title = A second look
    .instead = You can leave it open.
count-on-it-second-look-mine = I chose it, and I do it myself
count-on-it-second-look-small = It is small enough for a bad week
count-on-it-second-look-tell = I can say truly how it went, and nobody has to check
count-on-it-second-look-kind = It is kind to both of us
count-on-it-second-look-safe = It puts nobody in danger, me neither

count-on-it-still-open =
    You can make the promise smaller, word it anew, or leave it as it is.

    If someone else chose it, or it does not feel safe, you can end it now. You owe no reason.
    .title = Something is still open
    .note = You find it among your promises.

count-on-it-hard-moment-broke =
    An evening may come when you want to leave it out, or hide something small. What do you do in the first minute?

    “If that person writes, I tell you.”
    “I go out, outside I mean. And then I say it.”
    .title = Before it gets hard
    .note = A plan cannot do it for you.
    .instead = You can write this on another day.

count-on-it-hard-moment =
    A day may come when you are tired, or plans change. What may get in the way? What will you do first?

    “If I'm too tired, I do half of it.”
    “I call my sister. She, well, she knows me.”
    .title = Before it gets hard
    .note = A plan cannot make the day easy.
    .instead = Not tonight is fine too.

count-on-it-missed-broke =
    You did not do it. You tell it within a day, before anyone asks. What will you say?

    “I said six. It was eight.”
    “So. Yesterday. I didn't do it.”
    .title = If I miss a day
    .note = Telling does not undo it. If it is not safe, talk to someone alone first.
    .instead = The words can wait.

count-on-it-missed =
    You did not do it. You can say so within a day, if you want to and it feels safe. What would you say?

    “I did not do it this week.”
    “Yeah, no. That one didn't happen.”
    .title = If I miss a day
    .note = You do not have to say more than that.
    .instead = Saying nothing is fine too.

count-on-it-offer =
    You can mark this promise for your partner. They can say yes, ask for a change, or say no.

    “You don't have to answer.”
    “I wrote a thing. Read it or don't. It's there.”
    .title = Offer it, or keep it
    .note = You may get no answer.
    .instead = You can keep it to yourself, and still do it.

count-on-it-review-day = Choose a day to look at your promise again. Some weeks from now is soon enough.
    .title = A day to look again
    .instead = Without a day, you can look whenever you like.

count-on-it-steady-broke =
    “Sorry” is a word. What you do on a plain Tuesday is the rest.

    One big thing is seen once. A small thing can be seen again and again. It may take longer than you hope, and it may not be enough.
    .title = Small, and again
    .note = For tonight that is all. The next part opens in two weeks.

count-on-it-steady =
    One big thing is seen once. A small thing can be seen again and again, also by yourself.

    You can change it or end it on any day. Nobody else decides that.
    .title = Small, and again
    .note = For tonight that is all. The next part opens in two weeks.

count-on-it-not-yet =
    There is no promise tonight. That is an answer.

    “Not yet. I don't want to say it and not mean it.”
    “I can't think of one. I'm tired.”
    .title = Not yet
    .note = You can begin again on any day.

count-on-it-how-often = Think of the days since you made it. How often did you do what you had said?
    .title = Some days later
    .note = This is for you alone. It says nothing about who you are.
    .instead = You can leave it without an answer.

count-on-it-what-helped =
    What helped? What got in the way?

    “The alarm at five helped. Fridays did not work.”
    “I sort of forgot. Twice. I said so once.”
    .title = What helped, what did not
    .note = It does not have to sound good.
    .instead = One word is enough, or none.

count-on-it-from-here = What do you want to do with this promise now?
    .title = Keep, change or stop
    .instead = “I don't know yet” is fine. Leave it open.
count-on-it-from-here-keep = Keep it as it is
count-on-it-from-here-change = Change it
count-on-it-from-here-stop = Stop it

count-on-it-keeping = It stays as it is, until its last day. You can make a new one after that, or none.
    .title = It stays

count-on-it-changing = You can change it among your promises. If you offered it, say so before the change begins.
    .title = Change it
    .note = If it is not safe to tell, talk to someone alone first.

count-on-it-stopping =
    You can end it among your promises. If you offered it, say that it ends, before it does.

    “I said each day. I can't keep that, so I end it.”
    “It's too much, this one. So I stop. This one.”
    .title = Stop it
    .note = If it is not safe to tell, talk to someone alone first.

count-on-it-hard-day-title = For a hard day
count-on-it-look-back-title = Looking back at a promise
