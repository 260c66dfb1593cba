//! The journal against a plain list that does the same: whatever is done, in whatever order, the two agree.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

#[derive(Clone, Debug)]
enum Step {
    Write(WriteRequest),
    Edit(Index, EditRequest),
    Star(Index, bool),
    Delete(Index),
    Undo,
}

const KINDS: [EntryKind; 3] = [EntryKind::Entry, EntryKind::Letter, EntryKind::Card];
const TAGS: [&str; 3] = ["walk", "Home", "日記"];
const FEELINGS: [&str; 3] = ["fear", "calm", "numb"];

fn time() -> impl Strategy<Value = DateTime<FixedOffset>> {
    // Few instants, so that many entries share one; offsets that take them to other days.
    (0i64..40, prop_oneof![Just(0), Just(-36_000), Just(50_400)])
        .prop_map(|(step, offset)| instant(1_772_000_000_000 + step * 7_200_000, offset).unwrap())
}

fn tags() -> impl Strategy<Value = Vec<String>> {
    proptest::sample::subsequence(TAGS.to_vec(), 0..=2).prop_map(|tags| tags.into_iter().map(str::to_owned).collect())
}

fn feelings() -> impl Strategy<Value = Vec<Feeling>> {
    (proptest::sample::subsequence(FEELINGS.to_vec(), 0..=2), proptest::option::of(0u8..=4))
        .prop_map(|(ids, strength)| ids.into_iter().map(|id| Feeling { id: id.to_owned(), strength }).collect())
}

fn request() -> impl Strategy<Value = WriteRequest> {
    let kind = proptest::sample::select(KINDS.to_vec());
    (kind, proptest::option::of("[a-c]{1,4}"), "[a-z\n*#é]{0,20}x", time(), feelings(), tags(), any::<bool>()).prop_map(
        |(kind, title, text, at, feelings, tags, starred)| WriteRequest {
            kind,
            title,
            text,
            happened_at: Some(at),
            feelings,
            tags,
            starred,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => request().prop_map(Step::Write),
        2 => (any::<Index>(), request(), any::<[bool; 6]>()).prop_map(|(which, new, changed)| {
            Step::Edit(which, EditRequest {
                kind: changed[0].then_some(new.kind),
                title: changed[1].then_some(new.title),
                text: changed[2].then_some(new.text),
                happened_at: new.happened_at.filter(|_| changed[3]),
                feelings: changed[4].then_some(new.feelings),
                tags: changed[5].then_some(new.tags),
                starred: None,
            })
        }),
        1 => (any::<Index>(), any::<bool>()).prop_map(|(which, starred)| Step::Star(which, starred)),
        1 => any::<Index>().prop_map(Step::Delete),
        1 => Just(Step::Undo),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    let day = || {
        proptest::option::of(
            (0i64..5).prop_map(|n| "2026-02-24".parse::<NaiveDate>().unwrap() + chrono::TimeDelta::days(n)),
        )
    };
    let some = |all: &[&str]| {
        proptest::option::of(proptest::sample::select(all.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()))
    };
    (
        day(),
        day(),
        proptest::option::of(proptest::sample::select(KINDS.to_vec())),
        some(&["WALK", "home", "日記", "none"]),
        some(&FEELINGS),
        any::<bool>(),
    )
        .prop_map(|(from, to, kind, tag, feeling, starred)| {
            let (from, to) = match (from, to) {
                (Some(from), Some(to)) if from > to => (Some(to), Some(from)),
                other => other,
            };
            Filter { from, to, kind, tag, feeling, starred }
        })
}

/// What the plain list keeps of an entry: the order in which it came, its id, what it says.
type Kept = (u32, EntryId, WriteRequest);

fn fits(entry: &WriteRequest, filter: &Filter) -> bool {
    let at = entry.happened_at.unwrap();
    let day = (at.naive_local() - chrono::TimeDelta::hours(3)).date();
    filter.from.is_none_or(|from| day >= from)
        && filter.to.is_none_or(|to| day <= to)
        && filter.kind.is_none_or(|kind| entry.kind == kind)
        && filter.tag.as_ref().is_none_or(|tag| entry.tags.iter().any(|t| t.to_lowercase() == tag.to_lowercase()))
        && filter.feeling.as_ref().is_none_or(|id| entry.feelings.iter().any(|feeling| feeling.id == *id))
        && (!filter.starred || entry.starred)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn pages_show_each_entry_once_in_order_under_any_filter_and_limit(
        steps in proptest::collection::vec(step(), 1..60),
        asked in proptest::collection::vec((filter(), 1u32..12), 6),
    ) {
        let room = Room::new();
        let journal = room.journal();
        let mut list: Vec<Kept> = Vec::new();
        let mut deleted: Vec<Kept> = Vec::new();
        let mut came = 0;
        for step in steps {
            match step {
                Step::Write(request) => {
                    came += 1;
                    list.push((came, journal.write(request.clone()).unwrap(), request));
                }
                Step::Edit(which, edit) if !list.is_empty() => {
                    let (_, id, entry) = which.get_mut_in(&mut list);
                    journal.edit(*id, edit.clone()).unwrap();
                    entry.kind = edit.kind.unwrap_or(entry.kind);
                    entry.title = edit.title.unwrap_or(entry.title.clone());
                    entry.text = edit.text.unwrap_or(entry.text.clone());
                    entry.happened_at = edit.happened_at.or(entry.happened_at);
                    entry.feelings = edit.feelings.unwrap_or(entry.feelings.clone());
                    entry.tags = edit.tags.unwrap_or(entry.tags.clone());
                }
                Step::Star(which, starred) if !list.is_empty() => {
                    let (_, id, entry) = which.get_mut_in(&mut list);
                    journal.set_starred(*id, starred).unwrap();
                    entry.starred = starred;
                }
                Step::Delete(which) if !list.is_empty() => {
                    let gone = list.remove(which.index(list.len()));
                    journal.delete(gone.1).unwrap();
                    deleted.push(gone);
                    if deleted.len() > limits::UNDO {
                        deleted.remove(0);
                    }
                }
                Step::Undo => {
                    let back = deleted.pop();
                    prop_assert_eq!(journal.undo_delete().unwrap(), back.as_ref().map(|kept| kept.1));
                    if let Some((_, id, request)) = back {
                        came += 1;
                        list.push((came, id, request));
                    }
                }
                Step::Edit(..) | Step::Star(..) | Step::Delete(..) => {}
            }
        }
        list.sort_by_key(|(came, _, entry)| std::cmp::Reverse((entry.happened_at.unwrap(), *came)));
        for (filter, limit) in asked {
            let expected: Vec<_> = list.iter().filter(|(_, _, entry)| fits(entry, &filter)).map(|kept| kept.1).collect();
            let mut listed = Vec::new();
            let mut after: Option<String> = None;
            loop {
                let page = journal.list(&filter, limit, after.as_deref()).unwrap();
                prop_assert!(page.entries.len() == limit as usize || page.next.is_none());
                listed.extend(page.entries.into_iter().map(|row| row.id));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            prop_assert_eq!(listed, expected, "{:?}", filter);
        }
        for (_, id, entry) in &list {
            let shown = journal.show(*id).unwrap();
            prop_assert_eq!(&shown.text, &entry.text);
            prop_assert_eq!(&shown.row.title, &entry.title);
            prop_assert_eq!(&shown.row.feelings, &entry.feelings);
            prop_assert_eq!(&shown.row.tags, &entry.tags);
            prop_assert_eq!(shown.row.kind, entry.kind);
            prop_assert_eq!(shown.row.happened_at.to_rfc3339(), entry.happened_at.unwrap().to_rfc3339());
            prop_assert_eq!(shown.row.starred, entry.starred);
        }
        let check = "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)";
        room.db.write(|tx| Ok(tx.execute(check, [])?)).unwrap();
    }
}

/// `Index::get_mut`, which wants a slice.
trait GetMutIn {
    fn get_mut_in<'l>(&self, list: &'l mut [Kept]) -> &'l mut Kept;
}

impl GetMutIn for Index {
    fn get_mut_in<'l>(&self, list: &'l mut [Kept]) -> &'l mut Kept {
        let index = self.index(list.len());
        &mut list[index]
    }
}
