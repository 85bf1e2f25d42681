//! The Office add-in's manifest: rendered for an address, it keeps the rules that Office's own schema checks.

#![allow(clippy::unwrap_used)] // a test that cannot read the manifest has failed

use std::collections::BTreeSet;
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

const ADDRESS: &str = "https://vignette.example.com";

/// The order Office wants below the root (add-in-only manifest, VersionOverrides 1.0).
const ORDER: [&str; 14] = [
    "Id",
    "Version",
    "ProviderName",
    "DefaultLocale",
    "DisplayName",
    "Description",
    "IconUrl",
    "HighResolutionIconUrl",
    "SupportUrl",
    "AppDomains",
    "Hosts",
    "DefaultSettings",
    "Permissions",
    "VersionOverrides",
];

#[test]
fn children_of_the_root_stand_in_offices_order() {
    let children: Vec<_> =
        elements().into_iter().filter(|found| found.depth == 1).map(|found| found.name).collect();
    assert_eq!(children, ORDER);
}

#[test]
fn every_resource_that_is_named_exists_and_is_short_enough() {
    let elements = elements();
    let named: BTreeSet<_> = elements.iter().filter_map(|found| found.attribute("resid")).collect();
    let defined: BTreeSet<_> = elements
        .iter()
        .filter(|found| ["bt:Image", "bt:Url", "bt:String"].contains(&found.name.as_str()))
        .filter_map(|found| found.attribute("id"))
        .collect();
    let dangling: Vec<_> = named.iter().filter(|name| !defined.contains(*name) && !name.is_empty()).collect();
    assert!(dangling.is_empty() && named.iter().all(|name| name.len() <= 32), "{dangling:?}");
    let too_long =
        |found: &&Found| found.name == "bt:String" && found.attribute("DefaultValue").unwrap().len() > 125;
    assert_eq!(elements.iter().filter(too_long).count(), 0);
}

#[test]
fn every_address_is_the_hosts_own_and_secure() {
    let values = elements().into_iter().filter_map(|found| found.attribute("DefaultValue"));
    let addresses: Vec<_> = values.filter(|value| value.contains("://")).collect();
    assert!(
        addresses.len() >= 7 && addresses.iter().all(|address| address.starts_with(ADDRESS)),
        "{addresses:?}"
    );
}

#[test]
fn every_icon_is_a_file_of_the_page() {
    for size in ["16", "32", "64", "80"] {
        let (width, height) = image::image_dimensions(format!("taskpane/icon-{size}.png")).unwrap();
        assert_eq!((width.to_string().as_str(), height.to_string().as_str()), (size, size));
    }
}

#[test]
fn an_address_office_would_not_load_is_refused() {
    let check = |address: &str| {
        let folder = tempfile::tempdir().unwrap();
        let output = render(address, &folder.path().join("addin.xml"));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(2) && said.contains("hint:"), "{address}: {said}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    };
    for address in
        ["http://vignette.example.com", "vignette.example.com", "https://", "https://a\"b", "https://a<b"]
    {
        check(address);
    }
}

struct Found {
    depth: usize,
    name: String,
    attributes: Vec<(String, String)>,
}

impl Found {
    fn attribute(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
    }
}

fn render(address: &str, path: &std::path::Path) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_vignette"))
        .args(["manifest", "--base-url", address, "-o"])
        .arg(path)
        .output()
        .unwrap()
}

/// Every element of the rendered manifest, in order.
fn elements() -> Vec<Found> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("addin.xml");
    let output = render(ADDRESS, &path);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(path).unwrap();
    let mut reader = Reader::from_str(&text);
    let mut depth = 0;
    let mut elements = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                elements.push(found(&start, depth));
                depth += 1;
            }
            Event::Empty(start) => elements.push(found(&start, depth)),
            Event::End(_) => depth -= 1,
            Event::Eof => return elements,
            _ => {}
        }
    }
}

fn found(start: &BytesStart<'_>, depth: usize) -> Found {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let attributes = start.attributes().map(Result::unwrap);
    Found {
        depth,
        name: text(start.name().as_ref()),
        attributes: attributes.map(|pair| (text(pair.key.as_ref()), text(&pair.value))).collect(),
    }
}
