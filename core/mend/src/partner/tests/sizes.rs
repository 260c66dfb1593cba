//! How large what people share is, sealed. The texts are real ones: questions that ship, and a page as people write.

use std::time::Instant;

use super::super::inflate::deflate;
use super::*;
use crate::testing::SeededRng;
use crate::text::Text;

/// 1.4 kB of a journal.
const PAGE: &str = "\
Today was better than I thought it would be. We had said that we would eat at seven, and at a quarter to seven I heard the
key in the door. I had been tense since lunch and I did not want to be. When we sat down neither of us said much at first.
Then Joris asked how my day was, and he put the phone on the shelf in the hall before I could think about it.

I told him about the meeting with Petra and that I almost cried afterwards in the car. He listened. He did not explain
anything and he did not say that it would be fine. After a while he said that he can see how tired I am, and that he knows
he is part of the reason. I noticed that I could breathe again. It is strange how small these things are from outside.

Later I got scared once more, around ten, because a message came and he turned the screen away. I said so. It took me a
few minutes to say it, but I said it. He showed me what he was looking at, it was the group of his brothers about the
birthday on Sunday. I do not want to ask like this forever and I also do not want to be quiet about it. Both are true.

What I want to remember: seven o'clock worked. Saying it early worked better than saying it late. I slept almost six hours
for the first time this month, and this morning I made coffee for two without thinking about it at all. On Friday we talk
again, after the little one is asleep, and I will bring my list. I hope that he brings his too.
";

/// Bytes of CBOR, what sealing them takes before padding, and the size class.
fn sealed(ops: Vec<Op>, pair: &Pair) -> [usize; 3] {
    let mut sent = bundle(pair, ops);
    sent.have.push(Have { feed: FeedId([77, 1, 200, 3]), seq: 112, own: true });
    let cbor = sent.encode().unwrap();
    let least = 6 + 32 + 3 + deflate(&cbor).len() + 16;
    let began = Instant::now();
    let sealed = pair.seal(&sent, &SeededRng::new(3)).unwrap().len();
    println!("sealed in {:?}", began.elapsed());
    assert_eq!(sent.sealed_size(), Ok(sealed));
    [cbor.len(), least, sealed]
}

/// Ids as random as real ones are.
fn real_op(pair: &Pair, seq: u64, payload: Payload) -> Op {
    use crate::{Rng, Stream};
    let object = ObjectId(mend_vault::draw(&*SeededRng::new(seq + 900).stream(Stream::Private)));
    Op::make(pair, pair.own_feed(), seq, seq * 3 + 40, object, payload).unwrap()
}

fn weekly(items: &[&str], with_text: bool) -> Payload {
    let text = Text::new("en");
    let mut answers: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(at, item)| SharedAnswer {
            item: format!("weekly.{item}"),
            item_version: 1,
            question: text.get(&format!("checkin-weekly-{item}"), &[]),
            answer: CardAnswer::Scale {
                point: (at * 3 % 5) as u8,
                points: 5,
                words: text.get(&format!("scale-frequency-{}", at * 3 % 5), &[]),
            },
        })
        .collect();
    if with_text {
        answers.push(SharedAnswer {
            item: "weekly.raise_early".to_owned(),
            item_version: 1,
            question: text.get("checkin-weekly-raise_early", &[]),
            answer: CardAnswer::Text(PAGE[..300].to_owned()),
        });
    }
    Payload::CheckinCard(CheckinCard {
        version: 1,
        set: "weekly".to_owned(),
        answered_at: moment(),
        answers,
        edited_at: None,
    })
}

const SHAREABLE: [&str; 4] = ["listened", "kept_word", "time_together", "patience"];
const EVERY: [&str; 9] = [
    "heard",
    "listened",
    "spoke_freely",
    "partner_kept_word",
    "kept_word",
    "asked",
    "on_guard",
    "time_together",
    "respect",
];

#[test]
fn what_people_share_fits_the_sizes_that_were_promised() {
    let (here, _) = paired(1);
    assert!((1400..1500).contains(&PAGE.len()), "{}", PAGE.len());
    let entry = Payload::EntryCard(EntryCard {
        version: 1,
        title: Some("Seven o'clock".to_owned()),
        text: PAGE.to_owned(),
        edited_at: None,
        ..payloads::entry()
    });
    let measure = |what: &str, ops: Vec<Op>, goal: usize| {
        let [cbor, least, sealed] = sealed(ops, &here);
        println!("{what}: {cbor} bytes of CBOR, {least} unpadded, {sealed} sealed, goal {goal}");
        assert!(sealed <= goal, "{what}: {sealed}");
    };
    measure("nothing new", vec![], 128);
    measure("a weekly check-in, all that may be shared", vec![real_op(&here, 1, weekly(&SHAREABLE, false))], 550);
    measure("a check-in of nine scales and a text", vec![real_op(&here, 1, weekly(&EVERY, true))], 1235);
    measure("an entry of 1.4 kB", vec![real_op(&here, 1, entry)], 1000);
    measure("a promise", vec![real_op(&here, 1, Payload::PromiseOffer(payloads::promise()))], 400);
    let kinds = payloads::every_kind();
    let changes = (1..=20).map(|seq| real_op(&here, seq, kinds[seq as usize % 15].clone())).collect();
    // One static code of the largest kind holds 2 953 bytes.
    measure("twenty changes of every kind", changes, 2000);
}
