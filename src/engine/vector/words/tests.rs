use rand_chacha::rand_core::SeedableRng;

use super::*;

const LARGE: PixelSize = PixelSize::new(1024, 1024);

fn check(prompt: &str, style: Option<&str>, size: PixelSize, expected: Subject) {
    for seed in 0..3 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        assert_eq!(subject(prompt, style, size, &mut rng), expected, "{prompt} {style:?} {size:?}");
    }
}

#[test]
fn prompts_name_their_scene() {
    let scene = |prompt: &str, motif| check(prompt, None, LARGE, Subject::Scene(motif));
    scene("여름 바다 배경", Motif::Sea);
    scene("an ocean at sunset", Motif::Sea);
    scene("a lighthouse by the sea", Motif::Lighthouse);
    scene("바다 위의 등대", Motif::Lighthouse);
    scene("등산 동호회 모집", Motif::Landscape);
    scene("mountains in fog", Motif::Landscape);
    scene("quarterly growth", Motif::Growth);
    scene("make an image for my slide about quarterly growth", Motif::Growth);
    scene("3분기 매출 보고", Motif::Growth);
    scene("회의 포스터 디자인해줘", Motif::Meeting);
    scene("전사 타운홀", Motif::Stage);
    scene("town hall meeting", Motif::Stage);
    scene("우리 팀 소개", Motif::Team);
    scene("도시의 밤", Motif::City);
    scene("도시락 먹는 날", Motif::Cafe);
    scene("AI 기술 세미나", Motif::Network);
    scene("교육 세미나 안내", Motif::Books);
    scene("AI로 바뀌는 업무", Motif::Network);
    scene("정보보안 캠페인", Motif::Network);
    scene("ESG 보고서 표지", Motif::Botanical);
    scene("봄 나들이", Motif::Balloons);
    scene("벚꽃 축제", Motif::Blossom);
    scene("연말 파티", Motif::Celebration);
    scene("크리스마스 인사", Motif::Winter);
    scene("가을 단풍", Motif::Autumn);
    scene("2027 로드맵", Motif::Road);
    scene("우주 탐사", Motif::Orbits);
    scene("커피 한 잔", Motif::Cafe);
    scene("책 읽는 시간", Motif::Books);
    scene("make it about people at work", Motif::Team);
    scene("예산 회의", Motif::Growth);
    scene("hot air balloons over hills", Motif::Balloons);
}

#[test]
fn style_words_choose_when_nothing_is_named() {
    let scene = |prompt: &str, style, motif| check(prompt, style, LARGE, Subject::Scene(motif));
    scene("background", Some("geometric"), Motif::Geometry);
    scene("추상 배경", Some("미니멀"), Motif::Arches);
    scene("isometric illustration", None, Motif::Blocks);
    scene("배경", Some("paper cut"), Motif::Layers);
    scene("cover", Some("line art"), Motif::Contours);
    scene("바다", Some("geometric"), Motif::Sea);
}

#[test]
fn objects_are_recognised_in_both_languages() {
    let thing = |prompt: &str, icon| check(prompt, None, LARGE, Subject::Thing(icon));
    thing("고양이", Icon::Cat);
    thing("a cute cat", Icon::Cat);
    thing("로켓 아이콘", Icon::Rocket);
    thing("rocket icon", Icon::Rocket);
    thing("회의 아이콘", Icon::People);
    thing("icon for revenue", Icon::Chart);
    thing("커피 아이콘", Icon::Coffee);
    thing("lightbulb", Icon::Lightbulb);
    thing("자물쇠", Icon::Lock);
    thing("생일 케이크", Icon::Cake);
    check("커피", None, PixelSize::new(64, 64), Subject::Thing(Icon::Coffee));
    check("별", Some("icon"), LARGE, Subject::Thing(Icon::Star));
    check("바다", None, PixelSize::new(128, 128), Subject::Thing(Icon::Fish));
    check("바다", None, PixelSize::new(200, 50), Subject::Scene(Motif::Sea));
}

#[test]
fn every_motif_and_every_object_answers_to_its_own_name() {
    for motif in Motif::all() {
        check(motif.name(), None, LARGE, Subject::Scene(motif));
    }
    for icon in Icon::all() {
        check(&format!("{} icon", icon.name()), None, LARGE, Subject::Thing(icon));
    }
}

#[test]
fn unknown_words_get_an_abstract_motif_by_the_seed() {
    let of = |seed| subject("qwerty", None, LARGE, &mut ChaCha8Rng::seed_from_u64(seed));
    assert!(
        (0..20).all(
            |seed| matches!(of(seed), Subject::Scene(motif) if Motif::abstracts().any(|one| one == motif))
        )
    );
    assert!((0..20).any(|seed| of(seed) != of(0)));
}
