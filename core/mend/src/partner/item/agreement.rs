//! Agreements that both know: the versions of both, and each one's yes.

use super::{Around, SharedVersionView, Side, Told, known_or_id};
use crate::agreement::{
    self, AgreementKind, AgreementState, Owner, Proposal, Said, Topic, VersionHash, hash_of_version, states,
};
use crate::journal::preview;
use crate::partner::{AgreementVersion, Payload, SaidToAgreement};
use crate::text::Text;

/// What the two said to an agreement that both know.
#[derive(Clone, Debug, Default)]
pub(crate) struct Both {
    /// Each version once, in the order in which they were first said, whoever said them.
    pub versions: Vec<(Side, VersionHash, AgreementVersion)>,
    pub own: Said,
    pub partner: Said,
}

impl Both {
    /// `began`: who began it. Openness is written by the one who offers it, and by nobody for them.
    pub fn of(told: &[Told], began: Side) -> Self {
        let mut both = Self::default();
        for Told { by, payload } in told {
            match payload {
                Payload::AgreementVersion(version) if version.kind == AgreementKind::Transparency && *by != began => {}
                Payload::AgreementVersion(version) => {
                    let hash = hash_of_version(version);
                    if !both.versions.iter().any(|(_, known, _)| *known == hash) {
                        both.versions.push((*by, hash, version.clone()));
                    }
                }
                Payload::AgreementSaid(said) => {
                    let side = if *by == Side::Me { &mut both.own } else { &mut both.partner };
                    let set = match said.said {
                        SaidToAgreement::Accept => &mut side.accepted,
                        SaidToAgreement::Withdraw => &mut side.withdrawn,
                    };
                    set.insert(VersionHash(said.hash));
                }
                _ => {}
            }
        }
        both
    }

    pub fn proposals(&self) -> Vec<Proposal> {
        let proposal = |(_, hash, version): &(Side, VersionHash, AgreementVersion)| Proposal {
            hash: *hash,
            review_day: version.review_day.0,
            holds_until: version.holds_until.map(|day| day.0),
            offered: true,
        };
        self.versions.iter().map(proposal).collect()
    }

    pub fn knows(&self, hash: VersionHash) -> bool {
        self.versions.iter().any(|(_, known, _)| *known == hash)
    }
}

pub(super) fn versions(told: &[Told], around: &Around<'_>) -> Vec<SharedVersionView> {
    let both = Both::of(told, around.from);
    let states = if around.former {
        // What two agreed on ends with the two: what is left is as one wrote it down.
        let alone: Vec<_> = both.proposals().into_iter().map(|known| Proposal { offered: false, ..known }).collect();
        states(&alone, &both.own, &Said::default(), around.today)
    } else {
        states(&both.proposals(), &both.own, &both.partner, around.today)
    };
    let Both { versions, own, partner } = both;
    let yes = |said: &Said, hash| said.accepted.contains(&hash) && !said.withdrawn.contains(&hash);
    let numbered = (1..).zip(versions).zip(states);
    numbered
        .map(|((number, (from, hash, version)), state)| {
            let view = view(number, hash, from, &version, state, around);
            SharedVersionView { my_yes: yes(&own, hash), partner_yes: yes(&partner, hash), ..view }
        })
        .collect()
}

/// The number of the last version, the line in a list, and whether a version waits for a yes here.
pub(super) fn row(versions: &[SharedVersionView], around: &Around<'_>) -> (u32, String, bool) {
    let states: Vec<_> = versions.iter().map(|version| version.state).collect();
    let Some(shown) = versions.get(agreement::shown(&states)) else { return (1, String::new(), false) };
    let args = [("topic", shown.topic_words.as_str()), ("beginning", &preview(&shown.words))];
    let waits = |version: &SharedVersionView| version.state == AgreementState::Offered && !version.my_yes;
    let title = around.text.get("partner-title-agreement", &args);
    (versions.len() as u32, title, versions.iter().any(waits))
}

/// Without anyone's yes.
fn view(
    number: u32,
    hash: VersionHash,
    from: Side,
    version: &AgreementVersion,
    state: AgreementState,
    around: &Around<'_>,
) -> SharedVersionView {
    let AgreementVersion { topic, words, kind, owner, review_day, holds_until, made_at } = version.clone();
    let (owner, text) = (seen_here(owner, around.from), around.text);
    SharedVersionView {
        version: number,
        hash,
        from,
        topic_words: topic_words(&topic, text),
        topic,
        words,
        kind,
        kind_words: kind_words(kind, owner, text),
        owner,
        owner_words: agreement::owner_words(owner, text),
        review_day: review_day.0,
        holds_until: holds_until.map(|day| day.0),
        made_at: made_at.get(),
        my_yes: false,
        partner_yes: false,
        state,
        state_words: agreement::state_words(state, text),
    }
}

/// It is written as the one who began the agreement sees it.
pub(crate) fn seen_here(owner: Owner, began: Side) -> Owner {
    match (owner, began) {
        (Owner::Me, Side::Partner) => Owner::Partner,
        (Owner::Partner, Side::Partner) => Owner::Me,
        (owner, _) => owner,
    }
}

fn topic_words(topic: &Topic, text: &Text) -> String {
    match topic {
        Topic::Listed { id } => known_or_id(text, "agreement-topic-", id),
        Topic::Own { words } => words.clone(),
    }
}

fn kind_words(kind: AgreementKind, owner: Owner, text: &Text) -> String {
    if kind == AgreementKind::Transparency && owner == Owner::Partner {
        return text.get("partner-openness-theirs", &[]);
    }
    agreement::kind_words(kind, text)
}
