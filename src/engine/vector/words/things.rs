//! Words that name a single object, Korean and English side by side.

use crate::engine::vector::icon::Icon;
use crate::engine::vector::motif::Motif;

/// Every object with its words, lower case, parted by commas. Korean words of one syllable match only alone (see
/// [`super::matcher`]).
pub const THINGS: &[(Icon, &str)] = &[
    (Icon::Heart, "heart, love, 하트, 사랑, 심장"),
    (Icon::Star, "star, favorite, favourite, 별, 별표, 즐겨찾기"),
    (Icon::Check, "check, checkmark, check mark, approval, tick, 체크, 완료, 승인"),
    (Icon::Chart, "chart, bar chart, graph, statistics, analytics, 차트, 막대그래프, 그래프, 통계"),
    (Icon::Target, "target, bullseye, dart, 과녁, 타깃, 타겟"),
    (Icon::Shield, "shield, protection, 방패, 보호, 쉴드"),
    (Icon::Bubble, "bubble, speech bubble, chat, message, comment, 말풍선, 채팅, 메시지, 댓글"),
    (Icon::Bell, "bell, notification, alarm, 알림, 벨"),
    (Icon::Flag, "flag, 깃발, 국기"),
    (Icon::Pin, "pin, location, map pin, 핀, 지도 핀"),
    (Icon::Music, "music, song, 음악, 음표, 노래"),
    (Icon::Clock, "clock, deadline, 시계, 마감"),
    (Icon::Calendar, "calendar, schedule, 달력, 캘린더, 일정"),
    (Icon::Mail, "mail, email, e-mail, envelope, letter, newsletter, 메일, 이메일, 편지, 봉투, 뉴스레터"),
    (Icon::Lightbulb, "lightbulb, light bulb, bulb, idea, 전구, 아이디어"),
    (Icon::Book, "book, manual, 책, 교과서, 매뉴얼"),
    (Icon::Lock, "lock, padlock, password, 자물쇠, 잠금, 비밀번호"),
    (Icon::Gear, "gear, cog, setting, settings, 톱니바퀴, 설정, 기어"),
    (Icon::Camera, "camera, photo, 카메라, 사진기, 사진"),
    (Icon::Coffee, "coffee, coffee cup, mug, latte, 커피, 머그컵, 커피잔, 라떼"),
    (Icon::House, "house, home, 집, 주택, 홈"),
    (Icon::Gift, "gift, gift box, 선물, 선물 상자, 기프트"),
    (Icon::Trophy, "trophy, winner, 트로피, 우승, 상장, 우승컵"),
    (Icon::Magnifier, "magnifier, magnifying glass, search, 돋보기, 검색"),
    (Icon::Cat, "cat, kitten, kitty, 고양이, 냥이, 새끼 고양이"),
    (Icon::Dog, "dog, puppy, 강아지, 멍멍이"),
    (Icon::Person, "person, user, profile, avatar, 인물, 사용자, 프로필, 아바타"),
    (Icon::People, "people, users, crowd, 사람들"),
    (Icon::Leaf, "leaf, 나뭇잎, 잎, 잎사귀"),
    (Icon::Tree, "tree, 나무"),
    (Icon::Flower, "flower, 꽃, 꽃 한 송이"),
    (Icon::Bird, "bird, 참새"),
    (Icon::Fish, "fish, 물고기, 생선"),
    (Icon::Apple, "apple, 사과"),
    (Icon::Sun, "sun, sunny, 태양, 햇님, 해님"),
    (Icon::Cloud, "cloud, weather, 구름, 날씨"),
    (Icon::Moon, "moon, crescent, 초승달, 보름달, 달님"),
    (Icon::Rocket, "rocket, spaceship, 로켓, 우주선"),
    (Icon::Globe, "globe, earth, 지구, 지구본"),
    (Icon::Airplane, "airplane, plane, flight, aeroplane, 비행기, 항공"),
    (Icon::Car, "car, automobile, vehicle, 자동차, 차량, 승용차"),
    (Icon::Phone, "phone, smartphone, mobile, 휴대폰, 스마트폰, 핸드폰, 전화기"),
    (Icon::Laptop, "laptop, computer, notebook computer, 노트북, 컴퓨터"),
    (Icon::Umbrella, "umbrella, rain, 우산, 비"),
    (Icon::Key, "key, 열쇠"),
    (Icon::Coin, "coin, money, 동전, 돈, 코인, 원화"),
    (Icon::Document, "document, 문서, 서류"),
    (Icon::Flask, "flask, chemistry, experiment, science, laboratory, 플라스크, 화학, 실험, 과학"),
    (Icon::Snowflake, "snowflake, 눈송이, 눈결정"),
    (Icon::Fire, "fire, flame, 불, 불길, 화재, 불꽃 모양"),
    (Icon::Cake, "cake, birthday cake, 케이크, 생일 케이크"),
    (Icon::Briefcase, "briefcase, 서류가방, 가방"),
];

/// The object that stands for a scene when an icon is wanted.
pub fn standing_for(motif: Motif) -> Option<Icon> {
    Some(match motif {
        Motif::Growth => Icon::Chart,
        Motif::Team | Motif::Meeting => Icon::People,
        Motif::Stage => Icon::Bubble,
        Motif::Books => Icon::Book,
        Motif::Cafe => Icon::Coffee,
        Motif::Network => Icon::Globe,
        Motif::Orbits => Icon::Rocket,
        Motif::Winter => Icon::Snowflake,
        Motif::Celebration => Icon::Gift,
        Motif::Botanical => Icon::Leaf,
        Motif::Blossom => Icon::Flower,
        Motif::Autumn | Motif::Landscape => Icon::Tree,
        Motif::City => Icon::House,
        Motif::Balloons => Icon::Airplane,
        Motif::Road => Icon::Flag,
        Motif::Sea => Icon::Fish,
        Motif::Lighthouse => Icon::House,
        Motif::Geometry
        | Motif::Ribbons
        | Motif::Layers
        | Motif::Blocks
        | Motif::Arches
        | Motif::Contours => return None,
    })
}
