//! Every crate in the lock file is licensed for us and comes from the registry: `deny.toml`, held in every test run.

#![allow(clippy::unwrap_used)] // a test that cannot read the project has failed

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, LicenseReq, ParseMode};

#[test]
fn every_crate_is_licensed_for_us() {
    let policy: toml::Table = toml::from_str(&std::fs::read_to_string("deny.toml").unwrap()).unwrap();
    let allowed: BTreeSet<_> = strings(&policy["licenses"]["allow"]);
    let refused: Vec<_> = packages()
        .iter()
        .filter(|package| !is_ours(package))
        .filter(|package| !licensed(package["license"].as_str().unwrap_or_default(), &allowed))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "not licensed for us:\n{}", refused.join("\n"));
}

#[test]
fn every_crate_comes_from_the_registry() {
    let strangers: Vec<_> = packages()
        .into_iter()
        .filter(|package| !is_ours(package))
        .filter(|package| !package["source"].as_str().unwrap_or_default().starts_with("registry+"))
        .map(|package| package["name"].to_string())
        .collect();
    assert!(strangers.is_empty(), "not from the registry: {strangers:?}");
}

#[test]
fn a_licence_outside_the_list_is_refused() {
    let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned).into();
    let check = |expression: &str, expected: bool| {
        assert_eq!(licensed(expression, &allowed), expected, "{expression}");
    };
    check("MIT", true);
    check("MIT/Apache-2.0", true);
    check("GPL-3.0-only OR MIT", true);
    check("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", true);
    check("GPL-3.0-only", false);
    check("MIT AND GPL-3.0-only", false);
    check("", false);
}

/// The product and its own crates, which lie in this repository.
fn is_ours(package: &Value) -> bool {
    ["vignette", "vignette-kernels", "vignette-watermark"].map(Value::from).contains(&package["name"])
}

fn licensed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    Expression::parse_mode(expression, ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|licence: &LicenseReq| allowed.contains(&licence.to_string()))
    })
}

fn packages() -> Vec<Value> {
    let arguments =
        ["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"];
    let output = Command::new(env!("CARGO")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn strings(list: &toml::Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}
