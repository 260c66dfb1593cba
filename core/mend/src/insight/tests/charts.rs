//! Charts and the line for a terminal.

use super::*;
use crate::checkin::PointView;

/// What an XML reader would stumble over, as far as these documents go: tags that do not match, raw signs in words.
fn well_formed(svg: &str) {
    let mut open = Vec::new();
    let mut rest = svg;
    while let Some(begin) = rest.find('<') {
        assert!(!rest[..begin].contains('>'), "a loose > in {svg}");
        let end = begin + rest[begin..].find('>').expect("a tag that ends");
        let tag = &rest[begin + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        match (tag.strip_prefix('/'), tag.ends_with('/')) {
            (Some(name), _) => assert_eq!(open.pop(), Some(name), "{svg}"),
            (None, true) => {}
            (None, false) => open.push(tag.split_whitespace().next().expect("a name")),
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty() && rest.trim().is_empty());
    let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    assert!(svg.split('&').skip(1).all(|after| entities.iter().any(|entity| after.starts_with(entity))));
    assert!(svg.chars().all(|c| !c.is_control() || c == '\n'), "a control character");
}

fn overview(room: &Room) -> InsightView {
    insight(room).overview(&Period::default()).unwrap()
}

fn full() -> Room {
    let room = Room::new();
    let steady = [1, 0, 1, 2, 1, 2, 2, 1, 3, 2, 3, 2, 3, 3, 2, 4, 3, 3];
    for (n, point) in steady.into_iter().enumerate() {
        let day = n as i64 * 3;
        points(&room, "daily.steady", &[(day, point)]);
        let option = ["kept", "partly", "kept", "missed", "kept"][n % 5];
        answer(&room, day, "daily.promise", Answer::Choice(option.into()));
        let feelings: &[&str] = [&["fear", "hope"][..], &["fear"], &["tenderness", "calm"], &["on_guard"]][n % 4];
        let kind = if n % 3 == 0 { EntryKind::Card } else { EntryKind::Entry };
        write(&room, day, kind, &["<b>phone & \"co\"</b>", ["work", "home"][n % 2]], feelings);
    }
    room
}

fn charts(view: &InsightView) -> Vec<String> {
    let series = view.series.iter().map(svg);
    let counted = view.counted.iter().map(svg);
    series.chain(counted).chain([svg(&view.feelings), svg(&view.recurring)]).collect()
}

#[test]
fn every_chart_says_in_words_what_it_draws_and_what_it_cannot_tell() {
    let view = overview(&full());
    let charts = charts(&view);
    assert_eq!(charts.len(), 4);
    for chart in &charts {
        well_formed(chart);
        assert!(chart.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 360 "));
        assert!(chart.contains("role=\"img\"") && chart.contains("<title id=\"t") && chart.contains("<desc id=\"d"));
        let (_, description) = chart.split_once("<desc").unwrap();
        let (description, drawn) = description.split_once("</desc>").unwrap();
        for said in [description, drawn] {
            assert!(said.contains("whether you are safe"), "{said}");
        }
        for unwanted in ["<script", "href", "<style", "<image", "<b>"] {
            assert!(!chart.contains(unwanted), "{unwanted} in {chart}");
        }
    }
    assert!(charts[0].contains("mostly true") && charts[0].contains("Today I feel steady."));
    assert_eq!(charts[0].matches("<circle").count(), 18 + 2, "a dot for each answer, the latest, the legend");
    assert!(charts[1].contains(" of the last 8"));
    assert!(charts[3].contains("&lt;b&gt;phone &amp; &quot;co&quot;&lt;/b&gt;"));
}

#[test]
fn charts_of_nothing_and_of_very_much_are_whole() {
    let room = Room::new();
    charts(&overview(&room)).iter().for_each(|chart| well_formed(chart));
    points(&room, "daily.steady", &[(0, 4)]);
    charts(&overview(&room)).iter().for_each(|chart| well_formed(chart));
    let mut view = overview(&room).series.remove(0);
    view.question = "\u{0}\u{1b}[31m <&> ".repeat(40) + &"w".repeat(500);
    view.scale.push(PointView { value: 5, words: "more than that & more".into() });
    let days = view.points[0].day.iter_days();
    view.points = days.take(4000).enumerate().map(|(n, day)| SeriesPoint { day, value: (n % 5) as f64 }).collect();
    let chart = svg(&view);
    well_formed(&chart);
    assert!(chart.len() < 400_000, "{}", chart.len());
    let (_, drawn) = chart.split_once("</desc>").unwrap();
    assert_eq!(drawn.matches("font-weight").count(), 4, "a long question is cut after four lines");
    let mut feelings = overview(&full()).feelings;
    feelings.weeks = feelings.weeks[0].iter_weeks().take(500).collect();
    feelings.feelings.iter_mut().for_each(|row| row.counts = vec![9; 500]);
    well_formed(&svg(&feelings));
}

#[test]
fn no_line_bridges_a_time_in_which_nothing_was_written() {
    let room = Room::new();
    points(&room, "daily.steady", &[(0, 1), (1, 2), (2, 1), (40, 3), (41, 3), (100, 2)]);
    let chart = svg(&overview(&room).series[0]);
    assert_eq!(chart.matches("<polyline").count(), 2, "two stretches, and a day on its own");
}

#[test]
fn same_view_is_drawn_the_same_and_charts_on_one_page_have_ids_of_their_own() {
    let view = overview(&full());
    assert_eq!(charts(&view), charts(&view));
    let id = |chart: &str| chart.split_once("aria-labelledby=\"").unwrap().1[..13].to_owned();
    let mut ids: Vec<_> = charts(&view).iter().map(|chart| id(chart)).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);
}

#[test]
fn sparkline_has_a_block_for_each_value_and_low_answers_look_low() {
    assert_eq!(sparkline(&[0.0, 1.0, 2.0, 3.0, 4.0]), "▁▃▅▆█");
    assert_eq!(sparkline(&[1.0, 1.0]), "▃▃");
    assert_eq!(sparkline(&[]), "");
    assert_eq!(sparkline(&[8.0, 4.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY]), "█▅▁▁█▁");
}
