//! Names of files that every system can save, each one once.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The longest name in characters: with its ending below the 255 bytes that file systems take, whatever the script.
const LONGEST: usize = 60;

/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A name every system can save: no separators, nothing hidden or invisible, no device of Windows, at most 60
/// characters. Empty when nothing is left.
pub fn file_name(title: &str) -> String {
    let clean = |character: char| {
        let is_refused = character.is_control() || "/\\:*?\"<>|%".contains(character);
        if is_refused { ' ' } else { character }
    };
    let words: String =
        title.chars().filter(|&character| !is_invisible(character)).map(clean).take(LONGEST).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = words.trim_matches(['.', ' ']);
    if is_device(name) { format!("_{name}") } else { name.to_owned() }
}

/// Characters that turn the reading direction or show nothing: they make one name look like another.
fn is_invisible(character: char) -> bool {
    matches!(u32::from(character), 0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim().to_lowercase();
    let numbered = ["com", "lpt"].iter().find_map(|device| stem.strip_prefix(device));
    let is_numbered = numbered.is_some_and(|number| {
        let mut digits = number.chars();
        digits.next().is_some_and(|digit| "123456789¹²³".contains(digit)) && digits.next().is_none()
    });
    DEVICES.contains(&stem.as_str()) || is_numbered
}

/// Names given so far. Keeps a checksum for each, so that a million names take 16 MB.
#[derive(Debug, Default)]
pub(super) struct Names {
    given: HashMap<u64, u32>,
}

impl Names {
    /// The name with its ending, and a number behind it when it was given before: `a.docx`, `a (2).docx`. Systems that
    /// do not tell capitals apart count.
    pub fn unique(&mut self, stem: &str, extension: &str) -> String {
        let mut number = self.given.get(&checksum(stem)).copied().unwrap_or_default();
        loop {
            number += 1;
            let candidate = if number == 1 { stem.to_owned() } else { format!("{stem} ({number})") };
            let is_free = number == 1 || !self.given.contains_key(&checksum(&candidate));
            if is_free {
                self.given.insert(checksum(&candidate), 1);
                self.given.insert(checksum(stem), number);
                return format!("{candidate}.{extension}");
            }
        }
    }
}

fn checksum(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new(); // without a random key: the same names for the same rows
    name.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_saved_everywhere() {
        let check = |title: &str, expected: &str| assert_eq!(file_name(title), expected, "{title}");
        check("전사 타운홀", "전사 타운홀");
        check("../../etc/passwd", "etc passwd");
        check("..\\..\\c:\\windows", "c windows");
        check("a\r\nb: \"c\"", "a b c");
        check(" .hidden. ", "hidden");
        check("a. . ", "a");
        check("", "");
        check("...", "");
        check("\u{202e}fdp.exe\u{200b}", "fdp.exe");
        for device in ["CON", "nul", "com1", "LPT9.txt", "aux.docx"] {
            check(device, &format!("_{device}"));
        }
        check("company", "company");
        check("com10", "com10");
        check(&"가".repeat(80), &"가".repeat(60));
    }

    #[test]
    fn each_name_is_given_once() {
        let mut names = Names::default();
        let given: Vec<String> =
            ["a", "A", "a (2)", "b", "a", "a (2)"].iter().map(|stem| names.unique(stem, "docx")).collect();
        let expected = ["a.docx", "A (2).docx", "a (2) (2).docx", "b.docx", "a (3).docx", "a (2) (3).docx"];
        assert_eq!(given, expected);
    }
}
