# Questions that help to begin. Each stands alone on a screen, is skipped without a word, and asks for nothing that
# a partner could use. $partner is the partner's name, or the words of partner-neutral. Which of them a person sees follows the role that they set for themselves, or did not.

## For everyone

prompt-right_now = Right now, where you sit: what do you feel, and where in your body?
prompt-not_said = Something you have not said yet. Who would you say it to?
prompt-good_moment = One good moment from this week. Where were you, and what could you hear?
prompt-before_sleep = It is late. What are you still thinking about?
prompt-month_again = Look at the past month. What did you do that you would do again?
prompt-month_changed = What is different from a month ago, in either direction?
prompt-fix_it = Someone told you something hard. Did you listen, or begin to repair it?
prompt-went_quiet = A moment when you went quiet. What would you say with more time?
prompt-old_rule = A rule from the home you grew up in. Does it still fit you?
prompt-fast_feeling = A feeling came fast today. What happened in the minute before?
prompt-two_parts = One part of you wants one thing, another part something else. Let both write.
prompt-need = One thing you need this week. Write it so that someone can say yes or no.
prompt-line = A line for your own body, time or money. What will you do if it is crossed?
prompt-kind_thing = Something kind that someone did today, however small.
prompt-drew_you = Think of the first months. What drew you to { $partner } then?
prompt-same_row = The same row came back. What were its first words this time?
prompt-ask_for_help = Who could help with one small part of this? Write what you would ask.
prompt-kept_question = A question that you may ask one day. Keep it here until then.
prompt-small_done = Something small that you did as you had planned it.
prompt-mine = Something that is yours alone: a place, a song, an hour of the day.
prompt-hard_evening = A hard evening may come. What will you do in its first five minutes?
prompt-expected = Something you expected, and had not said aloud.

## For the one who broke trust

prompt-without_but = What you did, in one sentence, without the word "but".
prompt-first_step = Go back to the first small step. What did you tell yourself then?
prompt-their_day = What changed in { $partner }'s days? Only what you have seen or heard.
prompt-wanted_to_hide = You wanted to hide something small today. What was happening?
prompt-did_today = What did you do today that you had said you would do? At what time?
prompt-their_pace = They are not where you had hoped. What can you do tonight that asks for nothing back?
prompt-letter_kept = A letter that you will not send today. Begin with what you did.
prompt-no_one_sees = How do you want to act when no one sees?

## For the one who was hurt

prompt-came_back = It came back today. What was there: a place, a sound, a silence?
prompt-anger_on_paper = Anger, in full, on paper, for no one. You can delete it afterwards.
prompt-would_it_change = The question that keeps coming. Would its answer change what you do tomorrow?
prompt-one_steady = One thing that felt steady today, if there was one.
prompt-noticed = Something you noticed, and were right about.
prompt-closer_or_safe = Did you want to come closer to { $partner } today, or to stay safe? It can be both.
prompt-what_you_know = What do you know by now? What do you not know yet?
prompt-to_a_friend = It was someone else's choice. What would you say to a friend in your place?
