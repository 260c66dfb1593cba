//! Agreements as they are shown.

use chrono::NaiveDate;

use super::rows::Stored;
use super::terms::Terms;
use super::{
    AgreementRow, AgreementState, AgreementVersionView, Agreements, content, kind_words, owner_words, state_words,
};
use crate::partner::item::Both;

impl Agreements {
    pub(super) fn row(&self, agreement: &Stored, both: &Both, today: NaiveDate) -> AgreementRow {
        let (index, state) = agreement.shown(both, today);
        let Terms { topic, words, kind, owner, review_day, holds_until } = agreement.versions[index].terms.clone();
        AgreementRow {
            id: agreement.id,
            version: index as u32 + 1,
            latest: agreement.count(),
            topic_words: content::topic_words(&topic, &self.text),
            topic,
            words,
            kind,
            kind_words: kind_words(kind, &self.text),
            owner,
            owner_words: owner_words(owner, &self.text),
            review_day,
            holds_until,
            state,
            state_words: state_words(state, &self.text),
            made_at: agreement.made_at,
        }
    }

    pub(super) fn version_views(&self, agreement: &Stored, both: &Both, today: NaiveDate) -> Vec<AgreementVersionView> {
        let versions = &agreement.versions;
        let view = |(index, state): (usize, AgreementState)| {
            let version = &versions[index];
            let before = index.checked_sub(1).map(|before| &versions[before].terms);
            let Terms { topic, words, kind, owner, review_day, holds_until } = version.terms.clone();
            AgreementVersionView {
                version: index as u32 + 1,
                hash: version.hash,
                state,
                made_at: version.made_at,
                looked_at: before.is_some_and(|before| before.differs_by_review_day_alone(&version.terms)),
                accepted_at: version.accepted_at,
                withdrawn_at: version.withdrawn_at,
                topic_words: content::topic_words(&topic, &self.text),
                topic,
                words,
                kind,
                owner,
                review_day,
                holds_until,
            }
        };
        agreement.states(both, today).into_iter().enumerate().map(view).collect()
    }
}
