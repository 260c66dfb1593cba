//! The picture in the README is what the program draws.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Duration, FixedOffset};
use mend_core::checkin::{Answer, AnswerRequest, ItemAnswer};
use mend_core::insight::{Period, svg};
use mend_core::{FixedClock, Mend, MendOptions, Passphrase, SetUpRequest, testing};

const PICTURE: &str = "pictures/steady.svg";
/// How steady someone felt, for five weeks; none where a day was skipped.
const DAYS: [Option<u8>; 35] = {
    const fn days(written: &[u8; 35]) -> [Option<u8>; 35] {
        let mut days = [None; 35];
        let mut at = 0;
        while at < 35 {
            if written[at] != b' ' {
                days[at] = Some(written[at] - b'0');
            }
            at += 1;
        }
        days
    }
    days(b"110 121 01122 1123212 2 3122323 332")
};

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let folder = tempfile::tempdir().expect("a folder");
    let last: DateTime<FixedOffset> = "2026-11-24T21:15:00+01:00".parse().expect("a time");
    let mend = Mend::with(folder.path(), MendOptions { clock: Arc::new(FixedClock(last)), ..testing::options(7) });
    let private = Some(Passphrase::new("tea by the window").expect("words"));
    let session = mend.set_up(SetUpRequest { private, together: None }).expect("set up");
    let checkins = session.checkins().expect("private");
    for (steady, days_ago) in DAYS.into_iter().zip((0..DAYS.len() as i64).rev()) {
        let Some(steady) = steady else { continue };
        let answers = vec![ItemAnswer { item: "daily.steady".into(), answer: Answer::Scale(steady) }];
        let answered_at = Some(last - Duration::days(days_ago));
        checkins.answer(AnswerRequest { set: "daily".into(), answers, answered_at, slot: None }).expect("kept");
    }
    let series = session.insight().expect("private").series(&Period::default()).expect("read");
    let drawn = svg(&series[0]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PICTURE);
    let shown = std::fs::read_to_string(&path).unwrap_or_default();
    if drawn != shown {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("steady.svg");
        std::fs::write(&new, drawn).expect("written");
        panic!("the picture differs; if that is meant, put {} in its place", new.display());
    }
}
