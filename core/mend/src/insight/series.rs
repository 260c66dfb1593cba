//! Answers on a scale as series, and what can be said of each.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::trend::{self, Sample};
use super::{Days, Direction, FEWEST, Period, SeriesPoint, SeriesView, SummaryView, caveat};
use crate::checkin::content;
use crate::checkin::question::{Kind, Question, points};
use crate::checkin::rows::{QUESTION, question};
use crate::error::{MendError, Result};
use crate::journal::{date_of, instant};
use crate::text::Text;

/// The answers to one question, in order of time.
pub(super) struct Answers<T> {
    pub question: Question,
    pub answers: Vec<(NaiveDate, T)>,
}

/// What every answer of a kind (as its column says) was, by item and version. Items that ship stand in the order in
/// which they are asked, one's own behind them. `value` reads the columns `number` and `text`, the eighth and ninth.
pub(super) fn of_kind<T>(
    conn: &Connection,
    kind: i64,
    days: &Days,
    value: impl Fn(&Question, &rusqlite::Row<'_>) -> Result<T>,
) -> Result<Vec<Answers<T>>> {
    let sql = format!(
        "SELECT {QUESTION}, a.number, a.text, c.answered_at, c.utc_offset
         FROM checkin_question q
         JOIN checkin_answer a ON a.question = q.id AND a.version = 0
         JOIN checkin c ON c.id = a.checkin
         WHERE q.kind = ?1 AND c.answered_at BETWEEN ?2 AND ?3
         ORDER BY c.answered_at, c.id"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let (earliest, latest) = days.instants();
    let mut rows = statement.query(params![kind, earliest, latest])?;
    let mut all: Vec<Answers<T>> = Vec::new();
    while let Some(row) = rows.next()? {
        let day = date_of(instant(row.get(10)?, row.get(11)?)?, days.end_at);
        if !days.contain(day) {
            continue;
        }
        let question = question(row)?;
        let answer = (day, value(&question, row)?);
        let same = |known: &&mut Answers<T>| {
            known.question.item == question.item && known.question.version == question.version
        };
        match all.iter_mut().find(same) {
            Some(known) => {
                known.answers.push(answer);
                known.question = question;
            }
            None => all.push(Answers { question, answers: vec![answer] }),
        }
    }
    all.sort_by_key(|answers| (content::place(&answers.question.item), answers.question.version));
    Ok(all)
}

/// The words of a question now, where it is still asked so; else those in which it was asked last.
pub(super) fn words(question: &Question, text: &Text) -> String {
    match content::item(&question.item).filter(|item| item.version == question.version) {
        Some(item) => text.get(&item.message(), &[]),
        None => question.words.clone(),
    }
}

/// The answers to every question on a scale.
pub(super) fn all(conn: &Connection, days: &Days, text: &Text) -> Result<Vec<SeriesView>> {
    let answered = of_kind(conn, 1, days, |_, row| Ok(f64::from(row.get::<_, u8>(8)?)))?;
    answered.into_iter().map(|answers| view(answers, text)).collect()
}

fn view(Answers { question, answers }: Answers<f64>, text: &Text) -> Result<SeriesView> {
    let Kind::Scale { scale, polarity } = &question.kind else { return Err(MendError::Damaged) };
    let points: Vec<_> = answers.into_iter().map(|(day, value)| SeriesPoint { day, value }).collect();
    let mut view = SeriesView {
        item: question.item.clone(),
        version: question.version,
        question: words(&question, text),
        scale: self::points(scale, text),
        polarity: *polarity,
        span: span(&points, text),
        summary: summary(&points),
        points,
        sentence: String::new(),
        range_label: text.get("insight-range-label", &[]),
        middle_label: text.get("insight-middle", &[]),
        latest_label: text.get("insight-latest", &[]),
        caveat: caveat(text),
    };
    view.sentence = sentence(&view, text);
    Ok(view)
}

fn span(points: &[SeriesPoint], text: &Text) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    text.get(
        "insight-span",
        &[("from", &first.day.to_string()), ("to", &last.day.to_string()), ("answers", &points.len().to_string())],
    )
}

/// From four answers on. `points` are in order of time.
pub(super) fn summary(points: &[SeriesPoint]) -> Option<SummaryView> {
    let values = || points.iter().map(|point| point.value);
    let (latest, middle) = (points.last()?.value, trend::middle(values())?);
    (points.len() >= FEWEST).then(|| SummaryView {
        lowest: values().fold(f64::INFINITY, f64::min),
        highest: values().fold(f64::NEG_INFINITY, f64::max),
        middle,
        latest,
        direction: trend::direction(&samples(points)),
    })
}

/// Points as days from the first, those of one day spread over it in their order.
pub(super) fn samples(points: &[SeriesPoint]) -> Vec<Sample> {
    let Some(first) = points.first().map(|point| point.day) else { return Vec::new() };
    let of_one_day = points.chunk_by(|a, b| a.day == b.day);
    of_one_day
        .flat_map(|points| {
            let spread = move |(n, point): (usize, &SeriesPoint)| {
                let days = (point.day - first).num_days() as f64;
                (days + n as f64 / points.len() as f64, point.value)
            };
            points.iter().enumerate().map(spread)
        })
        .collect()
}

fn sentence(view: &SeriesView, text: &Text) -> String {
    let Some(SummaryView { lowest, highest, middle, latest, direction }) = view.summary else {
        return text.get("insight-too-few", &[]);
    };
    let say = |value: f64| said(view, value, text);
    let range = if lowest == highest {
        return text.get("insight-range-one", &[("latest", &say(latest))]);
    } else {
        let (lowest, highest) = (say(lowest), say(highest));
        text.get(
            "insight-range",
            &[("lowest", &lowest), ("highest", &highest), ("middle", &say(middle)), ("latest", &say(latest))],
        )
    };
    let end = |point: Option<&crate::checkin::PointView>| {
        text.get("insight-direction-towards", &[("end", point.map_or("", |point| &point.words))])
    };
    let moves = match direction {
        Direction::Up => end(view.scale.last()),
        Direction::Down => end(view.scale.first()),
        Direction::Level => text.get("insight-direction-level", &[]),
        Direction::Unclear => text.get("insight-direction-unclear", &[]),
    };
    text.get("insight-range-and-direction", &[("range", &range), ("moves", &moves)])
}

/// A value in the words of its scale; between two points where it lies so.
fn said(view: &SeriesView, value: f64, text: &Text) -> String {
    let words = |value: f64| {
        let point = view.scale.iter().find(|point| f64::from(point.value) == value);
        point.map_or_else(|| value.to_string(), |point| point.words.clone())
    };
    if value.fract() == 0.0 {
        return text.get("insight-quoted", &[("words", &words(value))]);
    }
    text.get("insight-between", &[("lower", &words(value.floor())), ("upper", &words(value.ceil()))])
}

/// The answers to one item in any of its versions.
pub(super) fn of_item<'a>(all: &'a [SeriesView], item: &str) -> impl Iterator<Item = &'a SeriesPoint> {
    let item = item.to_owned();
    all.iter().filter(move |series| series.item == item).flat_map(|series| &series.points)
}

impl Days {
    pub fn of(period: &Period, end_at: u8) -> Result<Self> {
        if let (Some(from), Some(to)) = (period.from, period.to)
            && from > to
        {
            let problem = crate::FieldProblem::TooEarly { earliest: from };
            return Err(MendError::BadField { field: "to", problem });
        }
        Ok(Self { from: period.from, to: period.to, end_at })
    }

    pub fn contain(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// As the journal counts days.
    pub fn numbers(&self) -> (i64, i64) {
        let number = |day: Option<NaiveDate>, all| day.map_or(all, crate::journal::number);
        (number(self.from, i64::MIN), number(self.to, i64::MAX))
    }

    /// Milliseconds that hold these days wherever they were lived: offsets reach a day to either side, a day's end
    /// half a day.
    pub fn instants(&self) -> (i64, i64) {
        const DAY: i64 = 24 * 60 * 60 * 1000;
        let (from, to) = self.numbers();
        (from.saturating_mul(DAY).saturating_sub(DAY), to.saturating_mul(DAY).saturating_add(3 * DAY))
    }
}
