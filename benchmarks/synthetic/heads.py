"""How a report begins: covers, headings in one line, memos; and the sentences that lead to its tables."""

from __future__ import annotations

from datetime import date

from benchmarks.synthetic.hand import MONTHS, fiscal_end, fiscal_start
from benchmarks.synthetic.story import Story

PERSONS = ("นายสมมุติ ใจงาม", "นางสาวตัวอย่าง รักดี", "นายทดสอบ มีสุข", "นางจำลอง ทองแท้", "นายบุญมา ศรีสมมุติ")


def half_year_end(year: int) -> date:
    """The last day of the first round of a fiscal year."""
    return date(year - 543, 3, 31)


def period_of(round_name: str, year: int) -> tuple[date, date]:
    """The period that a round covers; that of a plan is the whole year."""
    return fiscal_start(year), half_year_end(year) if round_name == "6-month" else fiscal_end(year)


def _round_words(story: Story) -> str:
    hand, chance = story.hand, story.chance
    six, twelve = hand.number(6), hand.number(12)
    if story.round == "6-month":
        return chance.pick(
            (
                f" รอบ {six} เดือน",
                f" (รอบ {six} เดือน)",
                f" รอบ {six} เดือนแรก",
                f" รอบที่ {hand.number(1)} (รอบ {six} เดือน)",
            )
        )
    if story.round == "annual":
        return chance.pick(("", "", f" รอบ {twelve} เดือน", f" (รอบ {twelve} เดือน)"))
    return ""


def _title(story: Story) -> str:
    chance = story.chance
    if story.round is None:
        return chance.pick(
            (
                "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA)",
                "รายงานผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน",
                "การวิเคราะห์ผลการประเมิน ITA",
            )
        )
    if story.round == "plan":
        return chance.pick(
            (
                "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
                "แผนปฏิบัติการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
                "การกำหนดมาตรการเพื่อขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
            )
        )
    return chance.pick(
        (
            "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
            "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
            "รายงานการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        )
    )


def _period_line(story: Story) -> str:
    assert story.period
    hand = story.hand
    first, last = story.period
    if hand.chance.maybe(0.5):
        return (
            f"(เดือน{MONTHS[first.month - 1]} {hand.number(first.year + 543)} - "
            f"{MONTHS[last.month - 1]} {hand.number(last.year + 543)})"
        )
    short = hand.chance.maybe(0.5)
    return f"({hand.day(first, short=short)} - {hand.day(last, short=short)})"


def _year(story: Story) -> int:
    return story.measures_year or story.scores_year or 2566


def _year_keys(story: Story) -> list[str]:
    return ["measures_year", "round"] if story.measures_year else ["scores_year"]


def _place(story: Story) -> str:
    one = story.own
    if one.code and story.country.is_alone(one) and story.chance.maybe(0.06):
        return f"จังหวัด{one.province}" if story.chance.maybe(0.7) else ""
    tambon = (
        f"ตำบล{one.name} "
        if one.type in ("sao", "subdistrict_municipality") and story.chance.maybe(0.3)
        else ""
    )
    return f"{tambon}อำเภอ{one.amphoe} จังหวัด{one.province}"


def write_head(story: Story) -> None:
    """A cover, a heading in one line, a Markdown heading or a memo."""
    chance = story.chance
    kind = chance.weighted({"cover": 42, "line": 22, "memo": 20, "markdown": 7, "whole": 9})
    story.layout.append(kind)
    draft, hand = story.draft, story.hand
    draft.gap(chance.whole(0, 3))
    if kind == "memo":
        _memo(story)
        draft.turn()
        kind = "cover"
    title, year = _title(story), f"ประจำ{hand.fiscal_year(_year(story))}{_round_words(story)}"
    keys, one = _year_keys(story), story.own
    period = _period_line(story) if story.period and story.round != "plan" and chance.maybe(0.35) else ""
    if kind == "line":
        draft.say(f"{title} {year} {period}".strip(), *keys)
        draft.say(f"{one.full} {_place(story)}".strip(), "org")
    elif kind == "whole":
        bold = "**" if chance.maybe(0.5) else ""
        draft.say(f"{bold}{title} {year} {one.full} {_place(story)}".strip() + bold, "org", *keys)
    elif kind == "markdown":
        draft.say(f"# {title} {year}", *keys)
        draft.gap()
        draft.say(f"**{one.full}** {_place(story)}", "org")
    else:
        draft.say(title)
        draft.say(f"{year}", *keys)
        if period:
            draft.say(period)
        if chance.maybe(0.5):
            draft.gap()
        draft.say(one.full, "org")
        draft.say(_place(story), "org")
    draft.gap()


def _memo(story: Story) -> None:
    chance, hand, draft, one = story.chance, story.hand, story.draft, story.own
    year = _year(story)
    written = date(year - 543, chance.whole(4, 9), chance.whole(1, 28))
    draft.say("บันทึกข้อความ")
    draft.gap()
    office = chance.pick(("สำนักปลัด", "งานนิติการ สำนักปลัด", "งานบริหารงานทั่วไป สำนักปลัด"))
    draft.say(f"ส่วนราชการ {office} {one.full if chance.maybe(0.6) else ''}".rstrip())
    draft.say(
        f"ที่ {chance.pick(('สม', 'ทด', 'ตย'))} "
        f"{hand.number(chance.whole(10000, 99999))}/{hand.number(chance.whole(10, 999))}"
    )
    draft.say(f"วันที่ {hand.day(written)}")
    draft.say(f"เรื่อง {_title(story)} ประจำ{hand.fiscal_year(year)}{_round_words(story)}", *_year_keys(story))
    draft.gap()
    draft.say(f"เรียน {one.mayor}", "org")
    draft.gap()
    draft.say(
        "ตามที่สำนักงาน ป.ป.ช. กำหนดให้หน่วยงานของรัฐเข้ารับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน (ITA) "
        f"เป็นประจำทุกปี {one.called(hand)} จึงขอรายงานเรื่องดังกล่าวตามเอกสารที่แนบ"
    )
    draft.gap()
    draft.say("จึงเรียนมาเพื่อโปรดทราบ")
    draft.gap()
    draft.say(f"({chance.pick(PERSONS)})")
    draft.say(chance.pick(("นิติกรชำนาญการ", "หัวหน้าสำนักปลัด", "นักวิเคราะห์นโยบายและแผน")))


def write_lead(story: Story) -> None:
    """The sentence that says from which scores the measures of which year come."""
    chance, hand, one = story.chance, story.hand, story.own
    if story.measures_year is None:
        return
    measures = hand.fiscal_year(story.measures_year)
    if story.scores_year is None:
        story.draft.say(
            f"{one.called(hand)} ได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำ{measures} ดังนี้", "measures_year"
        )
        story.draft.gap()
        return
    scores = hand.fiscal_year(story.scores_year)
    story.draft.say(
        chance.pick(
            (
                f"จากการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน ประจำ{scores} "
                f"{one.called(hand)} ได้กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำ{measures} ดังนี้",
                f"{one.called(hand)} นำผลการประเมิน ITA ประจำ{scores} มาวิเคราะห์ "
                f"และกำหนดมาตรการที่ใช้ในประจำ{measures} มีรายละเอียดต่อไปนี้".replace("ในประจำ", "ใน"),
                f"ตามที่ได้วิเคราะห์ผลการประเมิน ITA {scores} ของ{one.called(hand)} นั้น "
                f"ได้มีการขับเคลื่อนมาตรการใน{measures} ดังนี้",
            )
        ),
        "scores_year",
        "measures_year",
    )
    story.draft.gap()


def write_template_text(story: Story) -> None:
    """A paragraph copied from another organization's report, its name still in it."""
    chance, one = story.chance, story.own
    other = chance.pick(story.country.by_province[chance.pick(list(story.country.by_province))])
    if other.type == "pao" or other.name in one.name or one.name in other.name:
        return
    keys = [f"foreign:{other.code}"] if story.country.is_alone(other) else []
    story.draft.say(
        chance.pick(
            (
                f"มาตรการนี้จัดทำขึ้นเพื่อให้การบริหารงานของ{other.full}เป็นไปด้วยความโปร่งใส ตรวจสอบได้",
                f"โดยได้เชิญวิทยากรจาก{other.full} จังหวัด{other.province} มาให้ความรู้แก่พนักงาน",
                f"พนักงาน{other.full}ทุกคนต้องปฏิบัติตามแนวทางที่กำหนดโดยเคร่งครัด",
            )
        ),
        *keys,
    )
    story.draft.gap()


def write_close(story: Story) -> None:
    """Links, the reporter's name and title."""
    chance, draft, one, hand = story.chance, story.draft, story.own, story.hand
    if chance.maybe(0.2):
        folder = chance.pick(("ita", "news", "public/list", "datacenter"))
        url = f"https://www.{one.domain}.go.th/{folder}/{chance.whole(10, 9999)}"
        draft.say(f"{chance.pick(('เผยแพร่ที่', 'แหล่งข้อมูล', 'ลิงก์หลักฐาน'))} {url}", f"link:{url}")
    if chance.maybe(0.6):
        draft.gap()
        draft.say(f"(ลงชื่อ){'.' * 12}{chance.pick(('ผู้รายงาน', 'ผู้จัดทำ'))}")
        draft.say(f"({chance.pick(PERSONS)})")
        draft.say(chance.pick((one.mayor, f"ปลัด{one.full}", "หัวหน้าสำนักปลัด")))
        if chance.maybe(0.3):
            draft.say(f"หน้า {hand.number(draft.page + 1)}")
