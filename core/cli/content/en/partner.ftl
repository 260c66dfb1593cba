# The command line's sentences about two phones: codes and their pictures, pairing, what is shared.
# Plain and calm. Nobody is blamed for a picture that did not work.

## Codes and pictures
error-picture-missing = There is no picture { $file }
error-picture-missing-action = Check its name and folder.
error-no-picture = { $file } is not a PNG, JPEG or GIF picture.
error-no-picture-action = Save it as one of these, and try again.
error-picture-broken = { $file } is broken or ends too early.
error-picture-broken-action = Save it or send it again.
error-picture-too-large = { $file } is too large to be read here.
error-picture-too-large-action = Make it smaller, or show less of the room around the code.
error-no-code =
    { $pictures ->
        [0] There is no code in these pictures.
        [one] One picture shows no code.
       *[other] { $pictures } pictures show no code.
    }
error-no-code-action = Take one from nearer, straight on, with all of the code and the light edge around it.
error-code-not-ours =
    { $pictures ->
        [one] One picture shows a code of something else.
       *[other] { $pictures } pictures show a code of something else.
    }
error-code-not-ours-action = Look for the code that Mend shows on the other phone.
error-code-newer =
    { $pictures ->
        [one] One code comes from a newer version of Mend.
       *[other] { $pictures } codes come from a newer version of Mend.
    }
error-code-newer-action = Update Mend here, then read the code again.
error-code-damaged =
    { $pictures ->
        [one] One code is damaged.
       *[other] { $pictures } codes are damaged.
    }
error-code-damaged-action = Have it shown again, and take new pictures.
error-code-contradictory = The parts of this code do not fit together.
error-code-contradictory-action = Nothing was taken in. Have it shown again from the beginning.
error-code-of-other-pair =
    { $pictures ->
        [one] One code was made for others, or changed on the way.
       *[other] { $pictures } codes were made for others, or changed on the way.
    }
error-code-of-other-pair-action = Read what your partner's phone shows to this one. If you paired again, have it shown anew.
error-code-of-oneself = This is a code that this phone made itself.
error-code-of-oneself-action = Read the code that your partner's phone shows.
error-code-of-pairing = This is a code for pairing.
error-code-of-pairing-action = To read it use: mend pair answer PICTURE
error-code-of-sharing = This is not a code for pairing. It has something that was shared.
error-code-of-sharing-action = To read it use: mend sync scan PICTURE
error-parts-missing = { $known } of { $of } parts are here. Nothing was taken in yet.
error-parts-missing-action = Take more pictures while it is shown, and read them together with these.
error-several-codes = These pictures show more than one code for pairing.
error-several-codes-action = Give only the picture of the one that you mean.
error-no-screen = There is no terminal to show a code in.
error-no-screen-action = Make a picture of it in place of that, as with --png.
error-screen-too-small = This terminal is too small. The code needs { $columns } columns and { $rows } lines.
error-screen-too-small-action = Make the window larger or its letters smaller. Or draw the code with --png FILE.
error-screen-too-small-for-frames = A code that moves needs { $columns } columns and { $rows } lines. This terminal has less.
error-screen-too-small-for-frames-action = Make the window larger or its letters smaller. Or draw the code with --gif FILE.
error-screen-too-small-for-density = This density needs { $columns } columns and { $rows } lines. This terminal has less.
error-screen-too-small-for-density-action = Use --density { $density }, which fits. Or draw the code with --gif FILE.
error-code-not-drawn = This cannot be shown as a code.
error-code-not-drawn-action = This is a defect of Mend. Please report it.
code-drawn = The code is in { $file }
code-who-sees = Whoever sees this code can film it. Only your partner's phone can open it.

## The core's errors, where a command says better what to do
error-not-paired = This phone is not paired with another one.
    .action = Pair the two phones first: mend pair offer
error-already-paired = This phone is paired already.
    .action = Keep that pair, or add --replace to put a new one in its place.

error-item = That does not go with this one.
error-item-action = Look at it with mend inbox show ID. A yes to an agreement is taken back with: mend inbox withdraw ID

## Pairing
pair-none = This phone is not paired. You can use all else alone.
pair-none-next = To pair, sit together: mend pair offer on one, mend pair answer PICTURE on the other.
pair-since = Paired since { $day }
pair-not-complete = Nothing came from the other phone yet.
pair-offer-before = Let the other phone read this code. It lives ten minutes, and ends with this command.
pair-answer-before = Let the other phone read this code. Then it shows four words too.
pair-answer-prompt = Picture of the other phone's answer:{" "}
pair-waits = Waiting for the picture of the answer. Ctrl-C stops.
pair-words = These are the four words here:
pair-done = This phone is paired.
error-words-differ = The four words are not the same. These phones are not a pair.
error-words-differ-action = Nothing was shared. Begin again, with nobody else's phone in between.
error-needs-answer-picture = There is no one to ask for the picture of the answer.
error-needs-answer-picture-action = Name it with --answer PICTURE. It may be made later.
unpair-keep = Keep here what the two of you shared?
unpair-confirm-keep = End the pair, and keep here what you shared?
unpair-confirm-delete = End the pair, and remove here what you shared?
unpaired-kept = The pair has ended. What you shared stays readable here.
unpaired-deleted = The pair has ended. What you shared is removed here.

## Sharing
share-preview = This would go over, as it will show there:
share-preview-again = You shared this before. This would go over, as it will show there:
share-confirm = Share this?
share-done = It is shared as { $id }, and goes over with your next code.
share-done-next = To show the code: mend sync show
share-not-done = Nothing was shared.
shared-empty = Your partner has nothing from you.
outbox-empty = Nothing waits to go over.
outbox-held =
    Some of this waits since a backup was restored. It stays here until you say so: mend outbox send ID

    To drop it: mend unshare ID
outbox-sent = It goes over with your next code.
unshare-confirm = Take back “{ $title }”?
unshared = It is taken back. If it went out, your next code asks the other phone to remove it.
item-former = of an earlier pair
item-held = from a backup
item-arrived = arrived
item-not-arrived = not there yet
item-waiting = can be answered
item-closed = closed
item-answer-next = You can answer, or leave it: mend inbox accept { $id }. For more: mend inbox --help
item-fact-answer = Answer
item-fact-yes = Yes from
item-yes-both = both of you
item-yes-mine = you
item-yes-theirs = your partner
item-yes-none = no one

## What came
inbox-accept-confirm = Say yes to the latest version?
inbox-empty = Your partner shared nothing with you yet.
inbox-accepted = Your yes is kept, and goes over with your next code.
inbox-declined = Your no is kept, and goes over with your next code.
inbox-later = It waits.
inbox-letter-kept = It stays closed. Your partner is not told.
inbox-ask-hint = Write what you would like to be different, and end with Ctrl-D on a line of its own.
inbox-asked = Your wish is kept, and goes over with your next code.
inbox-proposed = The new version is kept with your yes, and goes over with your next code.

## Codes for each other
sync-show-below = Any key ends this.
sync-show-too-small = The window is too small for a code.
sync-drawn =
    { $pictures ->
        [one] The code is one picture: { $file }
       *[other] The code is a film of { $pictures } pictures: { $file }
    }
sync-drawn-many = The code has { $pictures } pictures, from { $file } on.
sync-shown =
    { $changes ->
        [0] It says only what arrived here.
        [one] One change is in it.
       *[other] { $changes } changes are in it.
    }
sync-shown-more = Not all of it fitted. Show another once you have read the other phone's code.
sync-shown-next = Then read the other phone's code: mend sync scan PICTURE
sync-scan-progress = Reading:
sync-already = You have read this before. Nothing is new.
sync-new = New
sync-changed = Changed
sync-withdrawn =
    { $items ->
        [one] Your partner took one thing back.
       *[other] Your partner took { $items } things back.
    }
sync-returned =
    { $changes ->
        [one] One change of your own came back that this phone had lost.
       *[other] { $changes } changes of your own came back that this phone had lost.
    }
sync-nothing-new = There is nothing new to see.
sync-received-next = To show them what arrived: mend sync show
sync-gap-next = Something before it is missing. Show your code with mend sync show, then read theirs again.
