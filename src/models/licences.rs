//! The licences models are published under: what a hub calls them, and whether pictures may be sold.
//!
//! Read from the licences' own texts, November 2026. A licence that is not in the table stays unknown: neither allowed nor
//! forbidden here, and shown as unknown.

/// A licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Licence {
    /// The id in a model hub's front matter, in small letters.
    pub id: &'static str,
    /// The SPDX expression, or a `LicenseRef-` for one SPDX does not list.
    pub spdx: &'static str,
    /// Whether pictures may be used commercially.
    pub commercial: bool,
    /// What it asks beyond naming the source, in a few words.
    pub note: &'static str,
}

const fn licence(id: &'static str, spdx: &'static str, commercial: bool, note: &'static str) -> Licence {
    Licence { id, spdx, commercial, note }
}

const RULES: &str = "a list of forbidden uses travels with it";
const NONE: &str = "";

const TABLE: [Licence; 24] = [
    licence("apache-2.0", "Apache-2.0", true, NONE),
    licence("mit", "MIT", true, NONE),
    licence("bsd-3-clause", "BSD-3-Clause", true, NONE),
    licence("cc0-1.0", "CC0-1.0", true, NONE),
    licence("cc-by-4.0", "CC-BY-4.0", true, NONE),
    licence("cc-by-sa-4.0", "CC-BY-SA-4.0", true, "changed weights keep the licence"),
    licence("cc-by-nc-4.0", "CC-BY-NC-4.0", false, NONE),
    licence("cc-by-nc-sa-4.0", "CC-BY-NC-SA-4.0", false, NONE),
    licence("creativeml-openrail-m", "LicenseRef-creativeml-openrail-m", true, RULES),
    licence("openrail", "LicenseRef-openrail", true, RULES),
    licence("openrail++", "LicenseRef-openrailpp", true, RULES),
    licence("bigscience-openrail-m", "LicenseRef-bigscience-openrail-m", true, RULES),
    licence("sai-nc-community", "LicenseRef-sai-nc-community", false, "research and private use"),
    licence(
        "stabilityai-nc-research-community",
        "LicenseRef-sai-nc-community",
        false,
        "research and private use",
    ),
    licence(
        "stabilityai-ai-community",
        "LicenseRef-stabilityai-ai-community",
        true,
        "only below 1 million US dollars of yearly revenue; above it needs an enterprise licence",
    ),
    licence(
        "stable-community",
        "LicenseRef-stabilityai-ai-community",
        true,
        "only below 1 million US dollars of yearly revenue; above it needs an enterprise licence",
    ),
    licence("flux-1-dev-non-commercial-license", "LicenseRef-flux-1-dev-non-commercial", false, NONE),
    licence("flux-dev", "LicenseRef-flux-1-dev-non-commercial", false, NONE),
    licence(
        "fair-ai-public-license-1.0-sd",
        "LicenseRef-fair-ai-public-1.0-sd",
        true,
        "changed models are shared",
    ),
    licence("faipl-1.0-sd", "LicenseRef-fair-ai-public-1.0-sd", true, "changed models are shared"),
    licence("playground-v2-community", "LicenseRef-playground-v2-community", true, RULES),
    licence("cc-by-nc-nd-4.0", "CC-BY-NC-ND-4.0", false, NONE),
    licence("gpl-3.0", "GPL-3.0-only", true, "changed weights keep the licence"),
    licence("unlicense", "Unlicense", true, NONE),
];

/// The licence of a hub's id or of an SPDX expression, if the table has it.
pub fn find(name: &str) -> Option<&'static Licence> {
    let name = name.trim().to_ascii_lowercase();
    TABLE.iter().find(|licence| licence.id == name || licence.spdx.to_ascii_lowercase() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_are_known_by_either_name() {
        let check = |name: &str, expected: Option<(&str, bool)>| {
            let found = find(name).map(|licence| (licence.spdx, licence.commercial));
            assert_eq!(found, expected, "{name}");
        };
        check("apache-2.0", Some(("Apache-2.0", true)));
        check("Apache-2.0", Some(("Apache-2.0", true)));
        check("openrail++", Some(("LicenseRef-openrailpp", true)));
        check(" CreativeML-OpenRAIL-M ", Some(("LicenseRef-creativeml-openrail-m", true)));
        check("sai-nc-community", Some(("LicenseRef-sai-nc-community", false)));
        check("LicenseRef-flux-1-dev-non-commercial", Some(("LicenseRef-flux-1-dev-non-commercial", false)));
        check("other", None);
        check("", None);
    }
}
