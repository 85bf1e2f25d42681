//! What a made picture is said to show where nobody has written it: the words it was made from, behind what is seen in
//! it as far as the engine knows, so that alternative text does not claim what is not there.

use crate::art;
use crate::brief::Brief;
use crate::scene::{Language, Shown};

/// The alternative text of a picture made from `prompt`, in the document's language.
pub(super) fn alt(prompt: &str, shown: &[Shown], language: Language) -> String {
    let brief = Brief { subject: Some(prompt.to_owned()), language, ..Brief::default() };
    art::alt_of(&brief, shown).unwrap_or_else(|| prompt.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_comes_before_what_was_asked_for() {
        let sea = Shown { korean: "바다".to_owned(), english: "the sea".to_owned(), work: None };
        let check = |shown: &[Shown], language, expected: &str| {
            assert_eq!(alt("a lighthouse", shown, language), expected);
        };
        check(&[], Language::Korean, "a lighthouse");
        check(std::slice::from_ref(&sea), Language::Korean, "바다: ‘a lighthouse’ 그림");
        check(&[sea], Language::English, "The sea, for “a lighthouse”");
    }
}
