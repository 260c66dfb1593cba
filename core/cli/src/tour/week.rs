//! A made-up week of a made-up couple: Ines, who writes, and Joris. Six months after a secret came out, they are
//! still finding out what helps.

use mend_core::journal::EntryKind;

pub struct Sample {
    pub days_ago: i64,
    pub hour: u32,
    pub minute: u32,
    pub kind: EntryKind,
    pub title: Option<&'static str>,
    pub text: &'static str,
    pub feelings: &'static [(&'static str, u8)],
    pub tags: &'static [&'static str],
    pub starred: bool,
}

/// The oldest first.
pub const WEEK: &[Sample] = &[
    Sample {
        days_ago: 6,
        hour: 7,
        minute: 40,
        kind: EntryKind::Entry,
        title: None,
        text: "Slept badly. Joris made tea and left it by the door without a word. I noticed that I was waiting \
               for him to say where he would be today. He did say it, before I asked.",
        feelings: &[("tiredness", 3), ("on_guard", 2)],
        tags: &["morning"],
        starred: false,
    },
    Sample {
        days_ago: 6,
        hour: 21,
        minute: 15,
        kind: EntryKind::Card,
        title: Some("When the phone buzzes at dinner"),
        text: "What happens in me: my stomach drops before I can think.\n\nWhat helps: he turns the screen down \
               and says who it was. No more than that.",
        feelings: &[("fear", 3)],
        tags: &["phones", "needs"],
        starred: true,
    },
    Sample {
        days_ago: 5,
        hour: 18,
        minute: 30,
        kind: EntryKind::Milestone,
        title: Some("The canal, all the way round"),
        text: "We walked the whole canal without phones. Two hours. For a while we talked about nothing but \
               herons, and that was the best part.",
        feelings: &[("connected", 3), ("calm", 2)],
        tags: &["together"],
        starred: true,
    },
    Sample {
        days_ago: 5,
        hour: 22,
        minute: 5,
        kind: EntryKind::Question,
        title: None,
        text: "What do I still need to know, and what would I only be asking to hurt myself? I want to bring \
               one question on Thursday, not ten.",
        feelings: &[("torn", 2)],
        tags: &["thursday"],
        starred: false,
    },
    Sample {
        days_ago: 4,
        hour: 12,
        minute: 20,
        kind: EntryKind::Entry,
        title: None,
        text: "Passed the café on Linden Street and had to sit down on a wall. Ten minutes. I told him in the \
               evening. He did not defend himself. He asked whether I wanted to walk another way tomorrow.",
        feelings: &[("hurt", 4), ("compassion", 1)],
        tags: &["hard days"],
        starred: false,
    },
    Sample {
        days_ago: 4,
        hour: 23,
        minute: 50,
        kind: EntryKind::Letter,
        title: Some("What I could not say on Sunday"),
        text: "Joris,\n\nwhen you laughed with my sister I was glad, and then angry that I was glad. Both were \
               true. I do not need you to fix it. I would like you to know that it is like this.\n\nInes",
        feelings: &[("anger", 2), ("longing", 3)],
        tags: &["letters"],
        starred: false,
    },
    Sample {
        days_ago: 3,
        hour: 8,
        minute: 10,
        kind: EntryKind::Plan,
        title: Some("If I wake at three again"),
        text: "1. Light on, feet on the floor.\n2. Write one line here.\n3. Water the basil.\n4. No searching \
               through old messages. They say the same as last time.",
        feelings: &[("hope", 1)],
        tags: &["nights"],
        starred: false,
    },
    Sample {
        days_ago: 3,
        hour: 20,
        minute: 45,
        kind: EntryKind::Entry,
        title: Some("Thursday"),
        text: "I asked my one question. His answer was short and I believe it. Trusting it for an evening is \
               something. The counsellor said that we may both be tired now, and we were.",
        feelings: &[("relieved", 3), ("tiredness", 3)],
        tags: &["thursday", "counselling"],
        starred: false,
    },
    Sample {
        days_ago: 2,
        hour: 9,
        minute: 0,
        kind: EntryKind::Statement,
        title: Some("A line"),
        text: "I will not go through anyone's pockets, and I will not be told that I imagined it. If I need to \
               know something I ask, and then I look at what we agreed.",
        feelings: &[("pride", 2)],
        tags: &["needs"],
        starred: true,
    },
    Sample {
        days_ago: 2,
        hour: 19,
        minute: 25,
        kind: EntryKind::Entry,
        title: None,
        text: "He came home twenty minutes late and had written from the tram, as he said he would. I had \
               already made up a whole story. Then the trust came back, smaller, but it came back.",
        feelings: &[("worry", 3), ("gratitude", 2)],
        tags: &["trust"],
        starred: false,
    },
    Sample {
        days_ago: 1,
        hour: 10,
        minute: 30,
        kind: EntryKind::Entry,
        title: None,
        text: "Marmalade. We burnt the first pot and laughed until the neighbour knocked. 🍊 For one hour I \
               forgot to keep watch.",
        feelings: &[("joy", 4)],
        tags: &["together"],
        starred: true,
    },
    Sample {
        days_ago: 1,
        hour: 22,
        minute: 40,
        kind: EntryKind::Entry,
        title: None,
        text: "Cried in the bath, and I do not know what about. It was quieter afterwards. I did not hide it \
               when he asked.",
        feelings: &[("grief", 3), ("calm", 1)],
        tags: &["hard days"],
        starred: false,
    },
    Sample {
        days_ago: 0,
        hour: 7,
        minute: 55,
        kind: EntryKind::Entry,
        title: Some("One week"),
        text: "Seven days of writing. Three were hard, four were not only hard. I would like to read this again \
               in spring.",
        feelings: &[("hope", 2)],
        tags: &["morning"],
        starred: false,
    },
];

/// A query, and what the texts hold that it finds: a word, a beginning, a phrase, a word without its accent.
pub const LOOKED_FOR: &[(&str, &str)] =
    &[("basil", "basil"), ("trust*", "rust"), ("\"without phones\"", "without phones"), ("cafe", "café")];

/// Which entry is changed, and into what.
pub const CHANGED: (usize, &str) = (
    6,
    "1. Light on, feet on the floor.\n2. Write one line here.\n3. Water the basil.\n4. Wake Joris, if it is still \
     there after that. He asked me to.",
);

/// Which entry is deleted, and a word that it alone has.
pub const DELETED: (usize, &str) = (11, "bath");

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use mend_core::journal::Journal;

    use super::*;

    #[test]
    fn the_week_names_only_feelings_of_the_list() {
        let known: HashSet<&str> =
            Journal::feelings().iter().flat_map(|(_, feelings)| feelings.iter().copied()).collect();
        for (id, strength) in WEEK.iter().flat_map(|sample| sample.feelings) {
            assert!(known.contains(id), "{id}");
            assert!(*strength <= 4);
        }
    }

    #[test]
    fn the_deleted_entry_alone_has_its_word() {
        let (which, word) = DELETED;
        let having: Vec<usize> = (0..WEEK.len()).filter(|i| WEEK[*i].text.contains(word)).collect();
        assert_eq!(having, [which]);
    }
}
