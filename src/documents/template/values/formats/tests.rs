use minijinja::Value;
use serde_json::json;

use crate::documents::template::values::{Scope, Values};
use crate::scene::Language;

/// What an expression is in Korean, English, Japanese and Chinese.
fn check(expression: &str, expected: [&str; 4]) {
    let data = json!({
        "day": "2026-11-26", "moment": "2026-11-26T15:04:05+09:00", "early": "00:30", "n": 1_234_567.891, "won": 1_234_567,
        "text": "1,234.5", "share": 0.2567, "loss": -1234.5, "big": 12_345_678_901_234_567_890_u64,
    });
    let found = Language::ALL.map(|language| {
        let text = Values::new(language).text(expression, &Scope::new(&data));
        text.map(|rich| rich.text).unwrap_or_else(|fault| fault.problem)
    });
    assert_eq!(found, expected, "{expression}");
}

fn same(expression: &str, expected: &str) {
    check(expression, [expected; 4]);
}

#[test]
fn numbers_are_grouped_and_rounded() {
    same("n | number", "1,234,567.891");
    same("n | number(decimals=2)", "1,234,567.89");
    same("n | number(decimals=0)", "1,234,568");
    same("won | number(decimals=1)", "1,234,567.0");
    same("text | number", "1,234.5");
    same("loss | number", "-1,234.5");
    same("big | number", "12,345,678,901,234,567,890");
    same("(-0.001) | number(decimals=1)", "0.0");
    same("share | percent", "26%");
    same("share | percent(decimals=1)", "25.7%");
}

#[test]
fn cells_of_a_table_are_read_as_people_write_them() {
    for (value, number, money) in [
        ("₩15000", "15,000", "₩15,000"),
        ("15,000원", "15,000", "₩15,000"),
        ("￦ 1,500,000", "1,500,000", "₩1,500,000"),
        ("$1,200.50", "1,200.50", "$1,200.50"),
        ("-$3", "-3", "-$3.00"),
        ("€ 10", "10", "€10.00"),
        ("12%", "12%", "an amount is needed, not “12%”"),
        ("about 5", "a number is needed, not “about 5”", "a number is needed, not “about 5”"),
        ("", "", ""),
        ("  ", "", ""),
    ] {
        let found = |filter: &str| {
            let text = Values::new(Language::English)
                .text(&format!("v | {filter}"), &Scope::new(&json!({"v": value})));
            text.map(|rich| rich.text).unwrap_or_else(|fault| fault.problem)
        };
        assert_eq!((found("number").as_str(), found("currency").as_str()), (number, money), "{value}");
    }
    same("\"12%\" | percent", "12%");
    same("\"12.5 %\" | percent(decimals=1)", "12.5%");
    same("\"$5\" | currency(\"KRW\")", "“$5” is in USD, not in KRW");
    same("\"\" | date", "");
    same("none | date(\"long\")", "");
    same("\"\" | percent", "");
}

#[test]
fn money_has_the_sign_people_know() {
    check("won | currency(\"KRW\")", ["₩1,234,567", "₩1,234,567", "₩1,234,567", "￦1,234,567"]);
    check("loss | currency(\"USD\")", ["-US$1,234.50", "-$1,234.50", "-$1,234.50", "-US$1,234.50"]);
    check("n | currency(\"JPY\")", ["JP¥1,234,568", "¥1,234,568", "￥1,234,568", "JP¥1,234,568"]);
    check("won | currency", ["₩1,234,567", "$1,234,567.00", "￥1,234,567", "¥1,234,567.00"]);
    same("n | currency(\"eur\")", "€1,234,567.89");
    same("won | currency(\"CHF\", decimals=0)", "CHF\u{a0}1,234,567");
}

#[test]
fn dates_are_written_as_people_write_them() {
    check("day | date", ["2026. 11. 26.", "Nov 26, 2026", "2026/11/26", "2026年11月26日"]);
    check("day | date(\"short\")", ["26. 11. 26.", "11/26/26", "2026/11/26", "2026/11/26"]);
    check(
        "day | date(\"long\")",
        ["2026년 11월 26일", "November 26, 2026", "2026年11月26日", "2026年11月26日"],
    );
    let full = [
        "2026년 11월 26일 목요일",
        "Thursday, November 26, 2026",
        "2026年11月26日木曜日",
        "2026年11月26日星期四",
    ];
    check("moment | date(\"full\")", full);
    same("moment | date(\"yyyy-MM-dd\")", "2026-11-26");
    check(
        "day | date(\"M월 d일 (E)\")",
        ["11월 26일 (목)", "11월 26일 (Thu)", "11월 26일 (木)", "11월 26일 (周四)"],
    );
    same("day | date(\"'Q'yy''\")", "Q26'");
}

#[test]
fn times_are_written_as_people_write_them() {
    check("moment | time", ["오후 3:04", "3:04 PM", "15:04", "15:04"]);
    check("early | time", ["오전 12:30", "12:30 AM", "0:30", "00:30"]);
    check("moment | time(\"long\")", ["오후 3:04:05", "3:04:05 PM", "15:04:05", "15:04:05"]);
    same("moment | time(\"HH:mm\")", "15:04");
}

#[test]
fn days_are_read_as_offices_write_them() {
    for written in ["2026. 11. 26.", "2026.11.26", "2026/11/26", "2026년 11월 26일", "2026年11月26日"] {
        same(&format!("'{written}' | date('yyyy-MM-dd')"), "2026-11-26");
    }
}

#[test]
fn what_is_none_is_a_sentence() {
    same("'soon' | date", "a date is needed, as in 2026-11-26, not “soon”");
    same("'2026. 2. 30.' | date", "a date is needed, as in 2026-11-26, not “2026. 2. 30.”");
    same("'26/11/26' | date", "a date is needed, as in 2026-11-26, not “26/11/26”");
    same("'2026-02-30' | date", "a date is needed, as in 2026-11-26, not “2026-02-30”");
    same("n | date", "a date is needed, as in 2026-11-26, not a number");
    same(
        "day | time(\"QQ\")",
        "“QQ” in “QQ” is no part of a date: use short, medium, long, full, or letters as in yyyy-MM-dd EEE HH:mm",
    );
    same("day | number", "a number is needed, not “2026-11-26”");
    same("n | currency(\"wons\")", "“WONS” is no currency: write a code such as KRW, USD or EUR");
    assert!(super::numbers::number(&Value::from("1e9"), None).is_err());
}
