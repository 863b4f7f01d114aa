"""Invented report text with persons in it and without, each piece marked. Knows nothing of the masking."""

# ruff: noqa: E501, SIM905
from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.persons.invented_persons import MONKS, NICKNAMES, PARTED, Persons, Private

Piece = str | Private
Text = tuple[Piece, ...]

ROLES = "ปลัดเทศบาล|นักทรัพยากรบุคคลชำนาญการ|หัวหน้าสำนักปลัด|ผู้อำนวยการกองคลัง|นิติกรปฏิบัติการ|เจ้าพนักงานธุรการ|นายกองค์การบริหารส่วนตำบล|นักวิเคราะห์นโยบายและแผน".split(
    "|"
)
LABELS = (
    "ชื่อ-สกุล: |ชื่อ-สกุล |ชื่อ - นามสกุล : |ชื่อ สกุล: |ชื่อและนามสกุล: |ชื่อผู้รับผิดชอบ: |ผู้รับผิดชอบโครงการ: |ผู้รับผิดชอบ : |ผู้ประสานงาน: |ผู้จัดทำ: |ผู้รายงาน: |ผู้ตรวจสอบ: |"
    "ผู้อนุมัติ : |ผู้บันทึกข้อมูล: |ผู้ให้ข้อมูล: |วิทยากร: |เจ้าของเรื่อง: |ผู้ร้องเรียน: |ผู้ติดต่อ: |ผู้ดูแลระบบ: |ผู้จัดทำรายงาน : |ชื่อเจ้าหน้าที่: |ชื่อผู้ประสานงาน: |ผู้กำกับติดตาม: "
).split("|")
CLEAN = (
    "นายก อบต.บ้านสมมุติ มอบนโยบายแก่พนักงานส่วนตำบล|นายกเทศมนตรีตำบลบ้านสมมุติ ลงนามในประกาศเจตนารมณ์สุจริต|นายกองค์การบริหารส่วนตำบลเป็นประธานการประชุม|"
    "นายทะเบียนท้องถิ่น ตรวจสอบข้อมูลทะเบียนราษฎร|อำเภอนางรอง จังหวัดบุรีรัมย์|จังหวัดพระนครศรีอยุธยา มีองค์กรปกครองส่วนท้องถิ่นหลายแห่ง|"
    "รองนายก อบจ. ติดตามผลการดำเนินงาน|นายช่างโยธาชำนาญงาน ควบคุมงานก่อสร้าง|นายอำเภอเมืองสมมุติ ให้คำแนะนำ|พระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560|"
    "พ.ร.บ. ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐|ระเบียบกระทรวงมหาดไทย ว่าด้วยการเบิกจ่ายเงิน|ผู้รับผิดชอบ สำนักปลัด กองคลัง|ผู้รับผิดชอบ: สำนักปลัดเทศบาล|ผู้รับผิดชอบ กองการศึกษา ร่วมกับ กองช่าง|"
    "ผู้รายงานความก้าวหน้าต้องจัดส่งรายงานทุกไตรมาส|ผู้ตรวจสอบภายใน ดำเนินการตรวจสอบตามแผน|ลงชื่อเข้าร่วมประชุมทุกครั้ง|ลงนามบันทึกข้อตกลงความร่วมมือ (MOU) ระหว่างหน่วยงาน|ลงชื่อ ........................ ผู้รายงาน|"
    "งบประมาณ ๑,๒๓๔,๕๖๗.๐๐ บาท|งบประมาณ 250,000 บาท เบิกจ่ายแล้ว 198,450.75 บาท|คะแนนรวม 89.45 ระดับ ผ่านดี|คะแนน ๙๙.๕๖ ๙๙.๖๔ ๙๘.๖๕ ๙๙.๑๒|"
    "ที่ มท ๐๘๑๐.๓/ว ๑๒๓๔ ลงวันที่ ๑ ตุลาคม ๒๕๖๖|ที่ กจ ๗๑๓๐๑/๑๒๓|เลขประจำตัวผู้เสียภาษี 0994000123456|เลขที่โครงการ 66017123456|วันที่ 15/09/2567 เวลา 08.30 - 16.30 น.|"
    "ปีงบประมาณ พ.ศ. 2566 - 2567 รอบ 6 เดือน|ระหว่างวันที่ 1 ตุลาคม 2566 ถึงวันที่ 31 มีนาคม 2567|https://www.example.go.th/news/detail/12345|www.example.go.th/ita2567/o12.pdf|"
    "https://example.go.th/download?file=ITA2566.pdf&id=20231001|https://www.example.go.th/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7|คุณธรรมและความโปร่งใสในการดำเนินงาน|คุณภาพการดำเนินงานของเจ้าหน้าที่|คุณสมบัติของผู้เสนอราคา คุณลักษณะเฉพาะ|"
    "ประสิทธิภาพการสื่อสาร และการปรับปรุงการทำงาน|พัฒนางานบริการ และพัฒนายกระดับคุณภาพ|สัมมนายกระดับ สัมมนางานบุคคล|การพัฒ นา ยกระดับ การให้บริการ|ปรึกษาทนายความ ก่อนดำเนินคดี|เจตนารมณ์ เจตนางานสุจริต|"
    "(นายกเทศมนตรีตำบลบ้านสมมุติ)|(ปลัดเทศบาล)|(งานพัสดุ กองคลัง)|(ส่วนที่ 2 การดำเนินงาน)|ที่อยู่ องค์การบริหารส่วนตำบลบ้านสมมุติ เลขที่ 99 หมู่ 2 ตำบลสมมุติ|ช่องทาง Line OA ของหน่วยงาน|ช่องทาง Online และ On-site|"
    "เผยแพร่ทาง Facebook และ เว็บไซต์ ของหน่วยงาน|เอกสารแนบ รายงาน_ITA_2566.pdf|O1 O2 O3 O4 O5 O6 O7 O8 O9 O10|ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ i1 i2 i3 i4 i5 i6|จัดทำคู่มือการปฏิบัติงาน อย่างน้อย ๑ ครั้ง|"
    "ประชุมชี้แจงบุคลากรทุกไตรมาส เพื่อมอบหมายภาระหน้าที่|เจ้าหน้าที่ผู้รับผิดชอบ จัดทำแผนดำเนินงานประจำปี|ติดต่อสอบถาม ได้ในเวลาราชการ|หน่วยงานที่ท่านติดต่อ มีช่องทางรับฟังคำติชมหรือความคิดเห็น หรือไม่|"
    "ชื่อ\tข้อมูล\tองค์ประกอบด้านข้อมูล\tผู้รับผิดชอบ\tความก้าวหน้าผลการดำเนินงาน|ประเด็นที่ต้องพัฒนา\tผู้รับผิดชอบ\tขั้นตอนหรือวิธีการ\tวันส่งงาน|ชื่อโครงการ: อบรมคุณธรรมจริยธรรม|ชื่อหน่วยงาน: เทศบาลตำบลบ้านสมมุติ|"
    "อ.ส.ค. และ พ.ต. ท้องถิ่น|น.ส.๓ ก. และ ส.ป.ก. 4-01|ก.จ. ก.ท. และ ก.อบต. กำหนดหลักเกณฑ์|ส.ค.ส. ปีใหม่|เลขบัญชีทรัพย์สิน ให้ครบถ้วน|บัญชีรายรับรายจ่าย ประจำเดือน|ผู้บังคับบัญชา กำชับ เจ้าหน้าที่|พระพุทธศาสนา และประเพณีท้องถิ่น|"
    "เด็กนักเรียน เด็กเล็ก ในศูนย์พัฒนาเด็กเล็ก|เด็กชายและเด็กหญิง ได้รับวัคซีน|นางสาวไทย และนางงาม|ดำเนินการแล้วเสร็จ ร้อยละ 100|เบอร์โทรศัพท์ของหน่วยงาน เผยแพร่บนเว็บไซต์|สายด่วน โทร. 1567|อีเมลกลาง ของหน่วยงาน|"
    "ผลการประเมิน 85.20 86.10 90.33 91.00 77.82|2563 2564 2565 2566 2567|1 2 3 4 5 6 7 8 9 10 11 12 13|หมู่ที่ ๑ ถึง หมู่ที่ ๑๒ ตำบลบ้านสมมุติ|บ้านหนองนา ยางพารา และข้าว|ประกาศ ณ วันที่ ๓๐ กันยายน พ.ศ. ๒๕๖๖"
).split("|")  # fmt: skip


def texts(seed: int, count: int) -> Iterator[Text]:
    """``count`` texts; two of three hold something private, all hold plain report text."""
    random = Random(seed)
    makers = list(_MAKERS.items())
    for number in range(count):
        around = [random.choice(CLEAN) for _ in range(random.randint(1, 3))]
        if number % 3 == 2:
            yield tuple(_damaged(line + "\n", random) for line in around)
            continue
        kind, make = makers[(number // 3 * 2 + number % 3) % len(makers)]
        private = make(Persons(random), kind)
        yield (
            *(_damaged(line + "\n", random) for line in around[:-1]),
            *(
                Private(piece.kind, _damaged_name(piece.text, random))
                if isinstance(piece, Private)
                else piece
                for piece in private
            ),
            "\n" + _damaged(around[-1], random),
        )


def _damaged(text: str, random: Random) -> str:
    """As a scanner reads it, lightly."""
    if random.random() < 0.1:
        text = text.replace("ำ", "ํา")
    if random.random() < 0.1:
        text = text.replace(" ", "  ", 1)
    if random.random() < 0.05:
        text = text.replace("์", "", 1)
    return text


def _damaged_name(text: str, random: Random) -> str:
    chance = random.random()
    if chance < 0.05:
        return text.replace(" ", "  ")
    if chance < 0.08 and len(text) > 8 and " " in text and "ก" <= text[0] <= "ฮ":
        return text.replace(" ", "\n", 1)
    if chance < 0.12:
        return text.replace("ำ", "ํา").replace("่", "่่", 1)
    return text


def _titled(persons: Persons, kind: str) -> Text:
    title, first, last = persons.titled()
    frame = persons.random.choice(
        "โดยมี{}ตำแหน่ง หัวหน้าสำนักปลัด|มอบหมายให้ {} เป็นผู้ดูแล|({})|ผู้รายงาน {}\nตำแหน่ง นักทรัพยากรบุคคล|คณะทำงานประกอบด้วย {} และคณะ|{}, กรรมการ|เสนอโดย {}|วิทยากรคือ{} จากหน่วยงานอื่น|๑. {} ประธานกรรมการ".split(
            "|"
        )
    )
    before, after = frame.split("{}")
    return (
        before + title,
        Private(kind, f"{first} {last}"),
        (" " if after[:1] not in " \n),/" else "") + after,
    )


def _parted(persons: Persons, kind: str) -> Text:
    return (
        "ผู้รับผิดชอบ " + persons.random.choice(PARTED),
        Private(kind, f"{persons.first()} {persons.last()}"),
        "\nตำแหน่ง นิติกร",
    )


def _initial(persons: Persons, kind: str) -> Text:
    letter = persons.random.choice("กขจชดตธนบปพมรวสอ")
    title, before = persons.random.choice(
        (("นาย ", "มอบหมาย "), ("นาย", "โดย "), ("นางสาว", "และ "), ("นาง ", "คือ "))
    )
    return (
        before + title,
        Private(kind, f"{letter}.{persons.random.choice(('', ' '))}{persons.last()}"),
        " ดำเนินการ",
    )


def _given_only(persons: Persons, kind: str) -> Text:
    title = persons.random.choice(("นาย", "นางสาว", "น.ส.", "ดร."))
    return "ติดต่อ " + title, Private(kind, persons.first()), " เป็นผู้ดูแล"


def _monk(persons: Persons, kind: str) -> Text:
    return "นิมนต์ " + persons.random.choice(MONKS), Private(kind, persons.first()), " แสดงธรรม"


def _signature(persons: Persons, kind: str) -> Text:
    name = Private(kind, f"{persons.first()} {persons.last()}")
    initial = Private(kind, f"{persons.random.choice('กจชสพน')}.{persons.last()}")
    role = persons.random.choice(ROLES)
    dots = "." * persons.random.randint(5, 40)
    return persons.random.choice((
        (f"ลงชื่อ {dots} (", name, f")\n{role}"),
        (f"ลงชื่อ{dots}ผู้รายงาน\n(", name, f")\nตำแหน่ง {role}"),
        (f"(ลงชื่อ) {dots}\n       ( ", name, f" )\n{role}"),
        ("(ลงนาม) ", name, f"\n{role}"),
        (f"(ลงนาม){dots}\n(", name, ")"),
        ("ลงชื่อ: ", name, f" {role}"),
        (f"ลงชื่อ {dots} ", initial, ""),
        (f"ลงชื่อ\t{dots}\n\t(", name, f")\n\t{role}"),
        (f"({dots})\n(", name, f")\n{role}"),
        ("ลงชื่อ ____________ ", name, f" {role}"),
        ("ลงชื่อ …………………… ผู้ตรวจสอบ<br/>(", name, f")<br/>{role}"),
    ))  # fmt: skip


def _split_signature(persons: Persons, kind: str) -> Text:
    title = persons.random.choice(("นาย", "นางสาว", "นาง"))
    between = persons.random.choice(("\n", "\t", "<br>", " | ", "  \n"))
    return (
        f"({title}",
        Private(kind, f"{persons.first()}{between}{persons.last()}"),
        ")\n" + persons.random.choice(ROLES),
    )


def _labelled(persons: Persons, kind: str) -> Text:
    label = persons.random.choice(LABELS)
    after = persons.random.choice(("", "\nตำแหน่ง นิติกร", "\tสำนักปลัด", " ตำแหน่ง นักจัดการงานทั่วไป", ", หัวหน้าฝ่าย"))
    return label, Private(kind, f"{persons.first()} {persons.last()}"), after


def _contact(persons: Persons, kind: str) -> Text:
    label = persons.random.choice(
        ("ผู้ประสานงาน ", "ผู้จัดทำ ", "ผู้รายงาน ", "ผู้ตรวจสอบ ", "ติดต่อ ", "ผู้รับผิดชอบ ", "วิทยากร ", "ประสานงาน ")
    )
    return (
        label, Private(kind, f"{persons.first()} {persons.last()}"), persons.random.choice((" โทร. ", " โทรศัพท์ ", " เบอร์โทร ", " มือถือ ")),
        Private("telephone", persons.phone()), "",
    )  # fmt: skip


def _nickname(persons: Persons, kind: str) -> Text:
    return (
        "ชื่อเล่น" + persons.random.choice((" ", ": ", "")),
        Private(kind, persons.random.choice(NICKNAMES)),
        "\nกองคลัง",
    )


def _english(persons: Persons, kind: str) -> Text:
    name = persons.english()
    title = persons.random.choice(
        ("Mr. ", "Mrs. ", "Miss ", "Ms.", "Dr. ", "MR. ", "Name: ", "Mr.", "ชื่อ-สกุล: ", "ผู้ประสานงาน: ")
    )
    return "by " + title, Private(kind, name.upper() if title == "MR. " else name), ", coordinator"


def _telephone(persons: Persons, kind: str) -> Text:
    return (
        persons.random.choice(
            ("โทร. ", "โทร ", "โทรศัพท์ ", "โทรศัพท์/โทรสาร ", "Tel. ", "เบอร์ติดต่อ ", "สอบถาม ", "หมายเลข ")
        ),
        Private(kind, persons.phone()),
        persons.random.choice(("", " ในเวลาราชการ", "\n")),
    )


def _email(persons: Persons, kind: str) -> Text:
    return (
        persons.random.choice(("E-mail: ", "อีเมล ", "ส่งที่ ", "Email : ")),
        Private(kind, persons.email()),
        " ภายในกำหนด",
    )


def _line(persons: Persons, kind: str) -> Text:
    return (
        persons.random.choice(
            ("LINE ID: ", "Line ID : ", "ไอดีไลน์ LINE: ", "ID Line: ", "ไลน์ไอดี ", "Line: ", "line id ")
        ),
        Private(kind, persons.line_id()),
        " แอดได้เลย",
    )


def _citizen(persons: Persons, kind: str) -> Text:
    return (
        persons.random.choice(
            ("เลขประจำตัวประชาชน ", "หมายเลขบัตรประชาชน ", "เลขที่บัตร ", "ผู้ร้อง ", "เลขบัตรประจำตัวประชาชน: ")
        ),
        Private(kind, persons.citizen()),
        " ตามแบบ",
    )


def _account(persons: Persons, kind: str) -> Text:
    return (
        persons.random.choice(
            (
                "เลขที่บัญชี ",
                "บัญชีธนาคารสมมุติ เลขที่ ",
                "เลขบัญชี: ",
                "บัญชีเลขที่ ",
                "พร้อมเพย์ ",
                "ธนาคารสมมุติ บัญชีออมทรัพย์ เลขที่ ",
            )
        ),
        Private(kind, persons.account()),
        " เพื่อรับเงิน",
    )


def _home(persons: Persons, kind: str) -> Text:
    name = Private("name behind a title", f"{persons.first()} {persons.last()}")
    house = Private(kind, persons.house())
    return persons.random.choice((
        ("นาย", name, " อยู่บ้านเลขที่ ", house, " ตำบลสมมุติ"),
        ("นางสาว", name, " ที่อยู่ ", house, " ต.สมมุติ อ.เมือง"),
        ("ผู้ร้อง นาง", name, " ที่อยู่ปัจจุบัน: เลขที่ ", house, " อำเภอเมือง"),
        ("บ้านเลขที่ ", house, " ของผู้ร้องเรียน"),
        ("นาย", name, " ภูมิลำเนา ", house, " ตำบลสมมุติ"),
    ))  # fmt: skip


def _file_name(persons: Persons, kind: str) -> Text:
    name = Private(kind, f"{persons.first()}_{persons.last()}")
    return persons.random.choice((
        ("รายงาน_นาย", name, "_2566.pdf"),
        ("คำสั่ง_นางสาว", name, ".pdf"),
        ("scan_", Private(kind, persons.citizen().replace(" ", "")), ".pdf"),
        ("รายงานผล นาง", Private(kind, f"{persons.first()} {persons.last()}"), " ปี 2566.docx"),
        ("file:///data/", Private(kind, persons.encoded(f"{persons.random.choice(('นาย', 'นางสาว'))}{persons.first()} {persons.last()}")), ".pdf"),
    ))  # fmt: skip


def _address(persons: Persons, kind: str) -> Text:
    name = f"{persons.first()} {persons.last()}"
    return persons.random.choice((
        ("https://www.example.go.th/f?name=", Private(kind, persons.encoded(name)), "&year=2566"),
        ("https://www.example.go.th/f?id=7&tel=", Private(kind, "08" + persons.digits(8)), ""),
        ("https://www.example.go.th/f?email=", Private(kind, f"somchai{persons.digits(2)}@example.com"), "&x=1"),
        ("https://www.example.go.th/doc/", Private(kind, persons.encoded("นาย" + name)), ".pdf"),
        ("https://www.example.go.th/p?cid=", Private(kind, persons.citizen().replace(" ", "")), "&y=2"),
        ("https://www.example.go.th/doc/คำสั่ง-นางสาว", Private(kind, name.replace(" ", "-")), ".pdf"),
    ))  # fmt: skip


_MAKERS: dict[str, Callable[[Persons, str], Text]] = {
    "name behind a title": _titled,
    "name behind a parted title": _parted,
    "initials behind a title": _initial,
    "given name behind a title": _given_only,
    "monk": _monk,
    "signature": _signature,
    "signature over lines or cells": _split_signature,
    "labelled name": _labelled,
    "contact": _contact,
    "nickname": _nickname,
    "English name": _english,
    "telephone": _telephone,
    "e-mail": _email,
    "LINE": _line,
    "citizen number": _citizen,
    "bank account": _account,
    "home": _home,
    "name of a file": _file_name,
    "web address": _address,
}
