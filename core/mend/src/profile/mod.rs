//! Who I am and who we are, as its owner says it. Private.
//!
//! Names and roles stand in the private space alone: nothing the partner could see depends on them.

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::error::{FieldProblem, MendError, Result};
use crate::space::{Db, Private};

/// Characters of a name, on one line.
pub const NAME_CHARACTERS: usize = 100;

/// How texts speak to or of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    #[default]
    Neutral,
    Feminine,
    Masculine,
}

impl Form {
    /// Stays the same in every language; what messages choose by.
    pub fn id(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Feminine => "feminine",
            Self::Masculine => "masculine",
        }
    }
}

/// The role of the moment. Private, changeable, may be unset; never a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The one who broke trust.
    Broke,
    /// The one who was hurt.
    Hurt,
    /// Both broke trust and both were hurt.
    Mutual,
}

/// Everything in it may be left empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// As the user says it; at most 100 characters on one line, spaces at the ends removed.
    pub own_name: String,
    /// The same for the partner.
    pub partner_name: String,
    pub own_form: Form,
    pub partner_form: Form,
    /// Two letters (ISO 3166 alpha-2), kept in capitals, or none.
    pub country: Option<String>,
    pub role: Option<Role>,
}

/// The profile of an unlocked private space. Cheap to clone; callable from any thread.
#[derive(Clone)]
pub struct Profile {
    db: Db<Private>,
}

impl Profile {
    pub(crate) fn new(db: Db<Private>) -> Self {
        Self { db }
    }

    /// What was saved last; all empty at first.
    pub fn view(&self) -> Result<ProfileView> {
        self.db.read(read)
    }

    /// Replaces all of it. The bytes of what was there before are removed.
    ///
    /// # Errors
    /// `BadField`: `own_name`, `partner_name`, `country`. Nothing is changed then.
    pub fn save(&self, profile: &ProfileView) -> Result<()> {
        let own_name = checked_name(&profile.own_name, "own_name")?;
        let partner_name = checked_name(&profile.partner_name, "partner_name")?;
        let country = profile.country.as_deref().map(checked_country).transpose()?.unwrap_or_default();
        self.db.remove(|tx| {
            tx.execute(
                "UPDATE profile SET own_name = ?1, partner_name = ?2, own_form = ?3, partner_form = ?4,
                                    country = ?5, role = ?6",
                params![
                    own_name,
                    partner_name,
                    form_number(profile.own_form),
                    form_number(profile.partner_form),
                    country,
                    role_number(profile.role),
                ],
            )?;
            Ok(())
        })
    }
}

/// The role alone, for whoever chooses what fits it.
pub(crate) fn role(conn: &Connection) -> Result<Option<Role>> {
    role_from(conn.prepare_cached("SELECT role FROM profile")?.query_row([], |row| row.get(0))?)
}

pub(crate) fn read(conn: &Connection) -> Result<ProfileView> {
    let mut statement =
        conn.prepare_cached("SELECT own_name, partner_name, own_form, partner_form, country, role FROM profile")?;
    statement
        .query_row([], |row| {
            let country: String = row.get(4)?;
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, country, row.get(5)?))
        })
        .map_err(MendError::from)
        .and_then(|(own_name, partner_name, own_form, partner_form, country, role)| {
            Ok(ProfileView {
                own_name,
                partner_name,
                own_form: form_from(own_form)?,
                partner_form: form_from(partner_form)?,
                country: Some(country).filter(|country| !country.is_empty()),
                role: role_from(role)?,
            })
        })
}

fn checked_name<'n>(name: &'n str, field: &'static str) -> Result<&'n str> {
    let name = name.trim();
    crate::journal::one_line(name, field, NAME_CHARACTERS)?;
    Ok(name)
}

/// Two letters. Whether such a country exists is not asked: the list of them changes, and an unknown one only finds
/// no help lines.
pub(crate) fn checked_country(country: &str) -> Result<String> {
    let letters = country.trim();
    if letters.len() == 2 && letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Ok(letters.to_ascii_uppercase());
    }
    Err(MendError::BadField { field: "country", problem: FieldProblem::Malformed })
}

fn form_number(form: Form) -> i64 {
    match form {
        Form::Neutral => 0,
        Form::Feminine => 1,
        Form::Masculine => 2,
    }
}

fn form_from(number: i64) -> Result<Form> {
    [Form::Neutral, Form::Feminine, Form::Masculine]
        .into_iter()
        .find(|form| form_number(*form) == number)
        .ok_or(MendError::Damaged)
}

pub(crate) fn role_number(role: Option<Role>) -> i64 {
    match role {
        None => 0,
        Some(Role::Broke) => 1,
        Some(Role::Hurt) => 2,
        Some(Role::Mutual) => 3,
    }
}

pub(crate) fn role_from(number: i64) -> Result<Option<Role>> {
    [None, Some(Role::Broke), Some(Role::Hurt), Some(Role::Mutual)]
        .into_iter()
        .find(|role| role_number(*role) == number)
        .ok_or(MendError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::tests::Room;

    #[test]
    fn profile_is_empty_at_first_and_then_as_saved_last() {
        let room = Room::new();
        let profile = Profile::new(room.db.clone());
        assert_eq!(profile.view().unwrap(), ProfileView::default());
        let full = ProfileView {
            own_name: "Ané".into(),
            partner_name: "my love".into(),
            own_form: Form::Feminine,
            partner_form: Form::Masculine,
            country: Some("NZ".into()),
            role: Some(Role::Mutual),
        };
        profile.save(&full).unwrap();
        assert_eq!(profile.view().unwrap(), full);
        let typed = ProfileView { own_name: " Jo ".into(), country: Some("de".into()), ..ProfileView::default() };
        profile.save(&typed).unwrap();
        let kept = ProfileView { own_name: "Jo".into(), country: Some("DE".into()), ..ProfileView::default() };
        assert_eq!(profile.view().unwrap(), kept);
    }

    #[test]
    fn profile_out_of_bounds_is_refused_and_changes_nothing() {
        let room = Room::new();
        let profile = Profile::new(room.db.clone());
        let good = ProfileView { own_name: "Jo".into(), ..ProfileView::default() };
        profile.save(&good).unwrap();
        let problem = |field, view: ProfileView| match profile.save(&view) {
            Err(MendError::BadField { field: named, problem }) if named == field => problem,
            other => panic!("{field}: {other:?}"),
        };
        let long = ProfileView { own_name: "n".repeat(101), ..good.clone() };
        assert_eq!(problem("own_name", long), FieldProblem::TooLong { most: 100 });
        let lines = ProfileView { partner_name: "a\nb".into(), ..good.clone() };
        assert_eq!(problem("partner_name", lines), FieldProblem::Malformed);
        for country in ["", "D", "DEU", "D1", "ЖЖ"] {
            let view = ProfileView { country: Some(country.into()), ..good.clone() };
            assert_eq!(problem("country", view), FieldProblem::Malformed, "{country}");
        }
        assert_eq!(profile.view().unwrap(), good);
    }

    #[test]
    fn every_role_and_form_comes_back() {
        for role in [None, Some(Role::Broke), Some(Role::Hurt), Some(Role::Mutual)] {
            assert_eq!(role_from(role_number(role)), Ok(role));
        }
        for form in [Form::Neutral, Form::Feminine, Form::Masculine] {
            assert_eq!(form_from(form_number(form)), Ok(form));
        }
        assert_eq!((role_from(4), form_from(3)), (Err(MendError::Damaged), Err(MendError::Damaged)));
    }
}
