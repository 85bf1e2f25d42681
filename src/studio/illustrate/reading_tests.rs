//! What sections are about, as a reader would say: twelve English texts, twelve Korean ones, and what must not count.

use super::*;

fn section(heading: &str, text: &str) -> Section {
    Section {
        heading: heading.to_owned(),
        above: Vec::new(),
        part: "word/document.xml".to_owned(),
        text: text.to_owned(),
        weight: crate::documents::illustrate::weight(text),
        has_picture: false,
        is_table: false,
        is_contents: false,
        places: Vec::new(),
        obstacle: None,
    }
}

fn check(heading: &str, text: &str, expected: Option<&str>) {
    let section = section(heading, text);
    let found = match unfit(&section) {
        None => subjects(&section),
        Some(_) => Vec::new(),
    };
    let all: Vec<_> = found.iter().map(|found| (found.subject.name, &found.word, found.score)).collect();
    assert_eq!(all.first().map(|found| found.0), expected, "{heading}: {all:?}");
}

#[test]
fn english_sections_tell_what_they_are_about() {
    check(
        "Results for the third quarter",
        "Revenue rose 12 % to 128 million and the operating margin reached 9.1 %. Sales in the south grew fastest, helped by \
         two contracts that had slipped from the spring.",
        Some("growth"),
    );
    check(
        "What could go wrong",
        "The largest risk is a supplier that fails in winter. We rate each threat by likelihood and impact, and hold \
         safeguards ready for the three that matter most. Every incident is followed up within a week.",
        Some("shield"),
    );
    check(
        "Who joined us",
        "We hired twenty-two colleagues, most of them engineers. The new joiners spend two weeks with another team, and \
         headcount at the year's end stands at 310.",
        Some("people"),
    );
    check(
        "When things happen",
        "The schedule has three dates that cannot move: the audit on 3 March, the deadline for the tender on 14 April, and \
         the move itself. The calendar on the intranet shows them all.",
        Some("calendar"),
    );
    check(
        "Budget",
        "We spent 3.2 million of 3.5, mostly on licences. The remainder goes back at the end of the year.",
        Some("coin"),
    );
}

#[test]
fn more_english_sections_tell_it() {
    check(
        "Listening to those who buy from us",
        "Four in five customers would recommend us. Customers who left named the price first and the waiting for an answer \
         second; clients with a contract are happier than others.",
        Some("people"),
    );
    check(
        "From order to invoice",
        "The workflow had eleven steps and now has six. Two were automated, three merged, and quality checks moved to the \
         beginning of the process. Downtime of the line fell by a third.",
        Some("gear"),
    );
    check(
        "Keeping the lights on",
        "Electricity is half of what the plant uses. The new solar roof gives 140 megawatt hours a year, and the rest comes \
         from renewable contracts.",
        Some("energy"),
    );
    check(
        "Learning and development",
        "Every employee took part in training at least twice. The new curriculum covers writing, numbers and safety.",
        Some("books"),
    );
    check(
        "Energy and travel",
        "Fewer trips between the offices and the move out of our own data centre reduced what we burn by nearly a third.",
        Some("energy"),
    );
    // Plain talk names nothing that can be drawn, and a word in passing is no subject.
    check(
        "Background",
        "This paper was asked for in May. It took thirty minutes to agree on its scope, and of course the board wished to \
         have it by the summer. It follows the form that was used a year ago, with two chapters fewer.",
        None,
    );
    check("References", "Annual revenue report. Sales and growth handbook. Budget and cost tables.", None);
}

#[test]
fn korean_sections_tell_what_they_are_about() {
    check(
        "3분기 결과",
        "매출은 1,284억 원으로 지난해보다 12% 늘었고 영업이익도 두 자릿수로 성장하였다. 점유율은 소폭 올랐다.",
        Some("growth"),
    );
    check(
        "예상되는 문제",
        "가장 큰 위험은 겨울철 원료 수급이다. 항목마다 발생 가능성과 영향을 따져 리스크를 세 등급으로 나누었고, 재난에 대비한 훈련을 마쳤다.",
        Some("shield"),
    );
    check(
        "함께하게 된 사람들",
        "올해 스물두 명을 새로 채용하였다. 신입 직원은 두 주 동안 다른 부서의 업무를 익히며, 구성원의 이직률은 절반으로 줄었다.",
        Some("people"),
    );
    check(
        "언제까지 무엇을 하나",
        "전체 일정은 달력에 표시하였다. 서류 마감은 3월 3일이며 시행일은 4월 14일이다.",
        Some("calendar"),
    );
}

#[test]
fn more_korean_sections_tell_it() {
    check("예산", "35억 원 가운데 32억 원을 썼으며 대부분 사용권 구입에 들었다.", Some("coin"));
    check(
        "고객의 목소리",
        "다섯 가운데 네 분은 우리를 다른 분께 권하겠다고 답하였다. 떠난 분들은 가격을 첫째로 꼽았다.",
        Some("people"),
    );
    check(
        "주문에서 출고까지",
        "열한 단계이던 프로세스를 여섯 단계로 줄이고 두 단계는 자동화하였다. 품질 검사는 공정의 앞쪽으로 옮겼다.",
        Some("gear"),
    );
    check(
        "전기를 어디에서 얻나",
        "공장이 쓰는 에너지의 절반은 전력이다. 지붕의 태양광 설비가 해마다 140MWh를 내고 나머지는 재생에너지 계약으로 채운다.",
        Some("energy"),
    );
    check("교육과 역량", "모든 임직원이 두 차례 이상 연수에 참여하였다.", Some("books"));
    check(
        "정보보안",
        "외부 기관이 6월에 점검하여 심각한 취약점이 없음을 확인하였다. 개인정보 접근은 모두 기록된다.",
        Some("shield"),
    );
    check(
        "작성 배경",
        "이 문서는 5월에 요청받아 쓴 것이다. 사회의 변화에 맞추어 형식을 다듬었고, 지난해의 글보다 두 장을 줄였다. 읽는 데에는 삼십 분이면 \
         넉넉하다.",
        None,
    );
    check("참고문헌", "매출 보고서. 성장과 예산 안내서. 고객 조사.", None);
}

#[test]
fn short_sections_are_read_by_their_headings() {
    check("2. 시장 및 매출 현황", "3분기 매출은 전년보다 12% 늘었다.", Some("growth"));
    check("Cloud migration", "We moved the data of four systems to the platform.", Some("network"));
    check("향후 추진 계획", "단계별로 전략을 추진한다.", Some("road"));
    check("Customer support", "Callers are answered sooner.", Some("talk"));
    check("Launch schedule", "It is full.", Some("calendar"));
    check("출시 일정", "빠듯하다.", Some("calendar"));
    check("공정거래 준수", "거래 상대를 고르게 대한다.", None);
    check("기타", "위와 같이 보고합니다.", None);
    check("Miscellaneous", "As stated above.", None);
}

#[test]
fn some_sections_want_no_picture() {
    let check = |heading: &str, text: &str, expected: bool| {
        assert_eq!(unfit(&section(heading, text)).is_some(), expected, "{heading}");
    };
    check("참고문헌", "", true);
    check("Appendix A: Data", "", true);
    check("결재", "", true);
    check("Legal notice", "", true);
    check("산업 재해 사망 사고", "", true);
    check("Safety on site", "Two people were killed on the road in May.", true);
    check("Sustainability and dates", "", false);
    check("Sources of energy", "", false);
    check("2. Sources", "", true);
    check("Price index by month", "", false);
    check("성장 전략", "", false);
}
