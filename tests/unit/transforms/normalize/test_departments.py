from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.normalize.departments import DepartmentMatcher
from transforms.reference import Department

DEPARTMENTS = (
    Department("สำนักปลัด", "division", None, ("สำนักปลัดเทศบาล", "สำนักงานปลัด")),
    Department("กองคลัง", "division", None, ("ส่วนการคลัง",)),
    Department("กองช่าง", "division", None, ()),
    Department("กลุ่มงานตรวจสอบภายใน", "division", None, ("หน่วยตรวจสอบภายใน",)),
    Department("งานพัสดุ", "unit", None, ("งานพัสดุและทรัพย์สิน",)),
    Department("งานนิติการ", "unit", None, ()),
    Department("งานการเจ้าหน้าที่", "unit", None, ()),
    Department("งานรับเรื่องราวร้องทุกข์", "unit", None, ("งานรับเรื่องฯ", "งานรับเรื่องร้องทุกข์")),
    Department("งานป้องกันและบรรเทาสาธารณภัย", "unit", None, ("งานป้องกัน",)),
    Department("ทุกส่วนงาน", "everyone", None, ("ทุกงานในสังกัด", "ทุกกอง/สำนัก")),
    Department("ทุกภารกิจงาน", "everyone", None, ()),
    Department("ผู้บริหาร", "executive", None, ()),
)
MATCHER = DepartmentMatcher(DEPARTMENTS)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("กองช่าง", {"กองช่าง"}),
        ("กองคลัง/งานพัสดุ", {"กองคลัง", "งานพัสดุ"}),
        ("ผู้บริหาร สำนักปลัด", {"ผู้บริหาร", "สำนักปลัด"}),
        ("สํานักปลัด\nงานการ\nเจ้าหน้าที่", {"สำนักปลัด", "งานการเจ้าหน้าที่"}),
        ("งานรับเรื่องร้อง ทุกข์", {"งานรับเรื่องราวร้องทุกข์"}),
        ("- สำนักปลัด งานรับเรื่องฯ", {"สำนักปลัด", "งานรับเรื่องราวร้องทุกข์"}),
        ("๑.สำนักปลัด ๒.งานพัสดุและ ทรัพย์สิน", {"สำนักปลัด", "งานพัสดุ"}),
        ("งานนิติการสำนักปลัด", {"งานนิติการ", "สำนักปลัด"}),
        ("สำนักปลัดร่วมกับกองคลัง", {"สำนักปลัด", "กองคลัง"}),
        ("๑. กองคลัง ร่วมกับ ๒. คณะกรรมการตรวจรับ", {"กองคลัง"}),
        ("งานกาเจ้าหน้าที่", {"งานการเจ้าหน้าที่"}),
        ("กองคลงั", {"กองคลัง"}),
        ("สำนักปลัดเทศบาลตำบลบ้านสมมุติ", {"สำนักปลัด"}),
        ("เจ้าหน้าที่ทุกภารกิจงาน", {"ทุกภารกิจงาน"}),
        ("ทุกงานในสังกัด อบต.บ้านสมมุติ", {"ทุกส่วนงาน"}),
        ("ทุกกอง/สำนัก", {"ทุกส่วนงาน"}),
        ("ทุกภารกิจงานทำข้อมูลของตน แล้วส่งให้สำนักปลัดรวบรวม", {"ทุกภารกิจงาน", "สำนักปลัด"}),
        ("สำนักปลัด ภารกิจอื่นที่เกี่ยวข้อง", {"สำนักปลัด"}),
        ("กองคลัง กองช่าง เป็นต้น", {"กองคลัง", "กองช่าง"}),
        ("หัวหน้าสำนักปลัด", {"สำนักปลัด"}),
    ],
)
def test_departments_of_a_cell(cell: str, names: set[str]) -> None:
    found = MATCHER.find(cell)
    assert set(found.names) == names
    assert found.unmatched == ()


def test_a_cell_that_runs_into_steps_counts_by_its_head() -> None:
    cell = (
        "กองคลัง/งานพัสดุ\n๑.กองช่าง ร่วมกับงานนิติการ ดำเนินการจัดทำแบบแปลนและประกาศต่าง ๆ บนหน้าเว็บของหน่วยงานให้ครบถ้วน"
    )
    assert set(MATCHER.find(cell).names) == {"กองคลัง", "งานพัสดุ"}


@pytest.mark.parametrize("cell", ["งานกิจการพิเศษ", "กองช่างสุขาภิบาล", "งานป้องกันการทุจริต", "โรงเรียน"])
def test_unknown_departments_are_told(cell: str) -> None:
    found = MATCHER.find(cell)
    assert found.names == ()
    assert found.unmatched == (cell,)


def test_the_head_of_a_longer_name_is_not_the_department() -> None:
    assert MATCHER.find("งานป้องกัน การทุจริต").names == ()
    assert MATCHER.find("พนักงานพัสดุ").names == ()


@pytest.mark.parametrize(
    "cell", ["", "-", "คณะกรรมการบริหารความเสี่ยง", "ผู้ที่เกี่ยวข้อง", "เจ้าหน้าที่ผู้รับผิดชอบ", "ภารกิจอื่นที่เกี่ยวข้อง"]
)
def test_others_are_no_departments(cell: str) -> None:
    found = MATCHER.find(cell)
    assert (found.names, found.unmatched) == ((), ())


@given(
    st.lists(
        st.sampled_from([d.name for d in DEPARTMENTS if d.kind != "everyone"]),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    st.sampled_from(["/", " ", "\n", ", ", " และ", " ร่วมกับ", "\n- "]),
)
def test_joined_in_any_way(names: list[str], join: str) -> None:
    assert MATCHER.find(join.join(names)).names == tuple(names)


@given(st.text(alphabet=st.sampled_from("งานกองคลังสำนักปลัด ๑./-\nฯช่"), max_size=40))
def test_names_are_canonical_and_once_each(text: str) -> None:
    found = MATCHER.find(text)
    assert len(set(found.names)) == len(found.names)
    assert set(found.names) <= {d.name for d in DEPARTMENTS}
