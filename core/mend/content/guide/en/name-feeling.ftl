# Name what I feel: a few words, from the body outwards. Read late, by someone tired, perhaps by someone afraid.
# For translators: the words in quotes are said aloud by a person of any gender. One of each pair is clumsy; keep it so.

name-feeling = The light is off, and you are still awake. Here you can look for a word for what you feel.
    .title = Name what I feel
    .not = It cannot make a feeling go away. It does not say what to do, or who is right. Mend shows it to nobody, unless you want that.
    .end = Nothing more tonight. You can come back to this on any other day.

name-feeling-breathe =
    If you like, put both feet on the floor. Breathe in as you do. Breathe out a little longer.

    Nothing else has to happen in this minute.
    .title = One minute
    .note = It may not make you calm.
    .instead = If being still makes it worse, look around and name a few things you see. Or go on without it.

name-feeling-information =
    A key turns in the door, and your belly goes tight.

    A feeling is information. It may say that something matters, that it hurts, or that it is not safe. It does not yet say what to do.
    .title = What a feeling can tell
    .note = Without a word, it may come back, keep you at a distance, or push you to act.

name-feeling-body =
    Where do you notice it? Choose up to three.

    “My hands are cold.”
    “Here. No, here. It's tight.”
    .title = Where it is
    .instead = You can leave your body out, and go on to the words.
name-feeling-body-head = Head
name-feeling-body-jaw = Jaw or face
name-feeling-body-throat = Throat
name-feeling-body-chest = Chest
name-feeling-body-belly = Belly
name-feeling-body-back = Back or shoulders
name-feeling-body-hands = Arms or hands
name-feeling-body-legs = Legs or feet
name-feeling-body-all-over = All over
name-feeling-body-nowhere = Nowhere, or not sure

name-feeling-feelings = Which words come closest? Choose up to three. They do not have to fit together.
    .title = A word, or a few
    .note = “Numb”, “relieved” and “I don't know” are there too. Tomorrow it may be another word.
    .instead = If no word fits, go on without one.

name-feeling-strength = “{ $item }”: how strong is it right now?
    .title = How strong
    .note = It is no score. It is about this minute.
    .instead = You can leave it without an answer.

name-feeling-set-off =
    What was there when it came? Write what you saw or heard, and where.

    “The phone lit up on the table, and I felt sick.”
    “I heard the car. And I, well, I sat up.”
    .title = What set it off
    .note = What came before may not be the reason.
    .instead = “I don't know” is an answer. So is an empty page.

name-feeling-asks-for =
    If this feeling could ask for something tonight, what would it be?

    “I want company, and I want to be left alone.”
    “To say sorry again. Or, no. Sleep, I think.”
    .title = What it asks for
    .note = You can write it without doing it. Some of it may not be there tonight.
    .instead = Leave it open, if you like.

name-feeling-one-line =
    If someone you trust asked how you are, what one line would you say?

    “I'm sad tonight, and I don't want to talk.”
    “It's a lot. It's, can I tell you tomorrow?”
    .title = One line to say
    .note = A line cannot say all of it.
    .instead = You owe nobody a line. Leaving this empty is as good.

name-feeling-offer = These words are yours. You can mark one for your partner, or none. Only mark what you feel safe to say.
    .title = For you, or for someone
    .note = The answer may not be the one you hope for.
    .instead = Keeping all of it is as good.

name-feeling-care = What would be kind to you in the next few minutes? One small thing is enough.
    .title = One small thing
    .note = It may not help, and you can stop.
    .instead = “Nothing” is a whole answer.
name-feeling-care-rest = Rest, with the lights off
name-feeling-care-walk = Walk, or stand at a window
name-feeling-care-call = Call or write to someone
name-feeling-care-write = Write some more
name-feeling-care-nothing = Nothing

name-feeling-someone =
    “Can you listen for a bit? You don't have to fix it.”
    “Hi. It's late. Are you up? Are you there?”

    If nobody comes to mind, there are people whose work is to listen.
    .title = Someone to talk to
    .note = A call or a text can show on the bill and in the phone's list.
    .instead = Not tonight is fine too.

name-feeling-more-words = Your journal is there. You can write anything in it, in any order. Nobody has to understand it.
    .title = Write some more
    .instead = It is there tomorrow too.

name-feeling-felt-title = What I felt
