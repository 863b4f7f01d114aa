"""Reports of many results: a province's table of its organizations, one organization's years."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.synthetic.heads import write_head
from benchmarks.synthetic.organizations import Organization
from benchmarks.synthetic.places import TYPES
from benchmarks.synthetic.results import Result, instruments, result
from benchmarks.synthetic.score_words import level_words
from benchmarks.synthetic.story import Story


def write_province(story: Story) -> None:
    """What the organizations of a province or amphoe were given in a year, in one table."""
    chance, hand, draft = story.chance, story.hand, story.draft
    province = chance.pick([name for name, found in story.country.by_province.items() if len(found) > 10])
    members = story.country.by_province[province]
    amphoe = chance.pick([one.amphoe for one in members]) if chance.maybe(0.4) else ""
    if amphoe:
        members = tuple(one for one in members if one.amphoe == amphoe)
    story.organization = None
    year = story.scores_year = chance.whole(2562, 2568)
    story.layout.append("province")
    where = f"อำเภอ{amphoe} จังหวัด{province}" if amphoe else f"จังหวัด{province}"
    draft.say(
        f"{chance.pick(('สรุปผล', 'รายงานผล', 'ผล'))}การประเมินคุณธรรมและความโปร่งใสในการดำเนินงาน (ITA) "
        f"ขององค์กรปกครองส่วนท้องถิ่น {where}"
    )
    draft.say(f"ประจำ{hand.fiscal_year(year)}", "scores_year")
    draft.gap()
    order = (
        sorted(members, key=lambda one: -result(one.key, year).total) if chance.maybe(0.6) else list(members)
    )
    order = order[: chance.whole(5, 60)]
    shape = chance.weighted({"total": 5, "instruments": 3, "indicators": 2})
    typed = chance.maybe(0.25)
    header = [
        chance.pick(("ที่", "ลำดับ", "อันดับ")),
        *([] if amphoe else ["อำเภอ"]),
        *(["ประเภท"] if typed else []),
        chance.pick(("หน่วยงาน", "อปท.", "ชื่อหน่วยงาน", "องค์กรปกครองส่วนท้องถิ่น")),
    ]
    if shape == "instruments":
        header += ["IIT", "EIT", "OIT"]
    if shape == "indicators":
        header += [f"ตัวชี้วัดที่ {hand.number(no)}" for no in range(1, 11)]
    header += [chance.pick(("คะแนนรวม", "คะแนน ITA", "คะแนน")), chance.pick(("ระดับ", "ระดับผลการประเมิน"))]
    short = chance.maybe(0.5)
    rows = []
    for place, one in enumerate(order, 1):
        found = result(one.key, year)
        index = story.assess(one, found)
        keys = [f"total:{index}", f"level:{index}"]
        cells = [
            hand.number(place),
            *([] if amphoe else [one.amphoe]),
            *([_type(one, short)] if typed else []),
        ]
        cells.append(one.name if typed else one.short if short else one.full)
        if shape == "instruments":
            cells += [hand.score(value.quantize(Decimal("0.01"))) for value in instruments(found.scores)]
        if shape == "indicators":
            cells += [hand.score(score) for score in found.scores.values()]
            keys += [f"score:{index}:{no}" for no in found.scores]
        rows.append(([*cells, hand.score(found.total), found.level], keys))
    if shape == "total" and chance.maybe(0.15):
        story.layout.append("sentences")
        for at, ((_, keys), one) in enumerate(zip(rows, order, strict=True), 1):
            found = result(one.key, year)
            draft.say(
                f"{hand.number(at)}. {one.short if short else one.full} อำเภอ{one.amphoe} "
                f"ได้คะแนน {hand.score(found.total)} คะแนน ระดับ {found.level}",
                *keys,
            )
    else:
        draft.table(header, rows)
    if chance.maybe(0.3):
        mean = sum((result(one.key, year).total for one in order), Decimal()) / len(order)
        draft.say(f"ค่าเฉลี่ย{where} {hand.score(mean.quantize(Decimal('0.01')))} คะแนน")


def _type(one: Organization, short: bool) -> str:
    return TYPES[one.type][2] if short else one.long_type


def _years(story: Story) -> list[tuple[int, Result]]:
    count = story.chance.whole(3, 7)
    last = story.chance.whole(2562 + count - 1, 2568)
    found = []
    for year in range(last - count + 1, last + 1):
        one = result(story.own.key, year)
        found.append((story.assess(story.own, one), one))
    story.scores_year = last
    return found


def write_series(story: Story) -> None:
    """One organization's totals and levels over the years, in a table, in prose, or by indicator."""
    chance, hand, draft = story.chance, story.hand, story.draft
    found = _years(story)
    write_head(story)
    first, last = found[0][1].year, found[-1][1].year
    draft.say(
        f"ผลการประเมิน ITA ของ{story.own.called(hand)} ตั้งแต่ปีงบประมาณ {hand.year(first)} ถึง {hand.year(last)}",
        "scores_year",
    )
    shape = chance.pick(("rows", "prose", "columns", "sideways"))
    story.layout.append(f"series/{shape}")
    if chance.maybe(0.3):
        found = found[::-1]
    if shape == "prose":
        parts = [
            (
                f"{hand.fiscal_year(one.year)} ได้คะแนน {hand.score(one.total)} คะแนน "
                + level_words(story, one),
                index,
            )
            for index, one in found
        ]
        if chance.maybe(0.5):
            keys = [key for _, index in parts for key in (f"total:{index}", f"level:{index}")]
            draft.say(" ".join(text for text, _ in parts), *keys)
        else:
            for text, index in parts:
                draft.say(text, f"total:{index}", f"level:{index}")
    elif shape == "rows":
        rows = [
            ([hand.number(one.year), hand.score(one.total), one.level], [f"total:{index}", f"level:{index}"])
            for index, one in found
        ]
        draft.table([chance.pick(("ปีงบประมาณ", "ปี", "ปี พ.ศ.")), "คะแนนรวม", "ระดับ"], rows, repeat=False)
    elif shape == "columns":
        years = [hand.number(one.year) for _, one in found]
        rows = [
            (
                [f"ตัวชี้วัดที่ {hand.number(no)}", *(hand.score(one.scores[no]) for _, one in found)],
                [f"score:{index}:{no}" for index, _ in found],
            )
            for no in range(1, 11)
        ]
        rows.append(
            (
                ["คะแนนรวม", *(hand.score(one.total) for _, one in found)],
                [f"total:{index}" for index, _ in found],
            )
        )
        draft.table(["ตัวชี้วัด", *(f"ปี {year}" for year in years)], rows, repeat=False)
    else:
        keys = [f"total:{index}" for index, _ in found]
        rows = [(["คะแนนรวม", *(hand.score(one.total) for _, one in found)], keys)]
        rows.append((["ระดับ", *(one.level for _, one in found)], [f"level:{index}" for index, _ in found]))
        draft.table(["ปีงบประมาณ", *(hand.number(one.year) for _, one in found)], rows, repeat=False)
