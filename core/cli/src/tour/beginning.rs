//! A journal begins: both spaces, a week of entries, the first lock.

use chrono::{Duration, NaiveTime};
use mend_core::journal::{Feeling, WriteRequest};
use mend_core::{MendError, Opened, SetUpRequest};

use super::stage::{Played, Problem, Stage, Told, expect, expect_refusal};
use super::week::{Sample, WEEK};
use super::{Group, Step};

pub const GROUP: Group = Group {
    heading: "tour-group-beginning",
    steps: &[
        Step { name: "set-up", play: set_up },
        Step { name: "week", play: write_a_week },
        Step { name: "close", play: close },
    ],
};

fn set_up(stage: &mut Stage) -> Played {
    let request = SetUpRequest { private: Some(stage.private.clone()), together: Some(stage.together.clone()) };
    let session = stage.mend.set_up(request)?;
    expect("an open session of", Opened::Everything, session.opened())?;
    stage.keep(session);
    let names: Vec<String> = stage.files()?.into_iter().map(|(name, _)| name).collect();
    for file in ["private.mend", "together.mend"] {
        expect(file, true, names.iter().any(|name| name == file))?;
    }
    Ok(Told::nothing())
}

fn write_a_week(stage: &mut Stage) -> Played {
    let journal = stage.journal()?;
    for sample in WEEK {
        let id = journal.write(request(stage, sample))?;
        stage.week.push(id);
    }
    expect("entries", WEEK.len(), journal.count()? as usize)?;
    let words: usize = WEEK.iter().map(|sample| sample.text.split_whitespace().count()).sum();
    Ok(Told::nothing().and("entries", WEEK.len()).and("words", words))
}

fn request(stage: &Stage, sample: &Sample) -> WriteRequest {
    let now = stage.now();
    let day = now - Duration::days(sample.days_ago);
    let time = NaiveTime::from_hms_opt(sample.hour, sample.minute, 0).unwrap_or_default();
    // An hour that this zone skips on that day falls back to the present one.
    let happened_at = day.with_time(time).single().unwrap_or(day);
    WriteRequest {
        kind: sample.kind,
        title: sample.title.map(str::to_owned),
        text: sample.text.to_owned(),
        happened_at: Some(happened_at),
        feelings: sample
            .feelings
            .iter()
            .map(|(id, strength)| Feeling { id: (*id).to_owned(), strength: Some(*strength) })
            .collect(),
        tags: sample.tags.iter().map(|tag| (*tag).to_owned()).collect(),
        starred: sample.starred,
    }
}

fn close(stage: &mut Stage) -> Played {
    let journal = stage.journal()?;
    let began = std::time::Instant::now();
    let locked = stage.lock().ok_or(Problem::Core(MendError::Locked))?;
    let took = began.elapsed();
    expect("a locked session", true, locked.is_locked())?;
    expect_refusal("an entry asked for", MendError::Locked, journal.show(stage.week[0]))?;
    Ok(Told::nothing().and("milliseconds", format!("{:.1}", took.as_secs_f64() * 1e3)))
}
