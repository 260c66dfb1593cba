//! Each rule is broken once and kept once; lines are those of the file.

use super::*;

fn found(source: &str) -> Vec<(usize, String, Problem)> {
    at(source, Level::Plain)
}

fn at(source: &str, level: Level) -> Vec<(usize, String, Problem)> {
    let findings = words("pack.ftl", source, level).findings;
    findings.into_iter().map(|finding| (finding.line, finding.message_id, finding.problem)).collect()
}

fn names(source: &str) -> Vec<&'static str> {
    found(source).iter().map(|(_, _, problem)| problem.name()).collect()
}

/// Counted by hand.
const COUNTED: [(&str, usize); 60] = [
    ("a", 1),
    ("the", 1),
    ("help", 1),
    ("phone", 1),
    ("people", 2),
    ("called", 1),
    ("wanted", 2),
    ("partner", 2),
    ("emergency", 4),
    ("yourself", 2),
    ("danger", 2),
    ("table", 2),
    ("violence", 3),
    ("you're", 1),
    ("rhythm", 1),
    ("being", 2),
    ("trying", 2),
    ("quiet", 2),
    ("idea", 3),
    ("situation", 4),
    ("usual", 3),
    ("diary", 3),
    ("friend", 1),
    ("special", 2),
    ("relation", 3),
    ("places", 2),
    ("times", 1),
    ("houses", 2),
    ("watches", 2),
    ("clothes", 1),
    ("changes", 2),
    ("something", 2),
    ("sometimes", 2),
    ("careful", 2),
    ("lonely", 2),
    ("statement", 2),
    ("agreement", 3),
    ("promise", 2),
    ("promised", 2),
    ("decided", 3),
    ("afraid", 2),
    ("alone", 2),
    ("together", 3),
    ("passphrase", 2),
    ("journal", 2),
    ("guess", 1),
    ("question", 2),
    ("rules", 1),
    ("titles", 2),
    ("beautiful", 3),
    ("year", 1),
    ("yes", 1),
    ("does", 1),
    ("going", 2),
    ("own", 1),
    ("two-minute", 3),
    ("uncertainty", 4),
    ("transparency", 4),
    ("boundaries", 3),
    ("apology", 4),
];

#[test]
fn syllables_are_counted_as_they_are_spoken() {
    for (word, count) in COUNTED {
        assert_eq!(reading::syllables(word), count, "{word}");
    }
    for (marked, count) in [("Help,", 1), ("“phone”", 1), ("12", 2), ("\u{FFFC}", 2), ("Café", 2)] {
        assert_eq!(reading::syllables(marked), count, "{marked}");
    }
}

#[test]
fn grade_is_that_of_flesch_and_kincaid() {
    // 6 words, 1 sentence, 6 syllables.
    assert!((grade("The cat sat on the mat.").unwrap() - (0.39 * 6.0 + 11.8 - 15.59)).abs() < 1e-9);
    let hard = grade("Subsequently, considerable psychological deterioration necessitates immediate consultation.");
    assert!(hard.unwrap() > 20.0);
    assert_eq!(grade(" … - !"), None);
}

#[test]
fn sentence_ends_where_a_reader_stops() {
    let of = |text| reading::sentences(text).iter().map(|sentence| sentence.text.to_owned()).collect::<Vec<_>>();
    assert_eq!(of("It is 10:30. Go now? “Yes.” Then: rest"), ["It is 10:30.", "Go now?", "“Yes.”", "Then:", "rest"]);
    assert_eq!(of("One line\nthat goes on."), ["One line\nthat goes on."]);
    assert_eq!(
        of("## A head\nText\n\n- a point\n- another\n  of two lines\n1. first\n2) second"),
        ["A head", "Text", "a point", "another\n  of two lines", "first", "second",]
    );
}

#[test]
fn long_sentence_is_found_on_its_line() {
    let long = "word ".repeat(21);
    let source = format!("# A comment!\n\na = Short.\nb =\n    Short.\n    {long}\n    .note = {long}\n");
    let problem = Problem::LongSentence { words: 21, most: 20 };
    let found: Vec<_> = found(&source).into_iter().filter(|(.., it)| *it == problem).collect();
    assert_eq!(found, [(6, "b".to_owned(), problem.clone()), (7, "b.note".to_owned(), problem)]);
    assert_eq!(names(&format!("a = {}", "go ".repeat(20))), ["long-sentences"], "20 are few enough for one");
}

#[test]
fn every_choice_is_read_where_it_stands() {
    let source = "a =
    You have { $n ->
        [one] a victim
       *[other] { $m ->
            [one] one day
           *[other] days
        }
    } and { $b ->
        [x] must
       *[y] can
    } wait here.
";
    let word = |line, word: &str| (line, "a".to_owned(), Problem::Word { word: word.to_owned() });
    assert_eq!(found(source), [word(2, "victim"), word(2, "must")]);
    let alone = "a =\n    { $n ->\n        [one] A victim.\n       *[other] Each of them is fine.\n    }\n";
    assert_eq!(found(alone), [word(3, "victim")], "the line of the choice");
}

#[test]
fn placeable_is_one_word_and_its_name_is_none() {
    let linted = words(
        "a.ftl",
        "a = Call { $victim } at { \"noon\" }{ -must } { msg } now.\n-must = Mend\nmsg = x",
        Level::Plain,
    );
    assert_eq!(linted.findings, []);
    assert_eq!((linted.readability.words, linted.readability.messages), (6 + 1 + 1, 3));
}

#[test]
fn words_of_the_closed_list_are_found_whole_and_bent() {
    for (said, word) in [
        ("The Victims, they said", "victims"),
        ("the abuser's phone", "abuser's"),
        ("You shouldn’t do it", "shouldn't"),
        ("Narcissistic people", "narcissistic"),
        ("an addiction to it", "addiction"),
        ("Time to forgive and\n    move on now", "forgive and move on"),
        ("they committed suicide", "committed suicide"),
        ("It is on ALWAYS-mode", "always"),
    ] {
        let found = found(&format!("a =\n    {said}\n"));
        assert_eq!(found, [(2, "a".to_owned(), Problem::Word { word: word.to_owned() })], "{said}");
    }
    assert_eq!(names("a = Justice, mustard, nevertheless: adjust, and address it. Abuse is not your fault."), [""; 0]);
}

#[test]
fn number_about_others_is_a_claim_and_one_of_my_own_is_none() {
    for (said, words) in [
        ("This helps 60 % of them.", "%"),
        ("It helps 73% more.", "73%"),
        ("It helps ten percent more.", "percent"),
        ("Research shows that it helps.", "research"),
        ("That is proven to help.", "proven"),
        ("It helped seven happy couples.", "seven happy couples"),
        ("It helped 70 couples.", "70 couples"),
        ("It helps one in three.", "one in three"),
        ("It helps 7 out of 10.", "7 out of 10"),
        ("You are fine within six months.", "six months"),
        ("It takes two years.", "two years"),
        ("Most couples do this.", "most couples"),
        ("We guarantee a good end.", "guarantee"),
        ("You are stronger than before.", "stronger than before"),
    ] {
        let found = found(&format!("a = {said}"));
        assert_eq!(found, [(1, "a".to_owned(), Problem::Claim { words: words.to_owned() })], "{said}");
    }
    for plain in [
        "Call 116 016, or press 55 when you are asked.",
        "In the past 7 days, the two of us were two people of one mind.",
        "About ten minutes, three of them alone.",
        "It has 28 letters and digits, about 200 pages.",
        "At 8:30, on 3 of 4 days.",
        "Kept { $kept } of the last { $of }.",
        "You are in the other room. One thing in one go.",
    ] {
        assert_eq!(names(&format!("a = {plain}")), [""; 0], "{plain}");
    }
}

#[test]
fn exclamation_mark_is_found_on_its_line() {
    assert_eq!(found("a =\n    Fine.\n    Go!\n"), [(3, "a".to_owned(), Problem::ExclamationMark)]);
    assert_eq!(names("# Not this!\na = This { \"!\" } too"), ["exclamation-mark"]);
}

#[test]
fn more_words_than_a_screen_holds_are_found() {
    let of = |words: usize| names(&format!("a =\n{}", "    We go to it on foot.\n".repeat(words / 6)));
    assert_eq!(of(60), [""; 0]);
    assert_eq!(of(66), ["long-text"]);
}

#[test]
fn hard_text_is_found_and_a_hard_label_is_none() {
    let hard = "Considerable uncertainty regarding communication necessitates additional consultation. ";
    assert_eq!(names("a = Extraordinary responsibility"), [""; 0]);
    assert_eq!(names(&format!("a = {hard}")), [""; 0], "one long word decides a short text");
    assert_eq!(names(&format!("a = {}", hard.repeat(3))), ["hard-text", "hard-file"]);
    // Between the two levels.
    let between = "Someone other than your partner can answer all of these calls today. ".repeat(3);
    let grade = grade(&between).unwrap();
    assert!(grade > 5.0 && grade < 6.0, "{grade}");
    assert_eq!(at(&format!("a = {between}"), Level::Plain), []);
    let [(0, id, Problem::HardFile { most: 5.0, .. })] = &at(&format!("a = {between}"), Level::Safety)[..] else {
        panic!("no hard file");
    };
    assert_eq!(id, "");
}

#[test]
fn exception_with_a_reason_lets_its_problem_pass_and_no_other() {
    assert_eq!(names("# lint: allow word: it is the word in question\na = You must.\n    .b = You never do."), [""; 0]);
    assert_eq!(names("# For translators.\n# lint: allow word: reason\na = You must go!"), ["exclamation-mark"]);
    let unneeded = Problem::UnneededException { problem: "word".into() };
    assert_eq!(found("a = Fine.\n# lint: allow word: reason\nb = Fine."), [(3, "b".to_owned(), unneeded)]);
    for bad in ["allow word", "allow word:", "allow words: reason", "word: reason", "allow missing: reason", ""] {
        let text = format!("lint: {bad}").trim().to_owned();
        let found = found(&format!("# lint: {bad}\nb = Fine."));
        assert_eq!(found, [(2, "b".to_owned(), Problem::BadException { text })], "{bad}");
    }
    let loose = "# lint: allow word: of what?";
    let text = loose.trim_start_matches("# ").to_owned();
    assert_eq!(
        found(&format!("a = Fine.\n\n{loose}\n\n\nb = Fine.")),
        [(3, String::new(), Problem::BadException { text })]
    );
}

#[test]
fn part_that_is_not_fluent_is_found() {
    let found = found("a = Fine.\nb { = What\nc = Fine.\n");
    assert_eq!(found, [(2, String::new(), Problem::Unreadable)]);
}

#[test]
fn finding_says_where_and_what() {
    let said = |source: &str| {
        words("pack.ftl", source, Level::Plain).findings.iter().map(Finding::to_string).collect::<Vec<_>>()
    };
    assert_eq!(said("a = One.\n    .b = You must."), ["pack.ftl:2: a.b: not a word of this house: “must”"]);
    let flat = "one two three four five six seven ".repeat(2);
    assert_eq!(said(&format!("a = {flat}\nb = {flat}")), ["pack.ftl: sentences of 14.0 words in the mean; 12 at most"]);
}

#[test]
fn missing_unused_and_doubled_strings_are_found_where_they_stand() {
    let sources =
        [("a.ftl", "one = 1\n    .note = n\nterm = { -brand }\n-brand = Mend"), ("b.ftl", "\none = 2\nleft = 3")];
    let needed = [("p.toml:7", "one"), ("p.toml:8", "one.about"), ("code", "two"), ("p.toml:9", "term")];
    let needed = needed.map(|(place, id)| (place.to_owned(), id.to_owned()));
    let said: Vec<_> = strings(&sources, &needed).iter().map(Finding::to_string).collect();
    assert_eq!(
        said,
        [
            "b.ftl:2: one: stands at a.ftl:1 already",
            "p.toml:8: one.about: asked for, and said nowhere",
            "code: two: asked for, and said nowhere",
            "b.ftl:3: left: said, and asked for nowhere",
            "a.ftl:2: one.note: said, and asked for nowhere",
        ]
    );
}

#[test]
fn variables_that_differ_between_languages_are_found() {
    let english = "a = { $name } has { $n ->
    [one] one { $thing }
   *[other] { NUMBER($n) }
 }
b = x
    .c = { $d }
only = { $e }";
    let german = "a = { $n } { $thing } { $name } { $partner_form }\nb = { $x }\n    .c = d";
    let said: Vec<_> = variables(english, ("de/a.ftl", german)).iter().map(Finding::to_string).collect();
    assert_eq!(said, ["de/a.ftl:2: b: asks for $x, which it is not given", "de/a.ftl:3: b.c: leaves out $d"]);
    let both = variables("a = { $x }", ("o.ftl", "a = { $y }"));
    assert_eq!(both[0].to_string(), "o.ftl:1: a: leaves out $x, and asks for $y, which it is not given");
}

/// The parser calls itself for each of them, and would end the program.
#[test]
fn file_out_of_bounds_is_named_and_not_read() {
    let unreadable = |line| [(line, String::new(), Problem::Unreadable)];
    for nest in ["{", "{ $a -> [a] ", "{\nfoo\n} { $a ->\n [a] {\n-t.a ->\n [b] \" ", "{FOO(\n"] {
        let source = format!("fine = Fine.\na = {}", nest.repeat(200_000 / nest.len()));
        let found = found(&source);
        assert!(matches!(found[..], [(2.., _, Problem::Unreadable)]), "{nest}: {found:?}");
        let text = crate::text::Text::with_resources("en", &[("en", &source)]);
        assert!(!text.has("fine") && text.has("feeling-calm"), "{nest}");
    }
    assert_eq!(found(&format!("a = {}", "go ".repeat(400_000))), unreadable(1));
    let many = |braces: usize| format!("a = {}\nb = Fine.\n", "{ $n } ".repeat(braces));
    assert_eq!(found(&many(201)), unreadable(1));
    assert!(!found(&many(200)).contains(&unreadable(1)[0]));
    // Each message has its own.
    assert!(!found(&many(150).replace("b = Fine.", &many(150))).contains(&unreadable(2)[0]));
}

/// Everything at once that a hostile file may hold, in a time that a person waits.
#[test]
fn large_file_is_read_in_moments() {
    let began = std::time::Instant::now();
    for piece in ["You must. ", "a\n    ", "{ $n ->\n *[a] b\n [c] d\n} ", "!", "%", "ten in ten "] {
        let source = format!("a = {}", piece.repeat(100_000 / piece.len()));
        words("a.ftl", &source, Level::Plain);
        words("a.ftl", &format!("a = b\n{source}").replace("{ $n", "\na = { $n"), Level::Plain);
    }
    assert!(began.elapsed() < std::time::Duration::from_secs(30), "{:?}", began.elapsed());
}
