//! Packs that are no packs: each fault is told with its file and line, and nothing of it is taken.

use super::*;

/// The faults of a module named "try"; its words fit it where it can be read at all.
fn faults(steps: &str) -> Vec<String> {
    let module = module(steps);
    let mut files = match read::module("try.toml", &module) {
        Ok(_) => files_of(&module),
        Err(_) => BTreeMap::from([
            ("pack.toml".to_owned(), files_of(&super::module(STEP))["pack.toml"].clone()),
            ("en/try.ftl".to_owned(), Vec::new()),
        ]),
    };
    files.insert("try.toml".to_owned(), module.into_bytes());
    faults_of(files)
}

fn faults_of(files: BTreeMap<String, Vec<u8>>) -> Vec<String> {
    match Pack::from_files(files) {
        Err(PackError::Faults(faults)) => faults.iter().map(ToString::to_string).collect(),
        other => panic!("a pack should have been refused, not {other:?}"),
    }
}

const STEP: &str = "[[step]]\nid = \"one\"\nkind = \"read\"\n";

fn only(steps: &str, line: usize, what: &str) {
    let found = faults(steps);
    let expected = format!("try.toml:{line}: ");
    assert!(found.iter().any(|fault| fault.starts_with(&expected) && fault.contains(what)), "{found:?}");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn the_pack_that_ships_is_taken_and_its_modules_are_in_order() {
    let pack = Pack::from_files(pack::shipped_files()).unwrap_or_else(|e| panic!("{e:#?}"));
    assert_eq!(pack.modules(), ["name-feeling", "count-on-it", "our-agreement"]);
    assert!(!pack.is_reviewed());
    assert_eq!(pack.hash(), Pack::shipped().hash());
    assert_eq!(pack.hash().len(), 64);
}

/// The bytes of a small pack, hashed as FORMAT.md says, by another hand.
#[test]
fn the_hash_is_taken_as_the_format_says() {
    use sha2::{Digest, Sha256};
    let files = files_of(&module(STEP));
    let framed = |hash: &mut Sha256, name: &str| {
        hash.update((name.len() as u32).to_le_bytes());
        hash.update(name);
        hash.update((files[name].len() as u64).to_le_bytes());
        hash.update(&files[name]);
    };
    let mut of_module = Sha256::new();
    of_module.update(b"mend guide module 1");
    framed(&mut of_module, "try.toml");
    framed(&mut of_module, "en/try.ftl");
    let mut of_pack = Sha256::new();
    of_pack.update(b"mend guide pack 1");
    framed(&mut of_pack, "pack.toml");
    of_pack.update(of_module.finalize());
    assert_eq!(Pack::from_files(files.clone()).unwrap().hash(), data_encoding::HEXLOWER.encode(&of_pack.finalize()));
}

#[test]
fn a_single_changed_byte_is_another_hash() {
    let files = files_of(&module(STEP));
    let hash = Pack::from_files(files.clone()).unwrap().hash();
    for name in files.keys() {
        let mut changed = files.clone();
        changed.get_mut(name).unwrap().extend_from_slice(b"\n# more\n");
        assert_ne!(Pack::from_files(changed).unwrap().hash(), hash, "{name}");
    }
}

#[test]
fn reference_forward_or_in_a_circle_is_told_with_its_line() {
    let two = |more: &str| format!("[[step]]\nid = \"a\"\nkind = \"choose\"\noptions = [\"x\", \"y\"]\n{more}\n{STEP}");
    // The head has five lines: the first step's id stands on the seventh.
    only(&two("next = \"a\""), 7, "circle");
    only(&two("next = \"nowhere\""), 7, "circle");
    only(&two("when = { answered = \"one\" }"), 7, "earlier");
    only(&two("when = { answered = \"a\" }"), 7, "earlier");
    only(&two("for_each = \"one\""), 7, "earlier list");
    only(&two("not_before = { days = 3, after = \"one\" }"), 7, "earlier step");
    let back = "[[step]]\nid = \"b\"\nkind = \"read\"\nnext = \"one\"\n";
    only(&format!("{STEP}{back}"), 10, "circle");
}

#[test]
fn dead_ends_and_steps_that_no_answer_leads_to_are_told() {
    only(&format!("[[step]]\nid = \"a\"\nkind = \"read\"\nnext = \"end\"\n{STEP}"), 11, "no answer leads");
    let never = "[[step]]\nid = \"a\"\nkind = \"choose\"\noptions = [\"x\", \"y\"]\n\
                 [[step]]\nid = \"b\"\nkind = \"read\"\nwhen = { all = [{ eq = { step = \"a\", value = \"x\" } }, \
                 { eq = { step = \"a\", value = \"y\" } }] }\n";
    only(never, 11, "no answer leads");
    only(&format!("{STEP}[[step]]\nid = \"b\"\nkind = \"read\"\nwhen = {{ any = [] }}\n"), 10, "no answer leads");
    only(
        &format!("{STEP}[[step]]\nid = \"b\"\nkind = \"read\"\nwhen = {{ role = [\"hurt\"] }}\n"),
        10,
        "no answer leads",
    );
}

#[test]
fn ids_are_ids_and_each_is_there_once() {
    assert!(faults(&format!("{STEP}{STEP}"))[0].starts_with("try.toml:10: the id \"one\" is there twice"));
    only("[[step]]\nid = \"One\"\nkind = \"read\"\n", 7, "no id");
    assert!(faults("[[step]]\nid = \"../up\"\nkind = \"read\"\n")[0].ends_with("\"../up\" is no id"));
    only("[[step]]\nid = \"end\"\nkind = \"read\"\n", 7, "no id");
    let options = "[[step]]\nid = \"a\"\nkind = \"choose\"\noptions = [\"x\", \"x\"]\n";
    assert!(faults(options)[0].contains("there twice"));
}

#[test]
fn kinds_and_fields_that_there_are_not_are_told() {
    only("[[step]]\nid = \"a\"\nkind = \"quiz\"\n", 8, "no kind of step");
    only("[[step]]\nid = \"a\"\nkind = \"read\"\nseconds = 9\n", 8, "seconds is no field");
    only("[[step]]\nid = \"a\"\nkind = \"pause\"\n", 8, "seconds is missing");
    only("[[step]]\nid = \"a\"\nkind = \"pause\"\nseconds = 9\n", 7, "10 to 3600");
    only("[[step]]\nid = \"a\"\nkind = \"rate\"\nscale = \"stars\"\n", 7, "no scale");
    only("[[step]]\nid = \"a\"\nkind = \"checkin\"\nset = \"yearly\"\n", 7, "no set");
    only("[[step]]\nid = \"a\"\nkind = \"signpost\"\nways = [\"shop\"]\n", 7, "no way");
    only("[[step]]\nid = \"a\"\nkind = \"read\"\nscore = 5\n", 9, "unknown field");
    only("[[step]]\nid = \"a\"\nkind = \"plan\"\nasks = []\n", 7, "asks for something");
    only("[[step]]\nid = \"a\"\nkind = \"plan\"\nasks = [\"text\"]\nreminder = true\n", 7, "needs a day");
    only("[[step]]\nid = \"a\"\nkind = \"read\"\nserves = [158]\n", 7, "no practice 158");
}

#[test]
fn safety_stands_alone_and_nothing_depends_on_it() {
    let asked = "[[step]]\nid = \"safe\"\nkind = \"check_safety\"\n";
    let depends = format!("{asked}[[step]]\nid = \"b\"\nkind = \"read\"\nwhen = {{ answered = \"safe\" }}\n");
    assert!(faults(&depends).iter().any(|fault| fault.starts_with("try.toml:10:") && fault.contains("safety")));
    let after = "[[step]]\nid = \"safe\"\nkind = \"check_safety\"\npart = \"after\"\n";
    only(after, 7, "part alone");
}

#[test]
fn a_module_for_two_keeps_its_rules() {
    let opening = "[[step]]\nid = \"a\"\nkind = \"read\"\ntext = \"guide-if-afraid\"\n";
    let talk = "[[step]]\nid = \"talk\"\nkind = \"speak_listen\"\npart = \"together\"\nturns = [{ speaker = \"first\", \
                minutes = 3 }]\n";
    let solo = "[step.solo]\nkind = \"reflect\"\n";
    assert!(Pack::from_files(files_of(&module(&format!("{opening}{talk}{solo}")))).is_ok());
    only(&format!("{talk}{solo}"), 7, "opens with");
    only(&format!("{opening}{talk}"), 11, "for someone alone");
    let hidden = "[[step]]\nid = \"mine\"\nkind = \"choose\"\noptions = [\"x\", \"y\"]\n";
    let shown = format!("{opening}{hidden}{talk}for_each = \"mine\"\n{solo}");
    only(&shown, 15, "to be seen from here");
    let copied = module(&shown).replace("minutes = 5\n", "minutes = 5\ncopies = [\"mine\"]\n");
    assert!(Pack::from_files(files_of(&copied)).is_ok());
    only(&format!("{opening}{talk}{solo}[[step]]\nid = \"b\"\nkind = \"read\"\n"), 18, "in the order");
    let letter = "[[step]]\nid = \"b\"\nkind = \"write_letter\"\npart = \"together\"\n";
    only(&format!("{opening}{letter}{solo}"), 11, "over one phone");
    only("[[step]]\nid = \"a\"\nkind = \"reflect\"\nserves = [80]\n", 7, "vulnerable");
}

#[test]
fn steps_that_ask_for_openness_carry_the_note_on_harm() {
    for kind in
        ["kind = \"write_letter\"", "kind = \"share_choice\"\nitems = [\"one\"]", "kind = \"read\"\nvulnerable = true"]
    {
        let steps = format!("[[step]]\nid = \"one\"\nkind = \"reflect\"\n[[step]]\nid = \"b\"\n{kind}\n");
        let house = House::with(pack_of(&module(&steps)));
        let run = house.start("try", None);
        assert_eq!(house.guides().step(run).unwrap().harm, None);
        let view = house.guides().pass(run, &Place::of("one")).unwrap();
        assert_eq!(view.harm, Some(Text::new("en").get("guide-harm", &[])), "{kind}");
    }
}

#[test]
fn words_that_are_missing_too_many_or_broken_are_told_with_file_and_line() {
    let files = files_of(&module(STEP));
    let with_words = |words: &str| {
        let mut changed = files.clone();
        changed.insert("en/try.ftl".into(), words.as_bytes().to_vec());
        faults_of(changed)
    };
    let head = "try = A\n    .title = T\n    .not = N\n    .end = E\n";
    assert_eq!(with_words(head), ["try.toml:7: en/try.ftl has no words for try-one"]);
    let more = format!("{head}try-one = One\ntry-two = Two\n");
    assert_eq!(with_words(&more), ["en/try.ftl:6: no step needs the message try-two"]);
    let twice = format!("{head}try-one = One\ntry-one = Again\n");
    assert_eq!(with_words(&twice), ["en/try.ftl:6: try-one is there twice"]);
    let other = format!("{head}try-one = Hello {{ $score }}\n");
    assert_eq!(with_words(&other), ["en/try.ftl:5: there is no variable $score"]);
    let attribute = format!("{head}try-one = One\n    .praise = Well done\n");
    assert_eq!(with_words(&attribute), ["en/try.ftl:6: try-one has no attribute .praise"]);
    assert_eq!(
        with_words("try = A\n    .title = T\n    .end = E\ntry-one = One\n"),
        ["en/try.ftl:1: try needs the attribute .not"]
    );
    assert_eq!(with_words("try-one = { unclosed\n"), ["en/try.ftl:1: this is no message"]);
}

#[test]
fn a_language_that_names_something_else_than_the_first_is_told() {
    let list = "[[step]]\nid = \"l\"\nkind = \"reflect\"\nlist = true\n[[step]]\nid = \"e\"\nkind = \"read\"\nfor_each = \"l\"\n";
    let mut files = files_of(&module(list));
    let page = String::from_utf8(files["pack.toml"].clone()).unwrap() + "locales = [\"de\"]\n";
    files.insert("pack.toml".into(), page.into_bytes());
    files.insert("de/try.ftl".into(), files["en/try.ftl"].clone());
    assert!(Pack::from_files(files.clone()).is_ok());
    let german = String::from_utf8(files["en/try.ftl"].clone()).unwrap().replace("Words of try-e", "{ $item }");
    files.insert("de/try.ftl".into(), german.into_bytes());
    let found = faults_of(files);
    assert!(
        found.len() == 1 && found[0].starts_with("de/try.ftl:6: try-e: ") && found[0].contains("$item"),
        "{found:?}"
    );
}

/// The words of the modules that ship, held against the rules of the house; the mean of each is printed.
#[test]
fn words_of_every_module_keep_the_rules() {
    let mut findings = Vec::new();
    for (name, source) in Pack::shipped().words() {
        let linted =
            crate::text::lint::words(&format!("content/guide/{name}"), source, crate::text::lint::Level::Plain);
        println!("{}", linted.readability);
        findings.extend(linted.findings.iter().map(ToString::to_string));
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn pack_of_a_newer_format_asks_for_a_newer_mend_whatever_else_it_says() {
    let mut files = files_of(&module(STEP));
    files.insert("pack.toml".into(), b"format = 2\nmodules = { new = true }\n".to_vec());
    assert_eq!(Pack::from_files(files).err(), Some(PackError::Newer { format: 2 }));
}

#[test]
fn page_of_a_pack_is_checked_before_a_name_in_it_becomes_a_path() {
    let page = |modules: &str, locale: &str| {
        let mut files = files_of(&module(STEP));
        let page = format!("format = 1\nid = \"p\"\nversion = 1\nlocale = \"{locale}\"\nmodules = [{modules}]\n");
        files.insert("pack.toml".into(), page.into_bytes());
        faults_of(files)
    };
    for modules in ["\"../../etc/passwd\"", "\"try\", \"try\"", "", "\"\""] {
        assert_eq!(page(modules, "en").len(), 1, "{modules}");
    }
    for locale in ["../en", "", "e n", "EN"] {
        assert!(page("\"try\"", locale)[0].contains("language"), "{locale}");
    }
    assert_eq!(page("\"try\", \"gone\"", "en"), ["gone.toml:1: the file is missing"]);
}

#[test]
fn files_beyond_their_bounds_are_refused_before_they_are_parsed() {
    let mut files = files_of(&module(STEP));
    files.insert("en/try.ftl".into(), vec![b'a'; 10 << 20]);
    assert_eq!(faults_of(files), ["en/try.ftl:1: the file has more than 256 KiB"]);
    let many: String = (0..10_000).map(|n| format!("[[step]]\nid = \"s{n}\"\nkind = \"read\"\n")).collect();
    let mut files = files_of(&module(STEP));
    files.insert("try.toml".into(), module(&many).into_bytes());
    assert_eq!(faults_of(files), ["try.toml:1: the file has more than 128 KiB"]);
    let many: String = (0..101).map(|n| format!("[[step]]\nid = \"s{n}\"\nkind = \"read\"\n")).collect();
    assert!(faults(&many)[0].contains("1 to 100 steps"));
    let deep = (0..40).fold("{ answered = \"one\" }".to_owned(), |deep, _| format!("{{ not = {deep} }}"));
    let steps = format!("{STEP}[[step]]\nid = \"b\"\nkind = \"read\"\nwhen = {deep}\n");
    assert!(faults(&steps)[0].contains("levels"), "{:?}", faults(&steps));
    let mut files = files_of(&module(STEP));
    files.insert("try.toml".into(), vec![0xff, 0xfe]);
    assert_eq!(faults_of(files), ["try.toml:1: it is no UTF-8 text"]);
}

#[test]
fn a_pack_on_the_disk_reads_as_in_memory_and_a_missing_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let files = files_of(&module(STEP));
    std::fs::create_dir(folder.path().join("en")).unwrap();
    files.iter().for_each(|(name, bytes)| std::fs::write(folder.path().join(name), bytes).unwrap());
    assert_eq!(Pack::read(folder.path()).unwrap().hash(), Pack::from_files(files).unwrap().hash());
    std::fs::remove_file(folder.path().join("en/try.ftl")).unwrap();
    let Err(PackError::Faults(found)) = Pack::read(folder.path()) else { panic!("a file is missing") };
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["en/try.ftl:1: the file is missing"]);
    let empty = tempfile::tempdir().unwrap();
    assert!(matches!(Pack::read(empty.path()), Err(PackError::Faults(found)) if found[0].file == "pack.toml"));
}

/// A few thousand packs with bytes changed, cut or doubled: each is taken or told, none brings anything down.
#[test]
fn damaged_packs_are_taken_or_told_and_never_bring_anything_down() {
    let files = pack::shipped_files();
    let names: Vec<&String> = files.keys().collect();
    let mut state = 7u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below.max(1)
    };
    let (mut taken, mut told) = (0, 0);
    for _ in 0..300 {
        let mut damaged = files.clone();
        let bytes = damaged.get_mut(names[draw(names.len())]).unwrap();
        for _ in 0..=draw(3) {
            let at = draw(bytes.len());
            match draw(4) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, draw(256) as u8),
                2 => bytes.extend_from_within(at..),
                _ => bytes[at] ^= 1 << draw(8),
            }
            if bytes.is_empty() {
                break;
            }
        }
        match Pack::from_files(damaged) {
            Ok(_) => taken += 1,
            Err(_) => told += 1,
        }
    }
    assert!(taken > 0 && told > 0, "{taken} were taken, {told} were told");
}
