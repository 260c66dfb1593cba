//! Ids: 16 random bytes each, written as 32 hexadecimal digits. Never ordered by time, so that an id tells nothing.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Text that is not 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has 32 hexadecimal digits")]
pub struct BadId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl $name {
            pub fn make(rng: &dyn mend_vault::Rng) -> Self {
                Self(mend_vault::draw(rng))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes()).map_err(|_| BadId)?;
                Ok(Self(bytes.try_into().map_err(|_| BadId)?))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id! {
    /// A journal entry.
    EntryId
}
id! {
    /// A prompt of the user's own.
    PromptId
}
id! {
    /// Text kept while it is being typed.
    DraftId
}
id! {
    /// A schedule of reminders.
    ScheduleId
}
id! {
    /// A check-in.
    CheckinId
}
id! {
    /// A question of the user's own.
    QuestionId
}
id! {
    /// A promise.
    PromiseId
}
id! {
    /// A review of a promise.
    ReviewId
}
id! {
    /// An agreement.
    AgreementId
}
id! {
    /// A run of a guided module.
    RunId
}
id! {
    /// Something shared between the two phones of a pair.
    ItemId
}
