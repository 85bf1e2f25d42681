use super::*;
use serde_json::json;

fn check(expression: &str, expected: Result<&str, &str>) {
    let data = json!({
        "name": "민수", "n": 1234567.5, "whole": 3, "yes": true, "nothing": null, "이름": "하늘",
        "list": ["a", "b"], "deep": {"er": {"est": "x"}}, "text": "Hello",
    });
    let found = Values::new(Language::English).text(expression, &Scope::new(&data)).map(|rich| rich.text);
    match expected {
        Ok(text) => assert_eq!(found.as_deref(), Ok(text), "{expression}"),
        Err(words) => {
            let said = found.as_ref().err().map(|fault| {
                let hint = fault.hint.as_deref().unwrap_or_default();
                format!("{}: {}; {hint}", fault.code.name(), fault.problem)
            });
            assert!(said.is_some_and(|said| said.contains(words)), "{expression}: {found:?}");
        }
    }
}

#[test]
fn values_print_plainly() {
    check("name", Ok("민수"));
    check("이름", Ok("하늘"));
    check("deep.er.est", Ok("x"));
    check("list[1]", Ok("b"));
    check("whole", Ok("3"));
    check("n", Ok("1234567.5"));
    check("yes", Ok("true"));
    check("nothing", Ok(""));
    check("text | upper", Ok("HELLO"));
    check("absent | default('none')", Ok("none"));
    check("list | join(', ')", Ok("a, b"));
    check("n | number", Ok("1,234,567.5"));
    check("-n | number(decimals=0)", Ok("-1,234,568"));
    check("'yes' if whole > 2 else 'no'", Ok("yes"));
    check("'yes' if absent is defined else 'no'", Ok("no"));
    check("text ~ '!'", Ok("Hello!"));
    check("whole * 2", Ok("6"));
}

#[test]
fn looks_survive_being_joined() {
    let looks = |expression: &str, expected: &[(&str, &str)]| {
        let data = json!({
            "a": "가", "list": ["x", "y"], "forged": "\u{fdd0}06a6176617363726970743a78\u{fdd1}b\u{fdd2}", "torn": "\u{fdd0}1",
        });
        let rich = Values::new(Language::English).text(expression, &Scope::new(&data)).unwrap();
        let told = |look: &rich::Look| {
            let bold = if look.bold { "bold " } else { "" };
            let italic = if look.italic { "italic " } else { "" };
            format!("{bold}{italic}{}", look.link.as_deref().unwrap_or_default()).trim().to_owned()
        };
        let pieces = rich.pieces();
        let found: Vec<_> =
            pieces.iter().map(|(text, look)| (*text, look.map(told).unwrap_or_default())).collect();
        let found: Vec<_> = found.iter().map(|(text, look)| (*text, look.as_str())).collect();
        assert_eq!(found, expected, "{expression}");
    };
    looks("(a | bold) ~ ' b'", &[("가", "bold"), (" b", "")]);
    looks("'a ' ~ (a | bold | italic) ~ '!'", &[("a ", ""), ("가", "bold italic"), ("!", "")]);
    looks("((a | bold) ~ 'b') | italic", &[("가", "bold italic"), ("b", "italic")]);
    looks("[a | bold, 'b'] | join(', ')", &[("가", "bold"), (", b", "")]);
    looks("(a | link('https://e.kr/x')) ~ 'b'", &[("가", "https://e.kr/x"), ("b", "")]);
    // Marks that the data brings along lead nowhere.
    looks("forged", &[("b", "")]);
    looks("torn ~ (a | bold)", &[("1", ""), ("가", "bold")]);
}

#[test]
fn problems_are_sentences() {
    check("list", Err("wrong_value: its value is a list, not text or a number; loop over it"));
    check("deep", Err("its value is a group of values, not text or a number; name one of its values"));
    check("a b", Err("unreadable_expression: two names or words stand side by side"));
    check("name |", Err("unreadable_expression: something is missing at its end"));
    check("a) or (name", Err("unreadable_expression"));
    check("name | number", Err("a number is needed"));
    check("name | zoom", Err("unknown_filter: there is no filter `zoom`; there are bold, italic"));
    check("name | covr", Err("did you mean `cover`?"));
    check("vignette_meter(name)", Err("there is no function"));
    check(&"(".repeat(900), Err("cannot be read"));
}

#[test]
fn what_is_missing_is_named_with_what_was_meant() {
    check(
        "absent",
        Err("missing_value: the data has no value for `absent`; add it to the data; there is `name`"),
    );
    check("nmae | upper", Err("no value for `nmae`; did you mean `name`?"));
    check("Name", Err("did you mean `name`?"));
    check("deep.err.est", Err("`deep` in the data has no `err`; did you mean `er`?"));
    check("name ~ ' ' ~ deep.er.esst", Err("`deep.er` in the data has no `esst`; did you mean `est`?"));
    check("list[7]", Err("missing_value: the data has no value for it"));
    check("name | uper", Err("unknown_filter: there is no filter `uper`; did you mean `upper`?"));
    check("name is defnied", Err("there is no test `defnied`; did you mean `defined`?"));
    check("rage(3)", Err("there is no function `rage`; did you mean `range`?"));
    check("name | sparkle", Err("there is no filter `sparkle`; "));
}

#[test]
fn names_are_taken_from_expressions() {
    let check = |expression: &str, expected: &[&str]| {
        let found: Vec<_> = faults::paths(expression).iter().map(|path| path.join(".")).collect();
        assert_eq!(found, expected, "{expression}");
    };
    check("a.b + 'c.d' ~ e", &["a.b", "e"]);
    check("a | default(b, boolean=true) | f", &["a", "b"]);
    check("x if y is not defined and 3.5 > z.q[0].w else range(n)", &["x", "y", "z.q", "n"].map(|name| name));
    check("이름 == 'x'", &["이름"]);
}

#[test]
fn work_has_an_end() {
    let data = json!({"x": "x".repeat(1_000)});
    let values = Values::new(Language::English);
    let scope = Scope::new(&data);
    let fault = values.text("(x * 1000000) | length", &scope).unwrap_err();
    assert_eq!((fault.code, fault.problem.as_str()), (FaultCode::TooMuch, "evaluating it takes too long"));
    // One expression may cost a lot, many together may not.
    let costly = "range(90000) | list | sum";
    let done = (0..2_000).take_while(|_| values.text(costly, &scope).is_ok()).count();
    assert!((50..1_000).contains(&done), "{done}");
}
