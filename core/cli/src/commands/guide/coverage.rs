//! `mend guide coverage`: for whoever works on the content. It needs no journal.

use std::process::ExitCode;

use mend_core::coverage::{PracticeState, PracticeView, coverage};
use mend_core::guide::Pack;
use serde::Serialize;

use crate::app::App;
use crate::failure::{Failure, USER};

#[derive(Serialize)]
struct Report {
    practices: Vec<PracticeView>,
    served: usize,
    left_out: usize,
    open: usize,
}

/// Exits 1 while a practice is open: the report is the answer.
pub fn show(app: &App) -> Result<ExitCode, Failure> {
    let steps = Pack::shipped().serves().into_iter().map(|(step, serves)| (format!("step {step}"), serves));
    let practices = coverage(&steps.collect::<Vec<_>>());
    let count = |is: fn(&PracticeState) -> bool| practices.iter().filter(|practice| is(&practice.state)).count();
    let (served, left_out, open) = (
        count(|state| matches!(state, PracticeState::Served { .. })),
        count(|state| matches!(state, PracticeState::LeftOut { .. })),
        count(|state| matches!(state, PracticeState::Open)),
    );
    let report = Report { practices, served, left_out, open };
    app.out.reply(&report, |page| {
        for practice in &report.practices {
            page.text(&format!("{:>3}  {}", practice.number, practice.words));
            page.faint(&format!(
                "     {}",
                match &practice.state {
                    PracticeState::Served { by } => app.words.with("guides-served", &[("by", &by.join(", "))]),
                    PracticeState::LeftOut { reason } => app.words.with("guides-left-out", &[("reason", reason)]),
                    PracticeState::Open => app.words.say("guides-open"),
                }
            ));
        }
        page.blank();
        let totals =
            [("served", served), ("left_out", left_out), ("open", open)].map(|(name, n)| (name, n.to_string()));
        page.text(&app.words.with("guides-totals", &totals.each_ref().map(|(name, n)| (*name, n.as_str()))));
    })?;
    Ok(if open == 0 { ExitCode::SUCCESS } else { ExitCode::from(USER) })
}
