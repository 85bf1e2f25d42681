//! Templates told without filling them: tags, slots, mistakes, the schema of the data and an example that fills.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test that cannot go on has failed

#[path = "../fill_docx/docx.rs"]
#[allow(dead_code)] // the tests of filling use more of it
mod docx;

use std::collections::BTreeMap;
use std::fs;

use kurbo::Size;
use proptest::prelude::*;
use serde_json::json;
use vignette::documents::Limits;
use vignette::documents::template::inspect::TemplateReport;
use vignette::documents::template::{FillOptions, Template};
use vignette::scene::{Content, Drawing, Fonts, Picture};

use docx::{Docx, drawing, paragraph, picture};

fn report(file: &[u8]) -> TemplateReport {
    Template::open(file, &Limits::DEFAULT).unwrap().inspect().unwrap()
}

fn body(body: &str) -> TemplateReport {
    report(&Docx::new(body).file())
}

/// A picture without anything in it.
fn nothing() -> Picture {
    Picture {
        content: Content::Drawn(Drawing { size: Size::new(1.0, 1.0), shapes: Vec::new() }),
        ..picture(1, 1, "nothing")
    }
}

/// Fills a template with the example of its own report.
fn fill_with_example(file: &[u8]) -> Result<Vec<u8>, String> {
    let template = Template::open(file, &Limits::DEFAULT).unwrap();
    let example = template.inspect().unwrap().example();
    let options = FillOptions::default();
    let wanted = template.wanted(&example, &options).map_err(|error| format!("{error}\n{example:#}"))?;
    let pictures: BTreeMap<_, _> = wanted.into_iter().map(|wanted| (wanted.name, nothing())).collect();
    let filled = template.fill(&example, &pictures, &options, &Fonts::system());
    filled.map_err(|error| format!("{error}\n{example:#}"))
}

#[test]
fn tags_are_told_with_their_place_and_use() {
    let check = |report: &TemplateReport, expected: &[&str]| {
        let told: Vec<String> = report
            .tags
            .iter()
            .map(|tag| {
                format!("{} {} {:?} {} [{}]", tag.part, tag.position, tag.kind, tag.expression, tag.around)
            })
            .collect();
        assert_eq!(told, expected);
    };
    let inner = [
        paragraph("Dear {{ name | upper }},"),
        paragraph("{% if urgent %}"),
        paragraph("Now"),
        paragraph("{% elif later %}"),
        paragraph("{{ day }}"),
        paragraph("{% else %}"),
        paragraph("{% for x in list %}{{ x }}{% endfor %}"),
        paragraph("{% endif %}"),
    ];
    check(
        &body(&inner.concat()),
        &[
            "word/document.xml 1 Value name | upper [Dear {{ name | upper }},]",
            "word/document.xml 2 Condition urgent []",
            "word/document.xml 4 Condition later []",
            "word/document.xml 5 Value day []",
            "word/document.xml 7 Loop([\"x\"]) list [{% for x in list %}{{ x }}{% endfor %}]",
            "word/document.xml 7 Value x [{% for x in list %}{{ x }}{% endfor %}]",
        ],
    );
}

#[test]
fn every_place_that_is_filled_is_told() {
    let report = report(&docx::sixteen_places().file());
    let told: Vec<&str> = report.tags.iter().map(|tag| tag.expression.as_str()).collect();
    for (name, part) in docx::PLACES {
        let tag = report
            .tags
            .iter()
            .find(|tag| tag.expression == *name)
            .unwrap_or_else(|| panic!("{name}: {told:?}"));
        assert_eq!(tag.part, *part, "{name}");
    }
    assert!(report.can_be_filled() && report.unfilled.is_empty());
}

#[test]
fn picture_slots_have_size_and_prompt() {
    let docx =
        Docx::new(&[drawing("{{ hero | contain }}", "rId5"), drawing("vignette: a hill", "rId5")].concat());
    let report = report(&docx.picture("rId5").file());
    let told: Vec<_> = report
        .pictures
        .iter()
        .map(|slot| {
            (slot.place.name.as_str(), slot.place.size.width, slot.position, slot.place.prompt.as_deref())
        })
        .collect();
    assert_eq!(told, [("hero", 200.0, 1, None), ("picture 1", 200.0, 2, Some("a hill"))]);
}

#[test]
fn the_example_has_days_and_hours() {
    let tags = paragraph("{{ day | date }} {{ start | time }} {{ moment | time }} {{ moment | date }}");
    let example = report(&Docx::new(&tags).file()).example();
    let expected = serde_json::json!({"day": "2026-11-23", "start": "15:00", "moment": "2026-11-23"});
    assert_eq!(example, expected);
}

#[test]
fn every_mistake_is_told_at_once() {
    let check = |body: &str, expected: &[(&str, usize, &str)]| {
        let report = report(&Docx::new(body).file());
        let told: Vec<_> = report
            .problems
            .iter()
            .map(|problem| (problem.code.name(), problem.position, problem.tag.as_str()))
            .collect();
        assert_eq!(told, expected, "{:#?}", report.problems);
        assert!(!report.can_be_filled());
    };
    let mistakes = [
        paragraph("{% for a in list %}"),
        paragraph("{{ b | uper }}"),
        paragraph("{{ c"),
        paragraph("{{ d e }}"),
        paragraph("{% if f is shiny %}{% endif %}"),
        paragraph("{{ now() }}"),
        paragraph("{% set x = 1 %}"),
        paragraph("x {% endif %}"),
    ];
    check(
        &mistakes.concat(),
        &[
            ("unpaired_tag", 1, "{% for a in list %}"),
            ("unknown_filter", 2, "{{ b | uper }}"),
            ("unclosed_tag", 3, "{{ c"),
            ("unreadable_expression", 4, "{{ d e }}"),
            ("unknown_filter", 5, "{% if f is shiny %}"),
            ("unknown_filter", 6, "{{ now() }}"),
            ("unknown_tag", 7, "{% set x = 1 %}"),
            ("unpaired_tag", 8, "{% endif %}"),
        ],
    );
}

#[test]
fn a_mistake_in_a_branch_that_is_not_taken_is_told() {
    let report = body(&paragraph("{% if a %}{% else %}{{ b | uper }}{% endif %}"));
    assert_eq!(report.problems.len(), 1);
    assert_eq!(report.problems[0].hint.as_deref(), Some("did you mean `upper`?"));
}

#[test]
fn the_schema_says_what_the_data_must_be() {
    let inner = [
        paragraph("{{ title }} {{ client.name | upper }} {{ note | default('') }}"),
        paragraph("{% for item in items %}"),
        paragraph("{{ item.name }} {{ item.price | number(decimals=2) }} {{ loop.index }} {{ title }}"),
        paragraph("{% for tag in item.tags %}{{ tag }}{% endfor %}"),
        paragraph("{% endfor %}"),
        paragraph("{% if paid %}{{ paid_on }}{% endif %}"),
        paragraph("{% for k, v in map %}{{ k }}: {{ v.x }}{% endfor %}"),
    ];
    let schema = body(&inner.concat()).schema("letter");
    let plain = json!(["string", "number", "boolean", "null"]);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["required"], json!(["title", "client", "items", "paid", "map"]));
    let of =
        |pointer: &str| schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}: {schema:#}")).clone();
    assert_eq!(of("/properties/title/type"), plain);
    assert_eq!(of("/properties/client/required"), json!(["name"]));
    assert_eq!(of("/properties/items/type"), "array");
    assert_eq!(of("/properties/items/items/required"), json!(["name", "price", "tags"]));
    assert_eq!(of("/properties/items/items/properties/price/type"), "number");
    assert_eq!(of("/properties/items/items/properties/tags/items/type"), plain);
    assert_eq!(of("/properties/map/additionalProperties/required"), json!(["x"]));
    let told = of("/properties/title/description");
    let lines: Vec<_> = told.as_str().unwrap().lines().collect();
    assert!(lines.len() == 2 && lines[0].starts_with("text, paragraph 1: {{ title }} {{"), "{told}");
    assert!(schema.pointer("/properties/loop").is_none() && schema.pointer("/properties/k").is_none());
}

#[test]
fn our_templates_are_filled_by_their_examples() {
    let templates = fs::read_dir("templates").unwrap().map(|entry| entry.unwrap().path());
    let is_template = |path: &std::path::PathBuf| {
        path.extension().is_some_and(|ending| ["docx", "pptx", "pdf"].iter().any(|known| ending == *known))
    };
    let mut count = 0;
    for path in templates.filter(is_template) {
        let file = fs::read(&path).unwrap();
        assert!(report(&file).can_be_filled(), "{}", path.display());
        fill_with_example(&file).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        count += 1;
    }
    assert!(count >= 4);
}

/// A template's body out of pieces that may stand in one another.
fn pieces() -> impl Strategy<Value = String> {
    let name = || prop::sample::select(vec!["a", "b", "list", "map", "이름", "deep.er", "deep.est"]);
    let value = (name(), prop::sample::select(vec!["", " | upper", " | default('x')", " ~ '!'"]));
    let leaf = prop_oneof![
        value.prop_map(|(name, filter)| paragraph(&format!("x {{{{ text.{name}{filter} }}}} y"))),
        name().prop_map(|name| paragraph(&format!("{{{{ numbers.{name} | number }}}}"))),
        Just(paragraph("plain")),
        name()
            .prop_map(|name| paragraph(&format!("{{% for x in lists.{name} %}}{{{{ x }}}},{{% endfor %}}"))),
    ];
    leaf.prop_recursive(3, 24, 4, move |inner| {
        let many = prop::collection::vec(inner, 1..4).prop_map(|pieces| pieces.concat());
        prop_oneof![
            (name(), many.clone()).prop_map(|(name, inner)| {
                let own = paragraph("{{ row.one }} {{ row.more.two }}");
                [paragraph(&format!("{{% for row in rows.{name} %}}")), own, inner, paragraph("{% endfor %}")]
                    .concat()
            }),
            (name(), many.clone(), many).prop_map(|(name, yes, no)| {
                let head = paragraph(&format!("{{% if flags.{name} %}}"));
                [head, yes, paragraph("{% else %}"), no, paragraph("{% endif %}")].concat()
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_example_always_fills(pieces in prop::collection::vec(pieces(), 1..6)) {
        let file = Docx::new(&pieces.concat()).file();
        let filled = fill_with_example(&file);
        prop_assert!(filled.is_ok(), "{}", filled.unwrap_err());
    }
}

#[test]
fn tags_where_nothing_is_filled_are_told() {
    let comments = format!(
        "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"0\">{}{}</w:comment></w:comments>",
        paragraph("Ask {{ who }} about it"),
        paragraph("fine")
    );
    let report = report(&Docx::new(&paragraph("{{ a }}")).with("word/comments.xml", &comments).file());
    assert!(report.can_be_filled() && report.tags.len() == 1);
    let told = &report.unfilled[0];
    assert_eq!((report.unfilled.len(), told.code.name(), told.position), (1, "wrong_place", 1));
    assert_eq!((told.part.as_str(), told.around.as_str()), ("word/comments.xml", "Ask {{ who }} about it"));
}
