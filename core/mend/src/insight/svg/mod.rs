//! Charts as plain SVG: dark on light, readable at 320 pixels, told by shape and words and never by colour alone,
//! with a title and a description for whoever listens. The same view gives the same bytes.

mod counted;
mod feelings;
mod page;
mod recurring;
mod series;

use super::{CountedView, FeelingsView, RecurringView, SeriesView};

/// What can be drawn.
#[derive(Clone, Copy, Debug)]
pub enum Chart<'v> {
    Series(&'v SeriesView),
    Counted(&'v CountedView),
    Feelings(&'v FeelingsView),
    Recurring(&'v RecurringView),
}

/// One chart as a whole SVG document of its own, which can also stand inside a page. All words come from the view,
/// the caveat too, and are escaped.
pub fn svg<'v>(chart: impl Into<Chart<'v>>) -> String {
    match chart.into() {
        Chart::Series(view) => series::draw(view),
        Chart::Counted(view) => counted::draw(view),
        Chart::Feelings(view) => feelings::draw(view),
        Chart::Recurring(view) => recurring::draw(view),
    }
}

impl<'v> From<&'v SeriesView> for Chart<'v> {
    fn from(view: &'v SeriesView) -> Self {
        Self::Series(view)
    }
}

impl<'v> From<&'v CountedView> for Chart<'v> {
    fn from(view: &'v CountedView) -> Self {
        Self::Counted(view)
    }
}

impl<'v> From<&'v FeelingsView> for Chart<'v> {
    fn from(view: &'v FeelingsView) -> Self {
        Self::Feelings(view)
    }
}

impl<'v> From<&'v RecurringView> for Chart<'v> {
    fn from(view: &'v RecurringView) -> Self {
        Self::Recurring(view)
    }
}
