//! What a comment above a message lets pass.

use super::Problem;

const MARK: &str = "lint:";
const ALLOW: &str = "allow ";
/// Problems of one text, which a reason can excuse.
const CAN_BE_EXCEPTED: [&str; 6] = ["exclamation-mark", "long-sentence", "long-text", "hard-text", "word", "claim"];

/// The exceptions of one message: each problem, and whether it was needed.
pub(super) struct Exceptions<'s> {
    allowed: Vec<(&'s str, bool)>,
}

/// A line of a comment that is meant for the lint.
pub(super) fn is_one(line: &str) -> bool {
    line.trim_start().starts_with(MARK)
}

impl<'s> Exceptions<'s> {
    /// With what is wrong in the comment itself.
    pub fn of(comment: &[&'s str]) -> (Self, Vec<Problem>) {
        let mut allowed = Vec::new();
        let mut bad = Vec::new();
        for line in comment.iter().filter(|line| is_one(line)) {
            match problem(line) {
                Some(problem) => allowed.push((problem, false)),
                None => bad.push(Problem::BadException { text: line.trim().to_owned() }),
            }
        }
        (Self { allowed }, bad)
    }

    /// Whether this problem may stay.
    pub fn allow(&mut self, problem: &Problem) -> bool {
        let mut allowing = self.allowed.iter_mut().filter(|(name, _)| *name == problem.name()).peekable();
        let any = allowing.peek().is_some();
        allowing.for_each(|(_, needed)| *needed = true);
        any
    }

    pub fn unneeded(self) -> impl Iterator<Item = Problem> {
        let unneeded = self.allowed.into_iter().filter(|(_, needed)| !needed);
        unneeded.map(|(problem, _)| Problem::UnneededException { problem: problem.to_owned() })
    }
}

/// The problem that a line names, if it names one and gives a reason.
fn problem(line: &str) -> Option<&str> {
    let (problem, reason) = line.trim().strip_prefix(MARK)?.trim_start().strip_prefix(ALLOW)?.split_once(':')?;
    let known = CAN_BE_EXCEPTED.iter().any(|known| *known == problem.trim());
    (known && !reason.trim().is_empty()).then_some(problem.trim())
}
