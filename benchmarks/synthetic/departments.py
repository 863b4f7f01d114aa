"""Who is responsible, as it is written and by canonical name."""

from __future__ import annotations

from benchmarks.synthetic.hand import Hand
from benchmarks.synthetic.organizations import Organization

_WRITTEN: dict[str, tuple[str, ...]] = {
    "กองคลัง": ("กองคลัง",),
    "กองช่าง": ("กองช่าง",),
    "กองการศึกษา": ("กองการศึกษา", "กองการศึกษาฯ"),
    "กองสาธารณสุข": ("กองสาธารณสุข", "กองสาธารณสุขและสิ่งแวดล้อม", "กองสาธารณสุขฯ"),
    "กองสวัสดิการสังคม": ("กองสวัสดิการสังคม",),
    "กองยุทธศาสตร์และงบประมาณ": ("กองยุทธศาสตร์และงบประมาณ",),
    "กองการเจ้าหน้าที่": ("กองการเจ้าหน้าที่",),
    "กลุ่มงานตรวจสอบภายใน": ("กลุ่มงานตรวจสอบภายใน", "หน่วยตรวจสอบภายใน"),
}
_UNITS: dict[str, tuple[tuple[str, ...], str]] = {
    "งานพัสดุ": (("งานพัสดุ",), "กองคลัง"),
    "งานนิติการ": (("งานนิติการ",), "สำนักปลัด"),
    "งานการเจ้าหน้าที่": (("งานการเจ้าหน้าที่",), "สำนักปลัด"),
    "งานทรัพยากรบุคคล": (("งานทรัพยากรบุคคล",), "สำนักปลัด"),
    "งานแผนและงบประมาณ": (("งานแผนและงบประมาณ", "งานแผนฯ"), "สำนักปลัด"),
    "งานรับเรื่องราวร้องทุกข์": (("งานรับเรื่องราวร้องทุกข์", "งานรับเรื่องฯ"), "สำนักปลัด"),
    "งานประชาสัมพันธ์": (("งานประชาสัมพันธ์",), "สำนักปลัด"),
    "งานธุรการ": (("งานธุรการ",), "สำนักปลัด"),
    "งานบริหารทั่วไป": (("งานบริหารทั่วไป",), "สำนักปลัด"),
}


def _secretariat(hand: Hand, organization: Organization) -> str:
    forms = ["สำนักปลัด", "สำนักปลัด", "สำนักปลัดฯ", "สำนักงานปลัด"]
    if organization.type.endswith("municipality"):
        forms += ["สำนักปลัดเทศบาล"] * 3
    if organization.type == "sao":
        forms += ["สำนักปลัด อบต.", "สำนักปลัดองค์การบริหารส่วนตำบล"]
    return hand.chance.pick(forms)


def _written(hand: Hand, organization: Organization, name: str) -> str:
    if name == "สำนักปลัด":
        return _secretariat(hand, organization)
    if organization.type == "city_municipality" and name in ("กองคลัง", "กองช่าง"):
        return name.replace("กอง", "สำนัก")
    return hand.chance.pick(_WRITTEN[name])


def draw_departments(hand: Hand, organization: Organization) -> tuple[str, list[str]]:
    """The text of a cell, and the canonical names in it, sorted."""
    chance = hand.chance
    large = organization.type == "city_municipality"
    canonical = {"กองคลัง": "สำนักคลัง", "กองช่าง": "สำนักช่าง"} if large else {}
    kind = chance.weighted({"one": 45, "several": 20, "unit": 17, "everyone": 10, "vague": 5, "nobody": 3})
    if kind == "everyone":
        text, name = chance.pick(
            (
                ("ทุกส่วนงาน", "ทุกส่วนงาน"),
                (f"ทุกงานในสังกัด {organization.short}", "ทุกส่วนงาน"),
                ("ทุกภารกิจงาน", "ทุกภารกิจงาน"),
                ("ทุกสำนัก/กอง", "ทุกส่วนงาน"),
            )
        )
        return text, [name]
    if kind == "nobody":
        return chance.pick((("", []), ("ผู้บริหาร", ["ผู้บริหาร"]), ("-", [])))
    if kind == "unit":
        unit = chance.pick(list(_UNITS))
        forms, parent = _UNITS[unit]
        text = chance.pick(forms)
        if chance.maybe(0.5):
            return text, [unit]
        joined = chance.pick(("{unit} {parent}", "{parent}/{unit}", "{unit}{parent}", "{parent} ({unit})"))
        top = _written(hand, organization, parent)
        if "ฯ" in text + top and joined == "{unit}{parent}":
            joined = "{unit} {parent}"
        return joined.format(unit=text, parent=top), sorted([unit, canonical.get(parent, parent)])
    names = chance.some(
        ["สำนักปลัด", "สำนักปลัด", *_WRITTEN], 1 if kind in ("one", "vague") else chance.whole(2, 4)
    )
    names = list(dict.fromkeys(names))
    if large:
        names = [name for name in names if name != "กองการเจ้าหน้าที่"] or ["สำนักปลัด"]
    texts = [_written(hand, organization, name) for name in names]
    join = chance.pick(("/", " ", " / ", ", ", " ร่วมกับ", " และ"))
    text = join.join(texts) if len(texts) < 3 or join.strip() in ("/", ",", "") else " ".join(texts)
    if kind == "one" and chance.maybe(0.04):
        text += chance.pick((" (นางสาวตัวอย่าง รักดี)", " นายทดสอบ มีสุข"))
    if kind == "vague":
        text += chance.pick(
            (" และผู้ที่เกี่ยวข้อง", " ร่วมกับคณะทำงาน ITA", " และคณะกรรมการประเมินคุณธรรมและความโปร่งใส")
        )
    return text, sorted(canonical.get(name, name) for name in names)
