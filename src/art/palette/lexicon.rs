//! Words that say which colours fit, in Korean and English, and the tags of [`super::curated`] they mean.

/// Words (Korean ones match inside a word, others match whole words) and the tags they mean.
const LEXICON: &[(&[&str], &[&str])] = &[
    (&["dark", "다크", "어두운", "어둡게", "night mode"], &["dark"]),
    (&["light", "bright", "밝은", "밝게", "환한"], &["light"]),
    (&["pastel", "soft", "파스텔", "부드러운", "은은한"], &["pastel"]),
    (&["warm", "cosy", "cozy", "따뜻한", "따스한", "포근한"], &["warm"]),
    (&["cool", "fresh", "시원한", "차가운", "청량한"], &["cool"]),
    (&["minimal", "minimalist", "simple", "clean", "미니멀", "심플", "깔끔", "단순"], &["minimal"]),
    (&["elegant", "luxury", "premium", "classy", "formal", "고급", "우아", "세련", "품격"], &["elegant"]),
    (
        &[
            "playful",
            "fun",
            "cute",
            "kids",
            "colorful",
            "colourful",
            "귀여운",
            "재미",
            "발랄",
            "어린이",
            "알록달록",
        ],
        &["playful"],
    ),
    (
        &[
            "corporate",
            "business",
            "professional",
            "비즈니스",
            "전문적",
            "기업",
            "회의",
            "meeting",
            "quarterly",
            "분기",
            "실적",
            "주주",
            "town hall",
            "타운홀",
        ],
        &["corporate"],
    ),
    (
        &[
            "tech",
            "ai",
            "digital",
            "data",
            "cloud",
            "security",
            "software",
            "developer",
            "hackathon",
            "robot",
            "기술",
            "인공지능",
            "디지털",
            "데이터",
            "클라우드",
            "보안",
            "개발",
            "해커톤",
            "로봇",
            "미래",
            "future",
        ],
        &["tech"],
    ),
    (
        &[
            "calm",
            "quiet",
            "meditation",
            "wellness",
            "yoga",
            "차분",
            "조용",
            "명상",
            "요가",
            "힐링",
            "웰니스",
        ],
        &["calm"],
    ),
    (
        &[
            "traditional",
            "heritage",
            "hanok",
            "museum",
            "전통",
            "한옥",
            "한복",
            "박물관",
            "추석",
            "설날",
            "국악",
        ],
        &["traditional"],
    ),
    (
        &[
            "festive",
            "festival",
            "party",
            "celebration",
            "anniversary",
            "축제",
            "파티",
            "기념",
            "송년",
            "축하",
            "페스티벌",
        ],
        &["festive"],
    ),
    (&["spring", "cherry", "blossom", "flower", "flowers", "벚꽃", "봄", "꽃"], &["spring"]),
    (&["summer", "beach", "sea", "ocean", "vacation", "여름", "바다", "해변", "휴가", "물놀이"], &["summer"]),
    (
        &[
            "autumn", "fall", "harvest", "coffee", "book", "reading", "가을", "단풍", "추수", "독서", "커피",
            "책",
        ],
        &["autumn"],
    ),
    (&["winter", "snow", "ice", "겨울", "눈꽃", "스키", "연말"], &["winter"]),
    (&["christmas", "xmas", "holiday", "크리스마스", "성탄", "산타"], &["christmas"]),
    (&["growth", "growing", "increase", "성장", "상승", "증가"], &["growth", "green"]),
    (
        &[
            "nature",
            "forest",
            "tree",
            "trees",
            "environment",
            "eco",
            "green",
            "sustainability",
            "earth",
            "esg",
            "plant",
            "garden",
            "recycling",
            "자연",
            "숲",
            "나무",
            "환경",
            "친환경",
            "지구",
            "식물",
            "정원",
            "재활용",
            "캠핑",
            "산행",
        ],
        &["nature"],
    ),
    (&["night", "midnight", "stars", "space", "밤", "우주", "별빛", "야간"], &["night"]),
    (&["blue", "navy", "sky", "파란", "파랑", "푸른", "남색", "블루", "하늘색"], &["blue"]),
    (&["green", "olive", "초록", "녹색", "그린", "연두"], &["green"]),
    (&["red", "crimson", "빨간", "빨강", "붉은", "레드"], &["red"]),
    (&["orange", "주황", "오렌지"], &["orange"]),
    (&["yellow", "노란", "노랑", "옐로"], &["yellow"]),
    (&["purple", "violet", "lavender", "보라", "퍼플", "라벤더"], &["purple"]),
    (&["pink", "rose", "분홍", "핑크"], &["pink"]),
    (&["brown", "beige", "갈색", "브라운", "베이지"], &["brown"]),
    (&["grey", "gray", "silver", "회색", "그레이", "은색"], &["grey"]),
    (&["black", "검정", "검은", "블랙"], &["black"]),
    (&["white", "흰색", "하얀", "화이트"], &["white"]),
    (&["teal", "mint", "turquoise", "민트", "청록"], &["teal"]),
    (&["gold", "golden", "금색", "골드", "황금"], &["gold"]),
];

/// The tags that `words` mean, each once.
pub(super) fn tags(words: &str) -> Vec<&'static str> {
    let lower = words.to_lowercase();
    let tokens: Vec<_> = lower.split(|letter: char| !letter.is_alphanumeric()).collect();
    let mut found: Vec<&'static str> = LEXICON
        .iter()
        .filter(|(words, _)| words.iter().any(|word| occurs(word, &lower, &tokens)))
        .flat_map(|(_, tags)| tags.iter().copied())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether `word` is one of the words of `text`, in any case.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|token| token.eq_ignore_ascii_case(word))
}

fn occurs(word: &str, lower: &str, tokens: &[&str]) -> bool {
    if word.is_ascii() && !word.contains(' ') { tokens.contains(&word) } else { lower.contains(word) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_tags() {
        for (words, expected) in [
            ("A dark, Blue poster", vec!["blue", "dark"]),
            ("여름휴가 안내", vec!["summer"]),
            ("shared reduction", vec![]),
            ("성장 전략", vec!["green", "growth"]),
            ("All hands Town Hall", vec!["corporate"]),
        ] {
            assert_eq!(tags(words), expected, "{words}");
        }
    }
}
