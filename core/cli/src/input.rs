//! What comes in: passphrase lines and texts, from one reader that swallows nothing.

use std::fs::File;
use std::io::{self, IsTerminal, Read};

use zeroize::{Zeroize, Zeroizing};

/// One descriptor, read through a buffer of its own that is wiped. A passphrase line and the text after it may come
/// from the same descriptor; whoever reads takes only what is theirs.
pub struct Input {
    from: Box<dyn Read>,
    held: Zeroizing<Vec<u8>>,
    at: usize,
    pub is_terminal: bool,
}

#[derive(Debug)]
pub enum ReadProblem {
    TooLong,
    Failed,
}

impl From<io::Error> for ReadProblem {
    fn from(_: io::Error) -> Self {
        Self::Failed
    }
}

impl Input {
    /// The standard input, without the buffer that the standard library would keep.
    pub fn standard() -> Self {
        let is_terminal = io::stdin().is_terminal();
        Self::new(unbuffered_stdin(), is_terminal)
    }

    /// Another descriptor of this process.
    pub fn descriptor(number: u32) -> io::Result<Self> {
        let file = File::open(format!("/dev/fd/{number}"))?;
        let is_terminal = file.is_terminal();
        Ok(Self::new(Box::new(file), is_terminal))
    }

    fn new(from: Box<dyn Read>, is_terminal: bool) -> Self {
        Self { from, held: Zeroizing::new(Vec::with_capacity(4096)), at: 0, is_terminal }
    }

    /// The next line without its ending (`\n` or `\r\n`); None at the end of the input. A line of more than `most`
    /// bytes is refused before it is taken in.
    pub fn line(&mut self, most: usize) -> Result<Option<Zeroizing<Vec<u8>>>, ReadProblem> {
        let mut line = Zeroizing::new(Vec::with_capacity(most.min(4096) + 2));
        loop {
            let unread = &self.held[self.at..];
            let end = unread.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(unread.len());
            // One more for the `\r` of an ending.
            if line.len() + taken > most + 1 {
                return Err(ReadProblem::TooLong);
            }
            line.extend_from_slice(&unread[..taken]);
            self.at += taken;
            if end.is_some() {
                self.at += 1;
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                break;
            }
            if !self.fill()? {
                if line.is_empty() {
                    return Ok(None);
                }
                break;
            }
        }
        if line.len() > most { Err(ReadProblem::TooLong) } else { Ok(Some(line)) }
    }

    /// Everything that is left.
    pub fn rest(&mut self, most: usize) -> Result<Zeroizing<Vec<u8>>, ReadProblem> {
        let mut all = Zeroizing::new(Vec::new());
        loop {
            let unread = &self.held[self.at..];
            if all.len() + unread.len() > most {
                return Err(ReadProblem::TooLong);
            }
            all.extend_from_slice(unread);
            self.at = self.held.len();
            if !self.fill()? {
                return Ok(all);
            }
        }
    }

    fn fill(&mut self) -> io::Result<bool> {
        self.held.zeroize();
        self.held.resize(4096, 0);
        self.at = 0;
        let read = loop {
            match self.from.read(&mut self.held) {
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.held.truncate(*read.as_ref().unwrap_or(&0));
        Ok(read? > 0)
    }
}

#[cfg(unix)]
fn unbuffered_stdin() -> Box<dyn Read> {
    use std::os::fd::AsFd;
    match io::stdin().as_fd().try_clone_to_owned() {
        Ok(descriptor) => Box::new(File::from(descriptor)),
        Err(_) => Box::new(io::stdin()),
    }
}

#[cfg(not(unix))]
fn unbuffered_stdin() -> Box<dyn Read> {
    Box::new(io::stdin())
}

/// A text without the one line ending at its end that typing and most tools put there.
pub fn without_last_ending(text: &str) -> &str {
    let Some(cut) = text.strip_suffix('\n') else { return text };
    cut.strip_suffix('\r').unwrap_or(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(bytes: &'static [u8]) -> Input {
        Input::new(Box::new(bytes), false)
    }

    #[test]
    fn a_text_after_passphrase_lines_is_whole() {
        let mut both = input(b"one\r\ntwo\nthe text\nwith lines\n\n");
        assert_eq!(both.line(10).expect("a line").expect("there").as_slice(), b"one");
        assert_eq!(both.line(10).expect("a line").expect("there").as_slice(), b"two");
        assert_eq!(both.rest(100).expect("a text").as_slice(), b"the text\nwith lines\n\n");
    }

    #[test]
    fn a_line_may_end_with_the_input_and_no_line_is_none() {
        let mut last = input(b"secret");
        assert_eq!(last.line(10).expect("a line").expect("there").as_slice(), b"secret");
        assert!(last.line(10).expect("the end").is_none());
        assert_eq!(input(b"a\r").line(10).expect("a line").expect("there").as_slice(), b"a\r");
        assert_eq!(input(b"\n").line(10).expect("a line").expect("there").as_slice(), b"");
    }

    #[test]
    fn a_line_of_a_megabyte_is_refused_after_a_kilobyte() {
        struct Endless(usize);
        impl Read for Endless {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                self.0 += out.len();
                assert!(self.0 <= 8192, "read on far past the limit");
                out.fill(b'a');
                Ok(out.len())
            }
        }
        let mut endless = Input::new(Box::new(Endless(0)), false);
        assert!(matches!(endless.line(1024), Err(ReadProblem::TooLong)));
        assert!(matches!(input(b"abcd\n").line(3), Err(ReadProblem::TooLong)));
        assert_eq!(input(b"abc\r\n").line(3).expect("a line").expect("there").as_slice(), b"abc");
        assert!(matches!(input(b"abcd").rest(3), Err(ReadProblem::TooLong)));
    }

    #[test]
    fn one_line_ending_is_cut_and_no_more() {
        assert_eq!(without_last_ending("a\n"), "a");
        assert_eq!(without_last_ending("a\r\n"), "a");
        assert_eq!(without_last_ending("a\n\n"), "a\n");
        assert_eq!(without_last_ending("a\r"), "a\r");
        assert_eq!(without_last_ending("a"), "a");
    }
}
