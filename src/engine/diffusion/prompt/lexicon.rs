//! Korean words that office pictures are asked with, in English.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The English for a Korean word; empty for words that ask for a picture and show nothing (`그려줘`).
pub(super) fn find(word: &str) -> Option<&'static str> {
    static BY_KOREAN: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        let pairs = NOUNS.split('\n').chain(QUALITIES.split('\n')).filter_map(|line| line.split_once(' '));
        let silent = ASKING.split_whitespace().map(|word| (word, ""));
        pairs.chain(silent).collect()
    });
    BY_KOREAN.get(word).copied()
}

/// Whether a rest of a word is only grammar.
pub(super) fn is_ending(rest: &str) -> bool {
    ENDINGS.contains(&rest)
}

/// Particles and endings that follow a noun or a verb's stem.
const ENDINGS: &[&str] = &[
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에게",
    "로",
    "으로",
    "와",
    "과",
    "도",
    "만",
    "들",
    "들이",
    "들을",
    "들은",
    "들의",
    "들과",
    "하는",
    "하고",
    "하여",
    "한",
    "할",
    "인",
    "있는",
    "된",
    "되는",
    "적인",
    "처럼",
    "같은",
    "까지",
    "부터",
    "이나",
    "나",
    "랑",
    "이랑",
    "님",
    "용",
    "형",
    "쪽",
    "마다",
    "보다",
    "이다",
    "입니다",
    "을위한",
    "를위한",
    "스러운",
    "롭게",
];

/// Words that ask for a picture or join words, and show nothing.
const ASKING: &str = "그려줘 그려주세요 그려 만들어줘 만들어주세요 만들어 디자인해줘 디자인해주세요 디자인 부탁해 부탁합니다 해줘 해주세요 \
    보여줘 보여주는 위한 위해 대한 관한 그리고 또는 및 등 좀 하나 한장 장 넣어줘 있는 하는 그림을 이미지를 사진을 나오는 들어간 느낌 느낌의 \
    느낌으로 표현한 나타내는 우리 이번 그 저 이";

/// What can be seen.
const NOUNS: &str = "\
사람 person
사람들 people
남자 man
여자 woman
아이 child
아이들 children
가족 family
친구 friends
학생 student
선생님 teacher
의사 doctor
간호사 nurse
직원 employee
직원들 employees
직장인 office worker
고객 customer
팀 team
팀원 team members
동료 colleagues
리더 leader
회사 company
사무실 office
회의 meeting
회의실 meeting room
대회의실 large conference room
타운홀 town hall meeting
발표 presentation
강연 lecture
교육 training
세미나 seminar
워크숍 workshop
행사 event
축제 festival
파티 party
생일 birthday
결혼식 wedding
송년회 year-end party
신년회 new year party
환영회 welcome party
체육대회 sports day
콘서트 concert
음악회 concert
전시회 exhibition
채용 hiring
면접 job interview
계약 contract
악수 handshake
협업 collaboration
협력 cooperation
소통 communication
전략 strategy
계획 plan
목표 target
성장 growth
성공 success
혁신 innovation
아이디어 idea light bulb
분석 analysis
데이터 data
그래프 chart
차트 chart
통계 statistics
보고서 report
문서 documents
매출 sales
수익 profit
금융 finance
은행 bank
돈 money
동전 coins
투자 investment
시장 market
마케팅 marketing
광고 advertisement
제품 product
서비스 service
기술 technology
인공지능 artificial intelligence
로봇 robot
컴퓨터 computer
노트북 laptop
휴대폰 smartphone
스마트폰 smartphone
화면 screen
인터넷 internet
네트워크 network
클라우드 cloud computing
서버 server
보안 security
자물쇠 padlock
열쇠 key
방패 shield
안전 safety
공장 factory
기계 machine
로켓 rocket
우주 outer space
우주선 spaceship
별 stars
달 moon
태양 sun
해 sun
지구 planet earth
하늘 sky
구름 clouds
비 rain
눈 snow
바람 wind
무지개 rainbow
산 mountain
언덕 hill
숲 forest
나무 tree
나무들 trees
꽃 flowers
꽃밭 flower field
벚꽃 cherry blossom
장미 rose
해바라기 sunflower
단풍 autumn leaves
잎 leaf
풀 grass
잔디 lawn
들판 field
강 river
호수 lake
바다 sea
파도 waves
해변 beach
섬 island
폭포 waterfall
사막 desert
길 road
도로 road
다리 bridge
도시 city
서울 Seoul city
한옥 traditional Korean house
궁궐 Korean palace
건물 building
빌딩 office building
집 house
방 room
창문 window
문 door
책상 desk
의자 chair
책 book
책들 books
도서관 library
학교 school
병원 hospital
공원 park
정원 garden
카페 cafe
식당 restaurant
부엌 kitchen
음식 food
밥 rice
김치 kimchi
과일 fruit
사과 apple
딸기 strawberry
커피 coffee
차 tea
케이크 cake
빵 bread
물 water
불 fire
빛 light
불꽃놀이 fireworks
풍선 balloons
선물 gift
깃발 flag
시계 clock
달력 calendar
편지 letter
전화 telephone
카메라 camera
음악 music
악기 musical instruments
기타 guitar
피아노 piano
자동차 car
전기차 electric car
버스 bus
기차 train
비행기 airplane
배 ship
자전거 bicycle
공항 airport
여행 travel
캠핑 camping
등산 hiking
운동 exercise
축구 soccer
야구 baseball
농구 basketball
수영 swimming
동물 animals
고양이 cat
강아지 puppy
개 dog
새 bird
여우 fox
토끼 rabbit
곰 bear
호랑이 tiger
사자 lion
코끼리 elephant
말 horse
물고기 fish
고래 whale
나비 butterfly
꿀벌 honeybee
환경 environment
자연 nature
재활용 recycling
에너지 energy
풍력 wind power
건강 health
심장 heart
하트 heart
손 hands
얼굴 face
미소 smile
봄 spring
여름 summer
가을 autumn
겨울 winter
아침 morning
낮 daytime
저녁 evening
밤 night
새벽 dawn
노을 sunset
일출 sunrise
설날 Korean new year
추석 Korean harvest festival
크리스마스 Christmas
포스터 poster
배너 banner
아이콘 icon
로고 logo
표지 cover
배경 background
슬라이드 slide
그림 illustration
일러스트 illustration
사진 photo
이미지 image
무늬 pattern
패턴 pattern
풍경 landscape
수채화 watercolor
유화 oil painting
만화 cartoon
스케치 sketch
스타일 style
화풍 style
분위기 mood
색 color
색상 color";

/// What it is like, and what it does.
const QUALITIES: &str = "\
빨간 red
붉은 red
파란 blue
푸른 blue
초록 green
초록색 green
녹색 green
노란 yellow
주황색 orange
보라색 purple
분홍 pink
분홍색 pink
하얀 white
흰 white
검은 black
검정 black
회색 grey
금색 gold
은색 silver
갈색 brown
빨간색 red
파란색 blue
노란색 yellow
흰색 white
검은색 black
밝은 bright
어두운 dark
따뜻한 warm
차가운 cool
부드러운 soft
화려한 colorful
다채로운 colorful
단순한 simple
심플한 simple
깔끔한 clean
귀여운 cute
아름다운 beautiful
예쁜 pretty
멋진 stunning
고급스러운 elegant
현대적 modern
현대적인 modern
모던한 modern
미래적인 futuristic
미래 future
전통 traditional
전통적인 traditional
추상적인 abstract
추상 abstract
미니멀 minimal
미니멀한 minimal
평면 flat
큰 large
작은 small
높은 tall
넓은 wide
오래된 old
새로운 new
젊은 young
조용한 quiet
평화로운 peaceful
신나는 exciting
행복한 happy
즐거운 joyful
웃는 smiling
덮인 covered
날아가는 flying
나는 flying
달리는 running
뛰는 jumping
걷는 walking
앉은 sitting
앉아 sitting
서 standing
일하는 working
일 work
쓰는 using
읽는 reading
보는 looking
마시는 drinking
먹는 eating
노는 playing
춤추는 dancing
노래하는 singing
위의 on
위에 on
아래 under
옆 beside
앞 in front of
뒤 behind
안 inside
분기 quarterly
분기별 quarterly
연간 annual
월간 monthly
주간 weekly
전사 company-wide
국제 international
세계 world
한국 Korea
한국의 Korean
디지털 digital
입체 3d";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_one_korean_word_and_english() {
        let lines: Vec<_> = NOUNS.lines().chain(QUALITIES.lines()).collect();
        for line in &lines {
            let (korean, english) = line.split_once(' ').unwrap();
            assert!(korean.chars().all(|letter| ('가'..='힣').contains(&letter)), "{line}");
            assert!(!english.is_empty() && english.is_ascii(), "{line}");
        }
        let mut words: Vec<_> = lines.iter().map(|line| line.split(' ').next()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), lines.len(), "a word is listed twice");
    }
}
