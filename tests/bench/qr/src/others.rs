//! The same payloads, the same QR version, the same camera: UR, BBQr and RaptorQ.

use std::time::Duration;

use cpu_time::ThreadTime;
use mend_qr::{Decoder, Density, Seen, Symbol};
use raptorq::ObjectTransmissionInformation;

use crate::ALLOCATOR;
use crate::frames::{Count, KEY, SIZES, Shown, Summary, digits, our_trial, ours, summary, watch};
use crate::random::Random;

const TRIALS: usize = 600;
/// Each payload for so many: what UR mixes depends on it.
const TRIALS_OF_ONE: usize = 10;
/// Version 20, low error correction, alphanumeric mode.
const CHARACTERS: usize = 1249;

pub fn print() {
    println!(
        "Version 20, low error correction, {TRIALS} trials, camera coming within the first 2 × (frames needed).\n"
    );
    println!(
        "| payload | p | mend-qr mean | p95 | UR mean | p95 | UR/ours | BBQr mean | p95 | BBQr/ours | RaptorQ mean | p95 |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (name, len) in SIZES {
        for loss in [0.0, 0.3] {
            let we = trials(len, |payload| mend_qr(payload, loss));
            let ur = trials(len, |payload| ur(payload, loss));
            let bbqr = trials(len, |payload| bbqr(payload, loss));
            let raptorq = trials(len, |payload| raptorq(payload, loss));
            println!(
                "| {name} | {loss} | {:.1} | {} | {:.1} | {} | {:.2} | {:.1} | {} | {:.2} | {:.1} | {} |",
                we.mean,
                we.p95,
                ur.mean,
                ur.p95,
                ur.mean / we.mean,
                bbqr.mean,
                bbqr.p95,
                bbqr.mean / we.mean,
                raptorq.mean,
                raptorq.p95
            );
        }
    }
    println!(
        "\nMaking frames and taking them in, p = 0.3, camera there from the start; processor ms for a whole transfer, the \
         middle of nine; the most memory of a decoder.\n"
    );
    println!("| payload | mend-qr encode | decode | MB | UR encode | decode | MB | RaptorQ encode | decode | MB |");
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for (name, len) in SIZES {
        let payload = Random::new(len as u64).bytes(len);
        println!("| {name} | {} | {} | {} |", our_costs(&payload), ur_costs(&payload), raptorq_costs(&payload));
    }
}

type Trial = Box<dyn FnMut(&mut Random) -> Count>;

fn trials(len: usize, of: impl Fn(Vec<u8>) -> Trial) -> Summary {
    let mut random = Random::new(2);
    let mut counts = Vec::new();
    while counts.len() < TRIALS {
        let mut trial = of(random.bytes(len));
        counts.extend((0..TRIALS_OF_ONE).map(|_| trial(&mut random).shown));
    }
    summary(counts)
}

fn mend_qr(payload: Vec<u8>, loss: f64) -> Trial {
    let mut shown = ours(&payload, Density::V20);
    let least = payload.len().div_ceil(4 * 207);
    Box::new(move |random| our_trial(&mut shown, random, loss, 2 * least, &payload))
}

/// The largest fragment whose frames fit, sequence numbers up to `most` included.
fn ur_fragment(payload: &[u8], most: usize) -> usize {
    let fits = |fragment: usize| {
        let mut encoder = ur::Encoder::bytes(payload, fragment).expect("a fragment length");
        (0..most).all(|_| encoder.next_part().expect("a part").len() <= CHARACTERS)
    };
    (500..610).rev().find(|fragment| fits(*fragment)).expect("some length fits")
}

fn ur(payload: Vec<u8>, loss: f64) -> Trial {
    let fragment = ur_fragment(&payload, 4 * payload.len() / 500);
    let mut encoder = ur::fountain::Encoder::new(&payload, fragment).expect("a fragment length");
    let count = encoder.fragment_count();
    let mut shown = Shown::new(move || encoder.next_part());
    Box::new(move |random| {
        let mut decoder = ur::fountain::Decoder::default();
        watch(random, loss, 2 * count, |frame| {
            decoder.receive(shown.at(frame).clone()).expect("a part");
            decoder.complete()
        })
    })
}

/// Of its specification: base32, eight characters of header, 5 bytes in 8 characters, parts shown in turn, all needed.
/// The payload is taken for what it is here, and in Mend: already as small as it gets.
fn bbqr(payload: Vec<u8>, loss: f64) -> Trial {
    let part = (CHARACTERS - 8) / 8 * 5;
    let parts = payload.len().div_ceil(part);
    Box::new(move |random| {
        let mut missing = parts;
        let mut seen = vec![false; parts];
        watch(random, loss, parts, |frame| {
            if !std::mem::replace(&mut seen[frame % parts], true) {
                missing -= 1;
            }
            missing == 0
        })
    })
}

/// One packet a frame, with as much data as ours (four symbols of 207 bytes).
fn raptorq_config(payload: &[u8]) -> ObjectTransmissionInformation {
    ObjectTransmissionInformation::new(payload.len() as u64, 828, 1, 1, 4)
}

fn raptorq(payload: Vec<u8>, loss: f64) -> Trial {
    let config = raptorq_config(&payload);
    let count = payload.len().div_ceil(828);
    let packets = raptorq::Encoder::new(&payload, config).get_encoded_packets(5 * count as u32 + 40);
    Box::new(move |random| {
        let mut decoder = raptorq::Decoder::new(config);
        watch(random, loss, 2 * count, |frame| match decoder.decode(packets[frame].clone()) {
            Some(decoded) => {
                assert!(decoded == payload);
                true
            }
            None => false,
        })
    })
}

struct Costs {
    encode: Duration,
    decode: Duration,
    /// The decoder's, at its most, with the payload that it gives.
    memory: usize,
}

/// A whole transfer at p = 0.3: `start` gives what makes frames, `take` says whether the decoder is through.
fn costs<F, D>(
    random: &mut Random,
    start: impl FnOnce() -> Box<dyn FnMut() -> F>,
    decoder: impl Fn() -> D,
    take: impl Fn(&mut D, &F) -> bool,
) -> Costs {
    let (mut encode, mut decode) = (Duration::ZERO, Duration::ZERO);
    let mut next = timed(&mut encode, start);
    let (mut frames, mut arrived) = (Vec::new(), Vec::new());
    let mut receiver = decoder();
    watch(random, 0.3, 1, |frame| {
        while frames.len() <= frame {
            frames.push(timed(&mut encode, &mut next));
        }
        arrived.push(frame);
        timed(&mut decode, || take(&mut receiver, &frames[frame]))
    });
    drop(receiver);
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let mut receiver = decoder();
    assert!(arrived.iter().any(|frame| take(&mut receiver, &frames[*frame])));
    Costs { encode, decode, memory: ALLOCATOR.peak_usage() - before }
}

fn timed<T>(sum: &mut Duration, work: impl FnOnce() -> T) -> T {
    let began = ThreadTime::now();
    let done = work();
    *sum += began.elapsed();
    done
}

/// Nine rounds, each with losses of its own: the middle of each time, the most memory.
fn middle(mut round: impl FnMut(&mut Random) -> Costs) -> String {
    let mut random = Random::new(3);
    let rounds: Vec<Costs> = (0..9).map(|_| round(&mut random)).collect();
    let middle = |of: fn(&Costs) -> Duration| {
        let mut times: Vec<Duration> = rounds.iter().map(of).collect();
        times.sort_unstable();
        times[4].as_secs_f64() * 1e3
    };
    let memory = rounds.iter().map(|round| round.memory).max().unwrap_or_default() as f64 / 1e6;
    format!("{:.2} | {:.2} | {memory:.2}", middle(|round| round.encode), middle(|round| round.decode))
}

fn our_costs(payload: &[u8]) -> String {
    middle(|random| {
        let start = || -> Box<dyn FnMut() -> Symbol> {
            let mut encoder = mend_qr::Encoder::new(payload, &KEY, Density::V20).expect("within bounds");
            Box::new(move || encoder.next().expect("frames without end"))
        };
        let take = |decoder: &mut Decoder, frame: &Symbol| {
            matches!(decoder.read(digits(frame)).expect("our own frame"), Seen::Complete { .. })
        };
        costs(random, start, || Decoder::new(&KEY), take)
    })
}

fn ur_costs(payload: &[u8]) -> String {
    let fragment = ur_fragment(payload, 4 * payload.len() / 500);
    middle(|random| {
        let start = || -> Box<dyn FnMut() -> String> {
            let mut encoder = ur::Encoder::bytes(payload, fragment).expect("a fragment length");
            Box::new(move || encoder.next_part().expect("a part"))
        };
        let take = |decoder: &mut ur::ur::Decoder, part: &String| {
            decoder.receive(part).expect("a part");
            decoder.complete() && decoder.message().is_ok_and(|message| message.is_some())
        };
        costs(random, start, ur::ur::Decoder::default, take)
    })
}

/// Packets as they are, without the text, the seal and the hash of the others.
fn raptorq_costs(payload: &[u8]) -> String {
    let config = raptorq_config(payload);
    middle(|random| {
        let start = || -> Box<dyn FnMut() -> raptorq::EncodingPacket> {
            // No more than such a loss takes.
            let repair = payload.len().div_ceil(828) as u32 / 2 + 40;
            let mut packets = raptorq::Encoder::new(payload, config).get_encoded_packets(repair).into_iter();
            Box::new(move || packets.next().expect("packets enough"))
        };
        let take =
            |decoder: &mut raptorq::Decoder, packet: &raptorq::EncodingPacket| decoder.decode(packet.clone()).is_some();
        costs(random, start, || raptorq::Decoder::new(config), take)
    })
}
