//! What can go wrong, by what the person with the camera can do about it. No variant carries anything that a code said
//! but a number.

/// Why a code was not taken. The decoder that read it is as it was before: scanning goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// A code of another program. Codes of ours that were read wrongly do not end here: QR corrects or fails.
    #[error("this code belongs to something else")]
    NotOurs,
    /// A code of a newer version of this format: update.
    #[error("this code is of a newer version")]
    NewerVersion,
    /// It begins as a code of ours and goes on as none can.
    #[error("this code is damaged")]
    Damaged,
    /// The seal of a frame does not fit: made under another key, or changed on the way. The two look the same.
    #[error("this code was made with another key, or changed")]
    WrongKey,
    /// A transfer of more bytes than this version takes.
    #[error("a transfer of {length} bytes is too large")]
    TooLarge { length: u32 },
    /// All frames have come and had the right seal, and together they are not what the first one named. What was
    /// gathered of this transfer is gone. Start it again.
    #[error("the frames of this transfer contradict each other")]
    Contradictory,
}

/// Why a payload cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    #[error("there is nothing to show")]
    Empty,
    #[error("more than {most} bytes cannot be shown")]
    TooLarge { most: usize },
}
