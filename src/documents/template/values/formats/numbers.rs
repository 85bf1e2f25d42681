//! Numbers, shares and amounts of money. All four languages group by three with a comma and write a decimal point.

use minijinja::Value;
use minijinja::value::ValueKind;

use crate::scene::Language;

/// More decimals than any report writes.
const MOST_DECIMALS: usize = 20;

/// A number in groups of three digits; `decimals` rounds, otherwise it keeps the digits it has.
///
/// # Errors
/// A sentence for what is no number.
pub fn number(value: &Value, decimals: Option<usize>) -> Result<String, String> {
    let own = amount(value);
    let sign = if own.as_ref().is_some_and(|own| own.unit == Some("%")) { "%" } else { "" };
    Ok(grouped(&plain(value, own, 0, decimals)?) + sign)
}

/// A share of 1 in hundredths: `0.256` is `26%`. A text that says hundredths keeps them: `12%`.
///
/// # Errors
/// A sentence for what is no number.
pub fn percent(value: &Value, decimals: usize) -> Result<String, String> {
    let own = amount(value);
    let shift = if own.as_ref().is_some_and(|own| own.unit == Some("%")) { 0 } else { 2 };
    Ok(grouped(&plain(value, own, shift, Some(decimals))?) + "%")
}

/// An amount of money: `₩1,234,567`, `$1,234.50`. `decimals` are the currency's own when `None`, and the currency is the
/// one that the value itself names, as `$1,200.50` does.
///
/// # Errors
/// A sentence for what is no number, for what is no ISO 4217 code, and for an amount in another currency.
pub fn currency(
    value: &Value,
    code: Option<&str>,
    decimals: Option<usize>,
    language: Language,
) -> Result<String, String> {
    let own = amount(value);
    let named = own.as_ref().and_then(|own| own.unit);
    if let (Some(unit), Some(code)) =
        (named, code.filter(|code| !named.is_some_and(|unit| unit.eq_ignore_ascii_case(code))))
    {
        return Err(format!("{} is in {unit}, not in {code}", self::named(value)));
    }
    if named == Some("%") {
        return Err(format!("an amount is needed, not {}", self::named(value)));
    }
    let code = code.or(named).unwrap_or(match language {
        Language::Korean => "KRW",
        Language::English => "USD",
        Language::Japanese => "JPY",
        Language::Chinese => "CNY",
    });
    let code = code.to_ascii_uppercase();
    if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(format!("“{code}” is no currency: write a code such as KRW, USD or EUR"));
    }
    let decimals = decimals.unwrap_or(match code.as_str() {
        "KRW" | "JPY" | "VND" | "CLP" | "ISK" | "HUF" | "IDR" | "TWD" => 0,
        _ => 2,
    });
    let amount = grouped(&plain(value, own, 0, Some(decimals))?);
    let (sign, amount) = amount.strip_prefix('-').map_or(("", amount.as_str()), |amount| ("-", amount));
    Ok(format!("{sign}{}{amount}", symbol(&code, language)))
}

/// The sign before an amount: the plain one where the currency is at home, told apart elsewhere.
fn symbol(code: &str, language: Language) -> String {
    use Language::{Chinese, English, Japanese, Korean};
    let symbol = match (code, language) {
        ("KRW", Chinese) => "￦",
        ("KRW", _) => "₩",
        ("USD", English | Japanese) => "$",
        ("USD", _) => "US$",
        ("JPY", Japanese) => "￥",
        ("JPY", English) | ("CNY", Chinese) => "¥",
        ("JPY", _) => "JP¥",
        ("CNY", Japanese) => "元",
        ("CNY", Korean | English) => "CN¥",
        ("EUR", _) => "€",
        ("GBP", _) => "£",
        ("INR", _) => "₹",
        ("VND", _) => "₫",
        (code, _) => return format!("{code}\u{a0}"),
    };
    symbol.to_owned()
}

/// The digits of a number times ten to the power of `shift`, rounded when `decimals` says so.
fn plain(value: &Value, own: Option<Amount>, shift: i32, decimals: Option<usize>) -> Result<String, String> {
    let own = own.ok_or_else(|| format!("a number is needed, not {}", named(value)))?;
    let written = own.digits;
    let is_exact =
        shift == 0 && !written.contains(['e', 'E']) && (decimals.is_none() || !written.contains('.'));
    if is_exact {
        let zeros = decimals.filter(|decimals| *decimals > 0).map(|decimals| decimals.min(MOST_DECIMALS));
        return Ok(zeros.map_or(written.clone(), |zeros| format!("{written}.{}", "0".repeat(zeros))));
    }
    let number: f64 = written.parse().map_err(|_| format!("{written} cannot be written as a number"))?;
    let number = number * 10_f64.powi(shift);
    let rounded = match decimals {
        Some(decimals) => format!("{:.*}", decimals.min(MOST_DECIMALS), number),
        None => number.to_string(),
    };
    let is_zero = !rounded.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    Ok(if is_zero { rounded.trim_start_matches('-').to_owned() } else { rounded })
}

/// A number as a value gives it, with the unit that a text has: a currency's code, or `%`.
struct Amount {
    digits: String,
    unit: Option<&'static str>,
}

/// The signs before or behind amounts in cells of a table; `원` and `$` are what spreadsheets write.
const UNITS: [(&str, &str); 16] = [
    ("US$", "USD"),
    ("$", "USD"),
    ("₩", "KRW"),
    ("￦", "KRW"),
    ("원", "KRW"),
    ("KRW", "KRW"),
    ("USD", "USD"),
    ("€", "EUR"),
    ("EUR", "EUR"),
    ("£", "GBP"),
    ("GBP", "GBP"),
    ("円", "JPY"),
    ("JPY", "JPY"),
    ("元", "CNY"),
    ("CNY", "CNY"),
    ("%", "%"),
];

/// Reads a number, or a text that is one: `1,234.5`, `₩15000`, `15,000원`, `-$1,200.50`, `12%`.
fn amount(value: &Value) -> Option<Amount> {
    if value.kind() == ValueKind::Number {
        return Some(Amount { digits: value.to_string(), unit: None });
    }
    let text = value.as_str()?.trim().replace(',', "");
    let (sign, bare) = text.strip_prefix(['-', '−']).map_or(("", text.as_str()), |rest| ("-", rest));
    let unit = UNITS.iter().find_map(|(written, unit)| {
        let rest = bare.strip_prefix(written).or_else(|| bare.strip_suffix(written))?;
        Some((rest.trim(), *unit))
    });
    let (digits, unit) = unit.map_or((bare.trim(), None), |(rest, unit)| (rest, Some(unit)));
    let digits = if sign.is_empty() { digits.to_owned() } else { format!("-{digits}") };
    is_number(&digits).then_some(Amount { digits, unit })
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.len() < 100 && is_digits(whole) && is_digits(rest)
}

/// What a value is, in words for a mistake.
pub fn named(value: &Value) -> String {
    match value.as_str() {
        Some(text) => format!("“{}”", text.chars().take(40).collect::<String>()),
        None => format!("a {}", value.kind()),
    }
}

fn grouped(plain: &str) -> String {
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut grouped = String::with_capacity(plain.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{rest}")
}
