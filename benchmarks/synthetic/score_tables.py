"""The scores of one organization and year in tables."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from benchmarks.synthetic.items import SUB_NAMES
from benchmarks.synthetic.results import CENT, instruments, result
from benchmarks.synthetic.score_words import INSTRUMENTS, MEMBERS, frame, label
from benchmarks.synthetic.story import Story

Rows = list[tuple[list[str], list[str]]]


def _cells(story: Story, no: int, score: Decimal, style: str, extra: list[str]) -> list[str]:
    columns: list[str] = []
    for kind in extra:
        if kind == "weight":
            columns.append(
                story.hand.number({1: "30", 2: "30", 3: "40"}[1 if no < 6 else 2 if no < 9 else 3])
            )
        elif kind == "mean":
            columns.append(story.hand.score(f"{story.chance.whole(7800, 9600) / 100:.2f}"))
        elif kind == "target":
            columns.append(story.hand.score(story.chance.pick(("85.00", "90.00", "95.00"))))
        elif kind == "delta":
            value = story.chance.whole(-900, 1100) / 100
            columns.append(story.hand.number(f"{value:+.2f}"))
        elif kind == "points":
            share = Decimal("0.06") if no < 6 else Decimal("0.10") if no < 9 else Decimal("0.20")
            columns.append(story.hand.score((score * share).quantize(CENT, ROUND_HALF_UP)))
        elif kind == "rank":
            columns.append("")
    return [label(story, no, style), *columns]


_EXTRA_HEADS = {
    "weight": ("น้ำหนัก", "น้ำหนัก (ร้อยละ)", "ค่าน้ำหนัก"),
    "mean": ("ค่าเฉลี่ยระดับประเทศ", "ค่าเฉลี่ยจังหวัด", "คะแนนเฉลี่ยทั้งประเทศ"),
    "target": ("เป้าหมาย", "ค่าเป้าหมาย"),
    "delta": ("ผลต่าง", "เพิ่ม/ลด", "+/-"),
    "points": ("คะแนนถ่วงน้ำหนัก", "คะแนนหลังถ่วงน้ำหนัก"),
}
_SCORE_HEADS = ("คะแนน", "คะแนนที่ได้", "ผลคะแนน", "คะแนนเฉลี่ย", "คะแนนรายตัวชี้วัด", "ร้อยละ")


def ten_rows(story: Story, index: int) -> None:
    """Ten rows: label, score, and columns beside that are no scores."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    style = chance.weighted({"full": 4, "number": 4, "name": 2, "tight": 1})
    before = [kind for kind in ("weight", "target") if chance.maybe(0.12)]
    after = [kind for kind in ("mean", "delta", "points") if chance.maybe(0.1)]
    numbered = style in ("name", "full") and chance.maybe(0.5)
    ranked = chance.maybe(0.2)
    order = sorted(found.scores, key=lambda no: -found.scores[no]) if ranked else list(found.scores)
    header = [
        *(["อันดับ" if ranked else chance.pick(("ที่", "ลำดับ", "ข้อ"))] if numbered else []),
        chance.pick(("ตัวชี้วัด", "ตัวชี้วัด/ประเด็นการประเมิน", "ประเด็นการประเมิน")),
        *(chance.pick(_EXTRA_HEADS[kind]) for kind in before),
        chance.pick(_SCORE_HEADS),
        *(chance.pick(_EXTRA_HEADS[kind]) for kind in after),
    ]
    rows: list[tuple[list[str], list[str]]] = []
    for place, no in enumerate(order, 1):
        score = found.scores[no]
        cells = [
            *([hand.number(place)] if numbered else []),
            *_cells(story, no, score, style, before),
            hand.score(score),
            *_cells(story, no, score, style, after)[1:],
        ]
        rows.append((cells, [f"score:{index}:{no}"]))
    if chance.maybe(0.4):
        blank = [""] * len(after)
        row = [
            *([""] if numbered else []),
            chance.pick(("รวม", "คะแนนรวม", "คะแนนเฉลี่ยรวม", "ภาพรวม", "รวมทั้งสิ้น")),
        ]
        row += [*("" for _ in before), hand.score(found.total), *blank]
        rows.append((row, [f"total:{index}"]))
    bare = not before and not after and chance.maybe(0.12)
    if chance.maybe(0.1):
        rows = _with_details(story, rows, len(header))
    story.draft.table(None if bare else header, rows, frame=frame(story), repeat=False)


def _with_details(story: Story, rows: Rows, width: int) -> Rows:
    """Rows of sub-indicators or questions between, whose numbers are not scores of indicators."""
    if width != 2:
        return rows
    chance, hand = story.chance, story.hand
    subs = chance.maybe(0.5)
    found: Rows = []
    for cells, keys in rows:
        found.append((cells, keys))
        no = int(keys[0].rpartition(":")[2]) if keys[0].startswith("score:") else 0
        if subs and no in (9, 10):
            names = SUB_NAMES[:5] if no == 9 else SUB_NAMES[5:]
            for at, name in enumerate(names, 1):
                value = hand.score(f"{chance.pick((60, 75, 80, 100))}.00")
                found.append(([f"{hand.number(f'{no}.{at}')} {name}", value], []))
        elif not subs and 0 < no < 9 and chance.maybe(0.5):
            code = f"i{6 * no - 5}" if no <= 5 else f"e{5 * (no - 6) + 1}"
            value = hand.score(f"{chance.whole(5000, 9999) / 100:.2f}")
            found.append(([f"{code[0]}{hand.number(code[1:])} ความเห็นของผู้ตอบ", value], []))
    return found


def by_instrument(story: Story, index: int) -> None:
    """Grouped under the three instruments, their means in rows of their own or in a column beside."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    style = chance.weighted({"full": 3, "number": 3, "name": 2})
    sums = chance.pick(("rows", "none", "column"))
    header = ["เครื่องมือ", "ตัวชี้วัด", "คะแนน"] + (["คะแนนเฉลี่ยเครื่องมือ"] if sums == "column" else [])
    rows: list[tuple[list[str], list[str]]] = []
    for name, members, mean in zip(INSTRUMENTS, MEMBERS, instruments(found.scores), strict=True):
        shown = hand.score(mean.quantize(CENT, ROUND_HALF_UP))
        for no in members:
            cells = [name if no == members[0] else "", label(story, no, style), hand.score(found.scores[no])]
            if sums == "column":
                cells.append(shown if no == members[0] else "")
            rows.append((cells, [f"score:{index}:{no}"]))
        if sums == "rows":
            rows.append((["", chance.pick((f"รวม {name}", f"เฉลี่ย {name}", f"คะแนนเฉลี่ย {name}")), shown], []))
    if chance.maybe(0.5):
        last = ["", "คะแนนรวม", hand.score(found.total)] + ([""] if sums == "column" else [])
        rows.append((last, [f"total:{index}"]))
    story.draft.table(header, rows, frame=frame(story), repeat=False)


def instrument_tables(story: Story, index: int) -> None:
    """A small table for each instrument under a heading of its own."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    style = chance.weighted({"full": 3, "number": 2, "name": 2})
    long = (
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
        "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก (EIT)",
        "แบบตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)",
    )
    summed = chance.maybe(0.4)
    for name, members, mean in zip(long, MEMBERS, instruments(found.scores), strict=True):
        shown = hand.score(mean.quantize(CENT, ROUND_HALF_UP))
        story.draft.say(f"{name} ได้คะแนนเฉลี่ย {shown} คะแนน" if summed else name)
        rows = [
            ([label(story, no, style), hand.score(found.scores[no])], [f"score:{index}:{no}"])
            for no in members
        ]
        story.draft.table(["ตัวชี้วัด", "คะแนน"], rows, repeat=False)


def sideways(story: Story, index: int) -> None:
    """Indicators across, scores in the row below."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    names = chance.maybe(0.5)
    head = [label(story, no, "number") if names else hand.number(no) for no in found.scores]
    cells = [chance.pick(("คะแนน", "คะแนนที่ได้")), *(hand.score(score) for score in found.scores.values())]
    keys = [f"score:{index}:{no}" for no in found.scores]
    total = chance.maybe(0.5)
    if total:
        cells.append(hand.score(found.total))
        keys.append(f"total:{index}")
    header = ["ตัวชี้วัด" if names else "ตัวชี้วัดที่", *head, *(["คะแนนรวม"] if total else [])]
    story.draft.table(header, [(cells, keys)], repeat=False)


def two_columns(story: Story, index: int) -> None:
    """Two lists side by side in one table."""
    found, hand = story.assessed[index][1], story.hand
    rows = []
    for no in range(1, 6):
        cells = [label(story, no, "number"), hand.score(found.scores[no])]
        cells += [label(story, no + 5, "number"), hand.score(found.scores[no + 5])]
        rows.append((cells, [f"score:{index}:{no}", f"score:{index}:{no + 5}"]))
    story.draft.table(["ตัวชี้วัด", "คะแนน", "ตัวชี้วัด", "คะแนน"], rows, repeat=False)


def two_years(story: Story, index: int) -> None:
    """This year's scores beside those of the year before, and their difference."""
    organization, found = story.assessed[index]
    before = result(organization.key, found.year - 1)
    other = story.assess(organization, before)
    chance, hand = story.chance, story.hand
    style = chance.pick(("full", "number", "name"))
    differ = chance.maybe(0.6)
    years = [
        f"{chance.pick(('ปี ', 'ปีงบประมาณ ', 'พ.ศ. '))}{hand.number(one.year)}" for one in (before, found)
    ]
    rows: list[tuple[list[str], list[str]]] = []
    for no, score in found.scores.items():
        cells = [label(story, no, style), hand.score(before.scores[no]), hand.score(score)]
        if differ:
            cells.append(hand.number(f"{score - before.scores[no]:+.2f}"))
        rows.append((cells, [f"score:{other}:{no}", f"score:{index}:{no}"]))
    if chance.maybe(0.7):
        cells = ["คะแนนรวม", hand.score(before.total), hand.score(found.total)]
        if differ:
            cells.append(hand.number(f"{found.total - before.total:+.2f}"))
        rows.append((cells, [f"total:{other}", f"total:{index}"]))
        if chance.maybe(0.6):
            cells = ["ระดับ", before.level, found.level] + ([""] if differ else [])
            rows.append((cells, [f"level:{other}", f"level:{index}"]))
    story.draft.table(["ตัวชี้วัด", *years, *(["ผลต่าง"] if differ else [])], rows, repeat=False)


def total_rows(story: Story, index: int) -> None:
    """A table whose last rows are the total and the level."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    style = chance.pick(("full", "number", "name"))
    rows: list[tuple[list[str], list[str]]] = [
        ([label(story, no, style), hand.score(score)], [f"score:{index}:{no}"])
        for no, score in found.scores.items()
    ]
    tail: list[tuple[list[str], list[str]]] = [
        (["คะแนนรวม", hand.score(found.total)], [f"total:{index}"]),
        ([chance.pick(("ระดับ", "ระดับผลการประเมิน", "ผลการประเมิน")), found.level], [f"level:{index}"]),
    ]
    rows = tail + rows if chance.maybe(0.25) else rows + tail
    story.draft.table(["ตัวชี้วัด", "คะแนน"], rows, frame=frame(story), repeat=False)
