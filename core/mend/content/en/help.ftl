# People to turn to, and pages for a hard hour. They are read while Mend is locked too.
# For translators: two people who know this field translate and read this file. Short words, no blame, no fear. A page
# is said in one language as a whole.

## The directory

help-title = People to talk to
help-about-danger = If you are in danger now, call for emergency help first.
help-about-calls = Mend does not call for you. A call or text can show on the bill and in the phone's list.
help-about-no-country = No country is chosen yet. Choose yours to see its numbers.
help-about-fallback = There are no numbers for this country here yet. These may help you find one.
help-about-lists = Other lines differ from country to country here. These lists may help you find one.
help-unverified = No one has checked this yet.
help-stale = This has not been checked for a while. It may have changed.
help-all-day = day and night
help-kind-emergency = Emergency
help-kind-police = Police
help-kind-ambulance = Ambulance
help-kind-partner_violence = Fear or harm from a partner
help-kind-crisis = Thoughts of suicide, or a crisis
help-kind-directory = Lists of help in many countries
help-audience-women = for women
help-audience-men = for men
help-audience-lgbtq = for LGBTQ+ people
help-language-en = English
help-language-fr = French
help-language-nl = Dutch
help-note-no_national_line = There is no one number for the whole country. This page lists places near you.
help-note-may_have_changed = This line may have changed. If no one answers, call another number here.
help-note-may_not_be_live = This line is new, and may not work yet. If no one answers, call another number here.
help-note-silent_call = If you cannot speak on a mobile phone, press 55 when you are asked.
help-note-text_emergency = Emergency help by text, if you cannot speak.
help-note-night_107 = At night, call 107.
help-note-shared_112 = Used in Europe and in many other countries.
help-note-shared_911 = Used in North America and in some other countries.
help-note-shared_999 = Used in some countries, often as a second number.
country-US = United States
country-CA = Canada
country-MX = Mexico
country-BR = Brazil
country-AR = Argentina
country-GB = United Kingdom
country-IE = Ireland
country-DE = Germany
country-AT = Austria
country-CH = Switzerland
country-FR = France
country-BE = Belgium
country-NL = Netherlands
country-ES = Spain
country-PT = Portugal
country-IT = Italy
country-SE = Sweden
country-NO = Norway
country-PL = Poland
country-IN = India
country-JP = Japan
country-KR = South Korea
country-SG = Singapore
country-ZA = South Africa
country-AU = Australia
country-NZ = New Zealand
country-EU = Elsewhere in the European Union

way-afraid = If you are afraid of your partner

## If you may hurt yourself, or end your life

help-self_harm = If you may hurt yourself, or end your life
help-self_harm-now = If you might act on this now, call for emergency help.
help-self_harm-tell = Tell one person how bad it is. You can say: I am not safe alone. Please stay with me.
help-self_harm-away = Move away from what you could hurt yourself with. Ask someone to keep it for now. Stay near someone.
help-self_harm-line = Call a crisis line, or send a text. No reason is too small.
help-self_harm-plan =
    When it is calmer, write a plan for the next hard hour. Use your own words:
    - how I can tell that it is getting bad
    - what helps me through an hour
    - people I can be with or call
    - places where I am safe
    - a doctor or a nurse to turn to
help-self_harm-ground = Put both feet on the floor. Breathe out slowly. Name a few things that you can see and hear.
help-self_harm-unseen = Mend cannot see this, and cannot send it. No one is told.

## If you are afraid of your partner

help-afraid = If you are afraid of your partner
help-afraid-believed = Your fear is real, and it counts. You were there. You know what it was like.
help-afraid-fault = It is not your fault. Nothing that you said or did gives anyone the right to hurt you.
help-afraid-choice = You choose what comes next. You can stay, go, or wait. The parts of Mend for two people can wait too.
help-afraid-advocate = Talk alone to someone who knows about this. They can help you think, also if you stay.
help-afraid-device = Use a phone that your partner cannot open. It can be a friend's, or one at work.
help-afraid-plan = The time of leaving can be dangerous. Plan it first with someone who knows about this. Think of a safe place, papers, money, keys and medicine.
help-afraid-children = Show your children who to call and where to go. They do not have to keep you safe.
help-afraid-proof = Notes and photos can help you later on. Keep them where your partner cannot reach them. Leave it if it puts you at risk.
help-afraid-danger = If you are in danger now, call for emergency help.
help-afraid-unseen = Mend cannot see this, and cannot send it. No one is told.

## If you have scared or hurt your partner

help-help_to_change = If you have scared or hurt your partner
help-help_to_change-danger = If someone is in danger now, call for emergency help.
help-help_to_change-room = If you feel it rise again, go to another place. Stay there until you are calm.
help-help_to_change-talk = There are people who help with this, and they have heard it before. Mend has no number for them yet. A doctor or a help line can tell you who is near.
help-help_to_change-yours = What you did is yours to change. You can start with one call.
help-help_to_change-free = Your partner does not have to help you with it, or wait, or stay.
help-help_to_change-read = You do not have to write about it here. What you write may be read by others one day, also in court. A lawyer can tell you what that means for you.
help-help_to_change-unseen = Mend cannot see this, and cannot send it. No one is told.

## Making a phone safer to use

help-safer_phone = Making a phone safer to use
help-safer_phone-watched = If someone may watch this phone, they may see what you type. Use another one if you can.
help-safer_phone-seen = Whoever holds this phone can see that Mend is on it. The store can still list it when it is gone. So can a backup.
help-safer_phone-calls = Calls and texts can show on the bill and in the phone's list. Pages that you open can show there too.
help-safer_phone-changes = A partner who checks your phone may see that you changed it, and be angry. Ask someone who knows about this first, from another phone.
help-safer_phone-keep = You do not have to give up your phone. It is also your way to people who help.
help-safer_phone-passphrase = Choose words that your partner cannot guess. A finger or a face can be used while you sleep. Leave those off for what is yours alone.
help-safer_phone-alarms = An alarm from Mend does not say what it is for, unless you wrote that into it. You can turn all of them off.
help-safer_phone-spaces = You can show what you share and keep the rest shut. That helps when someone looks for a moment. It will not fool someone who wants to find out.
help-safer_phone-first = If it puts you in danger to say no, you can open it. Your safety comes before what you wrote.
