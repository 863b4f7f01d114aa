"""Papers that look like ITA reports of local administrations and are not."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.synthetic.places import COMMON
from benchmarks.synthetic.story import Story

_SIDES = (
    "ด้านการบริหารจัดการ",
    "ด้านการบริหารงานบุคคลและกิจการสภา",
    "ด้านการบริหารงานการเงินและการคลัง",
    "ด้านการบริการสาธารณะ",
    "ด้านธรรมาภิบาล",
)
_NEWS = ("การรับสมัครพนักงานจ้าง", "การจัดงานประเพณีลอยกระทง", "กำหนดเก็บภาษีที่ดินและสิ่งปลูกสร้าง")
_SPENDING = ("งบบุคลากร", "งบดำเนินงาน", "งบลงทุน", "เงินอุดหนุน")
_SCHOOL = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ")


def _score(story: Story) -> str:
    return story.hand.score(f"{story.chance.whole(6000, 9999) / 100:.2f}")


def _lpa(story: Story, year: int) -> None:
    hand, draft, one = story.hand, story.draft, story.own
    draft.say(
        "ผลการประเมินประสิทธิภาพขององค์กรปกครองส่วนท้องถิ่น (Local Performance Assessment : LPA) "
        f"ประจำ{hand.fiscal_year(year)}"
    )
    draft.say(f"{one.full} อำเภอ{one.amphoe} จังหวัด{one.province}")
    draft.gap()
    rows = [
        ([f"ด้านที่ {hand.number(at)} {side}", _score(story)], list[str]()) for at, side in enumerate(_SIDES, 1)
    ]
    draft.table(["ด้าน", "คะแนน"], rows)
    draft.say(f"คะแนนเฉลี่ย LPA {_score(story)} อยู่ในระดับดีเด่น")


def _moit(story: Story, year: int) -> None:
    chance, hand, draft, one = story.chance, story.hand, story.draft, story.own
    place = chance.pick(COMMON)
    draft.say(f"แบบรายงานตามแบบวัดการเปิดเผยข้อมูลสาธารณะ (MOIT) โรงพยาบาล{place} ประจำ{hand.fiscal_year(year)}")
    draft.say(f"สำนักงานสาธารณสุขจังหวัด{one.province} กระทรวงสาธารณสุข")
    draft.gap()
    rows = [
        (
            [f"MOIT {hand.number(no)}", chance.pick(("มี", "มี", "ไม่มี")), f"โรงพยาบาล{place} เผยแพร่แล้ว"],
            list[str](),
        )
        for no in range(1, chance.whole(8, 24))
    ]
    draft.table(["ข้อ", "ผลการประเมิน", "หมายเหตุ"], rows)


def _school(story: Story, year: int) -> None:
    chance, hand, draft, one = story.chance, story.hand, story.draft, story.own
    place, area = chance.pick(COMMON), hand.number(chance.whole(1, 4))
    draft.say(
        f"รายงานผลการประเมินคุณธรรมและความโปร่งใสของสถานศึกษาออนไลน์ (ITA Online) ประจำ{hand.fiscal_year(year)}"
    )
    draft.say(f"โรงเรียน{place} สำนักงานเขตพื้นที่การศึกษาประถมศึกษา{one.province} เขต {area}")
    draft.gap()
    draft.say(f"โรงเรียน{place} ได้คะแนนรวม {_score(story)} คะแนน ระดับ {chance.pick(('A', 'AA', 'B'))}")
    rows = [
        ([f"{hand.number(at)}. {name}", _score(story)], list[str]()) for at, name in enumerate(_SCHOOL, 1)
    ]
    draft.table(["ตัวชี้วัด", "คะแนน"], rows)


def _news(story: Story, year: int) -> None:
    chance, hand, draft, one = story.chance, story.hand, story.draft, story.own
    draft.say(f"ประกาศ{one.full}")
    draft.say(f"เรื่อง {chance.pick(_NEWS)} ประจำปี {hand.number(year)}")
    draft.gap()
    draft.say("ด้วยจะมีการดำเนินงานตามเรื่องดังกล่าว จึงขอเชิญชวนประชาชนในพื้นที่เข้าร่วมโดยพร้อมเพรียงกัน")
    draft.say(f"ประกาศ ณ วันที่ {hand.number(chance.whole(1, 28))} ธันวาคม {hand.year(year - 1)}")
    draft.say(f"({one.mayor})")


def _spending(story: Story, year: int) -> None:
    chance, hand, draft, one = story.chance, story.hand, story.draft, story.own
    draft.say(f"รายงานการใช้จ่ายงบประมาณรายไตรมาส ประจำ{hand.fiscal_year(year)}")
    draft.say(f"{one.full} อำเภอ{one.amphoe} จังหวัด{one.province}")
    draft.gap()
    rows = []
    for at, name in enumerate(_SPENDING, 1):
        baht = hand.number(f"{chance.whole(10, 999)},{chance.whole(100, 999)}.00")
        rows.append(([hand.number(at), name, baht, _score(story)], list[str]()))
    draft.table(["ที่", "รายการ", "งบประมาณ (บาท)", "ร้อยละ"], rows)


_KINDS: dict[str, Callable[[Story, int], None]] = {
    "lpa": _lpa,
    "moit": _moit,
    "school": _school,
    "news": _news,
    "spending": _spending,
}


def write_out_of_scope(story: Story) -> None:
    """An LPA report, a hospital's MOIT, a school's ITA Online, an announcement or a table of spending."""
    story.state = "out_of_scope"
    kind = story.chance.pick(list(_KINDS))
    story.layout.append(f"out-of-scope/{kind}")
    _KINDS[kind](story, story.chance.whole(2562, 2568))
