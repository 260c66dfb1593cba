//! How much two phones hand each other. Checked before anything is allocated for it.

/// Bytes of a code of pairing.
pub const OFFER_BYTES: usize = 62;
/// Bytes of the code that answers one.
pub const ANSWER_BYTES: usize = 78;
/// Seconds for which an offer lives on the phone that shows it.
pub const OFFER_SECONDS: u64 = 10 * 60;
/// Bytes of a sealed bundle.
pub const BUNDLE_BYTES: usize = 256 * 1024;
/// Bytes of CBOR in a bundle, inflated.
pub const INFLATED_BYTES: usize = 2 * 1024 * 1024;
/// Ops in a bundle.
pub const OPS: u64 = 4096;
/// Feeds of which a bundle says how far it knows them.
pub const HAVE: u64 = 1024;
/// Bytes of UTF-8 of a text. A journal entry may be longer; what is shared of it may not.
pub const TEXT_BYTES: usize = 64 * 1024;
/// Bytes of the payload of one op.
pub const PAYLOAD_BYTES: usize = 128 * 1024;
/// Answers on a card.
pub const ANSWERS: u64 = 64;
/// Feelings of an entry or an answer.
pub const FEELINGS: u64 = 10;
/// Bytes of an id that content gives, such as that of a feeling or a question.
pub const ID_BYTES: usize = 64;
/// Characters of a question as it was asked.
pub const QUESTION_CHARACTERS: usize = 500;
