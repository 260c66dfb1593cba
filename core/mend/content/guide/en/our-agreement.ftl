# Our agreement. First alone, then face to face over one phone, then alone again. Whoever does all of it alone reads the
# steps that end in "solo"; they are about what is in one's own hands.
# For translators: the words in quotes are said aloud by a person of any gender. One of each pair is clumsy; keep it so.

our-agreement =
    It is Sunday, the table is clear, and nobody knows how to begin. Here you look for a few things to live by, and write them down.

    You can do it with your partner, or all of it alone.
    .title = Our agreement
    .not = It does not settle what happened. It cannot make anyone keep to it. Nobody has to agree to anything tonight.
    .end = Nothing more tonight. Everything you wrote can be changed, and every yes can be taken back.
    .end-solo = Nothing more tonight. Your part is yours to live by, from tomorrow or later. Nobody has to agree first.

our-agreement-before-broke =
    You may hope for a page that says: it is settled now. This is not that page. It is about the days from here.

    “I want us to be all right. I know a list won't do that.”
    “I'll say yes. To all of it, whatever.”
    .title = Before you begin
    .note = You need not say yes to everything. Say what you will really do.

our-agreement-before-hurt =
    You do not have to make this easy for anyone. A written page does not say that you forgive, or that you stay.

    “I want to know when you come home. That's all for now.”
    “This isn't me saying it's okay. It's a list.”
    .title = Before you begin
    .note = You can want something in writing, and still not know.

our-agreement-before =
    A few topics, a few habits, and a day to look again. It does not bring the old days back. You look at what you could live with.

    “I don't want the old days. I want a quiet week.”
    “Not sure what I want. Not this.”
    .title = Before you begin
    .note = Not knowing is a fine place to begin.

our-agreement-trust-means =
    Think of someone you could rely on, long ago or now. What did they do?

    Then write on from here: “For me, trust is when …”

    “You say ten, and it is ten.”
    “I can sleep. I don't lie there. Waiting.”
    .title = Trust, for me
    .note = Your partner may write something else.
    .instead = One word is enough, or none tonight.

our-agreement-unspoken =
    The bill is still on the table. Each thought the other would pay. What did you expect, and not say? It may come from family, faith, or long ago.

    “Nobody at home spoke about money.”
    “I sort of thought you'd know.”
    .title = Not said until now
    .note = An unsaid wish gives nobody a reason to lie or to harm.
    .instead = It can stay unsaid.

our-agreement-topics = What would you like to talk about first? Choose up to three.
    .title = Topics
    .note = If you go on together, you both see these topics. Nothing else from this part is shown.
    .instead = You can choose none, and go on to the habits.
our-agreement-topics-honesty = Honesty
our-agreement-topics-time = Time
our-agreement-topics-money = Money
our-agreement-topics-contact = Contact with the person from back then
our-agreement-topics-phones = Phones
our-agreement-topics-home = Home
our-agreement-topics-family = Family
our-agreement-topics-conflict = Rows
our-agreement-topics-help = Help from others
our-agreement-topics-respect = Respect

our-agreement-stop =
    Think of the past week. Is there something of your own that you want to stop?

    “I look at my phone while you talk.”
    “I go quiet. Days, sometimes.”
    .title = Stop
    .note = This is no list of your faults. Leave out what you do to stay safe.
    .instead = An empty page is fine.

our-agreement-keep =
    Think of an hour that was all right. What was in it that you want to keep? It can be small.

    “You still make my tea.”
    “The Sunday thing. With the bread.”
    .title = Keep
    .note = It does not make up for anything.
    .instead = If nothing comes, leave it empty.

our-agreement-start =
    Think of tomorrow evening. Is there something that you want to begin, by yourself or with your partner?

    “I want us to eat at the table.”
    “To say it earlier. Before it's big, I mean.”
    .title = Start
    .note = Writing it down asks nobody to do it.
    .instead = Nothing new is fine too.

our-agreement-goal =
    Think of a day some months from now. What would you like to be true? What would someone see?

    “We talk about money, and nobody shouts.”
    “One normal week. One.”
    .title = One goal
    .note = It is a wish. Your partner may have another one.
    .instead = You can leave the future for another day.

our-agreement-notes =
    “{ $item }”: what would you like to ask for? What can you offer, if anything?

    “I'd like us to go through the bills together.”
    “The money thing. I get scared. There.”
    .title = A note to speak from
    .note = Your partner does not see this. If you talk, read it before; it is locked then.
    .instead = Asking without offering is fine. So is no note.

our-agreement-ground =
    One of you speaks, the other listens. The listener does not answer yet, and fixes nothing. Then you change over.

    “What I would like is …”
    “I don't know where to begin. So. Here.”
    .title = How you talk here
    .note = Either of you can end it at any time, without a reason. Mend cannot make a talk safe.

our-agreement-ground-solo =
    You do this part by yourself. You look at each topic once more, and at what is in your own hands.

    You can write, or say it aloud to an empty chair.

    “I wanted to tell you …”
    “So. This is strange. I'll say it anyway.”
    .title = On your own
    .note = It cannot change your partner. It can make clear what you will do.

our-agreement-talk = “{ $item }”: the speaker says what they would like here. The other listens.
    .title = Speak and listen
    .note = No promise has to come of it.
    .instead = Either of you can leave this topic for another day.

our-agreement-talk-solo =
    “{ $item }”: what is in your own hands here? What will you do, whatever your partner does?

    “I look at my own bills on Saturday.”
    “The rest I can't. I can say it, once.”
    .title = In my own hands
    .note = Some of it is not in your hands.
    .instead = Take it to someone you trust, or leave it for another day.

our-agreement-check-in-day = Which day of the week suits you both for a short talk about the week?
    .title = A day each week
    .note = “Sunday, after coffee.” “Not Monday. Please not Monday.” A week that is too hard can go by without it.
    .instead = You can do without a day.

our-agreement-check-in-day-solo = Which day of the week suits you for a quiet look at your own week? Some minutes are enough.
    .title = A day each week
    .note = “Sunday, when the house is quiet.” “The bus home. Thursdays, on the bus.”
    .instead = You can do without a day.

our-agreement-promises =
    A week is over, and there were promises in it. How do you look back? Each speaks about their own.

    “On Sunday I say how mine went. You don't have to check.”
    “I read it out and you nod. Or you don't.”
    .title = Looking back at promises
    .note = Nobody gives the other a mark.
    .instead = This can wait, or be left out.

our-agreement-promises-solo =
    A week has gone by, and nobody asks. How do you want to look back at your own promises?

    “On Sunday I write one true line.”
    “I tell my brother. He says hm.”
    .title = Looking back at my promises
    .note = It is about your own word, and not your partner's.
    .instead = You can look back without a plan, or not at all.

our-agreement-good-time =
    What would you both like to do, and when? Phones stay away. What happened is not the topic then; it has its own time.

    “We walk to the river.”
    “Cards? Or soup. Soup is fine.”
    .title = Time for two
    .note = No touch comes with it. Either of you can end it.
    .instead = If it is too early for this, leave it out.

our-agreement-good-time-solo =
    What would be good in your week, with your partner or without? What, and when? Put your phone away for it.

    “I swim on Thursday.”
    “My sister. I miss her, so. Her.”
    .title = Time that is good for me
    .note = It does not have to cheer you up.
    .instead = Resting is fine too.

our-agreement-pauses =
    When a row gets loud, how do you ask for a pause? When do you come back?

    “I need a break. I'm back at half past eight.”
    “Stop. I can't, can we, ten minutes.”
    .title = Pauses
    .note = Whoever goes away to be safe needs no word, and no time to be back.
    .instead = You can go on without a rule for it.

our-agreement-pauses-solo =
    When a row gets loud, what can you do by yourself? Where can you go?

    “I go round the block, and I say when I'm back.”
    “I sit in the car. With a coat on, I mean.”
    .title = My pause
    .note = If you go away to be safe, you need no word, and no time to be back.
    .instead = You need no plan tonight.

our-agreement-way-back =
    The row is over, and it is quiet. What could be a first small step? Each can offer one, and each can say no.

    “I was loud. I am sorry for that.”
    “That came out wrong. Again? From the start?”
    .title = After a row
    .note = If someone was hurt or afraid, leave this. Talk to someone alone first.
    .instead = Nobody has to take one.

our-agreement-way-back-solo =
    The row is over, and it is quiet. What helps you now? Is there one thing you would want to say, or nothing?

    “I was loud. I am sorry for that.”
    “I had a bath. I still don't want to talk.”
    .title = After a row
    .note = If you were hurt or afraid, leave this. Talk to someone alone first.
    .instead = Saying nothing is fine too.

our-agreement-review-day = Choose a day to look at all of this again, within the next months.
    .title = A day to look again
    .note = When that day has passed, what you agreed rests until you look at it again.
    .instead = You can choose the day later.

our-agreement-review-day-solo = Choose a day to look at all of this again, by yourself, within the next months.
    .title = A day to look again
    .note = You may want something else by then.
    .instead = Without a day, you can look whenever you like.

our-agreement-alone-again =
    This part is for you alone, on your own phone. Nothing holds because it was said aloud.

    “I said yes to that. I'm not sure I meant it.”
    “The money one. Can I think about the money one?”
    .title = Alone again
    .note = Write down only what you would also want with nobody waiting.

our-agreement-as-written =
    What you write now is what you want to live by, as you wrote it down. Your partner has not agreed to it, and does not have to.

    “This is how I want to do my part.”
    “It's half an agreement. My half, anyway.”
    .title = As I wrote it down
    .note = Your own part can begin whenever you like.

our-agreement-no-today =
    No agreement covers sex or touch. A no today comes before anything that was written.

    “I know what we wrote. Today it's no.”
    “Not tonight. I don't, not tonight.”

    Nothing written takes away your friends, your money, your questions, or your way out.
    .title = What no agreement covers

our-agreement-items =
    “{ $item }”: what do you want in writing? Who does it, and how could one see it?

    “We say so before we buy on credit.”
    “You write. No, I write. When I'm late.”
    .title = One thing to agree on
    .note = It holds when each of you has said yes, alone. Each can take it back.
    .instead = A talk can be enough.

our-agreement-items-alone =
    “{ $item }”: how do you want to do it? Write what you do yourself, and how you would see it.

    “I buy nothing on credit.”
    “If I'm late, I say so. Before, I mean, not after.”
    .title = One thing to live by
    .note = You cannot agree for your partner.
    .instead = Nothing in writing is fine too.

our-agreement-habits = Some habits can be written down too. Which of these do you want in writing?
    .title = Habits in writing
    .instead = None is fine. A habit needs no paper.
our-agreement-habits-honesty = How we look back at promises
our-agreement-habits-time = Our time together
our-agreement-habits-conflict = Pauses, and what comes after a row

our-agreement-habit-items =
    “{ $item }”: how do you want to write it down?

    “Sunday after coffee, each about their own.”
    “We say ‘pause’. And then, well, we pause.”
    .title = One habit
    .note = It holds when each of you has said yes, alone. Each can take it back.
    .instead = You can leave it unwritten.

our-agreement-offer = You can mark some of this for your partner, one by one, or none. They say yes or no to each, alone, in their own time.
    .title = For your partner
    .note = You may get a no, or no answer. A no to one does not touch the others.
    .instead = You can keep all of it for now.

our-agreement-take-with-me =
    Whatever comes, what do you want to take with you from this?

    “I want mornings without shouting. With anyone.”
    “I'm allowed to want that. I think I am.”
    .title = What I take with me
    .note = It does not decide whether you stay or go.
    .instead = It can wait for another day.

our-agreement-live-by-title = What I want to live by
our-agreement-week-title = What was planned, as I wrote it down
our-agreement-mine-title = What I take with me
