"""Finished documents as offices write them: a Korean report, an English one, and a deck. Built here, not kept."""

import io

import docx
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor as SlideColour
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches
from pptx.util import Pt as SlidePt

KOREAN = [
    ("h1", "1. 보고 개요"),
    ("p", "본 보고서는 2026년 상반기 동안 전사에서 추진한 주요 사업의 결과를 정리하고, 하반기에 중점적으로 추진할 과제를 제시하기 "
          "위하여 작성하였다. 각 부서가 제출한 실적 자료와 고객 설문 결과를 바탕으로 하였으며, 수치는 6월 말 기준이다."),
    ("p", "보고의 범위는 국내 사업과 해외 사업을 모두 포함한다. 다만 신규로 편입된 자회사는 결산 기준일이 다르므로 이번 보고에서는 "
          "제외하고, 연말 보고에서 통합하여 다룰 예정이다."),
    ("h1", "2. 매출 및 시장 현황"),
    ("p", "상반기 매출은 1,284억 원으로 전년 같은 기간보다 11.8% 늘었다. 특히 구독형 서비스의 매출이 크게 성장하여 전체 실적을 이끌었고, "
          "영업이익률도 2.3%포인트 개선되었다. 경쟁사의 가격 인하에도 불구하고 주력 제품의 점유율은 소폭 상승하였다."),
    ("p", "지역별로 보면 수도권의 성장세가 둔화된 반면 충청권과 영남권의 증가율이 두드러졌다. 이는 지난해 하반기에 개편한 유통망의 "
          "효과가 본격적으로 나타난 결과로 판단된다."),
    ("table", ["구분", "2025 상반기", "2026 상반기", "증감률"],
     [["국내", "812억 원", "887억 원", "+9.2%"], ["해외", "336억 원", "397억 원", "+18.2%"], ["합계", "1,148억 원", "1,284억 원", "+11.8%"]],
     "표", "지역별 매출"),
    ("p", "하반기에는 원자재 가격과 환율의 변동이 가장 큰 변수이다. 시장 전망 기관들은 연간 성장률을 3% 안팎으로 예상하고 있어, 보수적인 "
          "목표 관리가 필요하다."),
    ("h1", "3. 클라우드 전환 결과"),
    ("h2", "3.1 추진 경과"),
    ("p", "사내 핵심 시스템 14종 가운데 11종을 클라우드 플랫폼으로 옮겼다. 전환은 세 단계로 나누어 진행하였으며, 업무 중단 시간은 계획한 "
          "12시간보다 짧은 7시간에 그쳤다. 데이터 이관 과정에서 발견된 불일치는 모두 원인을 확인하여 바로잡았다."),
    ("p", "전환 이후 서버 증설에 걸리던 시간은 평균 3주에서 하루로 줄었다. 네트워크 구간의 지연 시간도 안정적으로 유지되고 있으며, 장애 "
          "대응을 위한 이중화 구성을 마쳤다."),
    ("bullets", ["1단계: 그룹웨어와 전자결재", "2단계: 인사와 급여", "3단계: 생산 관리와 물류"]),
    ("h2", "3.2 보안 강화"),
    ("p", "전환과 함께 정보보안 체계를 새로 갖추었다. 모든 접속에 다중 인증을 적용하고, 개인정보를 다루는 구간은 암호화하였다. 상반기에 "
          "실시한 모의 침해 훈련에서는 대응 시간이 지난해의 절반으로 줄었다. 취약점 점검은 분기마다 실시하며, 그 결과는 보안 위원회에 "
          "보고한다."),
    ("figure", "그림", "클라우드 전환 단계별 진행률"),
    ("h1", "4. 인력과 조직"),
    ("p", "상반기에 신입과 경력을 합하여 62명을 채용하였다. 이 가운데 절반 이상이 데이터와 개발 직군이며, 온보딩 과정을 개편하여 조기 "
          "이직률을 낮추었다. 임직원 만족도 조사에서는 협업 환경과 유연 근무에 대한 평가가 높았다."),
    ("p", "하반기에는 조직 개편을 통하여 고객 지원 조직을 지역 단위로 재배치한다. 이에 따라 각 지점의 구성원이 스스로 판단하여 처리할 수 있는 "
          "권한을 넓히고, 성과에 따른 보상 체계를 함께 정비한다."),
    ("h1", "5. 친환경 경영"),
    ("p", "온실가스 배출량은 지난해보다 8.4% 줄었다. 본사와 공장의 조명을 모두 고효율 제품으로 바꾸었고, 사용 전력의 21%를 재생 에너지로 "
          "충당하였다. 포장재는 재활용이 쉬운 단일 소재로 바꾸어 연간 34톤의 플라스틱을 절감하였다."),
    ("p", "지속가능 경영 보고서는 9월에 발간한다. 환경 지표는 외부 기관의 검증을 받으며, 협력 업체의 탄소 배출량도 처음으로 조사하여 "
          "공개할 계획이다. 이를 위하여 다음과 같은 준비를 진행하고 있다:"),
    ("bullets", ["협력 업체 120곳의 배출량 조사", "검증 기관 선정", "임직원 대상 환경 교육"]),
    ("h1", "6. 교육과 연구"),
    ("p", "사내 교육 과정은 42개에서 57개로 늘었다. 특히 인공지능 활용 교육에는 전체 임직원의 68%가 참여하였고, 수료자의 업무 적용 사례를 "
          "모아 연구 보고서로 엮었다. 대학과 함께 진행하는 공동 연구는 모두 5건이며, 그 가운데 2건은 특허를 출원하였다."),
    ("h1", "7. 향후 추진 계획"),
    ("p", "하반기에는 해외 시장 진출 전략을 구체화한다. 9월까지 현지 유통 협력사를 확정하고, 11월에는 시범 판매를 시작한다. 단계별 목표와 "
          "점검 일정을 담은 로드맵은 붙임 자료와 같다. 예산은 상반기 집행 잔액을 우선 활용하되, 부족한 부분은 4분기 추가 편성을 요청한다."),
    ("p", "또한 물류 체계를 개선하여 배송 시간을 단축하고, 고객 문의 대응을 자동화하여 만족도를 높인다. 각 과제의 책임자는 매월 추진 상황을 "
          "경영 회의에 보고하며, 지연되는 과제는 원인과 대책을 함께 제시한다."),
    ("h1", "참고문헌"),
    ("p", "통계청, 2026년 상반기 산업 활동 동향, 2026. 한국은행, 경제 전망 보고서, 2026. 산업연구원, 하반기 경제 산업 전망과 주요 과제, 2026. "
          "정보통신정책연구원, 클라우드 시장의 변화와 전망, 2025."),
]

ENGLISH = [
    ("h1", "Summary"),
    ("p", "This report describes how the customer support organisation changed over the past year, what the changes cost, and what "
          "we recommend for the next one. It draws on ticket data from all regions, on two rounds of interviews with staff, and on the "
          "annual customer survey that closed in October."),
    ("p", "The short version: response times have halved, satisfaction is at its highest since we began to measure it, and the budget "
          "was kept. Two problems remain, both of which concern the handover between teams at the weekend."),
    ("h1", "How the team grew"),
    ("p", "We began the year with forty-one people in three offices and end it with fifty-eight in four. Hiring was slower than planned "
          "in the first quarter, because the job descriptions asked for skills that few applicants have. After we rewrote them in April, "
          "the number of suitable applicants doubled."),
    ("p", "New employees now spend their first two weeks with a partner from another team. The partnership programme costs about three "
          "days of work for each new colleague; according to the survey, both sides find it well spent."),
    ("figure", "Figure", "Headcount by office"),
    ("h1", "Moving the ticket system"),
    ("p", "The old ticket system ran on two servers in our own data centre, and neither was supported by its maker any more. The "
          "migration to a cloud platform took fourteen weeks instead of the planned ten, mostly because attachments older than five "
          "years had to be converted. No data were lost."),
    ("p", "Since the migration the system has been available for 99.97 % of working hours. Searching through old tickets, which used to "
          "take the better part of a minute, now takes less than a second, and the software suggests similar cases by itself."),
    ("numbers", ["Export and check all tickets", "Convert attachments", "Run both systems in parallel for two weeks"]),
    ("h1", "Security and privacy"),
    ("p", "An outside firm reviewed the new platform in June. It found no critical vulnerability and four of medium risk, all of which "
          "were closed within a month. Access to personal data is now logged, and the logs are reviewed every week by the privacy "
          "officer. See Figure 1 for the number of people who have access."),
    ("h1", "Energy and travel"),
    ("p", "Fewer trips between the offices and the move out of our own data centre reduced the carbon emissions of the department by "
          "nearly a third. The largest remaining part is the heating of the oldest building, which is to be renovated together with "
          "the facility team in spring."),
    ("h1", "Plan for next year"),
    ("p", "The strategy for the coming year has three parts: a single handover at the weekend, a shared roadmap with the product "
          "teams, and a training programme that leads from first-line support to specialist roles. Each part has an owner and a "
          "milestone in every quarter."),
    ("p", "We do not ask for more people. We do ask for the time of two engineers in the first quarter, so that the tools which the "
          "teams have built for themselves can be turned into something that everybody can use."),
    ("h1", "References"),
    ("p", "Support Operations Handbook, 4th edition. Annual Customer Survey, October. Review of the Ticket Platform, June. Minutes of "
          "the steering committee, January to October."),
]


def png(colour=(222, 228, 238), size=(480, 150)):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    file.seek(0)
    return file


def field(paragraph, instruction, result):
    """A complex field, as Word writes it."""
    for kind in ("begin", "instruction", "separate", "result", "end"):
        run = paragraph.add_run(result if kind == "result" else "")
        if kind == "instruction":
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {instruction} "
            run._r.append(text)
        elif kind != "result":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def caption(document, label, number, text):
    paragraph = document.add_paragraph(f"{label} ", style="Caption")
    field(paragraph, f"SEQ {label} \\* ARABIC", str(number))
    paragraph.add_run(f". {text}")
    return paragraph


def fonts(document, name):
    for style in document.styles:
        if style.type == 1:
            properties = style.element.get_or_add_rPr()
            found = properties.find(qn("w:rFonts"))
            if found is None:
                found = OxmlElement("w:rFonts")
                properties.insert(0, found)
            for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                found.attrib.pop(qn(key), None)
            for key in ("w:ascii", "w:hAnsi", "w:eastAsia"):
                found.set(qn(key), name)


def report(path, title, author, content, font="Noto Sans CJK KR", columns=1):
    document = docx.Document()
    fonts(document, font)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    document.styles["Normal"].paragraph_format.line_spacing = 1.4
    document.add_paragraph(title, style="Title")
    document.add_paragraph(author)
    counts = {}
    for kind, *parts in content:
        if kind in ("h1", "h2"):
            document.add_heading(parts[0], level=int(kind[1]))
        elif kind == "p":
            document.add_paragraph(parts[0])
        elif kind in ("bullets", "numbers"):
            for item in parts[0]:
                document.add_paragraph(item, style="List Bullet" if kind == "bullets" else "List Number")
        elif kind == "table":
            head, rows, label, text = parts
            counts[label] = counts.get(label, 0) + 1
            caption(document, label, counts[label], text).paragraph_format.keep_with_next = True
            table = document.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
            for cell, words in zip(table.rows[0].cells, head, strict=True):
                cell.text = words
            for row in rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
            for row in table.rows[:-1]:
                for cell in row.cells:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
            document.add_paragraph()
        elif kind == "figure":
            label, text = parts
            counts[label] = counts.get(label, 0) + 1
            document.add_picture(png(), width=Cm(12))
            document.paragraphs[-1].alignment = 1
            document.paragraphs[-1].paragraph_format.keep_with_next = True
            caption(document, label, counts[label], text).alignment = 1
    if columns > 1:
        columns_of(document.sections[-1], columns)
    document.save(path)
    return path


def columns_of(section, count):
    element = section._sectPr.find(qn("w:cols"))
    if element is None:
        element = OxmlElement("w:cols")
        section._sectPr.append(element)
    element.set(qn("w:num"), str(count))
    element.set(qn("w:space"), "500")


def korean_report(path):
    return report(path, "2026년 상반기 사업 보고서", "전략기획실 · 2026년 7월 10일", KOREAN)


def english_report(path):
    return report(path, "Customer Support: the Year in Review", "Operations, 12 November 2026", ENGLISH, font="Liberation Serif")


def deck(path):
    """Eight slides: a title, free halves, an empty picture placeholder, a chart, a table, a full slide, a closing one."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(13.333), Inches(7.5)
    wide(show)
    title = show.slides.add_slide(show.slide_layouts[0])
    title.shapes.title.text = "2026년 하반기 사업 계획"
    title.placeholders[1].text = "전략기획실"
    bullets(show, "매출 목표와 성장 전략", ["구독 매출 20% 성장", "신규 고객 300곳", "이탈률 2% 이하"])
    bullets(show, "Security roadmap", ["Multi-factor login for all", "Quarterly incident drills"])
    picture = show.slides.add_slide(show.slide_layouts[8])
    picture.shapes.title.text = "친환경 경영"
    picture.placeholders[2].text = "재생 에너지 사용을 30%까지 늘린다."
    chart = show.slides.add_slide(show.slide_layouts[5])
    chart.shapes.title.text = "분기별 실적"
    data = CategoryChartData()
    data.categories = ["1분기", "2분기", "3분기"]
    data.add_series("매출", (610, 674, 702))
    chart.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(1.6), Inches(11.3), Inches(5.4), data)
    table = show.slides.add_slide(show.slide_layouts[5])
    table.shapes.title.text = "예산 편성"
    cells = table.shapes.add_table(6, 4, Inches(1), Inches(1.6), Inches(11.3), Inches(5)).table
    for row in range(6):
        for column in range(4):
            cells.cell(row, column).text = f"{row + 1}-{column + 1}"
    full = bullets(show, "추진 일정", [
        "7월부터 9월까지는 현지 유통 협력사를 물색하고 계약 조건을 협의하며 법률 검토를 함께 진행한다",
        "10월에는 협력사를 확정하고 시범 판매를 위한 물량을 확보하며 현지 인증 절차를 마무리한다",
        "11월에는 시범 판매를 시작하고 고객의 반응을 매주 모아 제품과 가격에 반영한다",
        "12월에는 성과를 평가하여 내년도 본격 진출 여부와 규모를 경영 회의에서 결정한다",
    ])
    full.placeholders[1].text_frame.paragraphs[0].font.size = SlidePt(28)
    empty = show.slides.add_slide(show.slide_layouts[3])
    empty.shapes.title.text = "채용과 교육"
    empty.placeholders[1].text = "하반기에 40명을 채용한다.\n온보딩 교육을 2주로 늘린다."
    show.save(path)
    return path


def wide(show):
    """The default template is made for 4:3; its placeholders are stretched to 16:9, as PowerPoint does."""
    share = 13.333 / 10
    for layout in [show.slide_master, *show.slide_layouts]:
        for shape in layout.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = int(shape.left * share), int(shape.width * share)


def bullets(show, title, lines):
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = title
    slide.placeholders[1].text = "\n".join(lines)
    return slide
