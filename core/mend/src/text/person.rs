//! To whom the words are, and of whom they speak.

use std::sync::{Arc, Mutex, PoisonError};

use crate::profile::{Form, ProfileView};

/// What texts may know of two people. Nobody in particular by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// As the user says it; `None` is "your partner".
    pub partner_name: Option<String>,
    /// How texts speak to the user.
    pub address: Form,
    /// How they speak of the partner.
    pub partner: Form,
}

impl From<ProfileView> for Person {
    fn from(profile: ProfileView) -> Self {
        Self {
            partner_name: Some(profile.partner_name).filter(|name| !name.is_empty()),
            address: profile.own_form,
            partner: profile.partner_form,
        }
    }
}

/// A person that several texts share: a session forgets the name with its lock, in every client at once.
#[derive(Clone, Default)]
pub(crate) struct Whom(Arc<Mutex<Person>>);

impl Whom {
    pub fn set(&self, person: Person) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = person;
    }

    pub fn forget(&self) {
        self.set(Person::default());
    }

    pub fn with<T>(&self, say: impl FnOnce(&Person) -> T) -> T {
        say(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
