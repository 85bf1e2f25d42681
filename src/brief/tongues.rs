//! The words of the languages of [`super::tongue`]: names of kinds, words that ask, small words.

use super::Intent::{Background, Banner, Cover, Icon, Poster, ReportFigure, SlideIllustration, SocialPost};
use super::kinds::Weight::{Context, Thing};
use super::tongue::Tongue;

/// English words that tell it from the other languages in Latin letters.
#[rustfmt::skip]
pub(super) const ENGLISH: [&str; 40] = [
    "the", "a", "an", "for", "and", "with", "of", "our", "my", "your", "on", "at", "in", "to", "from", "about",
    "please", "make", "create", "design", "draw", "need", "want", "i", "we", "is", "it", "this", "that", "next",
    "by", "you", "can", "could", "image", "picture", "poster", "slide", "icon", "banner",
];

/// The languages in Latin letters.
pub(super) const LATIN: [&Tongue; 8] =
    [&GERMAN, &FRENCH, &SPANISH, &ITALIAN, &PORTUGUESE, &DUTCH, &POLISH, &TURKISH];

#[rustfmt::skip]
const GERMAN: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("plakat*", Poster, Thing), ("aushang", Poster, Thing), ("flugblatt", Poster, Thing), ("einladung*", Poster, Thing),
        ("poster", Poster, Thing), ("folie*", SlideIllustration, Context), ("präsentation*", SlideIllustration, Context),
        ("bericht*", ReportFigure, Context), ("symbol*", Icon, Thing), ("icon*", Icon, Thing), ("piktogramm*", Icon, Thing),
        ("banner*", Banner, Thing), ("titelseite", Cover, Thing), ("titelblatt", Cover, Thing), ("deckblatt", Cover, Thing),
        ("umschlag", Cover, Thing), ("hintergrund*", Background, Thing), ("instagram*", SocialPost, Context),
        ("beitrag", SocialPost, Context),
    ],
    asks: &[
        "erstelle", "erstellen", "mach*", "entwirf", "entwerfen", "gestalte*", "zeichne*", "brauche*", "bitte", "möchte*", "ich", "wir",
        "mir", "uns", "bild*", "illustration*", "grafik*", "zeichnung*", "hallo", "danke", "kannst", "du", "hätte", "gerne",
    ],
    small: &[
        "ein", "eine", "einen", "einem", "einer", "eines", "der", "die", "das", "den", "dem", "des", "für", "über", "mit", "zum", "zur",
        "von", "vom", "im", "am", "um", "mein", "meine", "meinen", "meiner", "unser", "unsere", "unseren", "und", "auf", "zu",
    ],
};

#[rustfmt::skip]
const FRENCH: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("affiche*", Poster, Thing), ("prospectus", Poster, Thing), ("invitation*", Poster, Thing),
        ("diapositive*", SlideIllustration, Context), ("diapo*", SlideIllustration, Context),
        ("présentation*", SlideIllustration, Context), ("rapport*", ReportFigure, Context), ("icône*", Icon, Thing),
        ("pictogramme*", Icon, Thing), ("bannière*", Banner, Thing), ("bandeau*", Banner, Thing), ("couverture*", Cover, Thing),
        ("fond", Background, Thing), ("arrière-plan*", Background, Thing), ("instagram", SocialPost, Context),
        ("publication", SocialPost, Context),
    ],
    asks: &[
        "crée", "créer", "créez", "fais-moi", "fais", "faites", "faites-moi", "dessine*", "conçois", "j'ai", "besoin", "voudrais",
        "veux", "s'il", "vous", "te", "plaît", "plait", "merci", "bonjour", "je", "illustration*", "image*", "dessin*", "peux-tu",
        "pouvez-vous", "d'écran",
    ],
    small: &[
        "un", "une", "le", "la", "les", "des", "du", "de", "pour", "sur", "avec", "notre", "nos", "mon", "ma", "mes", "au", "aux",
        "et", "dans", "d'une", "d'un", "propos", "à",
    ],
};

#[rustfmt::skip]
const SPANISH: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("cartel*", Poster, Thing), ("póster*", Poster, Thing), ("afiche*", Poster, Thing), ("folleto*", Poster, Thing),
        ("invitación", Poster, Thing), ("diapositiva*", SlideIllustration, Context),
        ("presentación", SlideIllustration, Context), ("informe*", ReportFigure, Context), ("icono*", Icon, Thing),
        ("ícono*", Icon, Thing), ("pictograma*", Icon, Thing), ("pancarta*", Banner, Thing), ("banner*", Banner, Thing),
        ("portada*", Cover, Thing), ("fondo*", Background, Thing), ("instagram", SocialPost, Context),
        ("publicación", SocialPost, Context),
    ],
    asks: &[
        "diseña*", "crea", "crear", "haz", "hazme", "dibuja*", "necesito", "necesitamos", "quiero", "quisiera", "favor", "gracias",
        "hola", "imagen*", "ilustración*", "dibujo*", "puedes", "pantalla",
    ],
    small: &[
        "un", "una", "unos", "el", "la", "los", "las", "de", "del", "para", "sobre", "con", "mi", "mis", "nuestro", "nuestra", "por",
        "en", "y", "al", "que",
    ],
};

#[rustfmt::skip]
const ITALIAN: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("locandin*", Poster, Thing), ("manifest*", Poster, Thing), ("volantin*", Poster, Thing), ("invito", Poster, Thing),
        ("diapositiv*", SlideIllustration, Context), ("presentazion*", SlideIllustration, Context), ("slide", SlideIllustration, Context),
        ("relazione", ReportFigure, Context), ("rapporto", ReportFigure, Context), ("icon*", Icon, Thing),
        ("pittogramma", Icon, Thing), ("banner", Banner, Thing), ("striscione", Banner, Thing), ("copertina", Cover, Thing),
        ("sfondo*", Background, Thing), ("instagram", SocialPost, Context),
    ],
    asks: &[
        "crea", "creare", "crei", "disegna*", "progetta*", "fammi", "fai", "vorrei", "voglio", "bisogno", "ho", "favore", "grazie", "ciao",
        "immagine*", "illustrazion*", "disegno", "puoi",
    ],
    small: &[
        "un", "una", "uno", "il", "lo", "la", "i", "gli", "le", "di", "del", "della", "dei", "delle", "per", "su", "sul", "sulla",
        "sulle", "sui", "con", "mia", "mio", "nostro", "nostra", "e", "al", "alla", "da", "nel",
    ],
};

#[rustfmt::skip]
const PORTUGUESE: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("cartaz*", Poster, Thing), ("pôster*", Poster, Thing), ("panfleto*", Poster, Thing), ("convite*", Poster, Thing),
        ("slide*", SlideIllustration, Context), ("apresentação", SlideIllustration, Context),
        ("relatório*", ReportFigure, Context), ("ícone*", Icon, Thing), ("pictograma*", Icon, Thing), ("faixa", Banner, Thing),
        ("banner*", Banner, Thing), ("capa", Cover, Thing), ("fundo*", Background, Thing), ("instagram", SocialPost, Context),
    ],
    asks: &[
        "crie", "criar", "cria", "faça", "faz", "desenhe", "desenha", "preciso", "precisamos", "quero", "queria", "favor", "obrigado",
        "obrigada", "olá", "imagem*", "ilustração*", "ilustrações", "desenho", "pode",
    ],
    small: &[
        "um", "uma", "o", "os", "as", "a", "de", "do", "da", "dos", "das", "para", "sobre", "com", "meu", "minha", "nosso", "nossa",
        "por", "em", "no", "na", "e", "ao",
    ],
};

#[rustfmt::skip]
const DUTCH: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("poster*", Poster, Thing), ("affiche*", Poster, Thing), ("aanplakbiljet", Poster, Thing), ("flyer*", Poster, Thing),
        ("uitnodiging*", Poster, Thing), ("dia", SlideIllustration, Context), ("presentatie*", SlideIllustration, Context),
        ("verslag", ReportFigure, Context), ("rapport*", ReportFigure, Context), ("pictogram*", Icon, Thing),
        ("icoon", Icon, Thing), ("spandoek*", Banner, Thing), ("banner*", Banner, Thing), ("omslag*", Cover, Thing),
        ("voorblad", Cover, Thing), ("achtergrond*", Background, Thing), ("instagram*", SocialPost, Context),
    ],
    asks: &[
        "maak", "maken", "ontwerp*", "teken*", "ik", "wil", "graag", "nodig", "heb", "alstublieft", "alsjeblieft", "bedankt", "hallo",
        "afbeelding*", "illustratie*", "plaatje", "tekening", "kun", "je",
    ],
    small: &[
        "een", "het", "de", "voor", "over", "van", "met", "mijn", "ons", "onze", "en", "bij", "op", "naar", "te",
    ],
};

#[rustfmt::skip]
const POLISH: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("plakat*", Poster, Thing), ("ulotk*", Poster, Thing), ("zaproszeni*", Poster, Thing), ("slajd*", SlideIllustration, Context),
        ("prezentacj*", SlideIllustration, Context), ("raport*", ReportFigure, Context), ("ikon*", Icon, Thing),
        ("piktogram*", Icon, Thing), ("baner*", Banner, Thing), ("okładk*", Cover, Thing), ("tło", Background, Thing),
        ("tła", Background, Thing), ("tapet*", Background, Thing), ("instagram*", SocialPost, Context),
    ],
    asks: &[
        "zaprojektuj*", "stwórz", "zrób", "narysuj*", "potrzebuję", "potrzebujemy", "proszę", "chcę", "chciał*", "dziękuję", "ilustracj*",
        "obraz*", "grafik*", "rysun*",
    ],
    small: &["na", "dla", "do", "o", "z", "ze", "w", "we", "mój", "moją", "mojego", "nasz", "naszego", "i", "od", "po"],
};

#[rustfmt::skip]
const TURKISH: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("afiş*", Poster, Thing), ("poster*", Poster, Thing), ("broşür*", Poster, Thing), ("davetiye*", Poster, Thing),
        ("slayt*", SlideIllustration, Context), ("slayd*", SlideIllustration, Context), ("sunum*", SlideIllustration, Context),
        ("rapor*", ReportFigure, Context), ("simge*", Icon, Thing), ("ikon*", Icon, Thing), ("pankart*", Banner, Thing),
        ("banner*", Banner, Thing), ("kapak", Cover, Thing), ("kapağı*", Cover, Thing), ("arka", Background, Thing),
        ("plan", Background, Context), ("planı*", Background, Context), ("instagram*", SocialPost, Context),
    ],
    asks: &[
        "hazırla*", "yap", "yapar", "yapın", "tasarla*", "çiz", "çizin", "oluştur*", "lütfen", "istiyorum", "lazım", "gerek*", "teşekkür*",
        "merhaba", "illüstrasyon*", "görsel*", "resim", "resmi", "mısın",
    ],
    small: &["bir", "için", "hakkında", "ile", "ve", "olan", "ilgili", "konulu"],
};

#[rustfmt::skip]
pub(super) const RUSSIAN: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("плакат*", Poster, Thing), ("постер*", Poster, Thing), ("афиш*", Poster, Thing), ("листовк*", Poster, Thing),
        ("приглашени*", Poster, Thing), ("слайд*", SlideIllustration, Context), ("презентаци*", SlideIllustration, Context),
        ("отчёт", ReportFigure, Context), ("отчета", ReportFigure, Context), ("доклад*", ReportFigure, Context),
        ("иконк*", Icon, Thing), ("значок", Icon, Thing), ("пиктограмм*", Icon, Thing), ("баннер*", Banner, Thing),
        ("обложк*", Cover, Thing), ("фон", Background, Thing), ("обои", Background, Thing), ("инстаграм*", SocialPost, Context),
    ],
    asks: &[
        "сделай*", "создай*", "нарисуй*", "нужн*", "разработай*", "хочу", "пожалуйста", "спасибо", "мне", "нам", "иллюстраци*",
        "картинк*", "изображени*", "рисунок", "привет",
    ],
    small: &["для", "о", "об", "про", "на", "с", "со", "в", "к", "по", "моего", "нашего", "мой", "наш", "и"],
};

#[rustfmt::skip]
pub(super) const ARABIC: Tongue = Tongue {
    spaced: true,
    nouns: &[
        ("ملصق*", Poster, Thing), ("بوستر*", Poster, Thing), ("إعلان*", Poster, Thing), ("دعوة", Poster, Thing),
        ("شريحة", SlideIllustration, Context), ("لشريحت*", SlideIllustration, Context), ("لشريحة", SlideIllustration, Context),
        ("عرض", SlideIllustration, Context), ("لعرضي", SlideIllustration, Context), ("للعرض", SlideIllustration, Context),
        ("تقرير", ReportFigure, Context), ("لتقرير*", ReportFigure, Context), ("للتقرير", ReportFigure, Context),
        ("أيقونة", Icon, Thing), ("رمز", Icon, Thing), ("لافتة", Banner, Thing), ("بانر", Banner, Thing), ("غلاف*", Cover, Thing),
        ("خلفية", Background, Thing), ("إنستغرام", SocialPost, Context), ("منشور*", SocialPost, Context),
    ],
    asks: &[
        "صمم*", "صمّم", "أنشئ", "ارسم", "اصنع", "أريد", "نريد", "أحتاج", "صورة", "رسم", "فضلك", "من_فضلك", "شكرا", "شكرًا", "لي", "رجاء*",
        "توضيحي", "توضيحية",
    ],
    small: &["عن", "من", "في", "على", "مع", "إلى", "حول", "لـ"],
};

#[rustfmt::skip]
pub(super) const JAPANESE: Tongue = Tongue {
    spaced: false,
    nouns: &[
        ("ポスター", Poster, Thing), ("チラシ", Poster, Thing), ("招待状", Poster, Thing), ("案内状", Poster, Thing),
        ("スライド", SlideIllustration, Context), ("プレゼン", SlideIllustration, Context), ("報告書", ReportFigure, Context),
        ("レポート", ReportFigure, Context), ("アイコン", Icon, Thing), ("ピクトグラム", Icon, Thing), ("バナー", Banner, Thing),
        ("横断幕", Banner, Thing), ("表紙", Cover, Thing), ("カバー", Cover, Thing), ("背景", Background, Thing),
        ("壁紙", Background, Thing), ("インスタグラム", SocialPost, Context), ("インスタ", SocialPost, Context),
    ],
    asks: &[
        "作ってください", "作成してください", "作って", "作成して", "作成", "描いてください", "描いて", "デザインしてください",
        "デザインして", "デザイン", "お願いします", "お願い", "ください", "欲しい", "ほしい", "欲しいです", "必要です", "イラスト", "画像",
        "写真", "について", "に関する", "をテーマにした", "一枚", "1枚",
    ],
    small: &["の", "を", "が", "で", "に", "は", "も", "用"],
};

/// Simplified and traditional characters.
#[rustfmt::skip]
pub(super) const CHINESE: Tongue = Tongue {
    spaced: false,
    nouns: &[
        ("海报", Poster, Thing), ("海報", Poster, Thing), ("传单", Poster, Thing), ("傳單", Poster, Thing), ("邀请函", Poster, Thing),
        ("邀請函", Poster, Thing), ("幻灯片", SlideIllustration, Context), ("簡報", SlideIllustration, Context),
        ("投影片", SlideIllustration, Context), ("演示文稿", SlideIllustration, Context), ("报告", ReportFigure, Context),
        ("報告", ReportFigure, Context), ("图标", Icon, Thing), ("圖示", Icon, Thing), ("圖標", Icon, Thing), ("横幅", Banner, Thing),
        ("橫幅", Banner, Thing), ("封面", Cover, Thing), ("背景", Background, Thing), ("壁纸", Background, Thing),
        ("桌布", Background, Thing), ("朋友圈", SocialPost, Context), ("小红书", SocialPost, Context), ("社群", SocialPost, Context),
    ],
    asks: &[
        "帮我", "幫我", "请", "請", "设计", "設計", "制作", "製作", "做一张", "做一張", "做一个", "做一個", "画一个", "畫一個", "画一张",
        "畫一張", "主题是", "主题为", "主題是", "主題為", "一张", "一張", "一个", "一個", "一幅", "关于", "關於", "插图", "插圖", "图片", "圖片", "我需要", "我想要", "谢谢", "謝謝",
        "生成",
    ],
    small: &["的", "用", "画", "畫", "做", "给", "給"],
};

#[rustfmt::skip]
pub(super) const THAI: Tongue = Tongue {
    spaced: false,
    nouns: &[
        ("โปสเตอร์", Poster, Thing), ("ใบปลิว", Poster, Thing), ("บัตรเชิญ", Poster, Thing), ("สไลด์", SlideIllustration, Context),
        ("งานนำเสนอ", SlideIllustration, Context), ("รายงาน", ReportFigure, Context), ("ไอคอน", Icon, Thing), ("แบนเนอร์", Banner, Thing),
        ("ป้าย", Banner, Thing), ("หน้าปก", Cover, Thing), ("พื้นหลัง", Background, Thing), ("วอลเปเปอร์", Background, Thing),
        ("อินสตาแกรม", SocialPost, Context),
    ],
    asks: &[
        "ออกแบบ", "สร้าง", "วาด", "ขอภาพประกอบ", "ขอภาพ", "ขอรูป", "ภาพประกอบ", "รูปภาพ", "เกี่ยวกับ", "ให้หน่อย", "หน่อย", "ช่วย",
        "กรุณา", "สำหรับ", "ครับ", "ค่ะ", "ต้องการ",
    ],
    small: &[],
};
