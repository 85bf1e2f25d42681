//! The names of the kinds, with how surely each names the thing that is wanted.

use super::Intent;

/// How surely a word names the thing that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// Named in passing: "배경은 파란색으로", "on a white background".
    Passing,
    /// A hint, as in "chart".
    Hint,
    /// Where it will be shown.
    Context,
    /// The thing itself.
    Thing,
    /// The thing itself, right before the request to make it.
    Asked,
}

/// What a kind is called, in lower case.
#[rustfmt::skip]
pub(super) const WORDS: [(&str, Intent, Weight); 114] = [
    ("포스터", Intent::Poster, Weight::Thing), ("전단지", Intent::Poster, Weight::Thing),
    ("전단", Intent::Poster, Weight::Thing), ("공고문", Intent::Poster, Weight::Thing),
    ("공지문", Intent::Poster, Weight::Thing), ("안내문", Intent::Poster, Weight::Thing),
    ("안내지", Intent::Poster, Weight::Thing), ("벽보", Intent::Poster, Weight::Thing),
    ("초대장", Intent::Poster, Weight::Thing), ("홍보물", Intent::Poster, Weight::Thing),
    ("poster", Intent::Poster, Weight::Thing), ("posters", Intent::Poster, Weight::Thing),
    ("flyer", Intent::Poster, Weight::Thing), ("flyers", Intent::Poster, Weight::Thing),
    ("flier", Intent::Poster, Weight::Thing), ("leaflet", Intent::Poster, Weight::Thing), ("invitation", Intent::Poster, Weight::Thing), ("notice", Intent::Poster, Weight::Thing),
    ("announcement", Intent::Poster, Weight::Context), ("초청장", Intent::Poster, Weight::Thing), ("공지", Intent::Poster, Weight::Hint),
    ("headers", Intent::Banner, Weight::Thing), ("header", Intent::Banner, Weight::Thing), ("email header", Intent::Banner, Weight::Thing),
    ("newsletter header", Intent::Banner, Weight::Thing), ("헤더", Intent::Banner, Weight::Thing), ("메일 헤더", Intent::Banner, Weight::Thing), ("섬네일", Intent::SocialPost, Weight::Thing),
    ("handbill", Intent::Poster, Weight::Thing), ("슬라이드", Intent::SlideIllustration, Weight::Context),
    ("발표 자료", Intent::SlideIllustration, Weight::Context),
    ("발표자료", Intent::SlideIllustration, Weight::Context),
    ("발표용", Intent::SlideIllustration, Weight::Context),
    ("프레젠테이션", Intent::SlideIllustration, Weight::Context),
    ("프리젠테이션", Intent::SlideIllustration, Weight::Context),
    ("피피티", Intent::SlideIllustration, Weight::Context),
    ("파워포인트", Intent::SlideIllustration, Weight::Context),
    ("ppt", Intent::SlideIllustration, Weight::Context), ("pptx", Intent::SlideIllustration, Weight::Context),
    ("powerpoint", Intent::SlideIllustration, Weight::Context),
    ("slide", Intent::SlideIllustration, Weight::Context),
    ("slides", Intent::SlideIllustration, Weight::Context),
    ("slideshow", Intent::SlideIllustration, Weight::Context),
    ("deck", Intent::SlideIllustration, Weight::Context),
    ("presentation", Intent::SlideIllustration, Weight::Context),
    ("보고서", Intent::ReportFigure, Weight::Context), ("리포트", Intent::ReportFigure, Weight::Context),
    ("논문", Intent::ReportFigure, Weight::Context), ("백서", Intent::ReportFigure, Weight::Context),
    ("report", Intent::ReportFigure, Weight::Context), ("whitepaper", Intent::ReportFigure, Weight::Context),
    ("white paper", Intent::ReportFigure, Weight::Context), ("도표", Intent::ReportFigure, Weight::Hint),
    ("차트", Intent::ReportFigure, Weight::Hint), ("그래프", Intent::ReportFigure, Weight::Hint),
    ("다이어그램", Intent::ReportFigure, Weight::Hint), ("인포그래픽", Intent::ReportFigure, Weight::Hint),
    ("figure", Intent::ReportFigure, Weight::Hint), ("figures", Intent::ReportFigure, Weight::Hint),
    ("chart", Intent::ReportFigure, Weight::Hint), ("diagram", Intent::ReportFigure, Weight::Hint),
    ("graph", Intent::ReportFigure, Weight::Hint), ("infographic", Intent::ReportFigure, Weight::Hint),
    ("아이콘", Intent::Icon, Weight::Thing), ("픽토그램", Intent::Icon, Weight::Thing),
    ("파비콘", Intent::Icon, Weight::Thing), ("icon", Intent::Icon, Weight::Thing),
    ("icons", Intent::Icon, Weight::Thing), ("pictogram", Intent::Icon, Weight::Thing),
    ("pictograms", Intent::Icon, Weight::Thing), ("favicon", Intent::Icon, Weight::Thing),
    ("배너", Intent::Banner, Weight::Thing), ("현수막", Intent::Banner, Weight::Thing),
    ("플래카드", Intent::Banner, Weight::Thing), ("banner", Intent::Banner, Weight::Thing),
    ("banners", Intent::Banner, Weight::Thing), ("header image", Intent::Banner, Weight::Thing),
    ("표지", Intent::Cover, Weight::Thing), ("커버", Intent::Cover, Weight::Thing),
    ("겉표지", Intent::Cover, Weight::Thing), ("cover", Intent::Cover, Weight::Thing),
    ("covers", Intent::Cover, Weight::Thing), ("title page", Intent::Cover, Weight::Thing),
    ("배경화면", Intent::Background, Weight::Thing), ("바탕화면", Intent::Background, Weight::Thing),
    ("월페이퍼", Intent::Background, Weight::Thing), ("배경", Intent::Background, Weight::Thing),
    ("background", Intent::Background, Weight::Thing), ("backgrounds", Intent::Background, Weight::Thing),
    ("wallpaper", Intent::Background, Weight::Thing), ("backdrop", Intent::Background, Weight::Thing),
    ("카드뉴스", Intent::SocialPost, Weight::Thing), ("카드 뉴스", Intent::SocialPost, Weight::Thing),
    ("썸네일", Intent::SocialPost, Weight::Thing), ("게시물", Intent::SocialPost, Weight::Context),
    ("인스타그램", Intent::SocialPost, Weight::Context), ("인스타", Intent::SocialPost, Weight::Context),
    ("페이스북 커버", Intent::SocialPost, Weight::Thing), ("facebook cover", Intent::SocialPost, Weight::Thing),
    ("twitter header", Intent::SocialPost, Weight::Thing), ("linkedin banner", Intent::Banner, Weight::Thing), ("페북", Intent::SocialPost, Weight::Context), ("post", Intent::SocialPost, Weight::Hint), ("페이스북", Intent::SocialPost, Weight::Context), ("링크드인", Intent::SocialPost, Weight::Context),
    ("소셜", Intent::SocialPost, Weight::Context), ("sns", Intent::SocialPost, Weight::Context),
    ("instagram", Intent::SocialPost, Weight::Context), ("facebook", Intent::SocialPost, Weight::Context),
    ("linkedin", Intent::SocialPost, Weight::Context), ("twitter", Intent::SocialPost, Weight::Context),
    ("social media", Intent::SocialPost, Weight::Context), ("social post", Intent::SocialPost, Weight::Thing),
    ("thumbnail", Intent::SocialPost, Weight::Thing),
];
/// Words that belong to the name of a thing and say no more than it: "배경 이미지", "slide illustration".
#[rustfmt::skip]
pub(super) const IMAGE_NOUNS: [&str; 36] = [
    "일러스트레이션", "일러스트", "이미지", "그림", "삽화", "디자인", "시안", "피드", "스토리", "게시물",
    "게시글", "포스트", "게시용", "세트", "페이지", "콘텐츠", "images", "image", "pictures", "picture",
    "illustration", "illustrations", "drawing", "artwork", "visual", "graphic", "graphics", "design", "post",
    "story", "page", "set", "art", "sheet", "photo", "stand",
];
