//! Which works of the emoji set are taken, what each is, and where it lives.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Entry;
use super::names::Names;
use crate::engine::vector::library::{Habitat, Work};

mod lists;

/// The endings of works that exist once for each tone of skin.
const TONES: [&str; 4] = ["light", "medium-light", "medium", "medium-dark"];

/// The works of the emoji set to take, by name. `chars` maps code points to icons, `metadata` puts icons in categories.
pub(super) fn emoji(chars: &Value, metadata: &Value, names: &Names) -> Vec<Entry> {
    let categories = categories(metadata);
    let icons: BTreeSet<&str> = categories.keys().copied().collect();
    let mut seen = BTreeSet::new();
    let codes = chars.as_object().into_iter().flatten();
    let mut entries: Vec<_> = codes
        .filter_map(|(code, icon)| Some((code, icon.as_str()?)))
        .filter(|(_, icon)| categories.get(icon).is_some_and(|category| is_wanted(icon, category)))
        .filter(|(_, icon)| seen.insert(*icon))
        .filter_map(|(code, icon)| {
            let (korean, english) = names.of(code)?;
            let category = categories.get(icon)?;
            let tags = [&korean.words[..], &english.words[..]].concat();
            let tags = if keeps_tags(icon, category) { tags } else { Vec::new() };
            let work = Work {
                name: icon.to_owned(),
                set: 0,
                korean: korean.name.trim_end_matches(" 얼굴").to_owned(),
                english: english.name.trim_end_matches(" face").to_owned(),
                tags,
                habitat: habitat(icon, category),
                is_natural: is_natural(icon, category),
                size: (0.0, 0.0),
                at: 0..0,
            };
            let icons = toned(icon, &icons);
            let is_untoned = *category == "People & Body" && icons.len() == 1;
            Some(Entry { icons, is_untoned, work })
        })
        .collect();
    entries.sort_by(|one, other| one.work.name.cmp(&other.work.name));
    entries
}

/// A work of a set that has no names in CLDR.
pub(super) fn chosen(icon: &str, english: &str, korean: &str, tags: Vec<String>) -> Work {
    let habitat = match icon {
        "factory"
        | "department"
        | "shop"
        | "in-transit"
        | "building-government"
        | "building-people"
        | "dam"
        | "sports-mode"
        | "automotive" => Habitat::Land,
        "businessman"
        | "businesswoman"
        | "customer-support"
        | "conference-call"
        | "podium-with-speaker"
        | "podium-with-audience"
        | "reading" => Habitat::Person,
        "planner" | "calculator" | "package" | "safe" | "sales-performance" | "print" | "filing-cabinet"
        | "savings" | "toolbox" | "camera" | "film-reel" | "paid" | "bot" | "biomass" | "idea" => {
            Habitat::Table
        }
        _ => Habitat::Sign,
    };
    let is_natural = matches!(icon, "biomass" | "globe" | "dam" | "expired" | "high-priority")
        || habitat == Habitat::Person;
    let (english, korean) = (english.to_owned(), korean.to_owned());
    Work {
        name: icon.to_owned(),
        set: 0,
        korean,
        english,
        tags,
        habitat,
        is_natural,
        size: (0.0, 0.0),
        at: 0..0,
    }
}

/// The category of every icon.
fn categories(metadata: &Value) -> BTreeMap<&str, &str> {
    let all = metadata["categories"].as_object().into_iter().flatten();
    all.flat_map(|(category, icons)| {
        icons
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(move |icon| Some((icon.as_str()?, category.as_str())))
    })
    .collect()
}

fn is_wanted(icon: &str, category: &str) -> bool {
    if lists::has(lists::BLOCKED, icon) || icon.ends_with("-oclock") || icon.ends_with("-thirty") {
        return false;
    }
    match category {
        "Flags" => false,
        "Symbols" => lists::has(lists::SIGNS, icon),
        "Smileys & Emotion" => lists::has(lists::FACES, icon),
        "People & Body" => is_person(icon) || lists::has(lists::HANDS, icon),
        _ => true,
    }
}

/// Whether the icon is a person at work or at play, of any or one sex.
fn is_person(icon: &str) -> bool {
    let role = icon.strip_prefix("wo").unwrap_or(icon);
    let role = role.strip_prefix("man-").unwrap_or(role);
    lists::has(lists::ROLES, role) || lists::has(lists::ACTIVE, role) || lists::has(lists::ACTIVE, icon)
}

/// The icon in every tone of skin, the first chosen by its name so that people of all tones are found together.
fn toned(icon: &str, icons: &BTreeSet<&str>) -> Vec<String> {
    let turn = icon.bytes().fold(0_usize, |sum, byte| sum * 31 % 1009 + usize::from(byte));
    let tones = (0..TONES.len()).map(|step| format!("{icon}-{}", TONES[(turn + step) % TONES.len()]));
    tones.filter(|named| icons.contains(named.as_str())).chain([icon.to_owned()]).collect()
}

/// CLDR's further words help for things; for animals, people and faces they are mostly feelings and sayings ("order"
/// for a lion, "beach" for a whale).
fn keeps_tags(icon: &str, category: &str) -> bool {
    !matches!(category, "Animals & Nature" | "People & Body" | "Smileys & Emotion")
        && !lists::has(lists::NAME_ONLY, icon)
}

fn habitat(icon: &str, category: &str) -> Habitat {
    let listed = [
        (lists::WATER, Habitat::Water),
        (lists::AIR, Habitat::Air),
        (lists::SPACE, Habitat::Space),
        (lists::GROUND, Habitat::Land),
        (lists::TABLE, Habitat::Table),
    ];
    if let Some((_, habitat)) = listed.iter().find(|(list, _)| lists::has(list, icon)) {
        return *habitat;
    }
    match category {
        "Animals & Nature" | "Travel & Places" => Habitat::Land,
        "People & Body" if lists::has(lists::HANDS, icon) => Habitat::Sign,
        "People & Body" if is_active(icon) => Habitat::Land,
        "People & Body" => Habitat::Person,
        "Symbols" | "Smileys & Emotion" => Habitat::Sign,
        _ => Habitat::Table,
    }
}

fn is_active(icon: &str) -> bool {
    let role = icon.strip_prefix("wo").unwrap_or(icon);
    lists::has(lists::ACTIVE, role.strip_prefix("man-").unwrap_or(role)) || lists::has(lists::ACTIVE, icon)
}

fn is_natural(icon: &str, category: &str) -> bool {
    matches!(category, "Animals & Nature" | "Food & Drink" | "People & Body" | "Smileys & Emotion")
        || lists::has(lists::OWN_COLOURS, icon)
}
