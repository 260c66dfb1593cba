//! What may be wrong with what comes from another phone, by what the person can do next.

/// A code of pairing that is not taken. Nothing was changed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Another app's code, or none of pairing: look for the right one.
    #[error("not a code of pairing")]
    NotACode,
    /// The other phone has to be updated.
    #[error("a code of an older version")]
    OlderFormat,
    /// This phone has to be updated.
    #[error("a code of a newer version")]
    NewerFormat,
    /// Scan again.
    #[error("a damaged code")]
    Damaged,
    /// An answer, where an offer is looked for.
    #[error("an answer, not an offer")]
    NotAnOffer,
    /// An offer, where an answer is looked for: both phones show one. One of the two has to answer.
    #[error("an offer, not an answer")]
    NotAnAnswer,
    /// The code that this very phone shows.
    #[error("this phone's own code")]
    OwnCode,
    /// An answer to another offer, from earlier or from another phone. Scan the one that answers this.
    #[error("an answer to another offer")]
    OtherOffer,
    /// The offer is older than ten minutes: show a new one.
    #[error("the offer has expired")]
    Expired,
    /// The offer was answered already: show a new one.
    #[error("the offer was used already")]
    Used,
    /// A key that makes every secret the same: no app makes it by accident. Begin anew, and look at the other phone.
    #[error("a key that protects nothing")]
    WeakKey,
}

/// A bundle that is not sealed or not opened. Nothing was changed by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Another app's bytes.
    #[error("not a bundle")]
    NotABundle,
    /// The other phone has to be updated.
    #[error("a bundle of an older version")]
    OlderFormat,
    /// This phone has to be updated.
    #[error("a bundle of a newer version")]
    NewerFormat,
    /// Of another pair, of one's own making, or changed on the way; from outside these look the same. Scan again, or
    /// pair anew.
    #[error("does not open with the keys of this pair")]
    DoesNotOpen,
    /// This phone's own: the other one has to show theirs.
    #[error("from this phone itself")]
    FromOneself,
    /// More than the caps allow. To be made: say less at once. Received: it is not from this app.
    #[error("too large")]
    TooLarge,
    /// It opened, and does not say what this version can say: the other phone has a defect or is not honest.
    #[error("malformed inside")]
    Malformed,
    /// It says something else than before: the other phone was copied by other means than a backup, or is not honest.
    /// Pair anew.
    #[error("says something else than before")]
    Contradicts,
}
