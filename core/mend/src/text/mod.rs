//! Every sentence that the core says, by stable id.
//!
//! The words stand in Fluent files under `content/<language>/`; code and databases know ids alone, so that a change
//! of language changes every sentence, also old ones. Text of the user never passes through a message but as an
//! argument. A message that a language lacks is said in English.
//!
//! Every message may say who is meant: `$partner` is the partner's name as the user says it, or the words of
//! `partner-neutral`; `$address` and `$partner_form` are `neutral`, `feminine` or `masculine`, for
//! `{ $partner_form -> [feminine] her [masculine] him *[neutral] them }`. See [`Person`].
//!
//! The language [`PSEUDO`] is English made longer and unlike English, to look at screens with.

mod errors;
pub mod lint;
mod person;
mod pseudo;
pub(crate) mod source;
pub(crate) mod wording;

use std::sync::{Arc, LazyLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use self::person::Person;
pub(crate) use self::person::Whom;
pub use self::pseudo::PSEUDO;
use crate::MendError;
use crate::journal::EntryKind;
use crate::partner::ItemKind;
use crate::profile::{Form, Role};

const ENGLISH: &str = "en";

/// What ships, by language. Names stand beside for whoever has to find a line.
const SHIPPED: &[(&str, &str, &str)] = &[
    (ENGLISH, "content/en/agreement.ftl", include_str!("../../content/en/agreement.ftl")),
    (ENGLISH, "content/en/checkin.ftl", include_str!("../../content/en/checkin.ftl")),
    (ENGLISH, "content/en/errors.ftl", include_str!("../../content/en/errors.ftl")),
    (ENGLISH, "content/en/feelings.ftl", include_str!("../../content/en/feelings.ftl")),
    (ENGLISH, "content/en/guide.ftl", include_str!("../../content/en/guide.ftl")),
    (ENGLISH, "content/en/help.ftl", include_str!("../../content/en/help.ftl")),
    (ENGLISH, "content/en/insight.ftl", include_str!("../../content/en/insight.ftl")),
    (ENGLISH, "content/en/journal.ftl", include_str!("../../content/en/journal.ftl")),
    (ENGLISH, "content/en/partner.ftl", include_str!("../../content/en/partner.ftl")),
    (ENGLISH, "content/en/promise.ftl", include_str!("../../content/en/promise.ftl")),
    (ENGLISH, "content/en/prompts.ftl", include_str!("../../content/en/prompts.ftl")),
    (ENGLISH, "content/en/reminders.ftl", include_str!("../../content/en/reminders.ftl")),
    (ENGLISH, "content/en/safety.ftl", include_str!("../../content/en/safety.ftl")),
];

/// Parsed once: a client is made for every call that needs one.
static PARSED: LazyLock<Vec<(&str, Arc<FluentResource>)>> =
    LazyLock::new(|| SHIPPED.iter().map(|(language, _, source)| (*language, parsed(source))).collect());

type Bundle = FluentBundle<Arc<FluentResource>>;

/// The sentences of one language, English behind them.
pub struct Text {
    /// The language asked for, then the same language without its region, then English.
    chain: Vec<Bundle>,
    locale: String,
    whom: Whom,
    /// What `$partner` is where there is no name.
    no_name: String,
    /// Whether the language is [`PSEUDO`].
    pseudo: bool,
}

impl Text {
    /// `locale` is BCP 47 ("en", "pt-BR"). What is unknown, or no locale, is English.
    pub fn new(locale: &str) -> Self {
        Self::with_resources(locale, &[])
    }

    /// The same with messages of one's own: `(language, Fluent source)` each. A later message with the same id wins.
    /// A source of more than 1 MiB, or with a message of more than 200 opening braces, is not read.
    pub fn with_resources(locale: &str, resources: &[(&str, &str)]) -> Self {
        Self::of(locale, PARSED.as_slice(), resources)
    }

    /// Messages of a content pack alone, in the same language as this text and with English behind it.
    pub(crate) fn of_content(&self, resources: &[(&str, &str)]) -> Self {
        let no_name = self.no_name.clone();
        Self { no_name, ..Self::of(&self.locale, &[], resources).for_whom(self.whom.clone()) }
    }

    fn of(locale: &str, shipped: &[(&str, Arc<FluentResource>)], resources: &[(&str, &str)]) -> Self {
        let own: Vec<_> = resources.iter().map(|(language, source)| (*language, parsed(source))).collect();
        let pseudo = locale == PSEUDO;
        let languages = if pseudo { vec![ENGLISH.to_owned()] } else { languages(locale) };
        let chain = languages.into_iter().filter_map(|language| {
            let of_language = |(of, _): &&(&str, Arc<FluentResource>)| *of == language;
            let mut resources = shipped.iter().filter(of_language).chain(own.iter().filter(of_language)).peekable();
            resources.peek()?;
            let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
            // Marks of direction around each argument are for mixed scripts on a screen; until a language that
            // runs from right to left ships, they would only end up in terminals and files.
            bundle.set_use_isolating(false);
            bundle.set_transform(pseudo.then_some(pseudo::words));
            resources.for_each(|(_, resource)| bundle.add_resource_overriding(resource.clone()));
            Some(bundle)
        });
        let chain: Vec<_> = chain.collect();
        let no_name = chain.iter().find_map(|bundle| raw(bundle, "partner-neutral", &FluentArgs::new()));
        Self { chain, locale: locale.to_owned(), whom: Whom::default(), no_name: no_name.unwrap_or_default(), pseudo }
    }

    /// The same sentences, said to and of someone.
    pub fn for_person(self, person: Person) -> Self {
        let whom = Whom::default();
        whom.set(person);
        self.for_whom(whom)
    }

    pub(crate) fn for_whom(self, whom: Whom) -> Self {
        Self { whom, ..self }
    }

    /// The sentence of `id`, or of an attribute, `id.attribute`. An argument that is a whole number chooses plurals.
    /// An id that no language has gives the id itself: it is a defect that a test finds and that nobody is stopped by.
    pub fn get(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.whom.with(|person| {
            let args = self.arguments(person, args);
            self.chain.iter().find_map(|bundle| self.say(bundle, id, &args)).unwrap_or_else(|| id.to_owned())
        })
    }

    /// The sentences of a page that is never said in two languages at once: all in the first language that has every
    /// one of them. For pages about safety, of which half a translation is worse than none. It names nobody: whoever
    /// looks over a shoulder reads what everyone reads.
    pub fn page(&self, ids: &[String]) -> Vec<String> {
        let nobody = Person::default();
        let args = self.arguments(&nobody, &[]);
        let in_one = |bundle| ids.iter().map(|id| self.say(bundle, id, &args)).collect();
        let whole = self.chain.iter().find_map(in_one);
        whole.unwrap_or_else(|| {
            let one = |id: &String| self.chain.iter().find_map(|bundle| self.say(bundle, id, &args));
            ids.iter().map(|id| one(id).unwrap_or_else(|| id.clone())).collect()
        })
    }

    /// Whether any language of this text has the message.
    pub fn has(&self, id: &str) -> bool {
        self.chain.iter().any(|bundle| bundle.has_message(id))
    }

    /// What went wrong, in one or two sentences.
    pub fn error(&self, error: &MendError) -> String {
        errors::say(self, error, "")
    }

    /// What to do about it, in one or two sentences.
    pub fn error_action(&self, error: &MendError) -> String {
        errors::say(self, error, ".action")
    }

    pub fn kind(&self, kind: EntryKind) -> String {
        self.get(&format!("kind-{kind}"), &[])
    }

    pub fn item_kind(&self, kind: ItemKind) -> String {
        self.get(&format!("partner-item-{}", kind.id()), &[])
    }

    /// The word for a feeling of [`crate::journal::Journal::feelings`].
    pub fn feeling(&self, id: &str) -> String {
        self.get(&format!("feeling-{id}"), &[])
    }

    pub fn feeling_family(&self, id: &str) -> String {
        self.get(&format!("feeling-family-{id}"), &[])
    }

    /// The words for a strength, 0 to 4.
    pub fn strength(&self, strength: u8) -> String {
        self.get(&format!("feeling-strength-{strength}"), &[])
    }

    pub fn role(&self, role: Role) -> String {
        let id = match role {
            Role::Broke => "role-broke",
            Role::Hurt => "role-hurt",
            Role::Mutual => "role-mutual",
        };
        self.get(id, &[])
    }

    pub fn form(&self, form: Form) -> String {
        let id = match form {
            Form::Neutral => "form-neutral",
            Form::Feminine => "form-feminine",
            Form::Masculine => "form-masculine",
        };
        self.get(id, &[])
    }

    /// What was handed in, and whom the words are to and of.
    fn arguments<'a>(&'a self, person: &'a Person, args: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
        let mut all = FluentArgs::with_capacity(args.len() + 3);
        all.set("partner", person.partner_name.as_deref().unwrap_or(&self.no_name));
        all.set("address", person.address.id());
        all.set("partner_form", person.partner.id());
        args.iter().for_each(|(name, value)| all.set(*name, argument(value)));
        all
    }

    fn say(&self, bundle: &Bundle, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let said = raw(bundle, id, args)?;
        Some(if self.pseudo { pseudo::whole(&said) } else { said })
    }
}

/// One message, or an attribute behind a dot, in one language.
fn raw(bundle: &Bundle, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let pattern = match id.split_once('.') {
        None => bundle.get_message(id)?.value()?,
        Some((message, attribute)) => bundle.get_message(message)?.get_attribute(attribute)?.value(),
    };
    Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
}

/// A resource with a faulty message keeps the others; one that is out of bounds keeps none.
fn parsed(source: &str) -> Arc<FluentResource> {
    let source = if source::out_of_bounds(source).is_none() { source } else { "" };
    Arc::new(FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource))
}

fn languages(locale: &str) -> Vec<String> {
    let mut languages = Vec::with_capacity(3);
    if let Ok(asked) = locale.parse::<LanguageIdentifier>() {
        languages.push(asked.to_string());
        languages.push(asked.language.to_string());
    }
    languages.push(ENGLISH.to_owned());
    let mut seen = Vec::with_capacity(3);
    languages.retain(|language| {
        let new = !seen.contains(language);
        seen.push(language.clone());
        new
    });
    languages
}

/// A number where it is written as one writes numbers: "007" and "1e3" stay text.
fn argument(value: &str) -> FluentValue<'_> {
    match value.parse::<i32>() {
        Ok(number) if number.to_string() == value => number.into(),
        _ => value.into(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
