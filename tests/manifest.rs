//! What Microsoft 365 is told of the server: rendered for an address, it keeps the rules that Office checks and the ones
//! that Microsoft's own schemas leave out. `tests/office/manifests.test.js` asks Microsoft's validators.

#![allow(clippy::unwrap_used)] // a test that cannot read the manifests has failed

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::process::{Command, Output};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

const ADDRESS: &str = "https://vignette.example.com";

/// The order Office wants below the root (add-in-only manifest).
const TASK_PANE: &str = "Id Version ProviderName DefaultLocale DisplayName Description IconUrl \
    HighResolutionIconUrl SupportUrl AppDomains Hosts DefaultSettings Permissions VersionOverrides";
const MAIL: &str = "Id Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl \
    SupportUrl AppDomains Hosts Requirements FormSettings Permissions Rule DisableEntityHighlighting VersionOverrides";

#[test]
fn children_of_the_root_stand_in_offices_order() {
    let check = |name: &str, order: &str| {
        let children: Vec<_> =
            elements(name).into_iter().filter(|found| found.depth == 1).map(|found| found.name).collect();
        assert_eq!(children, order.split_whitespace().collect::<Vec<_>>(), "{name}");
    };
    check("addin.xml", TASK_PANE);
    check("outlook.xml", MAIL);
}

#[test]
fn overrides_of_version_1_1_are_for_mail_alone_and_stand_last() {
    let overrides = |name: &str| {
        let elements = elements(name);
        let found = elements.iter().filter(|found| found.name == "VersionOverrides");
        found.map(|found| (found.depth, found.attribute("xsi:type").unwrap())).collect::<Vec<_>>()
    };
    let named = |depth, name: &str| (depth, name.to_owned());
    assert_eq!(overrides("addin.xml"), [named(1, "VersionOverridesV1_0")]);
    assert_eq!(
        overrides("outlook.xml"),
        [named(1, "VersionOverridesV1_0"), named(2, "VersionOverridesV1_1")]
    );
}

#[test]
fn every_resource_that_is_named_exists_and_is_short_enough() {
    let check = |name: &str| {
        let elements = elements(name);
        let named: BTreeSet<_> = elements.iter().filter_map(|found| found.attribute("resid")).collect();
        let is_resource = |found: &&Found| ["bt:Image", "bt:Url", "bt:String"].contains(&found.name.as_str());
        let defined: BTreeSet<_> =
            elements.iter().filter(is_resource).filter_map(|found| found.attribute("id")).collect();
        assert_eq!(named, defined, "{name}");
        assert!(named.iter().all(|name| name.len() <= 32), "{named:?}");
        let mut most = 0;
        for found in &elements {
            match found.name.as_str() {
                "bt:ShortStrings" => most = 125,
                "bt:LongStrings" => most = 250,
                "bt:String" | "bt:Override" => {
                    let text = found.attribute("DefaultValue").or_else(|| found.attribute("Value")).unwrap();
                    assert!(most == 0 || text.chars().count() <= most, "{text}");
                }
                _ => {}
            }
        }
    };
    check("addin.xml");
    check("outlook.xml");
}

#[test]
fn every_address_is_the_hosts_own_and_secure() {
    let check = |name: &str| {
        let values = elements(name).into_iter().filter_map(|found| found.attribute("DefaultValue"));
        let addresses: Vec<_> = values.filter(|value| value.contains("://")).collect();
        assert!(
            addresses.len() >= 7 && addresses.iter().all(|address| address.starts_with(ADDRESS)),
            "{addresses:?}"
        );
    };
    check("addin.xml");
    check("outlook.xml");
}

#[test]
fn every_icon_has_the_sizes_office_wants_and_is_a_file_of_the_page() {
    let check = |name: &str| {
        let elements = elements(name);
        for (place, icon) in elements.iter().enumerate().filter(|(_, found)| found.name == "Icon") {
            let inside = elements[place + 1..].iter().take_while(|found| found.depth > icon.depth);
            let sizes: Vec<_> = inside.filter_map(|found| found.attribute("size")).collect();
            assert_eq!(sizes, ["16", "32", "80"], "{name}");
        }
    };
    check("addin.xml");
    check("outlook.xml");
    for size in [16, 20, 24, 32, 40, 48, 64, 80, 128] {
        let file = format!("taskpane/icon-{size}.png");
        assert_eq!(image::image_dimensions(&file).unwrap(), (size, size), "{file}");
    }
    assert_eq!(image::image_dimensions("manifest/icons/color.png").unwrap(), (192, 192));
}

#[test]
fn the_outline_icon_is_white_on_nothing() {
    let outline = image::open("manifest/icons/outline.png").unwrap().to_rgba8();
    assert_eq!(outline.dimensions(), (32, 32));
    let is_white = |pixel: &image::Rgba<u8>| pixel.0[3] == 0 || pixel.0[..3] == [255; 3];
    assert!(outline.pixels().all(is_white) && outline.get_pixel(0, 0).0[3] == 0);
}

#[test]
fn hosts_are_those_of_the_overrides() {
    let elements = elements("addin.xml");
    let hosts = |attribute: &str| -> Vec<_> {
        let hosts = elements.iter().filter(|found| found.name == "Host");
        hosts.filter_map(|found| found.attribute(attribute)).collect()
    };
    assert_eq!(hosts("Name"), ["Document", "Presentation", "Workbook"]);
    assert_eq!(hosts("xsi:type"), hosts("Name"));
}

#[test]
fn the_package_has_what_its_manifest_names() {
    let (manifest, files) = package(Some("cmVnaXN0ZXJlZA=="));
    assert_eq!(manifest["validDomains"], serde_json::json!(["vignette.example.com"]));
    let named = [
        manifest["icons"]["color"].as_str(),
        manifest["icons"]["outline"].as_str(),
        manifest["localizationInfo"]["additionalLanguages"][0]["file"].as_str(),
        manifest["composeExtensions"][0]["apiSpecificationFile"].as_str(),
        manifest["composeExtensions"][0]["commands"][0]["apiResponseRenderingTemplateFile"].as_str(),
        manifest["copilotAgents"]["declarativeAgents"][0]["file"].as_str(),
    ];
    for name in named.map(Option::unwrap) {
        assert!(files.contains(name), "{name} is not in {files:?}");
    }
    let hidden = manifest["extensions"][0]["alternates"].as_array().unwrap().iter();
    let hidden: Vec<_> =
        hidden.map(|one| one["hide"]["customOfficeAddin"]["officeAddinId"].as_str().unwrap()).collect();
    assert_eq!(hidden, [id_of("addin.xml"), id_of("outlook.xml")]);
}

#[test]
fn every_button_of_the_package_has_an_action() {
    let (manifest, _) = package(None);
    let extension = &manifest["extensions"][0];
    let runtimes = extension["runtimes"].as_array().unwrap().iter();
    let actions = runtimes.flat_map(|runtime| runtime["actions"].as_array().unwrap());
    let actions: BTreeSet<_> = actions.map(|action| action["id"].to_string()).collect();
    let used: BTreeSet<_> = strings(extension, "actionId").into_iter().collect();
    assert_eq!(used, actions);
}

#[test]
fn without_a_registration_the_package_has_nothing_that_would_need_one() {
    let (manifest, files) = package(None);
    assert!(manifest.get("copilotAgents").is_none() && manifest.get("composeExtensions").is_none());
    assert_eq!(
        files,
        ["color.png", "i18n/ko.json", "manifest.json", "outline.png"].map(str::to_owned).into()
    );
}

#[test]
fn what_assistants_are_told_is_part_of_the_api() {
    let all: Value = serde_json::from_slice(&std::fs::read("docs/openapi.json").unwrap()).unwrap();
    let told: Value = serde_json::from_slice(&file_of_package("openapi.json")).unwrap();
    let mut bodies = 0;
    for (path, methods) in told["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let real = &all["paths"][path][method];
            assert!(real.is_object(), "{method} {path}");
            let named = |operation: &Value| -> BTreeSet<String> {
                let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
                parameters.iter().map(|parameter| parameter["name"].to_string()).collect()
            };
            assert!(named(operation).is_subset(&named(real)), "{method} {path}");
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let Some(fields) = schema["properties"].as_object() else { continue };
            let name = real["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str().unwrap();
            let known = &all["components"]["schemas"][name.rsplit('/').next().unwrap()]["properties"];
            assert!(fields.keys().all(|field| known[field].is_object()), "{method} {path}: {fields:?}");
            bodies += 1;
        }
    }
    assert_eq!(bodies, 2);
    for (name, schema) in told["components"]["schemas"].as_object().unwrap() {
        let known = &all["components"]["schemas"][name]["properties"];
        let fields = schema["properties"].as_object().unwrap();
        assert!(fields.keys().all(|field| known[field].is_object()), "{name}: {fields:?}");
    }
}

#[test]
fn an_address_office_would_not_load_is_refused() {
    let check = |address: &str| {
        let folder = tempfile::tempdir().unwrap();
        let output = render(address, None, &folder.path().join("manifests"));
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

fn render(address: &str, registration: Option<&str>, folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vignette"));
    command.args(["manifest", "--base-url", address, "-o"]).arg(folder);
    command.args(registration.iter().flat_map(|id| ["--registration", id]));
    command.output().unwrap()
}

/// One of the rendered files.
fn rendered(name: &str, registration: Option<&str>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let output = render(ADDRESS, registration, folder.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(folder.path().join(name)).unwrap()
}

/// The unified manifest, and the names of all files in its package.
fn package(registration: Option<&str>) -> (Value, BTreeSet<String>) {
    let bytes = rendered("microsoft365.zip", registration);
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names = zip.file_names().map(str::to_owned).collect();
    let manifest = serde_json::from_reader(zip.by_name("manifest.json").unwrap()).unwrap();
    (manifest, names)
}

fn file_of_package(name: &str) -> Vec<u8> {
    let bytes = rendered("microsoft365.zip", Some("cmVnaXN0ZXJlZA=="));
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut file = Vec::new();
    zip.by_name(name).unwrap().read_to_end(&mut file).unwrap();
    file
}

fn id_of(name: &str) -> String {
    let text = String::from_utf8(rendered(name, None)).unwrap();
    text.split("<Id>").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

/// Every value that stands under a name, however deep.
fn strings(value: &Value, name: &str) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let own = fields.get(name).map(Value::to_string);
            own.into_iter().chain(fields.values().flat_map(|field| strings(field, name))).collect()
        }
        Value::Array(items) => items.iter().flat_map(|item| strings(item, name)).collect(),
        _ => Vec::new(),
    }
}

/// Every element of a rendered manifest, in order.
fn elements(name: &str) -> Vec<Found> {
    let text = String::from_utf8(rendered(name, None)).unwrap();
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
