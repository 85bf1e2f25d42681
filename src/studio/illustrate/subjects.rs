//! Subjects that office texts are about, each with a picture that shows it. Data; [`super::reading`] finds them.
//!
//! What a picture shows is said once for each language and serves twice: as the prompt and in the alternative text,
//! so that the words never claim more than the picture holds. Every phrase is one that `vector-1` draws as meant
//! (tested); a checkpoint is given the English one.

/// Something a text can be about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// Its name, for tests and reasons.
    pub name: &'static str,
    /// Words that tell of it, parted by `, `: lower case, Korean ones of at least two syllables.
    pub words: &'static str,
    /// What the picture shows, in Korean.
    pub korean: &'static str,
    /// The same in English.
    pub english: &'static str,
    /// Whether the picture is one object: a scene carries a wide picture better.
    pub is_object: bool,
}

const fn scene(
    name: &'static str,
    words: &'static str,
    korean: &'static str,
    english: &'static str,
) -> Subject {
    Subject { name, words, korean, english, is_object: false }
}

const fn object(
    name: &'static str,
    words: &'static str,
    korean: &'static str,
    english: &'static str,
) -> Subject {
    Subject { name, words, korean, english, is_object: true }
}

/// All subjects.
pub(super) const SUBJECTS: &[Subject] = &[
    scene(
        "growth",
        "매출, 실적, 성장, 수익, 영업이익, 순이익, 점유율, 매출액, 판매, 증가율, 상승세, revenue, sales, growth, profit, \
         earnings, margin, market share, kpi, turnover",
        "점점 높아지는 막대와 성장 곡선",
        "bars rising step by step under a growth curve",
    ),
    scene(
        "people",
        "직원, 임직원, 인력, 채용, 조직, 구성원, 고객, 이용자, 주민, 협력, 협업, 인사, 신입, 파트너, 복리후생, 소비자, \
         employee, staff, team, hiring, recruiting, people, customer, user, organisation, organization, partner, \
         partnership, community, workforce, talent, onboarding, diversity, culture",
        "나란히 모인 여러 사람들",
        "a group of people side by side",
    ),
    scene(
        "meeting",
        "회의, 논의, 협의, 토론, 워크숍, 간담회, 참석자, 안건, 의결, 회의록, meeting, discussion, workshop, agenda, \
         attendee, minutes, steering committee, board",
        "탁자에 둘러앉은 회의",
        "a meeting around a table, seen from above",
    ),
    scene(
        "stage",
        "발표, 행사, 설명회, 강연, 컨퍼런스, 포럼, 타운홀, 전시회, 박람회, conference, presentation, event, keynote, \
         town hall, forum, exhibition, trade fair",
        "무대 위의 발표자와 청중",
        "a speaker on a stage before an audience",
    ),
    scene(
        "network",
        "데이터, 인공지능, ai, 디지털, 클라우드, 시스템, 플랫폼, 서버, 네트워크, 글로벌, 해외, 수출, 인프라, 전산, 빅데이터, \
         소프트웨어, 정보화, data, artificial intelligence, digital, cloud, system, platform, network, server, software, \
         global, export, international, infrastructure, migration, database, machine learning",
        "점과 선으로 이어진 지구 모양의 네트워크",
        "a network of points and lines around a globe",
    ),
    scene(
        "road",
        "전략, 계획, 로드맵, 비전, 향후, 추진, 중장기, 단계별, 과제, 미래, 방향, 물류, 운송, 배송, strategy, plan, roadmap, \
         vision, next step, milestone, future, outlook, timeline, logistics, delivery, priorities, direction",
        "멀리까지 굽이굽이 이어지는 길",
        "a long winding road to the horizon",
    ),
    scene(
        "plants",
        "환경, 친환경, esg, 탄소, 지속가능, 지속 가능, 에너지, 재생, 녹색, 기후, 농업, 건강, 웰빙, 온실가스, environment, \
         environmental, sustainability, sustainable, carbon, energy, climate, emission, agriculture, health, \
         wellness, wellbeing, green, recycling",
        "자라나는 식물의 잎과 열매",
        "plants with leaves and berries",
    ),
    scene(
        "city",
        "건설, 부동산, 사옥, 사무실, 도시, 시설, 공사, 지점, 본사, 건물, 오피스, 지역별, 상권, construction, office, building, \
         city, facility, facilities, real estate, headquarters, branch, regional, urban",
        "높고 낮은 건물이 늘어선 도시",
        "a city skyline",
    ),
    scene(
        "books",
        "교육, 연수, 학습, 연구, 세미나, 역량, 지식, 훈련, 강의, 문헌, education, training, learning, research, skills, \
         knowledge, library, curriculum, course, literature",
        "책이 가득한 책장",
        "shelves full of books",
    ),
    scene(
        "space",
        "출시, 신제품, 혁신, 스타트업, 신사업, 런칭, 론칭, 우주, 시제품, 신기술, launch, new product, innovation, startup, \
         r&d, prototype, release, space",
        "행성 사이를 나는 우주선",
        "a rocket launch among planets in space",
    ),
    scene(
        "celebration",
        "창립, 기념일, 시상식, 축하, 송년, 축제, 주년, anniversary, award ceremony, celebration, festival, year-end party",
        "밤을 밝히는 불꽃놀이",
        "fireworks at a celebration",
    ),
    scene(
        "travel",
        "여행, 관광, 출장, 여행객, 관광객, travel, tourism, trip, tourist, visitor",
        "하늘로 떠오르는 열기구",
        "hot air balloons over the hills",
    ),
    scene(
        "sea",
        "해양, 해운, 항만, 선박, 수산, 바다, 여름, marine, shipping, port, vessel, ocean, sea, summer",
        "돛단배가 떠 있는 바다",
        "a sailing boat on the sea",
    ),
    scene(
        "mountains",
        "등산, 산악, 고산, 등반, mountain, hiking, outdoors, climbing",
        "봉우리가 이어지는 산맥",
        "a mountain landscape",
    ),
    scene(
        "coffee",
        "식사, 급식, 카페, 음식, 외식, 식품, 휴게, 커피, 구내식당, food, restaurant, cafe, coffee, catering, lunch, canteen, \
         beverage",
        "김이 오르는 커피 한 잔",
        "a cup of coffee by a window",
    ),
    scene(
        "winter",
        "겨울, 동절기, 한파, 크리스마스, 제설, winter, christmas, snow",
        "눈 덮인 겨울 마을",
        "a snowy winter village",
    ),
    scene(
        "autumn",
        "가을, 단풍, 추석, 산림, 수확, autumn, harvest, forest, forestry",
        "단풍 든 가을 숲",
        "an autumn forest",
    ),
    scene(
        "spring",
        "벚꽃, 봄철, 봄맞이, 개화, cherry blossom, blossom",
        "벚꽃이 핀 가지",
        "a branch of cherry blossom",
    ),
    object(
        "shield",
        "보안, 개인정보, 위험, 리스크, 안전, 재해, 재난, 방어, 침해, 규제 준수, security, privacy, risk, safety, protection, \
         compliance, incident, resilience, vulnerability",
        "든든한 방패",
        "a shield",
    ),
    object(
        "coin",
        "비용, 예산, 원가, 절감, 자금, 재무, 집행액, 지출, 단가, 회계, cost, budget, savings, funding, expense, expenditure, \
         pricing, payment, financial",
        "동전 하나",
        "a coin",
    ),
    object(
        "calendar",
        "일정, 마감, 시행일, 날짜, 달력, schedule, calendar, deadline, dates",
        "날짜가 표시된 달력",
        "a calendar with a marked day",
    ),
    object(
        "bulb",
        "아이디어, 제안, 개선, 창의, 해결책, 개선안, 시사점, idea, proposal, improvement, solution, creative, creativity, \
         recommendation, insight, lesson",
        "불이 켜진 전구",
        "a light bulb",
    ),
    object(
        "target",
        "목표, 달성, 핵심 지표, 성과 지표, 목표치, target, goal, objective, achievement",
        "과녁에 꽂힌 다트",
        "a dart in the bullseye of a target",
    ),
    object(
        "gear",
        "생산, 공정, 제조, 설비, 품질, 운영, 정비, 자동화, 공장, 프로세스, 가동률, 유지보수, production, manufacturing, process, \
         equipment, quality, operations, maintenance, factory, automation, efficiency, workflow",
        "톱니바퀴",
        "a cog wheel",
    ),
    object(
        "magnifier",
        "분석, 진단, 검토, 감사 결과, 조사, 설문, 점검, 현황 파악, analysis, review, audit, finding, survey, diagnosis, \
         assessment, evaluation, methodology, investigation",
        "돋보기",
        "a magnifying glass",
    ),
    object(
        "talk",
        "소통, 홍보, 의견, 상담, 문의, 피드백, 민원, 커뮤니케이션, communication, feedback, customer support, public relations, \
         enquiry, inquiry",
        "주고받는 메시지",
        "speech bubbles",
    ),
    object(
        "phone",
        "모바일, 스마트폰, 휴대폰, 앱 개발, mobile, smartphone, mobile app",
        "스마트폰",
        "a smartphone",
    ),
    object(
        "laptop",
        "재택, 원격, 웹사이트, 온라인, 노트북, 홈페이지, remote work, laptop, website, online, workplace, web",
        "노트북 컴퓨터",
        "a laptop computer",
    ),
    object(
        "document",
        "규정, 계약, 문서, 제도, 정책, 법령, 지침, policy, contract, regulation, documentation, guideline",
        "글이 적힌 문서",
        "a written document",
    ),
    object("trophy", "수상, 우승, 포상, 우수 사례, award, best practice, winner", "트로피", "a trophy"),
    object(
        "car",
        "자동차, 차량, 모빌리티, 전기차, 주차, car, vehicle, automotive, mobility, parking",
        "자동차 한 대",
        "a car",
    ),
    object(
        "airplane",
        "항공, 공항, 비행기, 항공편, aviation, airport, airline, aircraft",
        "비행기",
        "an airplane",
    ),
    object(
        "flask",
        "실험, 화학, 바이오, 의약, 임상, 신약, laboratory, chemistry, biotech, clinical, pharmaceutical, experiment",
        "실험용 플라스크",
        "a laboratory flask",
    ),
    object("house", "주택, 주거, 임대, 아파트, housing, residential, household", "주택 한 채", "a house"),
    object(
        "heart",
        "기부, 봉사, 나눔, 사회공헌, 돌봄, donation, volunteering, volunteer, charity, social contribution",
        "하트",
        "a heart",
    ),
    object(
        "clock",
        "소요 시간, 근로시간, 대기 시간, 처리 시간, 단축, working hours, response time, turnaround, lead time, waiting time",
        "시계",
        "a clock",
    ),
];

/// Calm patterns for a placeholder whose slide names no subject: Korean and English.
pub(super) const PATTERNS: [(&str, &str); 4] = [
    ("부드럽게 흐르는 리본", "flowing ribbons"),
    ("겹겹이 쌓인 종이", "layered paper"),
    ("단순한 아치", "minimal arches"),
    ("가는 등고선", "fine contour lines"),
];
