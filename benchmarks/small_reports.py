"""Make distinct small reports from the samples, and the register that has their organizations.

    python benchmarks/small_reports.py --count 10000 --seed 1 --into DIR

writes DIR/inbox/*.txt (about 4 kB each) and DIR/register.csv. The same count and seed give the same bytes.
Each report has another organization, year or round than the others; scores are drawn, and total and level
follow from them by the project's own formula; wordings, departments, deadlines, statuses vary. The rounds of
one organization's year tell of the same measures in the same words.
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

from benchmarks.invented_register import invented_organizations, write_register
from benchmarks.report_templates import Line, Template, Wordings, load_templates, thai
from transforms.reference import Organization, Reference
from transforms.resolve.formula import level_of, recompute, rounded
from warehouse.reference_files import load_reference

#: Years of the measures; those of the scores lie up to a year before.
YEARS = range(2564, 2569)
#: Reports of one organization, on the average: of several years and rounds.
REPORTS_OF_ONE = 3

_YEAR = re.compile(r"(?<![๐-๙])๒๕[๕-๗][๐-๙](?![๐-๙])")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LEVELS = "ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง|ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|AA|[A-F]"
_BOX = re.compile(r'☑|☐|<input type="checkbox"(?: checked)?>')
_BOXES = {"☑": "☐", "☐": "☑", '<input type="checkbox">': '<input type="checkbox" checked>'}
_BOXES['<input type="checkbox" checked>'] = '<input type="checkbox">'
_TAIL = re.compile(r"(?:</[a-z]+>)*$")
_MONTHS = [
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
]
_DEPARTMENTS = [
    "สำนักปลัด",
    "กองคลัง",
    "กองช่าง",
    "กองการศึกษา",
    "กองสวัสดิการสังคม",
    "งานพัสดุ",
    "งานนิติการ",
    "งานการเจ้าหน้าที่",
]
_STATUSES = ["ดำเนินการแล้วเสร็จ", "แล้วเสร็จ", "กำลังดำเนินการ", "อยู่ระหว่างดำเนินการ", "ยังไม่ดำเนินการ", "ร้อยละ ๗๕"]
_WITH = [
    "ร่วมกับผู้นำชุมชน",
    "ร่วมกับโรงเรียนในพื้นที่",
    "ผ่านหอกระจายข่าว",
    "ที่ศาลากลางบ้าน",
    "ในวันประชุมประจำเดือน",
    "ณ จุดบริการประชาชน",
    "ผ่านเว็บไซต์ของหน่วยงาน",
    "พร้อมแบบสอบถามสั้น",
]


@dataclass(frozen=True, slots=True)
class MadeReport:
    """A report as it was made. ``scores`` are empty where it prints none; ``total`` and ``level`` are those
    that it prints; years are of the Buddhist era."""

    file_name: str
    content: bytes
    is_ita: bool
    organization: Organization
    scores_year: int | None
    measures_year: int | None
    reporting_round: str | None
    scores: dict[int, Decimal]
    total: Decimal | None
    level: str | None


def small_reports(
    count: int, seed: int, organizations: Sequence[Organization], reference: Reference
) -> Iterator[MadeReport]:
    """``count`` reports, no two alike."""
    random = Random(seed)
    templates, wordings = load_templates(reference)
    types = {kind.code: kind for kind in reference.organization_types}
    by_type: dict[str, list[Organization]] = {}
    for organization in random.sample(
        organizations, max(1, min(len(organizations), count // REPORTS_OF_ONE))
    ):
        by_type.setdefault(organization.organization_type, []).append(organization)
    usable = [template for template in templates if template.organization.get("type", "sao") in by_type]
    drawn: set[tuple[str, str, int]] = set()
    weights = [template.weight for template in usable]
    while len(drawn) < count:
        template = random.choices(usable, weights)[0]
        candidates = by_type[template.organization.get("type", "sao")]
        organization, year = random.choice(candidates), random.choice(YEARS)
        key = (organization.organization_id, template.name, year)
        if key in drawn:
            continue
        drawn.add(key)
        making = _Making(template, organization, year, seed, random, wordings, reference)
        yield making.report(f"{len(drawn):05}", types[organization.organization_type].abbreviation)


class _Making:
    """One report on its way: a template, and what is put in place of what."""

    def __init__(
        self,
        template: Template,
        organization: Organization,
        year: int,
        seed: int,
        random: Random,
        wordings: Wordings,
        reference: Reference,
    ) -> None:
        self.template = template
        self.organization = organization
        self.seed = seed
        self.random = random
        self.wordings = wordings
        self.reference = reference
        self.shift = year - template.year
        self.year = year
        self.scores_year = template.scores_year and template.scores_year + self.shift
        self.scores = self._drawn_scores() if template.total else {}
        self.total, self.level = self._result()

    def report(self, number: str, abbreviation: str) -> MadeReport:
        template = self.template
        lines = [self._line(line) for line in self._score_lines()]
        if template.measures_year is None:
            lines.append(f"\nเอกสารเลขที่ {thai(number)} ปีงบประมาณ พ.ศ. {thai(self.year)}")
        text = "\n".join(lines) + "\n"
        encoding = self.random.choices(("utf-8", "utf-8-sig", "utf-16", "cp874"), (90, 4, 3, 3))[0]
        try:
            content = text.encode(encoding)
        except UnicodeEncodeError:  # boxes are not in the old code page
            content = text.encode()
        return MadeReport(
            file_name=f"{number}_{self.organization.organization_id}_{self.year}_{template.name}.txt",
            content=content,
            is_ita=template.is_ita,
            organization=self.organization,
            scores_year=self.scores_year,
            measures_year=template.measures_year and template.measures_year + self.shift,
            reporting_round=template.reporting_round,
            scores=self.scores,
            total=self.total,
            level=self.level,
        )

    def _drawn_scores(self) -> dict[int, Decimal]:
        """Of the surveys any value; of the disclosure check one that its items can give. All reports on
        one organization's year give the same."""
        random = Random(f"{self.seed}/{self.organization.organization_id}/{self.scores_year}")
        good = random.uniform(78, 97)
        scores = {
            number: Decimal(round(100 * min(99.9, random.gauss(good, 3)))) / 100 for number in range(1, 9)
        }
        sizes: dict[int, dict[str, int]] = {9: {}, 10: {}}
        for item in self.reference.framework(self.scores_year).items:
            group = sizes[item.indicator_no]
            group[item.sub_indicator] = group.get(item.sub_indicator, 0) + 1
        for number, groups in sizes.items():
            done = [Decimal(100 * (size - (random.random() < 0.3))) / size for size in groups.values()]
            scores[number] = rounded(sum(done, Decimal(0)) / len(done)) if done else Decimal("87.50")
        return scores

    def _result(self) -> tuple[Decimal | None, str | None]:
        recomputed = recompute(self.scores, self.reference.framework(self.scores_year))
        if recomputed.total is None:
            return None, None
        return rounded(recomputed.total), level_of(recomputed, self.scores_year, self.reference)

    def _score_lines(self) -> Iterator[Line]:
        """The lines of the template, those of scores with the drawn ones; ranked anew where they were."""
        scored = [line for line in self.template.lines if line.indicator_no is not None]
        if self.template.is_ranked:
            scored.sort(key=lambda line: -self.scores[line.indicator_no or 0])
        ordered = iter(enumerate(scored, 1))
        for line in self.template.lines:
            if line.indicator_no is None:
                yield line
                continue
            rank, chosen = next(ordered)
            text = re.sub(r"[๐-๙.]+$", thai(f"{self.scores[chosen.indicator_no or 0]:.2f}"), chosen.text)
            text = re.sub(r"^[๐-๙]+", thai(rank), text) if self.template.is_ranked else text
            yield Line(text, indicator_no=chosen.indicator_no)

    def _line(self, line: Line) -> str:
        text = _YEAR.sub(self._shifted_year, line.text)
        template, new = self.template, self.organization
        if line.indicator_no is None and template.total and template.total in text:
            text = text.replace(template.total, thai(f"{self.total:.2f}"))
            text = re.sub(
                f"(ระดับ(?:ผลการประเมิน)?) ?({_LEVELS})( เพราะเครื่องมือ.*)?(?![ก-๙])", self._printed_level, text
            )
        old = template.organization
        if old and (old["name"] in text or old["amphoe"] in text):
            for was, becomes in (("name", new.name), ("amphoe", new.amphoe)):
                text = text.replace(old[was], becomes)
            text = text.replace(f"จังหวัด{old['province']}", f"จังหวัด{new.province}")
        text = re.sub(r"https://www\.[a-z]+\.example", f"https://www.lao{new.organization_id}.example", text)
        if not line.roles:
            return text
        cells = text.split("\t")
        key = f"{new.organization_id}/{self.year}/{self._subject(cells)}"
        return "\t".join(self._cell(role, cell, key) for role, cell in zip(line.roles, cells, strict=False))

    def _shifted_year(self, match: re.Match[str]) -> str:
        return thai(int(match[0].translate(_TO_ARABIC)) + self.shift)

    def _printed_level(self, match: re.Match[str]) -> str:
        return f"{match[1]} {self.level}" if self.level else str(match[1])

    def _subject(self, cells: Sequence[str]) -> str:
        """What a row is about: the indicator that it names; rows of all rounds have it in common."""
        row = " ".join(cells)
        return next(
            (i.name for i in self.reference.framework(None).indicators.values() if i.name in row), row[:20]
        )

    def _cell(self, role: str | None, cell: str, key: str) -> str:
        if role is None or len(cell) < 3:
            return cell
        change: dict[str, Callable[[str], str]] = {
            "responsible": lambda _: self._departments(),
            "time": lambda _: self._deadline(),
            "status": lambda _: self.random.choice(_STATUSES),
            "result": self._result_cell,
        }
        if role in change:
            return change[role](cell)
        return self._reworded(role, cell, zlib.crc32(f"{key}/{role}".encode()))

    def _reworded(self, role: str, cell: str, draw: int) -> str:
        """The cell's wording or another sample's of the same column, with a turn of its own. ``draw``
        decides, so that another round of the same year says the same."""
        others = self.wordings.texts.get(role, ())
        if cell in others:
            cell = others[draw % len(others)]
        village, times = thai(1 + draw // 31 % 14), thai(2 + draw // 11 % 60)
        turn = f" {_WITH[draw // 97 % len(_WITH)]} หมู่ที่ {village} จำนวน {times} ครั้ง"
        return _TAIL.sub(turn + r"\g<0>", cell, count=1)

    def _departments(self) -> str:
        return " ".join(self.random.sample(_DEPARTMENTS, self.random.choice((1, 1, 2))))

    def _deadline(self) -> str:
        month = self.random.randrange(12)
        year = self.year - (month < 3)
        return self.random.choice(
            (
                f"ภายในเดือน{_MONTHS[month]} {thai(year)}",
                f"{thai(self.random.randint(1, 28))} {_MONTHS[month]} {thai(year)}",
                f"๑ ต.ค. {thai(self.year - 1)} - ๓๐ ก.ย. {thai(self.year)}",
                f"ปีงบประมาณ {thai(self.year)}",
                f"ไตรมาส {thai(1 + month // 3)}",
                "ตลอดปีงบประมาณ",
                "ทุกเดือน",
            )
        )

    def _result_cell(self, cell: str) -> str:
        if _BOX.search(cell):
            return _BOX.sub(lambda box: _BOXES[box[0]], cell) if self.random.random() < 0.3 else cell
        others = self.wordings.texts.get("result", ())
        return self.random.choice(others) if cell in others else cell


def make_reports(into: Path, count: int, seed: int) -> list[MadeReport]:
    """Write ``count`` reports into ``into``/inbox and their register as ``into``/register.csv."""
    reference = load_reference(None)
    organizations = invented_organizations(reference, seed)
    inbox = into / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    write_register(into / "register.csv", organizations, reference)
    made = []
    for report in small_reports(count, seed, organizations, reference):
        (inbox / report.file_name).write_bytes(report.content)
        made.append(report)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description="Make distinct small reports from the samples.")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", type=Path, required=True, help="gets inbox/ and register.csv")
    arguments = parser.parse_args()
    made = make_reports(arguments.into, arguments.count, arguments.seed)
    size = sum(len(report.content) for report in made)
    each = size / max(1, len(made))
    print(f"{len(made)} reports, {size / 1e6:.1f} MB, {each:.0f} bytes each: {arguments.into / 'inbox'}")


if __name__ == "__main__":
    main()
