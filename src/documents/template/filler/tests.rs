use super::*;
use crate::scene::Language;
use serde_json::json;

fn check(text: &str, expected: &str) {
    let data =
        json!({"a": "A", "yes": true, "no": false, "list": [1, 2], "none": [], "map": {"k": "v", "a": "w"}});
    let values = Values::new(Language::English);
    let mut filler = Filler::new(&values, "part", 1_000);
    let found = filler.text(text, &Scope::new(&data)).unwrap_or_else(|| text.to_owned());
    let problems: Vec<_> = filler.problems.iter().map(|p| format!("!{}: {}", p.tag, p.problem)).collect();
    assert_eq!(found + &problems.concat(), expected, "{text}");
}

#[test]
fn texts_are_filled() {
    check("x {{ a }} y{# z #}", "x A y");
    check("{% if yes %}1{{ a }}{% else %}2{% endif %}3", "1A3");
    check("{% if no %}1{% elif yes %}2{{ a }}{% else %}3{% endif %}", "2A");
    check("{% if no %}1{% endif %}", "");
    check("{% for x in list %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}.", "1, 2.");
    check("{% for x in list %}{% for y in list %}{{ x }}{{ y }} {% endfor %}{% endfor %}", "11 12 21 22 ");
    check(
        "{% for x in list %}{% for a in list %}{{ loop.index }}{{ a }}{% endfor %}{% endfor %}",
        "11221122",
    );
    check("{% for k, v in map %}{{ k }}={{ v }}{% endfor %}{% for x in none %}x{% endfor %}", "k=va=w");
}

#[test]
fn loops_over_nothing_have_an_else() {
    check("{% for x in none %}{{ x }}{% else %}no {{ a }}{% endfor %}.", "no A.");
    check("{% for x in list %}{{ x }}{% else %}no{% endfor %}.", "12.");
    check("{% for x in list %}{{ loop.revindex }}{{ loop.last }} {% endfor %}", "2false 1true ");
}

#[test]
fn dashes_take_the_white_space_away() {
    check("a  {{- a -}}\n b", "aAb");
    check("a {%- if yes %} b{% endif -%}  c", "a bc");
    check("{% for x in list -%}\n {{ x }}, {%- endfor %}", "1,2,");
}

#[test]
fn marks_of_docxtpl_are_understood() {
    check("{{r a }}{%r if yes %}1{%r endif %}{%p for x in list %}{{ x }}{%p endfor %}", "A112");
}

#[test]
fn a_failing_tag_is_reported_once_for_all_rounds() {
    check(
        "{% for x in list %}{{ x.y }}{% endfor %}",
        "{{ x.y }}{{ x.y }}!{{ x.y }}: `x` in the data has no `y`",
    );
    let values = Values::new(Language::English);
    let mut filler = Filler::new(&values, "part", 1_000);
    let rows: Vec<u32> = (0..1_000_000).collect();
    filler.text("{% for x in l %}{{ x }}{% endfor %}", &Scope::new(&json!({"l": rows})));
    assert_eq!(filler.problems[0].problem, "the loop has 1000000 rounds; at most 100000 are written");
}

#[test]
fn all_problems_are_collected() {
    check(
        "{{ b }}{{ c }}",
        "{{ b }}{{ c }}!{{ b }}: the data has no value for `b`!{{ c }}: the data has no value for `c`",
    );
    check("{% if yes %}", "{% if yes %}!{% if yes %}: its other half {% endif %} is missing");
    check("{% endfor %}", "{% endfor %}!{% endfor %}: its other half {% for … %} is missing");
    check("{% for x in a %}{% endfor %}", "!{% for x in a %}: its value is text, not a list");
}

#[test]
fn growth_is_bounded() {
    let nested = "{% for x in list %}".repeat(20) + &"{% endfor %}".repeat(20);
    let values = Values::new(Language::English);
    let mut filler = Filler::new(&values, "part", 1_000);
    filler.text(&nested, &Scope::new(&json!({"list": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]})));
    assert!(filler.problems[0].problem.contains("beyond its largest size"));
}
