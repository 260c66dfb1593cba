//! What was measured: samples by engine, ratios round by round, and whether the goal was met.

/// The three ways to keep a database, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Vault,
    Cipher,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Plain, Self::Vault, Self::Cipher];

    pub fn program(self) -> &'static str {
        match self {
            Self::Plain => "bench-plain",
            Self::Vault => "bench-vault",
            Self::Cipher => "bench-sqlcipher",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain SQLite",
            Self::Vault => "mend-vault",
            Self::Cipher => "SQLCipher",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    Bytes,
}

/// One line of the comparison. Samples of the same place were taken in the same round.
pub struct Row {
    pub work: String,
    pub unit: Unit,
    /// What counts: processor time, or bytes.
    pub samples: [Vec<f64>; 3],
    /// Time on the wall of the same work; empty where bytes are counted.
    pub wall: [Vec<f64>; 3],
    pub goals: Goals,
}

/// The most that mend-vault may take for one of the other's.
#[derive(Clone, Copy, Debug, Default)]
pub struct Goals {
    pub to_plain: Option<f64>,
    pub to_cipher: Option<f64>,
    /// In bytes more than plain SQLite.
    pub over_plain: Option<f64>,
}

impl Goals {
    pub fn of(to_plain: f64, to_cipher: f64) -> Self {
        Self { to_plain: Some(to_plain), to_cipher: Some(to_cipher), over_plain: None }
    }
}

impl Row {
    pub fn new(work: impl Into<String>, unit: Unit, goals: Goals) -> Self {
        Self { work: work.into(), unit, samples: Default::default(), wall: Default::default(), goals }
    }

    pub fn of(&self, kind: Kind) -> &[f64] {
        &self.samples[kind as usize]
    }

    /// Of what counts.
    pub fn ratio_to(&self, kind: Kind) -> Option<Spread> {
        ratios(self.of(Kind::Vault), self.of(kind))
    }

    pub fn wall_ratio_to(&self, kind: Kind) -> Option<Spread> {
        ratios(&self.wall[Kind::Vault as usize], &self.wall[kind as usize])
    }

    pub fn over_plain(&self) -> Option<Spread> {
        spread(self.of(Kind::Vault).iter().zip(self.of(Kind::Plain)).map(|(a, b)| a - b).collect())
    }
}

/// Two things against each other, where there are no three.
pub struct Pair {
    pub what: String,
    pub ours: (String, Vec<f64>),
    pub theirs: (String, Vec<f64>),
    pub goal: Option<f64>,
}

impl Pair {
    pub fn ratio(&self) -> Option<Spread> {
        ratios(&self.ours.1, &self.theirs.1)
    }
}

/// Median and quartiles.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    pub low: f64,
    pub middle: f64,
    pub high: f64,
}

/// Each round's ratio, then their median: what disturbed a round disturbed both.
fn ratios(ours: &[f64], theirs: &[f64]) -> Option<Spread> {
    spread(ours.iter().zip(theirs).map(|(a, b)| a / b).collect())
}

pub fn spread(mut samples: Vec<f64>) -> Option<Spread> {
    samples.sort_unstable_by(f64::total_cmp);
    let last = samples.len().checked_sub(1)? as f64;
    let at = |part: f64| {
        let place = part * last;
        let (below, above) = (samples[place.floor() as usize], samples[place.ceil() as usize]);
        below + (above - below) * place.fract()
    };
    Some(Spread { low: at(0.25), middle: at(0.5), high: at(0.75) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_taken_within_a_round() {
        // One round was disturbed tenfold for both: medians of times apart would not show 2.
        let found = ratios(&[2.0, 20.0, 4.0], &[1.0, 10.0, 2.0]).expect("samples");
        assert_eq!(found, Spread { low: 2.0, middle: 2.0, high: 2.0 });
    }

    #[test]
    fn quartiles_lie_between_samples() {
        let found = spread(vec![4.0, 1.0, 3.0, 2.0]).expect("samples");
        assert_eq!(found, Spread { low: 1.75, middle: 2.5, high: 3.25 });
        assert_eq!(spread(Vec::new()), None);
    }
}
