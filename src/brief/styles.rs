//! The words of [`super::style`], each with its canonical English name.

/// A style word: how it is said, its canonical name.
pub(super) type Word = (&'static str, &'static str);

#[rustfmt::skip]
pub(super) const STRONG: [Word; 87] = [
    ("watercolor", "watercolor"), ("watercolour", "watercolor"), ("수채화", "watercolor"),
    ("수채", "watercolor"), ("flat", "flat"), ("플랫", "flat"), ("minimal", "minimal"),
    ("minimalist", "minimal"), ("minimalistic", "minimal"), ("미니멀", "minimal"), ("미니멀한", "minimal"),
    ("미니멀리즘", "minimal"), ("심플", "minimal"), ("심플한", "minimal"), ("심플하게", "minimal"),
    ("미니멀하게", "minimal"), ("3d", "3d"), ("3차원", "3d"), ("입체", "3d"), ("입체적인", "3d"),
    ("isometric", "isometric"), ("아이소메트릭", "isometric"), ("line art", "line art"),
    ("lineart", "line art"), ("line drawing", "line art"), ("라인 아트", "line art"),
    ("라인아트", "line art"), ("라인 드로잉", "line art"), ("선화", "line art"), ("photorealistic", "photo"),
    ("photographic", "photo"), ("photo realistic", "photo"), ("photo-realistic", "photo"), ("실사", "photo"), ("사실적인", "photo"), ("oil painting", "oil painting"),
    ("유화", "oil painting"), ("pixel art", "pixel art"), ("픽셀 아트", "pixel art"),
    ("픽셀아트", "pixel art"), ("도트", "pixel art"), ("hand drawn", "hand-drawn"),
    ("hand-drawn", "hand-drawn"), ("손그림", "hand-drawn"), ("손그림풍", "hand-drawn"),
    ("손으로 그린", "hand-drawn"), ("크레파스로 그린", "crayon"), ("크레용으로 그린", "crayon"), ("연필로 그린", "pencil sketch"), ("geometric", "geometric"), ("기하학적인", "geometric"),
    ("기하학", "geometric"), ("기하학적", "geometric"), ("paper cut", "paper cut"), ("papercut", "paper cut"),
    ("종이 공예", "paper cut"), ("페이퍼 컷", "paper cut"), ("페이퍼컷", "paper cut"),
    ("종이 오리기", "paper cut"), ("neon", "neon"), ("네온", "neon"), ("pastel", "pastel"),
    ("파스텔", "pastel"),
    ("cyberpunk", "cyberpunk"), ("origami", "origami"), ("collage", "collage"), ("low-poly", "low-poly"),
    ("pixelated", "pixelated"), ("art-deco", "art-deco"), ("ink wash", "ink wash"), ("수묵화", "ink wash"),
    ("수묵", "ink wash"), ("사이버펑크", "cyberpunk"), ("종이접기", "origami"), ("종이 접기", "origami"), ("콜라주", "collage"),
    ("민화풍", "traditional"), ("동양풍", "traditional"), ("art deco", "art deco"), ("low poly", "low-poly"),
    ("paper-cut", "paper cut"), ("line-art", "line art"), ("oil-painting", "oil painting"),
    ("pixel-art", "pixel art"), ("클레이 아트", "3d"), ("typographic", "typographic"), ("타이포그래피", "typographic"),
];

#[rustfmt::skip]
pub(super) const SOFT: [Word; 158] = [
    ("사진", "photo"), ("photo", "photo"), ("라인", "line art"), ("라인으로", "line art"),
    ("종이", "paper cut"), ("vintage", "vintage"), ("빈티지", "vintage"), ("빈티지한", "vintage"),
    ("retro", "retro"), ("레트로", "retro"), ("복고풍", "retro"), ("민화", "traditional"), ("복고", "retro"), ("modern", "modern"),
    ("모던", "modern"), ("모던한", "modern"), ("모던하게", "modern"), ("현대적인", "modern"),
    ("세련된", "modern"), ("playful", "playful"), ("cute", "playful"), ("cheerful", "playful"), ("fun", "playful"), ("귀여운", "playful"),
    ("귀엽게", "playful"), ("발랄한", "playful"), ("아기자기한", "playful"), ("elegant", "elegant"),
    ("고급스러운", "elegant"), ("고급스럽게", "elegant"), ("우아한", "elegant"), ("luxurious", "elegant"),
    ("dark", "dark"), ("다크", "dark"), ("어두운", "dark"), ("다크한", "dark"), ("corporate", "corporate"),
    ("비즈니스", "corporate"), ("business", "corporate"), ("professional", "corporate"), ("warm", "warm"),
    ("따뜻한", "warm"), ("따스한", "warm"), ("포근한", "warm"), ("cool", "cool"), ("차가운", "cool"),
    ("시원한", "cool"), ("simple", "minimal"), ("clean", "minimal"), ("깔끔한", "minimal"),
    ("깔끔하게", "minimal"), ("간결한", "minimal"), ("단순한", "minimal"), ("bright", "bright"),
    ("밝은", "bright"), ("밝고", "bright"), ("밝게", "bright"), ("colorful", "colorful"),
    ("colourful", "colorful"), ("알록달록한", "colorful"), ("화려한", "colorful"),
    ("monochrome", "monochrome"), ("흑백", "monochrome"), ("black and white", "monochrome"),
    ("gradient", "gradient"), ("gradients", "gradient"), ("그라데이션", "gradient"), ("그라디언트", "gradient"), ("cartoon", "cartoon"),
    ("만화", "cartoon"), ("카툰", "cartoon"), ("애니메이션", "anime"), ("anime", "anime"),
    ("sketch", "hand-drawn"), ("스케치", "hand-drawn"), ("abstract", "abstract"), ("추상적인", "abstract"),
    ("추상", "abstract"), ("calm", "calm"), ("차분한", "calm"), ("잔잔한", "calm"), ("bold", "bold"),
    ("강렬한", "bold"), ("futuristic", "futuristic"), ("미래지향적인", "futuristic"),
    ("미래적인", "futuristic"), ("festive", "festive"), ("realistic", "photo"),
    ("dreamy", "dreamy"), ("chic", "chic"), ("lively", "lively"), ("classic", "classic"),
    ("mysterious", "mysterious"), ("natural", "natural"), ("airy", "airy"), ("dynamic", "dynamic"),
    ("serious", "serious"), ("relaxed", "relaxed"),
    ("formal", "formal"), ("casual", "casual"), ("urban", "urban"), ("earthy", "earthy"), ("moody", "moody"),
    ("dramatic", "dramatic"), ("friendly", "friendly"), ("whimsical", "whimsical"), ("sleek", "sleek"),
    ("muted", "muted"), ("rustic", "rustic"), ("editorial", "editorial"), ("brutalist", "brutalist"),
    ("bauhaus", "bauhaus"), ("swiss", "swiss"), ("duotone", "duotone"), ("grainy", "grainy"),
    ("psychedelic", "psychedelic"), ("traditional", "traditional"), ("vivid", "vivid"), ("kitschy", "playful"),
    ("quirky", "playful"), ("funny", "playful"), ("lovely", "playful"), ("sophisticated", "elegant"),
    ("luxury", "elegant"), ("tidy", "minimal"), ("doodle", "hand-drawn"),
    ("sketchy", "hand-drawn"), ("handmade", "hand-drawn"), ("comic", "cartoon"), ("trustworthy", "corporate"),
    ("fresh", "bright"), ("majestic", "dramatic"), ("solemn", "calm"), ("평면적인", "flat"),
    ("전통적인", "traditional"), ("전통", "traditional"), ("클래식한", "classic"), ("몽환적인", "dreamy"), ("감각적인", "modern"),
    ("역동적인", "dynamic"), ("전문적인", "corporate"), ("도시적인", "urban"), ("자연친화적인", "natural"), ("친근한", "friendly"),
    ("컬러풀한", "colorful"), ("컬러풀", "colorful"), ("럭셔리한", "elegant"), ("시크한", "chic"), ("키치한", "playful"),
    ("캐주얼한", "casual"), ("비비드한", "vivid"), ("비비드", "vivid"),
    ("모노톤", "monochrome"), ("무채색", "monochrome"), ("신뢰감", "corporate"), ("신뢰감 있는", "corporate"),
    ("격식 있는", "formal"), ("일러스트풍", "flat"),
];

#[rustfmt::skip]
pub(super) const COLOURS: [Word; 114] = [
    ("blue", "blue"), ("파란색", "blue"), ("파란", "blue"), ("파랑", "blue"), ("푸른", "blue"),
    ("푸른색", "blue"), ("블루", "blue"), ("navy", "navy"), ("네이비", "navy"), ("남색", "navy"),
    ("하늘색", "sky blue"), ("sky blue", "sky blue"), ("red", "red"), ("빨간색", "red"), ("빨간", "red"),
    ("빨강", "red"), ("붉은", "red"), ("레드", "red"), ("green", "green"), ("초록색", "green"),
    ("초록", "green"), ("초록빛", "green"), ("녹색", "green"), ("그린", "green"), ("yellow", "yellow"),
    ("노란색", "yellow"), ("노란", "yellow"), ("노랑", "yellow"), ("purple", "purple"), ("violet", "purple"),
    ("보라색", "purple"), ("보라", "purple"), ("보랏빛", "purple"), ("pink", "pink"), ("분홍색", "pink"),
    ("분홍", "pink"), ("핑크", "pink"), ("핑크색", "pink"), ("orange", "orange"), ("주황색", "orange"),
    ("주황", "orange"), ("오렌지색", "orange"), ("black", "black"), ("검은색", "black"), ("검은", "black"),
    ("검정", "black"), ("검정색", "black"), ("블랙", "black"), ("white", "white"), ("흰색", "white"), ("은색", "silver"), ("silver", "silver"), ("은빛", "silver"), ("금빛", "gold"), ("황금색", "gold"), ("민트", "mint"),
    ("민트색", "mint"), ("자주색", "burgundy"), ("버건디", "burgundy"), ("burgundy", "burgundy"), ("연두색", "light green"), ("연두", "light green"),
    ("아이보리", "ivory"), ("코랄", "coral"), ("coral", "coral"), ("청색", "blue"), ("적색", "red"), ("mint", "mint"), ("turquoise", "teal"), ("군청색", "navy"),
    ("흰", "white"), ("하얀", "white"), ("하얀색", "white"), ("화이트", "white"), ("gray", "gray"),
    ("grey", "gray"), ("회색", "gray"), ("그레이", "gray"), ("brown", "brown"), ("갈색", "brown"),
    ("gold", "gold"), ("금색", "gold"), ("teal", "teal"), ("청록색", "teal"), ("beige", "beige"),
    ("베이지", "beige"),
    ("골드", "gold"), ("라벤더", "purple"), ("라벤더색", "purple"), ("lavender", "purple"), ("올리브", "olive"),
    ("올리브색", "olive"), ("olive", "olive"), ("카키", "khaki"), ("카키색", "khaki"), ("khaki", "khaki"),
    ("형광", "neon"), ("fluorescent", "neon"), ("핑크빛", "pink"), ("푸른빛", "blue"), ("붉은빛", "red"), ("크림색", "ivory"),
    ("cream", "ivory"), ("maroon", "burgundy"), ("indigo", "navy"), ("magenta", "pink"), ("옥색", "teal"),
    ("청록", "teal"), ("와인색", "burgundy"), ("연보라", "purple"), ("연보라색", "purple"), ("연분홍", "pink"),
    ("진한 파랑", "blue"), ("진녹색", "green"),
];

/// Korean adjectives by their stem.
#[rustfmt::skip]
pub(super) const STEMS: [Word; 65] = [
    ("따뜻", "warm"), ("따스", "warm"), ("포근", "warm"), ("밝", "bright"), ("환", "bright"), ("귀엽", "playful"), ("귀여", "playful"),
    ("발랄", "playful"), ("아기자기", "playful"), ("경쾌", "playful"), ("알록달록", "colorful"), ("화려", "colorful"), ("화사", "bright"),
    ("차분", "calm"), ("잔잔", "calm"), ("고요", "calm"), ("깔끔", "minimal"), ("심플", "minimal"), ("미니멀", "minimal"),
    ("단순", "minimal"), ("간결", "minimal"), ("모던", "modern"), ("세련", "modern"), ("고급", "elegant"), ("우아", "elegant"),
    ("어둡", "dark"), ("어두", "dark"), ("시원", "cool"), ("청량", "cool"), ("차갑", "cool"), ("차가", "cool"), ("강렬", "bold"),
    ("대담", "bold"), ("은은", "soft"), ("부드럽", "soft"), ("부드러", "soft"), ("빈티지", "vintage"), ("산뜻", "bright"),
    ("몽환", "dreamy"), ("활기", "lively"), ("활기차", "lively"), ("웅장", "dramatic"), ("신비", "mysterious"),
    ("자연스럽", "natural"), ("자연", "natural"), ("상큼", "bright"), ("정갈", "minimal"),
    ("단정", "minimal"), ("엄숙", "calm"), ("진지", "serious"), ("유쾌", "playful"), ("재미", "playful"),
    ("사랑", "playful"), ("편안", "calm"), ("클래식", "classic"), ("럭셔리", "elegant"), ("시크", "chic"),
    ("키치", "playful"), ("캐주얼", "casual"), ("비비드", "vivid"),
    ("컬러풀", "colorful"), ("청초", "soft"), ("싱그", "bright"), ("담백", "minimal"), ("친근", "friendly"),
];

/// How they end: before a noun, an adverb, before another.
#[rustfmt::skip]
pub(super) const FORMS: [&str; 26] = [
    "한", "하게", "하고", "하면서", "하면서도", "하며", "찬", "차게", "차고", "는", "은", "게", "고", "운", "우면서", "우면서도", "스러운", "스럽게", "스럽고", "된", "되게",
    "되고", "로운", "롭게", "하면서 ", "한데",
];

/// Nouns that make the word before them a style: `톤으로`, `in warm tones`.
#[rustfmt::skip]
pub(super) const MANNERS: [&str; 56] = [
    "배경", "background", "스타일", "톤", "느낌", "분위기", "풍", "계열", "색상", "색감", "색조", "색", "컬러",
    "테마", "배색", "컨셉", "무드", "기법", "그림체", "빛", "tones", "tone", "style", "styles", "colors",
    "colours", "color", "colour", "look", "feel", "theme", "mood", "palette", "aesthetic", "vibe", "vibes",
    "hues", "lighting", "scheme", "shades", "accents", "바탕", "accent", "styled",
    "만 사용", "looking", "컨셉", "쪽", "포인트", "위주", "베이스", "조합", "같은", "처럼", "듯한", "느낌적인",
];

#[rustfmt::skip]
pub(super) const ENDINGS: [&str; 39] = [
    "으로", "로", "으로요", "로요", "이요", "요", "이면", "이었으면", "였으면", "이랑", "랑", "과", "와", "이에요", "예요", "입니다",
    "으로만", "로만", "이나", "에", "에다", "루", "으루", "의", "한", "하고", "하게", "인", "이고", "이면서", "하면서", "을", "를", "적인", "은",
    "이", "풍", "나는", "스러운",
];

/// Names that contain a style word and mean something else.
#[rustfmt::skip]
pub(super) const NAMES: [&str; 26] = [
    "black friday", "modern art", "dark chocolate", "red cross", "green energy", "white paper", "warm up",
    "cool down", "blue ocean", "orange juice", "business", "비즈니스 ", "photo contest", "photo exhibition",
    "gold medal", "black hole", "green tea", "modern dance", "red carpet", "white house", "green day",
    "pink ribbon", "블랙 프라이데이", "블랙프라이데이", "그린 ", "red team",
];

/// Tones: they choose colours, as colours do.
pub(super) const TONES: [&str; 12] = [
    "warm",
    "cool",
    "pastel",
    "dark",
    "bright",
    "colorful",
    "monochrome",
    "neon",
    "calm",
    "soft",
    "festive",
    "elegant",
];

#[rustfmt::skip]
pub(super) const CONNECTORS: [&str; 17] = [
    "and", "on", "&", ",", "이랑", "랑", "하고", "과", "와", "으로", "로", "으로요", "로요", "톤", "요", "이요", "만",
];
