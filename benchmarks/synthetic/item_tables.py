"""Tables of the items that an organization must disclose, and what became of each."""

from __future__ import annotations

from benchmarks.synthetic.departments import draw_departments
from benchmarks.synthetic.items import ITEM_NAMES, SUB_NAMES, SUBS
from benchmarks.synthetic.results import ITEMS
from benchmarks.synthetic.statuses import WORDS, draw_boxes
from benchmarks.synthetic.story import Story

_PARTS = (
    "-แสดงแผนผังการแบ่งงานภายใน",
    "-แสดงข้อมูลเป็นปัจจุบัน",
    "-เผยแพร่บนหน้าเว็บไซต์หลัก",
    "-มีรายละเอียดอย่างน้อยตามที่กำหนด",
    "-เป็นข้อมูลของปีที่ประเมิน",
)


def framework_of(year: int) -> int:
    """The framework whose items a report of that year lists."""
    return 2566 if year >= 2566 else 2565


def write_items(story: Story, year: int) -> None:
    """All 43 items, or those of some sub-indicators, with a status each."""
    chance, hand, draft = story.chance, story.hand, story.draft
    framework = framework_of(year)
    names, ends = ITEM_NAMES[framework], ITEMS[framework]
    mode = chance.weighted({"boxes": 50, "word": 25, "narrative": 25})
    story.layout.append(f"items/{mode}")
    boxes = draw_boxes(hand)
    whole = chance.maybe(0.6)
    chosen = range(7) if whole else sorted(chance.some(range(7), chance.whole(1, 3)))
    parts = chance.maybe(0.6)
    prefix = chance.pick(("O", "O", "O", "o", "ข้อ O"))
    padded = chance.maybe(0.3)
    result = {
        "boxes": ("ความก้าวหน้าผลการดำเนินการ", "ความก้าวหน้าผลการดำเนินงาน", "ผลการดำเนินการ"),
        "word": ("สถานะ", "สถานะการดำเนินการ"),
        "narrative": ("ผลการดำเนินการ", "ความก้าวหน้าผลการดำเนินการ"),
    }[mode]
    header = [
        chance.pick(("ข้อ", "ข้อ", "ที่")),
        chance.pick(("ข้อมูล", "รายการข้อมูล")),
        *(["องค์ประกอบด้านข้อมูล"] if parts else []),
        "ผู้รับผิดชอบ",
        chance.pick(result),
    ]
    draft.say(chance.pick(("ประเด็นการประเมิน OIT", "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)")))
    good = 0.6 + 0.4 * chance.share()
    for sub in chosen:
        first = ends[sub - 1] if sub else 0
        draft.say(f"ตัวชี้วัดย่อยที่ {hand.number(SUBS[sub])} {SUB_NAMES[sub]}")
        rows = []
        for no in range(first + 1, ends[sub] + 1):
            status = "completed" if chance.maybe(good) else chance.pick(("not_started", "in_progress"))
            if status == "in_progress" and mode == "boxes" and len(boxes.labels) == 2:
                status = "not_started"
            if chance.maybe(0.02):
                status = "not_reported"
            said = None if status == "not_reported" else status
            name = names[no - 1].replace("๖", hand.number(6))
            cells = [
                prefix + hand.number(f"{no:02}" if padded and no < 10 else no),
                name,
                *([hand.cell(chance.some(_PARTS, chance.whole(1, 3)))] if parts else []),
                draw_departments(hand, story.own)[0],
                _said(story, mode, said, name, boxes.write(said)),
            ]
            rows.append((cells, [story.disclose(f"O{no}", status)]))
        draft.table(header, rows)


def _said(story: Story, mode: str, status: str | None, name: str, boxes: str) -> str:
    chance = story.chance
    prose = {
        "completed": (f"จัดทำ{name}และเผยแพร่แล้ว", "เผยแพร่บนเว็บไซต์เรียบร้อยแล้ว", "ปรับปรุงข้อมูลให้เป็นปัจจุบันแล้ว"),
        "in_progress": ("อยู่ระหว่างรวบรวมข้อมูลจากแต่ละกอง", "อยู่ระหว่างปรับปรุงข้อมูล"),
        "not_started": ("ยังไม่ได้จัดทำข้อมูล", "ยังไม่ได้เผยแพร่ รอข้อมูลจากกองเจ้าของเรื่อง"),
    }
    if mode == "boxes":
        words = f" -{chance.pick(prose[status])}" if status and chance.maybe(0.5) else ""
        return boxes + words
    if status is None:
        return chance.pick(("", "-"))
    return chance.pick(WORDS[status]) if mode == "word" else chance.pick(prose[status])
