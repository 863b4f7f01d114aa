"""The commands on a published warehouse: what they answer, in which language, with which exit code."""

import csv
import io
import json
import resource
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest
from rich.cells import cell_len

from flows import stages
from flows.checking import CheckProcess
from flows.messages import all_messages
from flows.run_request import RunOutcome, run_request
from flows.settings import load_settings
from tests.integration.command_line import SAMPLES, command, environment, prongsai
from warehouse.archive import Archive
from warehouse.disk import sha256_of
from warehouse.reference_files import load_reference
from warehouse.register import import_register

ESCAPE = "\x1b"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> RunOutcome:
    """The samples, published by the stages alone: without Prefect."""
    home = tmp_path_factory.mktemp("published") / "home"
    import_register(home, SAMPLES / "register.csv", datetime.now(UTC).date())
    request = run_request(load_settings(home=home, inboxes=(SAMPLES / "inbox",)))
    reference = load_reference(home)
    collected = stages.collect(request)
    read = stages.read(request, reference)
    built = stages.build(request, reference, collected, read)
    with CheckProcess(home / "work") as process:
        checked = stages.check(request, reference, collected, read, built, process)
    record = stages.export(request, reference, collected, checked)
    return stages.publish(request, collected, read, checked, record, {})


@pytest.fixture
def home(published: RunOutcome) -> Path:
    return published.request.home


def test_help_answers_at_once_and_names_every_command(tmp_path: Path) -> None:
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = prongsai("--help", cwd=tmp_path)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Processor time: what the clock shows depends on what else the machine does.
        took.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    for name in ("run", "query", "export", "issues", "status", "explain", "register", "doctor", "schedule"):
        assert name in done.stdout
    assert min(took) < 0.5


def test_help_imports_nothing_costly(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom flows.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "costly = {'prefect', 'great_expectations', 'polars', 'duckdb', 'pydantic'} & set(sys.modules)\n"
        "print('costly:', sorted(costly))"
    )
    done = subprocess.run(
        [*command()[:1], "-c", code], env=environment(tmp_path), capture_output=True, text=True, check=True
    )
    assert "costly: []" in done.stdout


def test_help_and_errors_speak_thai(tmp_path: Path) -> None:
    assert "รอบการทำงาน" in prongsai("--help", cwd=tmp_path, PRONGSAI_LANG="th").stdout
    done = prongsai("query", "--home", tmp_path / "none", "--lang", "th", cwd=tmp_path, expect=2)
    assert "ยังไม่มีการเผยแพร่" in done.stderr
    done = prongsai(
        "query", "--home", tmp_path / "none", cwd=tmp_path, expect=2, PRONGSAI_LANG="", LANG="th_TH"
    )
    assert "ยังไม่มีการเผยแพร่" in done.stderr


def test_every_message_is_in_both_languages_with_the_same_placeholders() -> None:
    from string import Formatter

    for key, texts in all_messages().items():
        assert set(texts) == {"th", "en"}, key
        fields = [
            {field for _, field, _, _ in Formatter().parse(text) if field is not None}
            for text in texts.values()
        ]
        assert fields[0] == fields[1], key


def test_the_version(tmp_path: Path) -> None:
    assert prongsai("--version", cwd=tmp_path).stdout.startswith("prongsai 0.")


def test_without_sql_the_comparison_is_shown_with_the_names_of_the_results(home: Path) -> None:
    done = prongsai("query", "--home", home, cwd=home.parent)
    assert "ทม.เขาเมฆขาว" in done.stdout
    assert "prongsai-comparison.xlsx" in done.stdout
    assert "prongsai.duckdb" in done.stdout
    assert ESCAPE not in done.stdout


def test_tables_of_thai_text_are_aligned_and_fit(home: Path) -> None:
    from rich.cells import cell_len

    places = "SELECT name, amphoe, province FROM core.organizations ORDER BY length(name) DESC"
    for arguments in (["query"], ["status"], ["query", places]):
        lines = prongsai(*arguments, "--home", home, cwd=home.parent).stdout.splitlines()
        rule = next((number for number, line in enumerate(lines) if line.startswith("───")), None)
        assert rule is not None, arguments
        width = cell_len(lines[rule])
        assert width <= 100
        heading, first_row = lines[rule - 1], lines[rule + 1]
        assert (cell_len(heading), cell_len(first_row)) == (width, width), arguments


_WIDE = "SELECT * FROM mart.score_comparison ORDER BY fiscal_year DESC LIMIT 2"


def test_a_table_too_wide_to_read_is_shown_record_by_record(home: Path) -> None:
    done = prongsai("query", _WIDE, "--home", home, cwd=home.parent)
    assert "── 2" in done.stdout
    assert any(line.split()[:2] == ["fiscal_year", "2566"] for line in done.stdout.splitlines())


def test_answers_in_every_format(home: Path, tmp_path: Path) -> None:
    sql = "SELECT name, amphoe FROM core.organizations WHERE in_register ORDER BY organization_id LIMIT 3"
    as_json = json.loads(prongsai("query", sql, "--json", "--home", home, cwd=tmp_path).stdout)
    assert (
        json.loads(prongsai("query", sql, "--format", "json", "--home", home, cwd=tmp_path).stdout) == as_json
    )
    as_csv = prongsai("query", sql, "--format", "csv", "--home", home, cwd=tmp_path).stdout
    assert list(csv.DictReader(io.StringIO(as_csv.removeprefix("\ufeff")))) == as_json
    for suffix, read in (("xlsx", pl.read_excel), ("parquet", pl.read_parquet)):
        prongsai(
            *("query", sql, "--format", suffix, "--output", tmp_path / f"out.{suffix}", "--home", home),
            cwd=tmp_path,
        )
        assert read(tmp_path / f"out.{suffix}")["name"].to_list() == [row["name"] for row in as_json]


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "SELECT nothing FROM nowhere"),
        ("query", "DELETE FROM core.documents"),
        ("query", "SELECT 1", "--format", "docx"),
        ("export", "--format", "docx"),
        ("export", "--province", "กรุงเก่า"),
        ("export", "--amphoe", "ไม่มีอำเภอนี้"),
        ("export", "--type", "อบค."),
        ("issues", "--province", "กรุงเก่า"),
        ("issues", "--rule", "block-ruind"),
        ("explain", "ไม่มีหน่วยงานนี้"),
        ("explain", "ดอนคำฟ้า"),
        ("register", "import", "nowhere.csv"),
        ("run", "--inbox", "nowhere"),
        ("run", "--as-of", "2567-09-30"),
        ("run", "--as-of", "yesterday"),
        ("run", "--accept", "some-rule"),
        ("run", "--workers", "0"),
        ("run", "--no-such-flag"),
    ],
)
def test_wrong_use_is_told_in_a_line_or_a_few_with_exit_code_2(
    home: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = prongsai(*arguments, "--home", home, cwd=tmp_path, expect=2)
    assert done.stdout == ""
    assert 0 < len(done.stderr.splitlines()) < 8
    assert "Traceback" not in done.stderr


def test_homonyms_are_listed(home: Path) -> None:
    done = prongsai("explain", "ดอนคำฟ้า", "--home", home, cwd=home.parent, expect=2)
    for place in ("อ.ท่าวังผา", "อ.เชียงกลาง"):
        assert place in done.stderr


def test_an_explanation_has_file_sha256_line_and_text(home: Path, published: RunOutcome) -> None:
    done = prongsai("explain", "เขาเมฆขาว", "2566", "overall", "--home", home, cwd=home.parent)
    assert "89.47" in done.stdout
    assert "sha256" in done.stdout
    as_json = json.loads(
        prongsai("explain", "เขาเมฆขาว", "2566", "overall", "--json", "--home", home, cwd=home.parent).stdout
    )
    (figure, *_) = as_json["figures"]
    original = home / "archive" / figure["source"]["sha256"][:2] / figure["source"]["sha256"]
    assert original.is_file()


def test_issues_by_rule_and_province(home: Path) -> None:
    every = json.loads(prongsai("issues", "--json", "--home", home, cwd=home.parent).stdout)
    assert every
    severities = [issue["severity"] for issue in every]
    assert severities == sorted(severities, key=["error", "warning", "info"].index)
    rule, province = "block-ruined", "สุรินทร์"
    found = json.loads(
        prongsai(
            *("issues", "--json", "--rule", rule, "--province", province, "--home", home), cwd=home.parent
        ).stdout
    )
    assert found
    assert {(issue["rule"], issue["province"]) for issue in found} == {(rule, province)}
    assert len(found) == sum((i["rule"], i["province"]) == (rule, province) for i in every)


def test_issues_are_read_by_rule_with_what_to_do(home: Path) -> None:
    done = prongsai("issues", "--limit", "500", "--home", home, cwd=home.parent)
    every = json.loads(prongsai("issues", "--json", "--home", home, cwd=home.parent).stdout)
    shown = " ".join(done.stdout.split())
    for issue in every:
        assert issue["action"] and f"→ {issue['action']}" in done.stdout
        assert f"{issue['rule']} (" in shown
    assert f"{len(every)} issues" in done.stdout
    done = prongsai("issues", "--rule", "block-ruind", "--home", home, cwd=home.parent, expect=2)
    assert "Did you mean block-ruined" in done.stderr


def test_status_tells_of_the_last_run(home: Path, published: RunOutcome) -> None:
    found = json.loads(prongsai("status", "--json", "--home", home, cwd=home.parent).stdout)
    assert found["publication"] == published.request.run_id
    assert found["at_work"] is None
    (run,) = found["runs"]
    assert (run["state"], run["documents_new"]) == ("published", 21)
    assert sum(found["open_issues"].values()) > 0


def test_status_without_a_publication(tmp_path: Path) -> None:
    assert "prongsai run" in prongsai("status", "--home", tmp_path, cwd=tmp_path).stdout


def test_exports(home: Path, tmp_path: Path) -> None:
    prongsai("export", "--format", "xlsx,csv", "--output", "out", "--home", home, cwd=tmp_path)
    assert (tmp_path / "out" / "prongsai-comparison.xlsx").stat().st_size > 0
    assert (tmp_path / "out" / "csv" / "score_comparison.csv").is_file()


def test_a_small_warehouse_of_a_type_and_what_was_written_as_json(home: Path, tmp_path: Path) -> None:
    done = prongsai(
        *(
            "export",
            "--format",
            "duckdb",
            "--type",
            "อบต.",
            "--fiscal-year",
            "2566",
            "--output",
            "out",
            "--json",
        ),
        *("--home", home),
        cwd=tmp_path,
    )
    assert done.stderr == ""
    assert json.loads(done.stdout) == ["out/prongsai_export.duckdb", "out/datapackage.json"]
    with duckdb.connect(str(tmp_path / "out" / "prongsai_export.duckdb"), read_only=True) as connection:
        found = connection.execute("SELECT DISTINCT organization_type FROM mart.score_comparison").fetchall()
        views = connection.execute("SELECT count(*) FROM mart_th.score_comparison").fetchall()
    assert found == [("sao",)] and views[0][0] > 0


def test_exports_are_not_written_over_what_was_published(home: Path, tmp_path: Path) -> None:
    done = prongsai("export", "--output", home / "exports", "--home", home, cwd=tmp_path, expect=2)
    assert "never written to" in done.stderr


def test_of_the_first_publication_everything_is_new(home: Path, published: RunOutcome) -> None:
    run_id = published.request.run_id
    found = json.loads(prongsai("diff", run_id, "--json", "--home", home, cwd=home.parent).stdout)
    assert (found["is_first"], found["run"]["run_id"], found["figures_changed"]) == (True, run_id, 0)
    assert found["organizations_after"] > 0 and found["added"] == []
    said = prongsai("diff", "--home", home, cwd=home.parent, COLUMNS="80").stdout
    assert "first publication" in said and max(map(cell_len, said.splitlines())) <= 80
    listed = prongsai("diff", "--figures", "--json", "--run", run_id, "--home", home, cwd=home.parent)
    assert json.loads(listed.stdout) == []


@pytest.mark.parametrize("more", [(), ("--figures",), ("--json",)])
def test_diff_names_the_runs_where_it_does_not_know_one(
    home: Path, published: RunOutcome, more: tuple[str, ...]
) -> None:
    done = prongsai("diff", "r9", *more, "--home", home, cwd=home.parent, expect=2)
    assert "There is no run r9" in done.stderr and published.request.run_id in done.stderr
    assert prongsai("diff", "r9", "--run", "r8", "--home", home, cwd=home.parent, expect=2).stdout == ""


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        (
            ("6550291", "2566", "indicator:9"),
            (
                "table 1, row 10, cell 3",
                "text: ๙๗.๕๐",
                "๙ | การเปิดเผยข้อมูล | ๙๗.๕๐",
                "ตารางที่ 1 แถวที่ 10 ช่องที่ 3",
            ),
        ),
        (
            ("4550192", "2566", "indicator:9"),
            ("page 1, at ", "[page:1:box:", "text: ๑๐๐.๐๐", "๙ | การเปิดเผยข้อมูล | ๑๐๐.๐๐", "หน้า 1 ที่ "),
        ),
        (
            ("6920591", "2566", "indicator:9"),
            ("table 1, row 9, cell 3", "text: ๙๕.๐๐", "ตารางที่ 1 แถวที่ 9 ช่องที่ 3"),
        ),
    ],
    ids=["docx", "pdf", "html"],
)
def test_a_place_is_told_in_words_and_shown_whatever_the_format(
    home: Path, asked: tuple[str, ...], places: tuple[str, ...]
) -> None:
    *english, thai = places
    said = prongsai("explain", *asked, "--home", home, cwd=home.parent).stdout
    for word in english:
        assert word in said, word
    assert "!" not in said
    assert thai in prongsai("explain", *asked, "--home", home, "--lang", "th", cwd=home.parent).stdout
    found = json.loads(prongsai("explain", *asked, "--json", "--home", home, cwd=home.parent).stdout)
    (trace,) = found["figures"][0]["traces"]
    assert trace["place_th"].startswith(thai)
    assert trace["text"] in said


def test_the_page_of_a_figure_is_pictured(home: Path, tmp_path: Path) -> None:
    from PIL import Image

    asked = ("explain", "4550192", "2566", "overall", "--home", home, "--picture", "made/page.png")
    done = prongsai(*asked, "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["figures"]
    assert "made/page.png (11 of 11 places)" in done.stderr
    picture = tmp_path / "made" / "page.png"
    with Image.open(picture) as image:
        assert image.format == "PNG"
        assert (200, 30, 30) in {colour for _, colour in image.getcolors(1 << 24) or []}
    picture.write_bytes(b"another")
    assert "เขียน made/page.png แล้ว" in prongsai(*asked, "--lang", "th", cwd=tmp_path).stderr
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in picture.parent.iterdir()] == ["page.png"]


def test_what_has_no_pages_has_no_picture(home: Path, tmp_path: Path) -> None:
    for organization in ("6920591", "6320491"):  # a web page, text
        asked = ("explain", organization, "2566", "overall", "--home", home, "--picture", "none.png")
        done = prongsai(*asked, cwd=tmp_path, expect=2)
        assert "PDF files and images" in done.stderr
        assert str(home / "archive") in done.stderr
        assert "PDF และไฟล์ภาพ" in prongsai(*asked, "--lang", "th", cwd=tmp_path, expect=2).stderr
    assert not (tmp_path / "none.png").exists()


def test_an_original_that_is_gone_has_neither_picture_nor_text(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy, symlinks=True)
    content = (SAMPLES / "inbox" / "21_phakaeomani_2567_plan.pdf").read_bytes()
    Archive(copy).path(sha256_of(content)).unlink()
    asked = ("explain", "4550192", "2566", "indicator:9", "--home", copy)
    said = prongsai(*asked, cwd=tmp_path).stdout
    assert "! " in said
    assert "text: ๑๐๐.๐๐" in said  # that of the warehouse
    done = prongsai(*asked, "--picture", "none.png", cwd=tmp_path, expect=2)
    assert sha256_of(content) in done.stderr


def test_the_checks_by_hand_hold(home: Path) -> None:
    outcomes = json.loads(prongsai("check", "--json", "--home", home, cwd=home.parent).stdout)
    assert len(outcomes) > 100
    assert all(outcome["success"] for outcome in outcomes)


def test_a_healthy_machine(home: Path) -> None:
    findings = json.loads(prongsai("doctor", "--json", "--home", home, cwd=home.parent).stdout)
    by_name = {finding["name"]: finding for finding in findings}
    assert by_name["packages"]["ok"]
    assert by_name["register"]["said_en"].startswith("26 organizations")
    assert "is whole" in by_name["publication"]["said_en"]


def test_the_doctor_finds_a_damaged_publication_and_a_missing_register(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy, symlinks=True)
    (database,) = copy.glob("publications/*/warehouse/prongsai.duckdb")
    database.chmod(0o644)
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(b"damage")
    shutil.rmtree(copy / "reference" / "registers")
    findings = json.loads(prongsai("doctor", "--json", "--home", copy, cwd=tmp_path, expect=1).stdout)
    failed = {finding["name"] for finding in findings if not finding["ok"]}
    assert failed == {"publication", "register"}


def test_the_register_of_the_samples_is_imported(tmp_path: Path) -> None:
    done = prongsai("register", "import", SAMPLES / "register.csv", "--home", tmp_path / "h", cwd=tmp_path)
    assert "26 organizations" in done.stdout


def test_a_register_with_a_missing_column_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    rows = [row.split(",") for row in (SAMPLES / "register.csv").read_text("utf-8-sig").splitlines()]
    without = "\n".join(",".join(row[:1] + row[2:]) for row in rows)
    (tmp_path / "register.csv").write_text(without, encoding="utf-8")
    done = prongsai("register", "import", "register.csv", "--home", tmp_path / "h", cwd=tmp_path, expect=2)
    assert rows[0][1] in done.stderr
    assert not (tmp_path / "h" / "reference").exists()


def test_settings_of_the_working_folder(home: Path, tmp_path: Path) -> None:
    (tmp_path / "prongsai.toml").write_text(f'home = "{home}"\nlang = "th"\n', encoding="utf-8")
    done = prongsai("status", cwd=tmp_path, PRONGSAI_LANG="")
    assert "การเผยแพร่ล่าสุด" in done.stdout


def test_a_reader_that_has_enough_is_no_error(home: Path, tmp_path: Path) -> None:
    asked = " ".join(command("query", "'SELECT * FROM range(200000)'", "--format", "csv", "--home", home))
    done = subprocess.run(
        ["bash", "-c", f"{asked} | head -2; exit ${{PIPESTATUS[0]}}"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
