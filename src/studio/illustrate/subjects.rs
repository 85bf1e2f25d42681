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
    /// Words that tell of it, parted by `, `: lower case, Korean ones of at least two syllables. `hir*` stands for every
    /// word that begins so. `data?` is a word that texts of all kinds use: it says little by itself.
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

/// All subjects. Several may share a picture: it is drawn once in a document.
pub(super) const SUBJECTS: &[Subject] = &[
    scene(
        "growth",
        "매출, 실적, 성장, 수익, 영업이익, 순이익, 점유율, 판매, 증가율, 상승세, 흑자, 수주, revenue, sales, grow*, \
         grew, profit*, earnings, margin, market share, turnover, demand?, market?, doubled?, increase?",
        "점점 높아지는 막대와 성장 곡선",
        "bars rising step by step under a growth curve",
    ),
    scene(
        "people",
        "직원, 임직원, 인력, 채용, 조직?, 구성원, 고객, 이용자?, 주민, 협업, 인사, 신입, 파트너, 복리후생, 소비자, \
         이직률, 조직문화, employee, staff*, team?, hire, hired, hiring, recruit*, applicant, headcount, people?, \
         customer, client, user?, organisation?, organization?, partnership, community, communities, workforce, talent, \
         onboarding, diversity, colleague, new joiner, human resources, stakeholder",
        "나란히 모인 여러 사람들",
        "a group of people side by side",
    ),
    scene(
        "meeting",
        "회의, 논의?, 협의?, 토론, 워크숍, 간담회, 참석자, 안건, 의결, 회의록, meeting, discussion, workshop, \
         agenda, attendee, steering committee, roundtable, board meeting, negotiat*",
        "탁자에 둘러앉은 회의",
        "a meeting around a table, seen from above",
    ),
    scene(
        "stage",
        "발표, 행사, 설명회, 강연, 컨퍼런스, 포럼, 타운홀, 전시회, 박람회, conference, presentation?, keynote, \
         town hall, forum, exhibition, trade fair, audience, speaker, event?",
        "무대 위의 발표자와 청중",
        "a speaker on a stage before an audience",
    ),
    scene(
        "network",
        "데이터?, 인공지능, ai, 디지털, 클라우드, 시스템?, 플랫폼, 서버, 네트워크, 글로벌?, 해외?, 수출, 인프라?, \
         전산, 빅데이터, 소프트웨어, 정보화, data?, data centre, data center, artificial intelligence, digital*, \
         cloud, system?, platform, network, server, software, global?, export?, international?, infrastructure?, \
         migration, database, machine learning, api, interface?, information technology",
        "점과 선으로 이어진 지구 모양의 네트워크",
        "a network of points and lines around a globe",
    ),
    scene(
        "road",
        "전략, 계획?, 로드맵, 비전, 향후?, 추진?, 중장기, 단계별?, 과제?, 미래?, 방향?, 물류, 운송, 배송, \
         다음 단계, strategy, strategies, strategic?, plan?, roadmap, vision, next step, what comes next, \
         the year ahead, milestone, future?, outlook, timeline, logistics, deliver*?, priorities?, direction?, \
         long-term?, freight, supply chain",
        "멀리까지 굽이굽이 이어지는 길",
        "a long winding road to the horizon",
    ),
    scene(
        "plants",
        "환경?, 환경 보호, 환경 경영, 환경경영, 친환경, esg, 탄소, 지속가능, 지속 가능, 녹색, 기후, 농업, 건강, \
         웰빙, 온실가스, 재활용, environment?, environmental, sustainab*, carbon, climate, emission, agricultur*, \
         health?, health and wellbeing, wellness, wellbeing, well-being, green?, recycl*, biodiversity, net zero, \
         waste",
        "자라나는 식물의 잎과 열매",
        "plants with leaves and berries",
    ),
    object(
        "energy",
        "에너지, 전력, 발전량, 재생에너지, 신재생, 풍력, 태양광, 전기 요금, 조명, energy, electric*, power plant, \
         power station, renewable, wind farm, offshore wind, wind turbine, solar, grid?, megawatt, kilowatt, \
         lighting",
        "불이 켜진 전구",
        "a light bulb",
    ),
    scene(
        "city",
        "건설, 부동산, 사옥, 사무실, 도시, 시설?, 공사, 지점?, 본사?, 건물, 오피스, 지역별, 상권, 리모델링, \
         construction, office?, office space, building?, new building, city, cities, facility, facilities, \
         real estate, headquarters, branch?, branches?, regional, urban, renovat*, refurbish*, property",
        "높고 낮은 건물이 늘어선 도시",
        "a city skyline",
    ),
    scene(
        "books",
        "교육, 연수, 학습, 연구?, 세미나, 역량, 지식, 훈련?, 강의, 문헌, 수료, education*, training, learning, \
         research?, skill, knowledge?, library, curriculum, training course, literature, trainee, apprentice*, \
         e-learning, university, universities",
        "책이 가득한 책장",
        "shelves full of books",
    ),
    scene(
        "space",
        "출시, 신제품, 혁신, 스타트업, 신사업, 런칭, 론칭, 우주, 시제품, 신기술, launch*, new product, innovat*, \
         startup, start-up, r&d, prototype, product release, new service",
        "행성 사이를 나는 우주선",
        "a rocket launch among planets in space",
    ),
    scene(
        "celebration",
        "창립, 기념일, 시상식, 축하, 송년, 축제, 주년, anniversary, anniversaries, award ceremony, celebrat*, \
         festival, year-end party, jubilee",
        "밤을 밝히는 불꽃놀이",
        "fireworks at a celebration",
    ),
    scene(
        "travel",
        "여행, 관광, 출장, 여행객, 관광객, travel*, tourism, business trip, trip?, tourist, holiday",
        "하늘로 떠오르는 열기구",
        "hot air balloons over the hills",
    ),
    scene(
        "sea",
        "해양, 해운, 항만, 선박, 수산, 바다, 여름?, 조선소, maritime, marine, shipping, port?, seaport, harbour, \
         harbor, vessel, ocean, sea?, ship, shipyard",
        "돛단배가 떠 있는 바다",
        "a sailing boat on the sea",
    ),
    scene(
        "mountains",
        "등산, 산악, 고산, 등반, 트레킹, mountain, hiking, outdoors, climbing",
        "봉우리가 이어지는 산맥",
        "a mountain landscape",
    ),
    scene(
        "coffee",
        "식사, 급식, 카페, 음식, 외식, 식품, 휴게, 커피, 구내식당, food, restaurant, cafe, coffee, catering, \
         lunch?, canteen, beverage, kitchen",
        "김이 오르는 커피 한 잔",
        "a cup of coffee by a window",
    ),
    scene(
        "winter",
        "겨울, 동절기, 한파, 크리스마스, 제설, winter, christmas, snow, frost",
        "눈 덮인 겨울 마을",
        "a snowy winter village",
    ),
    scene(
        "autumn",
        "가을, 단풍, 추석, 산림, 수확, autumn?, harvest, forest, forestry, woodland",
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
        "보안, 개인정보, 위험, 리스크, 안전, 재해, 재난, 방어, 침해, 규제 준수, 준법, 취약점, security, \
         cybersecurity, privacy, risk, safety, protection, complian*, incident?, resilien*, vulnerabilit*, threat, \
         personal data, safeguard, data breach",
        "든든한 방패",
        "a shield",
    ),
    object(
        "lock",
        "암호화, 접근 권한, 접근 통제, 비밀번호, 다중 인증, encrypt*, password, access control, authentication, \
         access rights",
        "잠긴 자물쇠",
        "a closed padlock",
    ),
    object(
        "umbrella",
        "보험, 보장 범위, 장마, 호우, insurance, insured, insurer, underwrit*, premiums",
        "펼친 우산",
        "an open umbrella",
    ),
    object(
        "coin",
        "비용, 예산, 원가, 절감, 자금, 재무, 집행액, 지출, 단가?, 회계, 투자, cost, budget*, saving, savings, \
         funding, expense, expenditure, spend, spending, pricing, payment, financial?, finance, cash flow, invest*, \
         overspend, underspend",
        "동전 하나",
        "a coin",
    ),
    object(
        "calendar",
        "일정, 마감, 시행일, 날짜, 달력, 기한?, schedul*, calendar, deadline, due date, key dates",
        "날짜가 표시된 달력",
        "a calendar with a marked day",
    ),
    object(
        "bulb",
        "아이디어, 제안, 개선?, 창의, 해결책, 개선안, 시사점, idea, proposal, improvement?, solution?, creativ*, \
         recommend*, insight, lesson, lessons learned",
        "불이 켜진 전구",
        "a light bulb",
    ),
    object(
        "target",
        "목표, 달성?, 핵심 지표, 성과 지표, 목표치, target, goal, objective, okr, what we aim for",
        "과녁에 꽂힌 다트",
        "a dart in the bullseye of a target",
    ),
    object(
        "chart",
        "통계, 대시보드, 지표?, 수치?, statistic*, dashboard, key figure, metrics, indicator",
        "통계 차트",
        "a bar chart",
    ),
    object(
        "gear",
        "생산, 공정, 제조, 설비, 품질, 운영?, 정비, 자동화, 공장, 프로세스, 가동률, 유지보수, production, \
         manufactur*, process?, processes?, business process, equipment, quality, operations?, maintenance, \
         factory, factories, automat*, efficien*?, workflow, machine?, machinery, downtime, assembly line",
        "톱니바퀴",
        "a cog wheel",
    ),
    object(
        "magnifier",
        "분석?, 진단, 검토?, 감사 결과, 조사?, 설문, 점검?, 현황 파악, analysis, analyses, review?, audit*, \
         finding, survey, diagnos*, assessment, evaluation, methodolog*, investigat*, inspection",
        "돋보기",
        "a magnifying glass",
    ),
    object(
        "talk",
        "소통, 홍보, 의견?, 상담, 문의, 피드백, 민원, 커뮤니케이션, communicat*, feedback, customer support, \
         customer service, help desk, helpdesk, call centre, call center, public relations, enquiry, enquiries, \
         inquiry, inquiries, complaint",
        "주고받는 메시지",
        "speech bubbles",
    ),
    object(
        "mail",
        "뉴스레터, 이메일, 우편, 공문, newsletter, e-mail, email, mailing, correspondence",
        "편지 봉투",
        "an envelope with a letter",
    ),
    object(
        "camera",
        "사진 촬영, 영상 제작, 촬영, photograph*, video production, filming, footage",
        "카메라 한 대",
        "a camera",
    ),
    object(
        "gift",
        "경품, 사은품, 프로모션, 포인트 적립, giveaway, gift, promotional, loyalty programme, loyalty program, \
         reward",
        "리본을 묶은 선물 상자",
        "a gift box with a ribbon",
    ),
    object(
        "fire",
        "화재, 소방, fire safety, fire drill, fire protection, fire brigade",
        "타오르는 불길",
        "a flame",
    ),
    object(
        "phone",
        "모바일, 스마트폰, 휴대폰, 앱 개발, mobile, smartphone, mobile app, app?",
        "스마트폰",
        "a smartphone",
    ),
    object(
        "laptop",
        "재택, 원격, 웹사이트, 온라인?, 노트북, 홈페이지, remote work*, working from home, work from home, \
         hybrid work*, home office, laptop, website, online?, web?, intranet",
        "노트북 컴퓨터",
        "a laptop computer",
    ),
    object(
        "document",
        "규정, 계약?, 문서, 제도?, 정책?, 법령, 지침, policy, policies, contract?, regulat*, documentation, \
         guideline, legislation, paperwork",
        "글이 적힌 문서",
        "a written document",
    ),
    object(
        "trophy",
        "수상, 우승, 포상, 우수 사례, award, best practice, winner, prize",
        "트로피",
        "a trophy",
    ),
    object(
        "car",
        "자동차, 차량, 모빌리티, 전기차, 주차, car, vehicle, automotive, mobility, parking, fleet",
        "자동차 한 대",
        "a car",
    ),
    object(
        "airplane",
        "항공, 공항, 비행기, 항공편, aviation, airport, airline, aircraft, flight",
        "비행기",
        "an airplane",
    ),
    object(
        "flask",
        "실험, 화학, 바이오, 의약, 임상, 신약, laborator*, chemi*, biotech, clinical, pharmaceutical, experiment*",
        "실험용 플라스크",
        "a laboratory flask",
    ),
    object(
        "house",
        "주택, 주거, 임대, 아파트, housing, residential, household, tenant, tenancies",
        "주택 한 채",
        "a house",
    ),
    object(
        "heart",
        "기부, 봉사, 나눔, 사회공헌, 돌봄, donat*, volunteer*, charity, charities, social contribution, \
         fundraising",
        "하트",
        "a heart",
    ),
    object(
        "clock",
        "소요 시간, 근로시간, 대기 시간, 처리 시간, 단축?, working hours, response time, turnaround, lead time, \
         waiting time, answer time, overtime",
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
