//! Words that name a scene, Korean and English side by side.

use crate::engine::vector::motif::Motif;

/// Every scene with its words, lower case, parted by commas. Korean words of one syllable match only alone (see
/// [`super::matcher`]).
pub const SCENES: &[(Motif, &str)] = &[
    (
        Motif::Landscape,
        "landscape, mountain, hill, hiking, climbing, valley, mountaintop, outdoor, camping, 산, \
         산맥, 산행, 등산, 풍경, 트레킹, 산봉우리, 캠핑, 야외, 자연 풍경",
    ),
    (
        Motif::Sea,
        "sea, ocean, beach, wave, summer, sailing, boat, ship, island, coast, water, marine, \
         vacation, 바다, 해변, 여름, 파도, 섬, 해양, 휴가, 항해, 요트, 바캉스, 해운, 하계, 선박",
    ),
    (
        Motif::Lighthouse,
        "lighthouse, light house, lighthouses, lighthouse by the sea, beacon, 등대, 바다 위의 등대, 바닷가 등대, 등대지기",
    ),
    (
        Motif::City,
        "city, skyline, office, building, urban, downtown, real estate, construction, \
         headquarter, tower, architecture, 도시, 건물, 빌딩, 사옥, 오피스, 사무실, 부동산, 건설, \
         야경, 본사, 스카이라인, 건축, 신도시",
    ),
    (
        Motif::Growth,
        "growth, revenue, sales, profit, performance, results, kpi, quarterly report, quarterly review, earnings, \
         finance, financial, investment, increase, market, economy, budget, stock, graph, 성장, \
         매출, 실적, 수익, 이익, 성과, 분기 보고, 분기 결산, 투자, 재무, 경제, 시장, 증가, 상승, 예산, 주식, \
         금융, 영업, 그래프, 결산, 지표",
    ),
    (
        Motif::Meeting,
        "meeting, workshop, brainstorming, discussion, board, planning session, roundtable, \
         round table, negotiation, coworking, 회의, 워크숍, 워크샵, 토론, 간담회, 미팅, 이사회, \
         협의, 원탁, 브레인스토밍, 협상, 회의록",
    ),
    (
        Motif::Stage,
        "stage, town hall, townhall, conference, keynote, presentation, speech, lecture, summit, \
         concert, forum, symposium, audience, all hands, all-hands, 타운홀, 컨퍼런스, 콘퍼런스, \
         발표, 강연, 공연, 콘서트, 포럼, 심포지엄, 무대, 설명회, 발표회, 전사 타운홀, 총회, \
         주주총회, 기조연설",
    ),
    (
        Motif::Team,
        "team, teamwork, people, colleague, employee, staff, recruiting, recruitment, hiring, \
         career, onboarding, community, customer, diversity, collaboration, partnership, family, \
         hr, 팀, 팀워크, 사람, 사람들, 동료, 직원, 임직원, 구성원, 채용, 모집, 신입사원, 온보딩, \
         고객, 협업, 협력, 파트너십, 가족, 조직, 동호회, 커뮤니티",
    ),
    (
        Motif::Network,
        "network, technology, tech, ai, artificial intelligence, data, digital, security, cyber, \
         cloud computing, server, software, internet, global, world, connection, blockchain, \
         api, machine learning, hackathon, 기술, 인공지능, 데이터, 디지털, 보안, 네트워크, \
         클라우드, 서버, 소프트웨어, 인터넷, 글로벌, 세계, 연결, 개발자, 해커톤, 블록체인, \
         빅데이터, 정보보안, 전산, 머신러닝",
    ),
    (
        Motif::Botanical,
        "botanical, nature, leaf, leaves, plant, garden, eco, esg, environment, sustainability, \
         sustainable, organic, herb, jungle, wellness, health, 식물, 자연, 잎, 나뭇잎, 정원, \
         친환경, 환경, 지속가능, 지속 가능, 유기농, 화초, 탄소중립, 건강, 웰빙, 숲속, 꽃, 에코",
    ),
    (
        Motif::Celebration,
        "celebration, party, festival, fireworks, firework, anniversary, birthday, new year, \
         congratulations, award, year-end, event, confetti, 축제, 파티, 축하, 연말, 송년, \
         송년회, 기념, 창립, 생일, 불꽃놀이, 불꽃, 새해, 신년, 시상식, 행사, 이벤트, 잔치, 환영회",
    ),
    (
        Motif::Books,
        "books, bookshelf, library, education, learning, study, school, training, class, \
         knowledge, reading, university, research, seminar, 책장, 책, 독서, 도서관, 도서, 교육, \
         학습, 공부, 학교, 연수, 강의, 수업, 지식, 세미나, 연구, 대학, 스터디, 교재",
    ),
    (
        Motif::Cafe,
        "cafe, café, coffee, tea, breakfast, lunch, kitchen, restaurant, dinner, food, 카페, \
         커피, 차 한잔, 티타임, 점심, 도시락, 아침 식사, 식사, 휴식, 음식, 식당, 레스토랑, 요리, \
         회식, 다과, 브런치, 디저트",
    ),
    (
        Motif::Blossom,
        "blossom, cherry blossom, spring, sakura, petal, 봄, 벚꽃, 꽃놀이, 개화, 봄날, 매화, \
         봄맞이, 꽃잎",
    ),
    (
        Motif::Winter,
        "winter, snow, christmas, xmas, snowy, ski, holiday season, 겨울, 눈꽃, 눈사람, \
         크리스마스, 성탄, 스키, 설경, 동계, 설원, 산타",
    ),
    (
        Motif::Autumn,
        "autumn, forest, woods, thanksgiving, harvest, 가을, 단풍, 추석, 한가위, 낙엽, 숲, 추수, \
         산림",
    ),
    (
        Motif::Road,
        "road, roadmap, journey, path, strategy, vision, goal, mission, milestone, future, \
         direction, logistics, 로드맵, 길, 여정, 전략, 비전, 목표, 미션, 이정표, 미래, 방향, \
         도로, 물류, 운송, 마라톤, 중장기",
    ),
    (
        Motif::Balloons,
        "balloons, hot air balloon, balloon, travel, trip, tour, adventure, sky, dream, freedom, \
         tourism, 여행, 열기구, 풍선, 출장, 관광, 모험, 하늘, 꿈, 자유, 소풍, 나들이",
    ),
    (
        Motif::Orbits,
        "orbits, space, planet, universe, galaxy, rocket launch, astronomy, satellite, launch, \
         innovation, startup, astronaut, 우주, 행성, 은하, 천문, 인공위성, 위성, 혁신, 스타트업, \
         출시, 우주선, 우주비행사, 런칭, 론칭",
    ),
];

/// Scenes of occasions. A topic named beside them shows better what it is about: "AI seminar", "hiking club".
pub fn is_occasion(motif: Motif) -> bool {
    matches!(motif, Motif::Meeting | Motif::Stage | Motif::Team | Motif::Celebration | Motif::Books)
}
