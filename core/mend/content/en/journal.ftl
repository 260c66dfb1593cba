# The journal: kinds of entries, outlines to begin from, suggested tags, and the words of the profile.

## Kinds

kind-entry = entry
kind-letter = letter
kind-card = card
kind-plan = plan
kind-question = question
kind-milestone = milestone
kind-statement = statement

## Outlines, in Markdown. Everything in them can be deleted or written over.

template-letter =
    Dear …

    ## What I want you to know

    …

    ## What I remember

    …

    ## What I wish for now

    …
template-card =
    ## The moment

    When …

    ## What I need

    …

    ## My line, and what I will do

    …
template-plan =
    ## What I will do

    …

    ## When, and how often

    …

    ## What may get in the way

    …

    ## Who can help

    …
template-question =
    ## My question

    …

    ## What I hope to know by it

    …

    ## When it can be asked

    Now, later, with someone there, or not at all.
template-milestone =
    ## What I did

    …

    ## What it took

    …
template-statement =
    ## What happened

    …

    ## Since when

    …

    ## What I do not know

    …

## Suggested tags. Each becomes the tag itself, so keep it short.

tag-replaying = replaying
tag-two_wishes = two wishes
tag-made_small = made small
tag-same_row = same row
tag-withdrew = withdrew
tag-urge_to_get_even = urge to get even
tag-urge_to_check = urge to check
tag-trigger = trigger
tag-pattern = pattern
tag-row = row
tag-good_moment = good moment
tag-me = me
tag-affair = affair
tag-money = money
tag-secret = secret
tag-lie = lie
tag-promise = promise
tag-distance = distance
tag-unspoken = unspoken
tag-family = family
tag-home = home
tag-time = time

## The profile

# Stands for the partner's name where none is set, in the middle of a sentence.
partner-neutral = your partner
role-broke = I broke trust
role-hurt = I was hurt
role-mutual = both
form-neutral = neutral
form-feminine = feminine
form-masculine = masculine
