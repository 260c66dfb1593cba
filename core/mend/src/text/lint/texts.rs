//! A Fluent file as the texts that people meet, each with its lines.

use std::collections::BTreeSet;

use fluent_syntax::ast::{self, Expression, InlineExpression, PatternElement};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::text::source::out_of_bounds;

/// Stands for a placeable.
pub(super) const PLACEABLE: char = '\u{FFFC}';

type Pattern<'s> = ast::Pattern<&'s str>;

pub(crate) struct File<'s> {
    source: &'s str,
    /// Where each line ends.
    ends: Vec<usize>,
    body: Vec<ast::Entry<&'s str>>,
    /// Lines that are not Fluent.
    pub unreadable: Vec<usize>,
}

/// A message or a term.
pub(crate) struct Message<'f, 's> {
    pub id: String,
    pub line: usize,
    pub comment: &'f [&'s str],
    value: Option<&'f Pattern<'s>>,
    attributes: &'f [ast::Attribute<&'s str>],
}

/// A value or an attribute: its id (the attribute's behind a dot), the line of that id, and what it says.
pub(crate) struct Part<'f, 's> {
    pub id: String,
    pub line: usize,
    pub pattern: &'f Pattern<'s>,
}

/// What one person reads, with a mark for each placeable.
#[derive(Clone, Default)]
pub(crate) struct Text {
    pub words: String,
    /// From which byte on, which line.
    lines: Vec<(usize, usize)>,
}

impl<'s> File<'s> {
    pub fn read(source: &'s str) -> Self {
        let ends = source.match_indices('\n').map(|(at, _)| at).collect();
        let mut file = Self { source, ends, body: Vec::new(), unreadable: Vec::new() };
        if let Some(line) = out_of_bounds(source) {
            file.unreadable.push(line);
            return file;
        }
        let (resource, faults) = match parser::parse(source) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, faults)) => (resource, faults),
        };
        file.body = resource.body;
        let begin = |fault: &parser::ParserError| fault.slice.as_ref().map_or(fault.pos.start, |part| part.start);
        file.unreadable = faults.iter().map(|fault| file.line_at(begin(fault))).collect();
        file
    }

    pub fn messages(&self) -> impl Iterator<Item = Message<'_, 's>> {
        self.body.iter().filter_map(|entry| {
            let (dash, id, value, attributes, comment) = match entry {
                ast::Entry::Message(it) => ("", it.id.name, it.value.as_ref(), &it.attributes, &it.comment),
                ast::Entry::Term(it) => ("-", it.id.name, Some(&it.value), &it.attributes, &it.comment),
                _ => return None,
            };
            let comment = comment.as_ref().map_or(&[][..], |comment| &comment.content);
            Some(Message { id: format!("{dash}{id}"), line: self.line(id), comment, value, attributes })
        })
    }

    /// Lines of comments that stand above no message.
    pub fn loose_comments(&self) -> impl Iterator<Item = (usize, &'s str)> {
        let comments = self.body.iter().filter_map(|entry| match entry {
            ast::Entry::Comment(it) | ast::Entry::GroupComment(it) | ast::Entry::ResourceComment(it) => Some(it),
            _ => None,
        });
        comments.flat_map(|comment| &comment.content).map(|text| (self.line(text), *text))
    }

    /// The line on which a piece of the source begins.
    pub fn line(&self, piece: &str) -> usize {
        self.line_at((piece.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize))
    }

    fn line_at(&self, at: usize) -> usize {
        1 + self.ends.partition_point(|end| *end < at)
    }

    pub fn parts<'f>(&self, message: &Message<'f, 's>) -> Vec<Part<'f, 's>> {
        let value = message.value.map(|pattern| Part { id: message.id.clone(), line: message.line, pattern });
        let attributes = message.attributes.iter().map(|attribute| Part {
            id: format!("{}.{}", message.id, attribute.id.name),
            line: self.line(attribute.id.name),
            pattern: &attribute.value,
        });
        value.into_iter().chain(attributes).collect()
    }

    /// What a pattern says: first with every choice at its default, then with each other choice in its place, the rest
    /// at its default. So each variant is read where it stands, and their number grows with the file, not with the
    /// product of all choices.
    pub fn texts(&self, pattern: &Pattern<'s>) -> Vec<Text> {
        let elements: Vec<Vec<Text>> = pattern
            .elements
            .iter()
            .map(|element| match element {
                PatternElement::TextElement { value } => vec![Text::of(value, self.line(value))],
                PatternElement::Placeable { expression } => self.of_expression(expression),
            })
            .collect();
        let joined = |other: Option<(usize, &Text)>| {
            let mut text = Text::default();
            for (place, choices) in elements.iter().enumerate() {
                match other {
                    Some((of, choice)) if of == place => text.push(choice),
                    _ => text.push(&choices[0]),
                }
            }
            text
        };
        let others = elements
            .iter()
            .enumerate()
            .flat_map(|(place, choices)| choices[1..].iter().map(move |choice| (place, choice)).collect::<Vec<_>>());
        [None].into_iter().chain(others.map(Some)).map(joined).collect()
    }

    /// At least one.
    fn of_expression(&self, expression: &Expression<&'s str>) -> Vec<Text> {
        let one = |words: String| vec![Text { words, lines: Vec::new() }];
        match expression {
            Expression::Select { variants, .. } => {
                let default = variants.iter().filter(|variant| variant.default);
                let others = variants.iter().filter(|variant| !variant.default);
                let texts: Vec<_> = default.chain(others).flat_map(|variant| self.texts(&variant.value)).collect();
                if texts.is_empty() { one(PLACEABLE.into()) } else { texts }
            }
            Expression::Inline(InlineExpression::StringLiteral { value }) => {
                one(unescape_unicode_to_string(value).into())
            }
            Expression::Inline(InlineExpression::NumberLiteral { value }) => one((*value).into()),
            Expression::Inline(InlineExpression::Placeable { expression }) => self.of_expression(expression),
            Expression::Inline(_) => one(PLACEABLE.into()),
        }
    }
}

impl Text {
    fn of(words: &str, line: usize) -> Self {
        Self { words: words.to_owned(), lines: vec![(0, line)] }
    }

    fn push(&mut self, other: &Self) {
        let at = self.words.len();
        self.lines.extend(other.lines.iter().map(|(start, line)| (at + start, *line)));
        self.words.push_str(&other.words);
    }

    /// The line of a byte; of its message, where nothing tells.
    pub fn line(&self, at: usize, of_message: usize) -> usize {
        let after = self.lines.partition_point(|(start, _)| *start <= at);
        self.lines.get(after.saturating_sub(1)).map_or(of_message, |(_, line)| *line)
    }
}

/// The names of all variables of a pattern, those that choose included.
pub(crate) fn variables(pattern: &Pattern<'_>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, into);
        }
    }
}

fn of_expression(expression: &Expression<&str>, into: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, into),
        Expression::Select { selector, variants } => {
            of_inline(selector, into);
            variants.iter().for_each(|variant| variables(&variant.value, into));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    let mut of_arguments = |arguments: &ast::CallArguments<&str>| {
        arguments
            .positional
            .iter()
            .chain(arguments.named.iter().map(|it| &it.value))
            .for_each(|it| of_inline(it, into));
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            into.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => of_arguments(arguments),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => of_arguments(arguments),
        InlineExpression::Placeable { expression } => of_expression(expression, into),
        _ => {}
    }
}
