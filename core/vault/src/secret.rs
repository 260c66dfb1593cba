//! What a person or a phone holds that opens a vault: a passphrase, a device key, a recovery code.

use data_encoding::{Encoding, Specification};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::rng::{Rng, draw};

/// A passphrase, normalised to NFKC so that the same words typed on another keyboard open the same vault.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

/// Why a typed passphrase cannot be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseProblem {
    #[error("the passphrase is empty")]
    Empty,
    #[error("the passphrase is longer than {} bytes", Passphrase::LONGEST)]
    TooLong,
    #[error("the passphrase is not text")]
    NotText,
}

impl Passphrase {
    /// In bytes of UTF-8, before normalising. Far beyond what a person types; it keeps a file given by mistake out.
    pub const LONGEST: usize = 1024;

    pub fn new(typed: &str) -> Result<Self, PassphraseProblem> {
        if typed.is_empty() {
            return Err(PassphraseProblem::Empty);
        }
        if typed.len() > Self::LONGEST {
            return Err(PassphraseProblem::TooLong);
        }
        // NFKC grows a character to at most 18; reserving for it keeps the text from being copied about.
        let mut text = Zeroizing::new(String::with_capacity(typed.len() * 18));
        text.extend(typed.nfkc());
        Ok(Self(text))
    }

    pub fn from_bytes(typed: &[u8]) -> Result<Self, PassphraseProblem> {
        if typed.len() > Self::LONGEST {
            return Err(PassphraseProblem::TooLong);
        }
        Self::new(std::str::from_utf8(typed).map_err(|_| PassphraseProblem::NotText)?)
    }

    /// For the strength meter and the key derivation, which must see it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        subtle::ConstantTimeEq::ct_eq(self.0.as_bytes(), other.0.as_bytes()).into()
    }
}

/// 32 random bytes that a platform's keystore keeps.
#[derive(Clone)]
pub struct DeviceKey(Zeroizing<[u8; 32]>);

impl DeviceKey {
    pub fn make(rng: &dyn Rng) -> Self {
        Self(Zeroizing::new(draw(rng)))
    }

    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// 16 random bytes that a person may write on paper: 28 characters in seven groups.
///
/// The text is Crockford's base32 of the 16 bytes and the first 12 bits of their SHA-256, so that a slip of the pen
/// is found before anything is tried. 128 random bits need no slow key derivation.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<[u8; 16]>);

/// Why typed text is no recovery code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryCodeProblem {
    /// It has this many letters and digits; a code has 28.
    #[error("a recovery code has 28 letters and digits, this has {0}")]
    Length(usize),
    /// A character that no code holds, counted from 1 without spaces and dashes.
    #[error("character {0} is in no recovery code")]
    Character(usize),
    /// The parts do not fit together: somewhere a character is wrong.
    #[error("a character is wrong somewhere")]
    Checksum,
}

impl RecoveryCode {
    const CHARACTERS: usize = 28;

    pub fn make(rng: &dyn Rng) -> Self {
        Self(Zeroizing::new(draw(rng)))
    }

    /// Reads a typed code. Case, spaces and dashes do not matter; O reads as 0, I and L as 1.
    pub fn parse(typed: &str) -> Result<Self, RecoveryCodeProblem> {
        let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let mut plain = Zeroizing::new(String::with_capacity(Self::CHARACTERS));
        let mut count = 0;
        for c in letters {
            count += 1;
            if count > Self::CHARACTERS {
                continue;
            }
            plain.push(match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c if c.is_ascii_alphanumeric() && c != 'U' => c,
                _ => return Err(RecoveryCodeProblem::Character(count)),
            });
        }
        if count != Self::CHARACTERS {
            return Err(RecoveryCodeProblem::Length(count));
        }
        // 28 characters carry 140 bits; four zero bits fill the last of 18 bytes.
        plain.push('0');
        let mut raw = Zeroizing::new([0u8; 18]);
        crockford().decode_mut(plain.as_bytes(), &mut *raw).map_err(|_| RecoveryCodeProblem::Checksum)?;
        let mut code = Zeroizing::new([0u8; 16]);
        code.copy_from_slice(&raw[..16]);
        if raw[16..] != Self::check(&code) {
            return Err(RecoveryCodeProblem::Checksum);
        }
        Ok(Self(code))
    }

    /// As a person writes it down: `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut raw = Zeroizing::new([0u8; 18]);
        raw[..16].copy_from_slice(&*self.0);
        raw[16..].copy_from_slice(&Self::check(&self.0));
        let mut letters = crockford().encode(&*raw);
        let mut text = Zeroizing::new(String::with_capacity(Self::CHARACTERS + 6));
        for (i, c) in letters.chars().take(Self::CHARACTERS).enumerate() {
            if i > 0 && i % 4 == 0 {
                text.push('-');
            }
            text.push(c);
        }
        letters.zeroize();
        text
    }

    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    fn check(code: &[u8; 16]) -> [u8; 2] {
        let sum = Sha256::digest(code);
        [sum[0], sum[1] & 0xf0]
    }
}

fn crockford() -> Encoding {
    let mut spec = Specification::new();
    spec.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    spec.check_trailing_bits = true;
    spec.encoding().expect("32 different ASCII symbols make an encoding")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::SystemRng;

    #[test]
    fn recovery_code_typed_back_in_any_dress_is_the_same_code() {
        let code = RecoveryCode::make(&SystemRng);
        let text = code.to_text();
        assert_eq!(text.len(), 34);
        let dressed = text.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        let read = RecoveryCode::parse(&dressed).expect("same code");
        assert_eq!(read.as_bytes(), code.as_bytes());
    }

    #[test]
    fn recovery_code_with_one_wrong_character_is_found_nearly_always() {
        let code = RecoveryCode::from_bytes_for_test([7; 16]);
        let text = code.to_text();
        let mut missed = 0;
        let mut tried = 0;
        for (i, old) in text.char_indices().filter(|(_, c)| *c != '-') {
            for new in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|c| *c != old) {
                let mut wrong = text.to_string();
                wrong.replace_range(i..=i, &new.to_string());
                tried += 1;
                missed += usize::from(RecoveryCode::parse(&wrong).is_ok());
            }
        }
        assert_eq!(tried, 28 * 31);
        assert!(missed <= 2, "{missed} of {tried} slips went unnoticed");
    }

    #[test]
    fn recovery_code_problems_say_where() {
        assert_eq!(RecoveryCode::parse("").err(), Some(RecoveryCodeProblem::Length(0)));
        assert_eq!(RecoveryCode::parse("ABCD-U").err(), Some(RecoveryCodeProblem::Character(5)));
        assert_eq!(RecoveryCode::parse(&"A".repeat(29)).err(), Some(RecoveryCodeProblem::Length(29)));
    }

    #[test]
    fn passphrases_that_look_the_same_are_the_same() {
        let composed = Passphrase::new("caf\u{e9} \u{ff11}").expect("text");
        let decomposed = Passphrase::new("cafe\u{301} 1").expect("text");
        assert!(composed == decomposed);
    }

    #[test]
    fn empty_huge_and_non_text_passphrases_are_refused() {
        assert_eq!(Passphrase::new("").err(), Some(PassphraseProblem::Empty));
        assert_eq!(Passphrase::new(&"a".repeat(1 << 20)).err(), Some(PassphraseProblem::TooLong));
        assert_eq!(Passphrase::from_bytes(&[0xff, 0xfe]).err(), Some(PassphraseProblem::NotText));
    }

    impl RecoveryCode {
        fn from_bytes_for_test(bytes: [u8; 16]) -> Self {
            Self(Zeroizing::new(bytes))
        }
    }
}
