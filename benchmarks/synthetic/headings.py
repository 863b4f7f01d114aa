"""Headings of the columns in tables of measures by what they mean, and the orders in which they stand."""

from __future__ import annotations

HEADINGS: dict[str, tuple[str, ...]] = {
    "no": ("ที่", "ลำดับ", "ลำดับที่"),
    "indicator": ("ตัวชี้วัด",),
    "issue": (
        "ประเด็นที่ต้องปรับปรุงแก้ไข/ ประเด็นที่ต้องพัฒนา",
        "ประเด็นที่เป็นข้อบกพร่องหรือจุดอ่อนที่ต้องแก้ไข",
        "ประเด็นที่ต้องแก้ไข/ปรับปรุง/รักษาระดับ",
        "ประเด็นที่ต้องพัฒนา",
        "หัวข้อ",
    ),
    "measure": (
        "มาตรการ",
        "มาตรการ/กิจกรรม",
        "มาตรการ/แนวทาง",
        "วิธีการนำผลวิเคราะห์ไปสู่การปฏิบัติ",
        "แนวทางการยกระดับการประเมิน",
        "แนวทางในการยกระดับการประเมิน",
    ),
    "steps": (
        "ขั้นตอนหรือวิธีการ/มาตรการ",
        "ขั้นตอน/วิธีการปฏิบัติ",
        "วิธีดำเนินการ",
        "วิธีการดำเนินการ",
    ),
    "responsible": ("ผู้รับผิดชอบ", "ผู้รับผิดชอบ/ผู้ที่เกี่ยวข้อง", "หน่วยงานที่รับผิดชอบ"),
    "time": ("ระยะเวลา", "ระยะเวลาดำเนินงาน", "ระยะเวลาในการดำเนินการ", "กำหนดแล้วเสร็จ"),
    "monitoring": ("การรายงานผลและการกำกับติดตาม กำหนดเวลาแล้วเสร็จ",),
    "status": ("สถานะ", "สถานะการดำเนินการ", "สถานะการดำเนินงาน"),
    "result": (
        "ความก้าวหน้าผลการดำเนินการ",
        "ความก้าวหน้าผลการดำเนินงาน",
        "สรุปผลการดำเนินการ",
        "สรุปผลการดำเนินการตามมาตรการหรือกิจกรรม",
        "ผลการดำเนินการ",
        "ผลการดำเนินงาน",
    ),
    "outcome": ("ผลลัพธ์/ความสำเร็จ", "ผลลัพธ์หรือความสำเร็จในการดำเนินการ"),
    "recommendation": ("ข้อเสนอแนะ",),
    "problem": ("ปัญหา/อุปสรรค",),
    "note": ("หมายเหตุ",),
    "schedule": ("การดำเนินการ",),
}

#: Orders of columns; ``result`` and ``status`` are put in where the report has them.
SHAPES: dict[str, tuple[float, tuple[str, ...]]] = {
    "numbered": (20, ("no", "indicator", "measure", "steps", "time", "responsible", "+")),
    "issue-first": (16, ("issue", "responsible", "steps", "monitoring", "+")),
    "weak-points": (14, ("measure", "issue", "steps", "responsible", "+", "outcome", "recommendation")),
    "raising": (16, ("indicator", "measure", "responsible", "time", "+")),
    "activities": (14, ("no", "measure", "steps", "time", "responsible", "+", "outcome")),
    "issue-measure": (12, ("issue", "measure", "steps", "time", "responsible", "+", "problem")),
    "short": (8, ("no", "measure", "responsible", "time", "+", "note")),
}
