//! The words that generated entries are made of, in the order in which a diary in English uses them.

/// The most frequent words first: small words, then what people write about. Their order is their frequency.
pub const COMMON: &str = "\
i the and to a was it of that my in me we he she for but with not so on is had this be have at what when you as about \
all just like her him they if said from then an or been there did up out how would no because more think know can do \
feel time felt day one could today will now still are us too by get were our much want really some after going them \
only told well who back good even something their thought never again before than his work where over home made night \
into down asked talk went things am got other first way see need long while why any morning took came little next \
though last make always right years should week hard left which maybe without being talked most tomorrow myself \
love anything around wanted off kept phone trust words nothing say people someone help find let tried better new \
heard knew wrote here take dinner sleep yesterday another both evening kids house alone two same through quiet enough \
every truth each together walk tired later once until call since believe away yet already angry read question hear \
answer afraid looked end listen honest promise door head happened sat hand life few everything read small car kitchen \
remember bed wait sorry room calm weeks coffee months minutes friend hours cried might sister mother run ask friends \
part anger moment eat place stay trying hope silence lunch whole train lie start money food seems started kind table \
rain voice sure sad hurt true write face best dark book begin old father clear open walked notice heavy eyes gone \
understand bad weekend tea window idea happy easy thing doctor meeting brother late week garden list letter dog \
office message light plan different ready change broke school warm body breath slow shame sunday half reason laugh \
bus friday fear cold monday shop safe weather quickly mind parents river stopped point keep cooked story early family \
holiday less near worked music cat strange ate patient birthday bread spoke secret forget evening wine city summer \
careful park bring answered sense habit winter saturday wall loud tears chair bike empty real therapist dream stuck \
appointment noticed gentle breakfast picture lost bag thursday tuesday quarrel mirror stairs bathroom wednesday \
paper neighbour cup doubt stone café honestly meant soup hospital shoulder beach month stairs song relief spring \
tomato street guilty lonely worry forest autumn lamp curtain grateful clock teacher jealous pillow photo passport \
station blanket proud bill ticket drawer wound fever bridge repair swim branch courage carpet headache naïve keys \
notebook invoice kettle market sofa bakery colleague lake mountain postcard umbrella dentist jacket library museum \
anniversary hallway balcony neighbourhood laundry playlist candle scarf ferry harbour orchard sparrow résumé velvet \
thunder pancake cinnamon lantern pebble ladder whistle cellar meadow compass violin saddle anchor willow mitten";

/// Small enough to be a stem of a rarer word: compounds and endings fill the long tail that every real text has.
pub const STEMS: &str = "\
rain light wind stone moon sun fire snow wood leaf bird fish hand foot head heart eye bone hair skin door wall floor \
roof bed lamp book page ink paper pen song drum bell horn road path hill lake sea shore sand boat ship sail rope knot \
needle thread cloth wool silk lace coat shoe hat glove ring chain coin gold iron glass clay brick salt milk bread meal \
corn apple pear plum berry nut seed root grass moss fern rose thorn bee wasp moth crow owl hawk goose duck hen fox \
wolf bear deer horse mare goat lamb calf mouse cat hound work play sleep wake dream think feel hope care trust help \
hold give take make break mend build burn wash cook bake drink taste smell sound sight touch turn twist fold bend \
pull push lift drop catch throw walk run jump swim climb ride drive fly night day noon dawn dusk week month year time \
hour mark line point edge side back front top end way place room house home yard street town land field ground water \
air cloud storm mist frost ice heat cold warm soft hard slow quick deep high low long short wide thin thick dark \
bright clear plain sweet bitter dry wet";

/// What turns a stem into another word.
pub const ENDINGS: &str = "s ed ing er ers ly ness less ful y ish able en ward wise like";

/// Groups of words that come together, so that a search for a phrase finds what a person would search for.
pub const PHRASES: &str = "\
last night|on the way home|for the first time|in the kitchen|at the same time|we talked about it|after dinner|\
in the morning|i did not know|all day long|one more time|before going to bed|as if nothing had happened|\
a cup of coffee|i asked again|a long walk|in the middle of the night|the truth is|to be honest|i was afraid that|\
on the phone|with my sister|what i need|sat at the table|we both cried|the same question|a small step|too late to call|\
he said nothing|she told me everything|walked by the river|could not sleep|a letter to myself|the next morning|\
without a word|i kept my promise|it felt like home|at the end of the week|on the train|by the window";
