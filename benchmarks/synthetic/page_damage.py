"""Injuries to whole pages: order, noise that was never there, pages gone, names of others."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.synthetic.chance import Chance
from benchmarks.synthetic.draft import Line
from benchmarks.synthetic.hand import thai
from benchmarks.synthetic.story import Story

Log = list[tuple[str, Line | None]]

_KHMER = (
    "របាយការណ៍ស្តីពីលទ្ធផលនៃការងារ",
    "ប្រធានការិយាល័យបានពិនិត្យ",
    "អត្ថបទដែលគ្មានន័យ",
    "សេចក្តីសម្រេចរបស់ក្រុម",
)
_LOOPS = (
    "การดำเนินงานตามมติที่ประชุม",
    "งานทะเบียนและบัตร",
    "ข้อมูลข่าวสารของทางราชการ",
    "ของหน่วยงานภาครัฐ",
)


def _pages(story: Story) -> dict[int, list[Line]]:
    pages: dict[int, list[Line]] = {}
    for line in story.draft.lines:
        pages.setdefault(line.page, []).append(line)
    return pages


def _insert(story: Story, chance: Chance, lines: list[Line]) -> None:
    """Noise stands between two pages, or at the end."""
    breaks = [
        at
        for at in range(1, len(story.draft.lines))
        if story.draft.lines[at - 1].page != story.draft.lines[at].page
    ]
    at = chance.pick([*breaks, len(story.draft.lines)])
    page = story.draft.lines[at - 1].page if story.draft.lines else 0
    for line in lines:
        line.page = page
    blank = [Line([""], "text", set(), page)]
    story.draft.lines[at:at] = blank + lines + blank


def _wrong_script(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for _ in range(chance.times(rate)):
        lines = [Line([chance.pick(_KHMER)]) for _ in range(chance.whole(2, 12))]
        if chance.maybe(0.4):
            lines += [
                Line([str(no), chance.pick(_KHMER), f"{chance.whole(6000, 9999) / 100:.2f}"], "row")
                for no in range(1, chance.whole(4, 11))
            ]
        _insert(story, chance, lines)
        log.append(("wrong-script", lines[0]))
    return log


def _loop(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for _ in range(chance.times(rate)):
        words = chance.pick(_LOOPS)
        lines = [Line([words * 40])] if chance.maybe(0.5) else [Line([words]) for _ in range(40)]
        if chance.maybe(0.3):
            lines = [Line([f"บทที่ {thai(300 + at)}"]) for at in range(1, 40)]
        _insert(story, chance, lines)
        log.append(("loop", lines[0]))
    return log


def _future_years(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for _ in range(chance.times(rate)):
        score = thai(f"{chance.whole(5000, 9900) / 100:.2f}")
        lines = [Line(["ปี", "คะแนน", "ร้อยละ"], "row")]
        lines += [Line([thai(2572 + at), score, score], "row") for at in range(chance.whole(4, 12))]
        _insert(story, chance, lines)
        log.append(("future-years", lines[0]))
    return log


def _repeated_number(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for _ in range(chance.times(rate)):
        score = thai(f"{chance.whole(5000, 9900) / 100:.2f}")
        words = chance.pick(_LOOPS)
        lines = [Line([thai(at), words, score, score], "row") for at in range(1, chance.whole(12, 50))]
        _insert(story, chance, lines)
        log.append(("repeated-number", lines[0]))
    return log


def _pages_swapped(story: Story, chance: Chance, rate: float) -> Log:
    pages = _pages(story)
    if len(pages) < 3 or not chance.maybe(rate):
        return []
    order = list(pages)
    at = chance.whole(1, len(order) - 2)
    order[at], order[at + 1] = order[at + 1], order[at]
    story.draft.lines[:] = [line for page in order for line in pages[page]]
    return [("pages-swapped", pages[order[at]][0])]


def _lost_page(story: Story, chance: Chance, rate: float) -> Log:
    pages = _pages(story)
    if len(pages) < 3 or not chance.maybe(rate):
        return []
    gone = chance.pick(list(pages)[1:])
    story.draft.lines[:] = [line for line in story.draft.lines if line.page != gone]
    return [("lost-page", None)]


def _page_in_khmer(story: Story, chance: Chance, rate: float) -> Log:
    pages = _pages(story)
    if len(pages) < 3 or not chance.maybe(rate):
        return []
    gone = chance.pick(list(pages)[1:])
    first = pages[gone][0]
    noise = [Line([chance.pick(_KHMER)], "text", set(), gone) for _ in range(chance.whole(3, 15))]
    at = story.draft.lines.index(first)
    kept = [line for line in story.draft.lines[at:] if line.page != gone]
    story.draft.lines[at:] = noise + kept
    return [("page-in-khmer", noise[0])]


def _named(story: Story) -> list[Line]:
    if story.organization is None:
        return []
    one = story.organization
    return [
        line
        for line in story.draft.lines
        if line.kind == "text"
        and "org" not in line.keys
        and one.name in line.cells[0]
        and one.full in line.cells[0]
    ]


def _garbled_name(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for _ in range(chance.times(rate)):
        lines = _named(story)
        if lines:
            line, name = chance.pick(lines), story.own.name
            at = chance.whole(0, len(name) - 1)
            wrong = name[:at] + chance.pick(("", "น", "ี", "า", "ม")) + name[at + 1 :]
            line.cells[0] = line.cells[0].replace(story.own.full, story.own.long_type + wrong)
            log.append(("garbled-name", line))
    return log


def _foreign_name(story: Story, chance: Chance, rate: float) -> Log:
    log: Log = []
    for _ in range(chance.times(rate)):
        lines = _named(story)
        if lines:
            line, other = chance.pick(lines), chance.pick(story.country.registered)
            if other.type == "pao" or other.name in story.own.name or story.own.name in other.name:
                continue
            line.cells[0] = line.cells[0].replace(story.own.full, other.full, 1)
            if story.country.is_alone(other):
                line.keys.add(f"foreign:{other.code}")
            log.append(("foreign-name", line))
    return log


KINDS: dict[str, Callable[[Story, Chance, float], Log]] = {
    "pages-swapped": _pages_swapped,
    "lost-page": _lost_page,
    "page-in-khmer": _page_in_khmer,
    "garbled-name": _garbled_name,
    "foreign-name": _foreign_name,
    "wrong-script": _wrong_script,
    "loop": _loop,
    "future-years": _future_years,
    "repeated-number": _repeated_number,
}
