# The tour's sentences. Each is printed after its step ran, with what the step measured.

tour-title = A made-up couple, Ines and Joris. A week of her journal, then their two phones, played for real on this machine.

tour-group-beginning = A journal begins
tour-set-up = A private and a together space are set up, under two passphrases.
tour-week = A week is written: { $entries } entries, { $words } words. Each is on the disk before it counts as kept.
tour-close = The journal is locked. It took { $milliseconds } ms, and an entry asked for now is refused.

tour-group-disk = Someone looks at the disk
tour-no-words = { $words } words of the week are looked for in { $kib } KiB of files. None is there.
tour-random = The files look random: at least { $bits } of 8 bits per byte. “SQLite format 3” is nowhere.
tour-wrong-passphrase = A passphrase that is one letter off opens nothing, and leaves both files as they were.
tour-together-only = The together passphrase opens what the two share. The journal stays locked.

tour-group-reading = Ines comes back
tour-open = The private passphrase opens everything: { $entries } entries, the newest first.
tour-search = { $count } searches find what is there and nothing else, in { $milliseconds } ms each: { $queries }
tour-edit = An entry is changed. Its history keeps the earlier text.
tour-delete = An entry is deleted. No id, no search and no history brings it back.

tour-group-questions = Small questions
tour-clock-change = A reminder at 02:30 meets the night in which Berlin has no 02:30. It rings once, at 03:30.
tour-pause = A pause over a holiday leaves out { $left_out } of them. The first after it is there.
tour-answers = “{ $question }” is answered on { $count } days of a week.
tour-chart = { $line }  { $sentence }

tour-group-guides = One thing at a time
tour-feeling = Ines goes through “{ $title }”. It leaves one entry with { $feelings } feelings, each as strong as she said.
tour-promise = Joris stops in the middle of “{ $title }”, and goes on at that very step. He promises: “{ $what }”
tour-missed = { $sentence } A missed day keeps a note, and no score.
tour-agreement = “{ $title }” lies between the two on one phone: { $cards } cards, while the journal is locked. { $items } items are written down. None is in force without a second yes.

tour-group-crash = The machine fails
tour-killed = A process that writes is killed. All { $entries } entries it had said were kept are there.

tour-group-copies = A second place
tour-backup = Both spaces are copied into one encrypted file of { $kib } KiB.
tour-verify = Every page of the backup is read and sealed right: { $pages } pages.
tour-restore = The backup is restored into another folder. All { $entries } entries are equal.
tour-flipped = One bit of the copy is flipped. The check names page { $page } of { $pages }. { $entries } entries can still be read.

# Ines's phone stands on the left, Joris's on the right.
tour-group-phones = Two phones
tour-phones = Three folders are three phones: Ines's, Joris's, and one of someone else. No two of them are a pair.
tour-pairing = Ines's phone shows { $offer } bytes as a code of { $modules } by { $modules } modules. Joris's reads it and shows { $answer } back. Both have the same four words: “{ $words }”
tour-looked-at = Ines chooses { $items } things and sees each as it will arrive: { $bytes } bytes. Her tags stay, and so does an answer that is only hers.
tour-shared = One code of { $modules } by { $modules } modules brings them over, as { $bytes } sealed bytes. They are what she saw. Here → went out, and ← came in.
tour-answered = Joris says yes to the agreement, and sends a promise and a letter: { $bytes } sealed bytes. The same picture again brings nothing new.
tour-letter = Of the letter, Ines's phone says: “{ $title }”. She chooses to read it. It is what Joris saw before it went.
tour-agreed = Ines says yes to the promise. With { $bytes } sealed bytes, both phones know the same.
tour-photograph = Someone else photographs { $pictures } codes, and answers the first as Joris did. Their four words differ. Of the other codes their phone says: “{ $sentence }” Ines's phone says so of theirs. In { $kib } KiB on both no byte changed.
tour-film = Joris shares { $lines } lines of a card that he hid, as a film of { $bytes } sealed bytes. A camera comes in the middle and misses three frames in ten. It has all of it after { $seconds } seconds: { $shown } frames shown, { $seen } seen. With fewer than { $fewest } nothing could, and at this loss those take about { $expected }.

tour-group-parting = What stays, and what ends
tour-taken-back = Ines takes her entry back. With the next code it goes from Joris's phone. Her journal still has it.
tour-lost-phone = Joris makes a backup, and both say one more thing. Then he loses his phone. Another one, made from the backup, lacks these { $items }.
tour-came-back = Two exchanges later both have all of it again. Her phone gives back { $returned } thing that he had said, and { $came } that she had.
tour-unpaired = Ines ends the pair alone. Her phone has no keys any more, and says to Joris's next code: “{ $sentence }” The { $items } things that came to her stay.
tour-parted = Joris ends it too, and keeps nothing of what was shared. His own { $entries } entries are still there.

tour-group-ending = The end
tour-lock = Everything is locked, in { $milliseconds } ms. Timeline, search, profile and writing all refuse.
tour-help = Locked as it is, { $lines } lines of help for Germany are there, and a page: “{ $page }”.
tour-cleared = The tour's folders are removed.

tour-end = { $steps } steps, each checked, in { $seconds } s.
tour-next = Begin a journal of your own with: mend init

# Names of the steps, for when one stops.
tour-name-stage = making the folders
tour-name-set-up = setting up
tour-name-week = writing a week
tour-name-close = locking the journal
tour-name-no-words = looking for words on the disk
tour-name-random = measuring the files
tour-name-wrong-passphrase = trying a wrong passphrase
tour-name-together-only = opening with the together passphrase
tour-name-open = opening again
tour-name-search = searching
tour-name-edit = changing an entry
tour-name-delete = deleting an entry
tour-name-clock-change = planning over a clock change
tour-name-pause = pausing a reminder
tour-name-answers = answering a week of questions
tour-name-chart = drawing a chart
tour-name-feeling = naming a feeling
tour-name-promise = making a promise
tour-name-missed = missing a day
tour-name-agreement = writing an agreement
tour-name-help = finding help while locked
tour-name-killed = killing a writer
tour-name-backup = making a backup
tour-name-verify = checking the backup
tour-name-restore = restoring the backup
tour-name-flipped = finding a flipped bit
tour-name-phones = setting up two phones
tour-name-pairing = pairing two phones
tour-name-looked-at = looking at what goes
tour-name-shared = sharing by a code
tour-name-answered = answering by a code
tour-name-letter = opening a letter
tour-name-agreed = agreeing on two phones
tour-name-photograph = photographing codes
tour-name-film = filming a moving code
tour-name-taken-back = taking something back
tour-name-lost-phone = losing a phone
tour-name-came-back = getting everything back
tour-name-unpaired = ending a pair
tour-name-parted = parting
tour-name-lock = locking at the end
tour-name-cleared = removing the folders
