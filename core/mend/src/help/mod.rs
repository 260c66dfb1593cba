//! Help: whom to turn to, and pages for a hard hour. Reachable while locked, and where nothing is set up.
//!
//! [`Help`] is all that others see. Below it, one file for each job: `content` knows what ships, `directory` says the
//! lines of a country, `countries` which countries there are, `page` says a page, `ways` where each way leads.
//!
//! Words and numbers out, nothing in: nothing here can reach a database, a network or a dialler, and no clock but the
//! day that is handed in.

pub(crate) mod content;
mod countries;
mod directory;
mod page;
mod types;
mod ways;

use chrono::NaiveDate;

pub(crate) use self::countries::checked as checked_country;
#[cfg(test)]
pub(crate) use self::directory::SENTENCES;
pub use self::types::*;
pub use self::ways::leads;
use crate::Result;
use crate::device::Device;
use crate::text::Text;

/// Help, in the language of this device. It says the same to everyone, and keeps nothing of what was asked.
pub struct Help {
    text: Text,
    /// The one that was chosen on this device.
    country: Option<String>,
}

impl Help {
    pub(crate) fn on(device: &Device) -> Self {
        Self {
            text: Text::new(device.locale.as_deref().unwrap_or_default()),
            country: device.country.as_deref().and_then(|country| checked_country(country).ok()),
        }
    }

    /// The lines of a country, two letters in any case, or of the one chosen on this device. A country without lines
    /// of its own gives what there is for all others, and says so; so does none at all. A line is stale from the day
    /// after its `expires_on` on.
    ///
    /// # Errors
    /// `BadField`: `country` (`Malformed`: not two letters; `Unknown`: no country has them).
    pub fn lines(&self, country: Option<&str>, today: NaiveDate) -> Result<DirectoryView> {
        let code = country.map(checked_country).transpose()?.or_else(|| self.country.clone());
        Ok(directory::view(code.as_deref(), today, &self.text))
    }

    /// Every country with lines of its own, by name.
    pub fn countries(&self) -> Vec<CountryView> {
        directory::countries(&self.text)
    }

    /// A page, its parts in the order to read them.
    pub fn page(&self, id: PageId) -> HelpPageView {
        page::view(id, &self.text)
    }
}

#[cfg(test)]
mod tests;
