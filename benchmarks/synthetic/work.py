"""What organizations do against their weak points: the words of measures, steps and results."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.synthetic.hand import SHORT_MONTHS, Hand
from benchmarks.synthetic.results import ITEMS

#: Indicator -> what its measures are about: (verb, object, weak point).
TOPICS: dict[int, tuple[tuple[str, str, str], ...]] = {
    1: (
        ("จัดทำ", "ป้ายแสดงขั้นตอนและเวลาของงานบริการ", "ประชาชนไม่ทราบระยะเวลาของงานบริการ"),
        ("ทบทวน", "คำสั่งแบ่งงานของพนักงานทุกตำแหน่ง", "พนักงานบางส่วนยังไม่ชัดเจนในหน้าที่ของตน"),
        ("อบรม", "พนักงานเรื่องการให้บริการอย่างเท่าเทียม", "ผู้รับบริการรู้สึกว่าได้รับการปฏิบัติไม่เท่ากัน"),
        ("ติดตั้ง", "เครื่องกดบัตรคิวหน้าห้องทะเบียน", "การให้บริการไม่เป็นไปตามลำดับก่อนหลัง"),
    ),
    2: (
        ("เปิดเผย", "แผนการใช้จ่ายเงินให้พนักงานทราบ", "พนักงานไม่ทราบแผนการใช้จ่ายของหน่วยงาน"),
        ("จัดประชุม", "ชี้แจงการเบิกค่าใช้จ่ายในการเดินทาง", "มีข้อสงสัยในการเบิกค่าเดินทาง"),
        ("จัดทำ", "สรุปการเบิกจ่ายรายกองติดหน้าสำนักงาน", "การใช้จ่ายยังไม่คุ้มค่าในสายตาพนักงาน"),
    ),
    3: (
        ("กำหนด", "เกณฑ์การเลื่อนเงินเดือนที่ทุกคนตรวจดูได้", "การประเมินผลงานยังไม่เป็นธรรม"),
        ("จัดทำ", "บันทึกการมอบหมายงานเป็นลายลักษณ์อักษร", "ผู้บังคับบัญชาสั่งงานส่วนตัว"),
        ("เปิดช่องทาง", "ให้พนักงานเสนอความเห็นต่อผู้บังคับบัญชา", "พนักงานไม่กล้าเสนอความเห็น"),
    ),
    4: (
        ("จัดทำ", "คู่มือการยืมรถและเครื่องมือของสำนักงาน", "ขั้นตอนการยืมยังไม่สะดวก"),
        ("ตรวจสอบ", "ทะเบียนครุภัณฑ์ทุกกองร่วมกับงานพัสดุ", "มีการนำของหลวงไปใช้ส่วนตัว"),
        ("เผยแพร่", "แนวปฏิบัติการใช้ทรัพย์สินของทางราชการ", "พนักงานไม่รู้แนวปฏิบัติการใช้ทรัพย์สิน"),
    ),
    5: (
        ("ประกาศ", "นโยบายไม่รับของขวัญในวันปีใหม่", "ความเชื่อมั่นต่อการแก้ไขปัญหาการทุจริตยังต่ำ"),
        ("เปิด", "ตู้รับเรื่องร้องเรียนที่ผู้ร้องไม่ต้องบอกชื่อ", "พนักงานไม่มั่นใจว่าจะปลอดภัยเมื่อร้องเรียน"),
        ("ทบทวน", "แผนป้องกันการทุจริตร่วมกับทุกกอง", "พนักงานไม่ทราบแผนป้องกันการทุจริต"),
    ),
    6: (
        ("ลด", "เอกสารประกอบคำขออนุญาตก่อสร้าง", "ประชาชนต้องยื่นเอกสารซ้ำหลายครั้ง"),
        ("ปรับปรุง", "ห้องรับรองผู้มาติดต่อราชการ", "สถานที่รอรับบริการคับแคบ"),
        ("จัดอบรม", "การพูดกับผู้มาติดต่อให้พนักงานหน้าโต๊ะ", "การให้ข้อมูลแก่ประชาชนยังไม่ตรงไปตรงมา"),
    ),
    7: (
        ("เผยแพร่", "ข่าวของสำนักงานทางเสียงตามสายและเฟซบุ๊ก", "ประชาชนไม่ทราบข่าวของหน่วยงาน"),
        ("ปรับปรุง", "หน้าแรกของเว็บไซต์ให้ค้นข้อมูลได้ง่าย", "ข้อมูลบนเว็บไซต์เข้าถึงยาก"),
        ("จัดทำ", "แผ่นพับผลงานในรอบปีแจกทุกหมู่บ้าน", "ผลงานของหน่วยงานยังไม่เป็นที่รู้จัก"),
    ),
    8: (
        ("พัฒนา", "ระบบยื่นคำร้องทางอินเทอร์เน็ต", "การนำเทคโนโลยีมาใช้ยังน้อย"),
        ("จัดเวที", "ให้ผู้รับบริการเสนอวิธีทำงานที่ดีกว่า", "ผู้รับบริการไม่มีส่วนร่วมในการปรับปรุงงาน"),
        ("ปรับปรุง", "คู่มือการทำงานของฝ่ายบริการทั้งหมด", "วิธีทำงานยังล่าช้า"),
    ),
    9: (
        ("ปรับปรุง", "ข้อมูลผู้บริหารและช่องทางติดต่อบนเว็บไซต์", "ข้อมูลพื้นฐานไม่เป็นปัจจุบัน"),
        ("จัดทำ", "สถิติการให้บริการประจำปีและนำขึ้นเว็บไซต์", "ขาดสถิติการให้บริการ"),
        ("เผยแพร่", "ประกาศจัดซื้อและสรุปผลรายเดือน", "ข้อมูลการจัดซื้อไม่ครบทุกเดือน"),
        ("นำ", "หลักเกณฑ์การบริหารบุคคลขึ้นเว็บไซต์", "หลักเกณฑ์การบริหารบุคคลไม่ครบองค์ประกอบ"),
    ),
    10: (
        ("จัดทำ", "รายงานความเสี่ยงการทุจริตของทุกกอง", "การประเมินความเสี่ยงไม่ครบทุกด้าน"),
        ("ประกาศ", "เจตนารมณ์สุจริตของผู้บริหารพร้อมภาพถ่าย", "ขาดหลักฐานการมีส่วนร่วมของผู้บริหาร"),
        ("รายงาน", "ความก้าวหน้าของแผนป้องกันการทุจริต", "รายงานตามแผนป้องกันล่าช้า"),
    ),
}

TAILS = ("", "", "", "", "ให้ครบทุกกอง", "เพื่อประโยชน์ของประชาชน", "ตามแนวทางของสำนักงาน ป.ป.ช.", "อย่างต่อเนื่อง")

STEPS = (
    "แต่งตั้งคณะทำงาน",
    "สำรวจปัญหาจากผู้ปฏิบัติ",
    "ยกร่างและเสนอผู้บริหารพิจารณา",
    "เมื่อดำเนินการแล้วรายงานผู้บริหาร",
    "แจ้งเวียนทุกกองทราบ",
    "เผยแพร่บนเว็บไซต์ของหน่วยงาน",
    "ติดตามและสรุปปัญหาที่พบ",
    "ประชุมชี้แจงผู้เกี่ยวข้อง",
)
RECOMMENDATIONS = ("ควรทำให้ต่อเนื่อง", "ควรเพิ่มช่องทางออนไลน์", "-", "เห็นควรทบทวนปีละครั้ง", "")
OUTCOMES = (
    "ประชาชนได้รับความสะดวกมากขึ้น",
    "พนักงานเข้าใจตรงกัน",
    "จำนวนข้อร้องเรียนลดลง",
    "ข้อมูลบนเว็บไซต์เป็นปัจจุบัน",
)
PROBLEMS = ("ไม่มี", "-", "งบประมาณจำกัด", "บุคลากรไม่เพียงพอ", "")

ISSUES_OF_CODES = {
    "i": "ข้อคำถามที่ได้คะแนนน้อยคือ การรับรู้ของบุคลากรภายใน",
    "e": "ผู้รับบริการเห็นว่าหน่วยงานยังทำได้ไม่ดีพอ",
    "O": "หลักฐานบนเว็บไซต์ยังไม่ครบองค์ประกอบ",
}


@dataclass(frozen=True, slots=True)
class Work:
    """One measure before it is put into a table."""

    indicator: int
    code: str | None
    verb: str
    matter: str
    title: str
    weakness: str


def draw_code(hand: Hand, indicator: int) -> str:
    """A question or item that belongs to the indicator."""
    chance = hand.chance
    if indicator <= 5:
        return f"i{6 * (indicator - 1) + chance.whole(1, 6)}"
    if indicator <= 8:
        return f"e{5 * (indicator - 6) + chance.whole(1, 5)}"
    ends = [(framework[4], framework[6]) for framework in ITEMS.values()]
    if indicator == 9:  # an item that belongs to it in every framework: clerks are years behind
        return f"O{chance.whole(1, min(ninth for ninth, _ in ends))}"
    return f"O{chance.whole(max(ninth for ninth, _ in ends) + 1, min(last for _, last in ends))}"


def write_code(hand: Hand, code: str) -> str:
    """A code as a clerk writes it: ``i16``, ``I๑๖``, ``ข้อ i๑๖``, ``E๑๑``."""
    chance = hand.chance
    if code[0] != "O" and chance.maybe(0.12):
        return f"ข้อ {hand.number(code[1:])}"
    letter = code[0] if chance.maybe(0.5) else code[0].upper()
    gap = chance.pick(("", "", "", " "))
    return f"{chance.pick(('', '', 'ข้อ ', '('))}{letter}{gap}{hand.number(code[1:])}".replace(
        "(", "ข้อคำถาม " if code[0] != "O" else "ข้อ "
    )


def draw_work(hand: Hand, indicator: int, *, coded: bool) -> Work:
    """A measure for an indicator."""
    verb, matter, weakness = hand.chance.pick(TOPICS[indicator])
    tail = hand.chance.pick(TAILS)
    code = draw_code(hand, indicator) if coded else None
    return Work(indicator, code, verb, matter, verb + matter + tail, weakness)


def draw_steps(hand: Hand, count: int) -> list[str]:
    """Numbered steps."""
    steps = hand.chance.some(STEPS, count)
    mark = hand.chance.pick(("{}.", "{}. ", "{}) ", "-"))
    return [(mark.format(hand.number(at)) if mark != "-" else "-") + step for at, step in enumerate(steps, 1)]


def narrate(hand: Hand, work: Work, status: str, who: str, year: int) -> str:
    """What a clerk tells of a measure that is done, under way or not begun."""
    chance = hand.chance
    month = chance.whole(1, 12)
    shown = year - 1 if month >= 10 else year
    when = f"{hand.number(chance.whole(1, 28))} {SHORT_MONTHS[month - 1]} {hand.number(shown)}"
    matter = work.verb + work.matter
    if status == "completed":
        return chance.pick(
            (
                f"{who} ได้{matter}เรียบร้อยแล้ว เมื่อวันที่ {when}",
                f"ได้{matter}แล้วเสร็จ มีผู้เข้าร่วม {hand.number(chance.whole(12, 90))} คน",
                f"ดำเนินการ{matter}แล้ว และรายงานให้ผู้บริหารทราบ",
                f"{who} {matter}แล้วเสร็จครบถ้วนตามแผน",
                f"ได้มีการ{matter} เป็นที่เรียบร้อย",
                f"{who} {matter}จนเสร็จเรียบร้อย เมื่อ {when}",
                f"มีการ{matter}ครบทุกกองแล้ว จำนวน {hand.number(chance.whole(1, 9))} เรื่อง",
                f"จัดประชุมและ{matter}แล้ว ตามบันทึกลงวันที่ {when}",
            )
        )
    if status == "in_progress":
        return chance.pick(
            (
                f"อยู่ระหว่าง{matter} คาดว่าจะแล้วเสร็จในไตรมาสถัดไป",
                f"{who} กำลัง{matter} ทำแล้วบางส่วน",
                f"อยู่ระหว่างเสนอผู้บริหารพิจารณา ก่อน{matter}",
                f"{who} อยู่ระหว่าง{matter} ได้ผลบางส่วนแล้ว",
                f"อยู่ในขั้นตอน{matter} รวบรวมข้อมูลจากแต่ละกอง",
            )
        )
    return chance.pick(
        (
            f"ยังไม่ได้{matter} เนื่องจากงบประมาณไม่เพียงพอ",
            f"{who} ยังไม่ได้ดำเนินการ{matter}",
            f"ยังไม่มีการ{matter}ในรอบนี้",
            f"ยังไม่ได้เริ่ม{matter} เพราะรอหนังสือสั่งการ",
        )
    )
