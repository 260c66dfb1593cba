//! Two lists side by side, below a step.

use anstyle::Style;

use super::{Page, STEP_HEAD};
use crate::clean;

/// Two things side by side: in how many columns at most, from how many on, and what stands between them.
const COLUMNS: usize = 120;
const AT_LEAST: usize = 90;
const GAP: usize = 4;
/// So that most tables after each other have their columns in one place.
const LAST: usize = 16;

impl Page {
    /// Rows of three cells on the left and on the right, each under its head; where lines are narrow, one list after the
    /// other. Of a row the middle is cut, and the end stands at the right.
    pub fn beside(&mut self, heads: [&str; 2], rows: [&[[String; 3]]; 2]) {
        let columns = self.columns.unwrap_or(COLUMNS).min(COLUMNS);
        let heads = heads.map(clean::line);
        if columns < AT_LEAST {
            for (head, rows) in heads.iter().zip(rows) {
                let head = self.styled(head, Style::new().bold());
                self.push(&format!("  {head}"));
                for line in lay_out(rows, columns.saturating_sub(2)).iter().filter(|line| !line.trim().is_empty()) {
                    self.push(&format!("  {line}"));
                }
            }
            return;
        }
        let width = (columns - STEP_HEAD - GAP) / 2;
        let (indent, gap) = (" ".repeat(STEP_HEAD), " ".repeat(GAP));
        let [left, right] = heads.map(|head| {
            let space = width.saturating_sub(clean::width(&head));
            self.styled(&head, Style::new().bold()) + &" ".repeat(space)
        });
        self.push(&format!("{indent}{left}{gap}{right}"));
        let [left, right] = rows.map(|rows| lay_out(rows, width));
        let empty = " ".repeat(width);
        for row in 0..left.len().max(right.len()) {
            let [left, right] = [&left, &right].map(|lines| lines.get(row).unwrap_or(&empty));
            self.push(&format!("{indent}{left}{gap}{right}"));
        }
    }
}

/// Rows of three cells in so many columns: the middle one is cut.
fn lay_out(rows: &[[String; 3]], width: usize) -> Vec<String> {
    let clean = rows.iter().map(|row| row.each_ref().map(|cell| clean::line(cell)));
    let rows: Vec<[String; 3]> = clean.collect();
    let [first, last] = [0, 2].map(|i| rows.iter().map(|row| clean::width(&row[i])).max().unwrap_or(0));
    let last = last.max(LAST);
    let middle = width.saturating_sub(first + 1 + 2 + last);
    rows.iter()
        .map(|[mark, line, stands]| {
            let line = clean::pad(&clean::cut(line, middle), middle);
            format!("{} {line}  {}", clean::pad(mark, first), clean::pad(stands, last))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(columns: Option<usize>) -> String {
        let mut page = Page { columns, colour: false, out: String::new() };
        let row = |mark: &str, line: &str, stands: &str| [mark, line, stands].map(str::to_owned);
        let left = [row("→", "A line that is longer than its place can ever be, anywhere", "in force")];
        let right = [row("←", "A\u{1b}[2Jline", ""), row("→", "Another", "arrived")];
        page.beside(["Ines", "Joris"], [&left, &right]);
        page.out
    }

    #[test]
    fn two_lists_stand_side_by_side_and_nothing_in_them_commands_a_terminal() {
        for columns in [None, Some(100), Some(240)] {
            let out = beside(columns);
            let lines: Vec<&str> = out.lines().collect();
            assert_eq!(lines.len(), 3, "{out}");
            assert!(lines[0].contains("Ines") && lines[0].ends_with("Joris"), "{out}");
            assert!(
                lines[1].contains("→ A line") && lines[1].contains("…  in force") && lines[1].contains('←'),
                "{out}"
            );
            assert!(lines[2].trim_end().ends_with("arrived") && !out.contains('\u{1b}'), "{out}");
            assert!(lines.iter().all(|line| clean::width(line) <= columns.unwrap_or(COLUMNS)), "{out}");
        }
    }

    #[test]
    fn where_lines_are_narrow_one_list_stands_below_the_other() {
        for columns in [20, 40, 89] {
            let out = beside(Some(columns));
            let lines: Vec<&str> = out.lines().collect();
            assert_eq!(lines.len(), 5, "{out}");
            assert_eq!((lines[0], lines[2]), ("  Ines", "  Joris"), "{out}");
            assert!(columns < 30 || lines.iter().all(|line| clean::width(line) <= columns), "{out}");
        }
    }
}
