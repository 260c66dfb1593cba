//! Whole transfers, from payload to payload, over every kind of bad camera.

use mend_qr::{CodeError, Content, Decoder, Density, Encoder, News, PayloadError, Progress, Seen, Symbol};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;

const KEY: [u8; 32] = [7; 32];

fn digits(symbol: &Symbol) -> &str {
    match &symbol.content {
        Content::Digits(digits) => digits,
        Content::Bytes(_) => panic!("frames are digits"),
    }
}

fn payload(len: usize) -> Vec<u8> {
    let mut state = len as u64 + 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    };
    std::iter::repeat_with(next).take(len).collect()
}

fn frames(payload: &[u8], density: Density) -> Encoder {
    Encoder::new(payload, &KEY, density).expect("a payload within bounds")
}

/// Shows frames until the payload is whole; counts them.
fn decode(decoder: &mut Decoder, frames: impl Iterator<Item = Symbol>) -> (Vec<u8>, usize) {
    for (count, frame) in (1..).zip(frames) {
        if let Seen::Complete { payload, .. } = decoder.read(digits(&frame)).expect("our own frame") {
            return (payload, count);
        }
    }
    panic!("the frames ended first");
}

#[test]
fn payloads_of_all_lengths_need_no_frame_too_many() {
    for density in Density::LADDER {
        for len in [1, 206, 207, 208, 414, 828, 829, 4_000, 65_536, Encoder::MOST] {
            let payload = payload(len);
            let encoder = frames(&payload, density);
            let least = len.div_ceil(207).div_ceil(density.symbols());
            assert_eq!(encoder.frames(), least);
            assert_eq!(decode(&mut Decoder::new(&KEY), encoder), (payload, least), "{len} bytes at {density:?}");
        }
    }
}

#[test]
fn camera_that_comes_late_needs_hardly_a_frame_more() {
    for len in [1, 5_000, 65_536] {
        let payload = payload(len);
        for start in [1, 100, 1_000_000] {
            let encoder = frames(&payload, Density::V20).starting_at(start);
            let least = encoder.frames();
            let (decoded, count) = decode(&mut Decoder::new(&KEY), encoder);
            assert_eq!(decoded, payload);
            assert!(count <= least + 1, "{count} frames for {least}");
        }
    }
}

#[test]
fn nothing_and_too_much_are_not_shown() {
    let encoder = |len| Encoder::new(&vec![0; len], &KEY, Density::V20).err();
    assert_eq!(encoder(0), Some(PayloadError::Empty));
    assert_eq!(encoder(Encoder::MOST), None);
    assert_eq!(encoder(Encoder::MOST + 1), Some(PayloadError::TooLarge { most: 262_144 }));
}

#[test]
fn indices_end_before_they_repeat() {
    let last = (1 << 24) - 4;
    let mut encoder = frames(&payload(900), Density::V20).starting_at(last);
    let frame = encoder.next().unwrap();
    assert!(Decoder::new(&KEY).read(digits(&frame)).is_ok());
    assert_eq!(encoder.next(), None);
    assert_eq!(frames(&payload(900), Density::V20).starting_at(last + 1).next(), None);
    assert_eq!(frames(&payload(900), Density::V20).starting_at(u32::MAX).next(), None);
}

#[test]
fn progress_counts_what_is_known() {
    let payload = payload(207 * 10);
    let mut encoder = frames(&payload, Density::V14);
    let mut decoder = Decoder::new(&KEY);
    let first = encoder.next().unwrap();
    let mut read = |frame: &Symbol| match decoder.read(digits(frame)).unwrap() {
        Seen::Frame { news, progress, .. } => (news, progress.known),
        seen => panic!("{seen:?}"),
    };
    assert_eq!(read(&first), (News::Began { instead_of: None }, 2));
    assert_eq!(read(&first), (News::Repeated, 2));
    assert_eq!(read(&encoder.next().unwrap()), (News::Added, 4));
    // Two mixtures, of ten symbols.
    assert_eq!(read(&frames(&payload, Density::V14).starting_at(50).next().unwrap()), (News::Added, 6));
    // One that is known, one that is not.
    assert_eq!(read(&frames(&payload, Density::V14).starting_at(3).next().unwrap()), (News::Added, 7));
    let expected = Progress { known: 7, of: 10 };
    assert_eq!(decoder.transfers().collect::<Vec<_>>(), [(encoder.transfer(), expected)]);
}

#[test]
fn frame_after_the_last_is_late_and_starts_nothing() {
    let payload = payload(3_000);
    let mut encoder = frames(&payload, Density::V20);
    let mut decoder = Decoder::new(&KEY);
    decode(&mut decoder, encoder.by_ref());
    let late = Seen::Late { transfer: encoder.transfer() };
    assert_eq!(decoder.read(digits(&encoder.next().unwrap())), Ok(late));
    assert_eq!(decoder.transfers().count(), 0);
}

#[test]
fn only_the_last_two_completed_transfers_are_remembered() {
    let payloads = [payload(100), payload(101), payload(102)];
    let mut decoder = Decoder::new(&KEY);
    for payload in &payloads {
        decode(&mut decoder, frames(payload, Density::V20));
    }
    let again = |decoder: &mut Decoder, payload: &[u8]| {
        decoder.read(digits(&frames(payload, Density::V20).next().unwrap())).unwrap()
    };
    assert!(matches!(again(&mut decoder, &payloads[1]), Seen::Late { .. }));
    assert!(matches!(again(&mut decoder, &payloads[2]), Seen::Late { .. }));
    assert!(matches!(again(&mut decoder, &payloads[0]), Seen::Complete { .. }));
}

#[test]
fn third_transfer_takes_the_place_of_the_idle_one() {
    let (one, two, three) = (payload(2_000), payload(2_001), payload(2_002));
    let mut one = frames(&one, Density::V9);
    let mut two = frames(&two, Density::V9);
    let mut three = frames(&three, Density::V9);
    let mut decoder = Decoder::new(&KEY);
    for frame in [one.next(), two.next(), one.next()] {
        decoder.read(digits(&frame.unwrap())).unwrap();
    }
    let seen = decoder.read(digits(&three.next().unwrap()));
    let news = News::Began { instead_of: Some(two.transfer()) };
    let progress = Progress { known: 1, of: 10 };
    assert_eq!(seen, Ok(Seen::Frame { transfer: three.transfer(), news, progress }));
    let under_way: Vec<_> = decoder.transfers().map(|(transfer, progress)| (transfer, progress.known)).collect();
    assert_eq!(under_way, [(one.transfer(), 2), (three.transfer(), 1)]);
}

#[test]
fn frames_under_another_key_are_refused_and_change_nothing() {
    let payload = payload(2_000);
    let foreign: Vec<Symbol> = Encoder::new(&payload, &[8; 32], Density::V20).unwrap().take(9).collect();
    let mut decoder = Decoder::new(&KEY);
    for frame in &foreign {
        assert_eq!(decoder.read(digits(frame)), Err(CodeError::WrongKey));
    }
    assert_eq!(decoder.transfers().count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_camera_that_sees_enough_gets_the_payload(
        payload in vec(any::<u8>(), 1..6_000),
        start in select(vec![0u32, 3, 40, 1 << 20]),
        densities in vec(select(Density::LADDER.to_vec()), 1..4),
        // For each frame: how often it is seen, and after how many others.
        eye in vec((0usize..3, 0usize..9), 20..60),
        other in vec(any::<u8>(), 1..6_000),
    ) {
        let mut encoder = frames(&payload, densities[0]).starting_at(start);
        let mut foreign = frames(&other, Density::V14).starting_at(start);
        let mut decoder = Decoder::new(&KEY);
        let mut waiting: Vec<(usize, Symbol)> = Vec::new();
        let mut decoded = None;
        let mut known = 0;
        for (count, (times, delay)) in eye.iter().cycle().take(5_000).enumerate() {
            encoder.set_density(densities[count / 7 % densities.len()]);
            let frame = encoder.next().unwrap();
            waiting.extend((0..*times).map(|again| (count + delay * (again + 1), frame.clone())));
            if count % 5 == 0 {
                waiting.push((count, foreign.next().unwrap()));
            }
            let due = waiting.extract_if(.., |(when, _)| *when <= count).collect::<Vec<_>>();
            for (_, frame) in due {
                match decoder.read(digits(&frame)).unwrap() {
                    Seen::Complete { transfer, payload } if transfer == encoder.transfer() => decoded = Some(payload),
                    Seen::Frame { transfer, progress, news } if transfer == encoder.transfer() => {
                        prop_assert_eq!(news == News::Repeated, progress.known == known);
                        prop_assert!(progress.known >= known && progress.known < progress.of);
                        known = progress.known;
                    }
                    Seen::Static(_) => prop_assert!(false, "no static code was shown"),
                    _ => {}
                }
            }
            if decoded.is_some() || eye.iter().all(|(times, _)| *times == 0) {
                break;
            }
        }
        if eye.iter().any(|(times, _)| *times > 0) {
            prop_assert_eq!(decoded, Some(payload));
        }
    }
}
