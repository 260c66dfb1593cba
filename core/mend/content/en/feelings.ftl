# Words for feelings. The ids are final; the words may change. Each word stands alone, as in "Right now: ..."
# For translators: choose the everyday word. Where a language inflects, use the form that fits any person.

feeling-family-sadness = Sadness
feeling-sadness = sad
feeling-hurt = hurt
feeling-loneliness = lonely
feeling-grief = grieving
feeling-disappointment = let down

feeling-family-anger = Anger
feeling-anger = angry
feeling-irritation = irritated
feeling-bitterness = bitter
feeling-jealousy = jealous
feeling-anger_at_self = angry at myself

feeling-family-fear = Fear
feeling-fear = afraid
feeling-worry = worried
feeling-on_guard = on guard
# It will not be as it was.
feeling-fear_of_no_way_back = afraid it stays like this
feeling-uncertainty = unsure what comes

feeling-family-guilt = Guilt and shame
feeling-guilt = guilty
feeling-shame = ashamed
feeling-regret = sorry
feeling-disappointment_in_self = let down by myself
feeling-embarrassment = embarrassed

feeling-family-doubt = Doubt
feeling-doubt = doubtful
feeling-confusion = confused
feeling-self_doubt = unsure of myself
# Two wishes at once.
feeling-torn = torn
# Not knowing what was real.
feeling-unreal = unsure what was real

feeling-family-heaviness = Heaviness
feeling-numb = numb
feeling-tiredness = tired
feeling-helplessness = helpless
feeling-overwhelmed = overwhelmed
feeling-dont_know = I don't know

feeling-family-closeness = Closeness
feeling-tenderness = tender
feeling-gratitude = grateful
feeling-longing = longing
feeling-compassion = compassionate
feeling-connected = close to someone

feeling-family-ease = Ease
feeling-calm = calm
feeling-relieved = relieved
feeling-hope = hopeful
feeling-joy = glad
feeling-pride = proud

# A feeling and one of the words below.
feeling-and-strength = { $feeling } ({ $strength })
# How strong, from 0 to 4.
feeling-strength-0 = barely
feeling-strength-1 = a little
feeling-strength-2 = somewhat
feeling-strength-3 = strongly
feeling-strength-4 = very strongly
