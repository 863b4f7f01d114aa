"""The scores of one organization and year, in the shapes in which reports print them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.synthetic.results import CENT, INDICATORS, VARIANTS, Result, instruments, result
from benchmarks.synthetic.story import Story

INSTRUMENTS = ("IIT", "EIT", "OIT")
MEMBERS = ((1, 2, 3, 4, 5), (6, 7, 8), (9, 10))
MEANS = {
    2562: "66.73",
    2563: "67.90",
    2564: "81.25",
    2565: "87.57",
    2566: "90.19",
    2567: "93.05",
    2568: "93.82",
}


def indicator_name(story: Story, no: int) -> str:
    """The name of an indicator, sometimes in its other wording."""
    return VARIANTS[no] if no in VARIANTS and story.chance.maybe(0.25) else INDICATORS[no - 1]


def label(story: Story, no: int, style: str) -> str:
    """The label of an indicator in a table or list: with its number or without."""
    name, number = indicator_name(story, no), story.hand.number(no)
    return {
        "full": f"ตัวชี้วัดที่ {number} {name}",
        "number": f"{number}. {name}",
        "tight": f"ตัวชี้วัดที่ {number}{name}",
        "name": name,
        "dash": f"- {name}",
    }[style]


def level_words(story: Story, found: Result) -> str:
    """``ระดับ A``, ``ระดับผ่านดี`` and the like."""
    if story.chance.maybe(0.5):
        return f"ระดับ {found.level}"
    return f"ระดับผลการประเมิน {found.level}" if found.year <= 2565 else f"ระดับ{found.level}"


def say_total(story: Story, index: int, *, with_level: bool = True) -> None:
    """The sentence that states the total."""
    organization, found = story.assessed[index]
    hand, chance = story.hand, story.chance
    score, year = hand.score(found.total), hand.fiscal_year(found.year)
    level = f" {level_words(story, found)}" if with_level else ""
    name = organization.called(hand)
    place = f" อำเภอ{organization.amphoe} จังหวัด{organization.province}" if chance.maybe(0.3) else ""
    keys = [f"total:{index}", "scores_year"] + ([f"level:{index}"] if with_level else [])
    forms = (
        f"ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของ{name}{place} ประจำ{year} "
        f"ได้คะแนนรวม {score} คะแนน{level}",
        f"จากผลการประเมิน ITA ประจำ{year} {name} มีผลคะแนนภาพรวม {score} คะแนน"
        + (f" อยู่ใน{level_words(story, found)}" if with_level else ""),
        f"{name}{place} ได้คะแนนการประเมิน ITA ประจำ{year} โดยภาพรวมเท่ากับร้อยละ {score}{level}",
        f"ใน{year} {name} เข้ารับการประเมินคุณธรรมและความโปร่งใส (ITA) และได้คะแนนเฉลี่ยรวม {score}"
        + (f" จัดอยู่ใน{level_words(story, found)}" if with_level else " คะแนน"),
        f"สรุปผลการประเมิน ITA ประจำ{year}: คะแนนรวม = {score}{level}",
    )
    story.draft.say(chance.pick(forms), *keys)


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


def _table(story: Story, index: int) -> None:
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
    story.draft.table(header if chance.maybe(0.92) else None, rows, frame=_frame(story), repeat=False)


def _frame(story: Story) -> str:
    return story.chance.weighted({"tab": 88, "pipe": 7, "html": 5})


def _by_instrument(story: Story, index: int) -> None:
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
    story.draft.table(header, rows, frame=_frame(story), repeat=False)


def _instrument_tables(story: Story, index: int) -> None:
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


def _sorted_list(story: Story, index: int) -> None:
    """A numbered list from the best to the worst, as tab-separated pairs or as sentences."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    order = sorted(found.scores, key=lambda no: (-found.scores[no], no))
    if chance.maybe(0.15):
        order.reverse()
    gap = chance.pick(("\t", " ", "  "))
    verb = chance.pick(("ได้คะแนน", "คะแนน", "มีคะแนนเท่ากับ", "ได้ร้อยละ"))
    mark = chance.pick(("{}. ", "{}) ", "({}) ", "- "))
    for place, no in enumerate(order, 1):
        begin = f"{mark.format(hand.number(place))}{label(story, no, 'full')}"
        story.draft.say(f"{begin}{gap}{verb} {hand.score(found.scores[no])}", f"score:{index}:{no}")
    story.draft.gap()


def _leaders(story: Story, index: int) -> None:
    """Dotted lines to the score."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    style = chance.pick(("full", "number", "dash"))
    dots, after = "." * chance.whole(3, 14), chance.pick(("", "...", "....."))
    for no, score in found.scores.items():
        story.draft.say(
            f"{label(story, no, style)} {dots}{hand.score(score)}{after} คะแนน", f"score:{index}:{no}"
        )
    story.draft.gap()


def _prose(story: Story, index: int) -> None:
    """One sentence an indicator, or one paragraph of all."""
    found, chance, hand = story.assessed[index][1], story.chance, story.hand
    style = "full" if chance.maybe(0.7) else "name"
    verb = chance.pick(("ได้คะแนน", "มีผลคะแนน", "ได้คะแนนเท่ากับร้อยละ", "คะแนนเฉลี่ย"))
    parts = []
    for no, score in found.scores.items():
        name = label(story, no, style) if style == "full" else f"ตัวชี้วัด{indicator_name(story, no)}"
        parts.append((f"{name} {verb} {hand.score(score)} คะแนน", f"score:{index}:{no}"))
    if chance.maybe(0.5):
        joined = chance.pick((" ", ", ", " และ"))
        story.draft.say(
            "เมื่อพิจารณารายตัวชี้วัดพบว่า " + joined.join(text for text, _ in parts), *(key for _, key in parts)
        )
    else:
        for text, key in parts:
            story.draft.say(text, key)
    story.draft.gap()


def _sideways(story: Story, index: int) -> None:
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


def _two_columns(story: Story, index: int) -> None:
    """Two lists side by side in one table."""
    found, hand = story.assessed[index][1], story.hand
    rows = []
    for no in range(1, 6):
        cells = [label(story, no, "number"), hand.score(found.scores[no])]
        cells += [label(story, no + 5, "number"), hand.score(found.scores[no + 5])]
        rows.append((cells, [f"score:{index}:{no}", f"score:{index}:{no + 5}"]))
    story.draft.table(["ตัวชี้วัด", "คะแนน", "ตัวชี้วัด", "คะแนน"], rows, repeat=False)


def _two_years(story: Story, index: int) -> None:
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


def _total_rows(story: Story, index: int) -> None:
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
    story.draft.table(["ตัวชี้วัด", "คะแนน"], rows, frame=_frame(story), repeat=False)


SHAPES: dict[str, tuple[float, Callable[[Story, int], None]]] = {
    "table": (34, _table),
    "instruments": (12, _by_instrument),
    "instrument-tables": (7, _instrument_tables),
    "sorted": (14, _sorted_list),
    "leaders": (7, _leaders),
    "prose": (8, _prose),
    "sideways": (3, _sideways),
    "two-columns": (3, _two_columns),
    "two-years": (6, _two_years),
    "total-rows": (7, _total_rows),
}


def write_scores(story: Story, index: int) -> None:
    """The total in words (mostly) and the ten scores in one shape, in a few reports in two."""
    chance = story.chance
    shape = chance.weighted({name: weight for name, (weight, _) in SHAPES.items()})
    story.layout.append(shape)
    said = shape != "total-rows" or chance.maybe(0.5)
    first = chance.maybe(0.8)
    with_level = chance.maybe(0.85)
    if said and first:
        say_total(story, index, with_level=with_level)
        story.draft.gap()
    year = story.hand.fiscal_year(story.assessed[index][1].year)
    story.draft.say(
        chance.pick(
            (
                f"ผลการประเมินรายตัวชี้วัด ประจำ{year}",
                f"ตารางแสดงผลการประเมิน ITA ประจำ{year} จำแนกตามตัวชี้วัด",
                f"คะแนนการประเมินคุณธรรมและความโปร่งใส {year} มีรายละเอียดดังนี้",
            )
        ),
        "scores_year",
    )
    SHAPES[shape][1](story, index)
    if said and not first:
        say_total(story, index, with_level=with_level)
    if chance.maybe(0.05):
        again = chance.pick([name for name in ("table", "sorted", "leaders", "prose") if name != shape])
        story.layout.append(again)
        story.draft.say("สรุปคะแนนตามตัวชี้วัดอีกครั้ง")
        SHAPES[again][1](story, index)
    if chance.maybe(0.12):
        mean = story.hand.score(MEANS[story.assessed[index][1].year])
        story.draft.say(
            chance.pick(
                (
                    f"ทั้งนี้ คะแนนเฉลี่ยขององค์กรปกครองส่วนท้องถิ่นทั่วประเทศเท่ากับ {mean} คะแนน",
                    f"โดยค่าเฉลี่ยระดับประเทศอยู่ที่ {mean} คะแนน และค่าเป้าหมายไม่น้อยกว่า {story.hand.number(85)} คะแนน",
                )
            )
        )
