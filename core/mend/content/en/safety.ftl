# Questions for one person alone, and the page after them. The page after the questions is the same for everyone.
# For translators: two people who know this field translate and read this file. The page tells nobody what they are,
# and takes no fear away because of a no. It is said in one language as a whole.

safety-title = Some questions are for you alone
safety-alone = Read this page when you are alone.
safety-taps = You can think the answers. Where they can be tapped, a tap goes nowhere: Mend keeps and reads nothing of it.
safety-same_page = The page after this is the same for everyone. You can leave whenever you like.
safety-afraid = In the past weeks, have you felt afraid of your partner?
safety-hurt_you = Has your partner hurt you, threatened you, broken things, or stopped you from leaving?
safety-control = Does your partner control your money, phone, contacts, body or where you go?
safety-end_life = Are you thinking of ending your life or hurting yourself?
safety-i_hurt = Have I scared, hurt or controlled my partner?
safety-yes = yes
safety-not_sure = not sure
safety-no = no
safety-know_best = You know your situation best.
safety-stop_here = If any answer was yes or not sure, stop here for now. Talk to someone alone first.
safety-may_miss = Five questions can miss a lot. A worry of your own is enough to talk to someone.
safety-no_one_told = Mend told nobody. It cannot see or send your answers.
