//! Words as they read, not as they are written: what spacing, look-alike letters, figures for letters, invisible characters and loose
//! Hangul letters hide is put back together before the policy looks at it.

/// Letters of other scripts that look like Latin ones (Unicode Technical Standard 39, the confusables that people use).
const ALIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('ё', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ї', 'i'),
    ('ј', 'j'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('ѕ', 's'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('α', 'a'),
    ('ε', 'e'),
    ('η', 'n'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('τ', 't'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('ı', 'i'),
    ('ɑ', 'a'),
    ('ɡ', 'g'),
];

/// Figures and signs that stand for letters within a word.
const FIGURES: &[(char, char)] = &[
    ('0', 'o'),
    ('1', 'i'),
    ('3', 'e'),
    ('4', 'a'),
    ('5', 's'),
    ('7', 't'),
    ('@', 'a'),
    ('$', 's'),
    ('!', 'i'),
];

/// The ways words may be read: as they are in lower case, with look-alikes as what they look like, with single letters joined, and
/// with figures as letters. Each once.
pub(super) fn readings(words: &str) -> Vec<String> {
    let plain = words.to_lowercase();
    let folded = compose(&plain.chars().filter(|letter| !is_unseen(*letter)).map(fold).collect::<String>());
    let joined = join(&folded);
    let figured = folded.split_whitespace().map(without_figures).collect::<Vec<_>>().join(" ");
    let mut readings = vec![plain];
    for reading in [folded, joined, figured] {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// Characters that are not seen: soft hyphens, zero-width ones, marks that direct text, marks upon letters.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
        | '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}')
}

/// A letter as what it looks like; full-width ones are as far from the others as the code says.
fn fold(letter: char) -> char {
    let narrow = match letter {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter).to_ascii_lowercase()
        }
        '\u{3000}' => ' ',
        letter => letter,
    };
    ALIKE.iter().find(|(alike, _)| *alike == narrow).map_or(narrow, |(_, latin)| *latin)
}

/// A word with figures among its letters, with letters instead; any other word as it is.
fn without_figures(word: &str) -> String {
    let figure =
        |letter: char| FIGURES.iter().find(|(figure, _)| *figure == letter).map(|(_, letter)| *letter);
    let letters = word.chars().filter(char::is_ascii_alphabetic).count();
    match letters {
        0 | 1 => word.to_owned(),
        _ => word.chars().map(|letter| figure(letter).unwrap_or(letter)).collect(),
    }
}

/// Runs of single letters as words: `n.u.d.e` and `누 드` are `nude` and `누드`. Latin runs have three letters at least.
fn join(words: &str) -> String {
    let mut joined = String::new();
    let mut run: Vec<char> = Vec::new();
    for token in words.split(|letter: char| !letter.is_alphanumeric()).filter(|token| !token.is_empty()) {
        let mut letters = token.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter.is_alphabetic() => run.push(letter),
            _ => {
                flush(&mut run, &mut joined);
                joined.push_str(token);
                joined.push(' ');
            }
        }
    }
    flush(&mut run, &mut joined);
    joined.trim_end().to_owned()
}

/// Ends a run: one word, or letters that stand alone.
fn flush(run: &mut Vec<char>, joined: &mut String) {
    let is_word = run.len() >= 3 || run.len() == 2 && run.iter().all(|letter| is_syllable(*letter));
    let last = run.len().saturating_sub(1);
    for (place, letter) in run.drain(..).enumerate() {
        joined.push(letter);
        if !is_word || place == last {
            joined.push(' ');
        }
    }
}

fn is_syllable(letter: char) -> bool {
    ('가'..='힣').contains(&letter)
}

/// The letters of Hangul as they begin, carry and end a syllable, in the order of the code (The Unicode Standard, 3.12).
const BEGINS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const CARRIES: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const ENDS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// Loose letters of Hangul as syllables: `ㄴㅜㄷㅡ` is `누드`. A consonant ends a syllable only if it does not begin the next.
fn compose(words: &str) -> String {
    let letters: Vec<char> = words.chars().map(loose).collect();
    let mut composed = String::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let vowel = letters.get(at + 1).and_then(|next| place(CARRIES, *next));
        let (Some(first), Some(vowel)) = (place(BEGINS, *letter), vowel) else {
            composed.push(*letter);
            at += 1;
            continue;
        };
        let begins_next = letters.get(at + 3).is_some_and(|after| place(CARRIES, *after).is_some());
        let last = letters.get(at + 2).filter(|_| !begins_next).and_then(|last| place(ENDS, *last));
        let code = 0xAC00 + (first * 21 + vowel) * 28 + last.map_or(0, |last| last + 1);
        composed.extend(char::from_u32(code));
        at += if last.is_some() { 3 } else { 2 };
    }
    composed
}

/// A joining letter of Hangul (U+1100 and on) as the loose one.
fn loose(letter: char) -> char {
    let nth =
        |letters: &str, first: u32| letters.chars().nth((letter as u32 - first) as usize).unwrap_or(letter);
    match letter {
        '\u{1100}'..='\u{1112}' => nth(BEGINS, 0x1100),
        '\u{1161}'..='\u{1175}' => nth(CARRIES, 0x1161),
        '\u{11A8}'..='\u{11C2}' => nth(ENDS, 0x11A8),
        letter => letter,
    }
}

fn place(letters: &str, letter: char) -> Option<u32> {
    letters.chars().position(|known| known == letter).map(|place| place as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_words_are_among_the_readings() {
        let check = |words: &str, expected: &str| {
            let readings = readings(words);
            assert!(readings.iter().any(|reading| reading.contains(expected)), "{words}: {readings:?}");
        };
        check("n.u.d.e beach", "nude");
        check("n u d e", "nude");
        check("nud\u{200B}e", "nude");
        check("ｎｕｄｅ", "nude");
        check("nudе", "nude");
        check("p0rn", "porn");
        check("n4k3d", "naked");
        check("ㄴㅜㄷㅡ 사진", "누드");
        check("\u{1102}\u{116E}\u{1103}\u{1173}", "누드");
        check("누 드", "누드");
        check("포.르.노", "포르노");
        check("ㅅㅏㄹㅇㅣㄴ", "살인");
        check("ㅁㅜㄴㅎㅘ", "문화");
    }

    #[test]
    fn plain_words_have_one_reading_or_read_alike() {
        assert_eq!(readings("회의 포스터"), ["회의 포스터"]);
        assert_eq!(readings("Town hall at 3"), ["town hall at 3"]);
        assert!(readings("팀 킥 오프").contains(&"팀킥 오프".to_owned()), "two single syllables are joined");
    }
}
