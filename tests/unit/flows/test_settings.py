from pathlib import Path

import pytest

from flows.settings import Settings, language, load_settings
from transforms.errors import WrongUse


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"PRONGSAI_{name.upper()}", raising=False)


def test_defaults() -> None:
    settings = load_settings()
    assert settings.home == Path("data")
    assert settings.inbox_folders == (Path("data/inbox"),)
    assert settings.timezone == "Asia/Bangkok"
    assert settings.keep == 3


def test_flags_go_before_variables_and_variables_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("prongsai.toml").write_text('home = "of-file"\nkeep = 5\nworkers = 7\n')
    monkeypatch.setenv("PRONGSAI_HOME", "of-variable")
    monkeypatch.setenv("PRONGSAI_KEEP", "4")
    settings = load_settings(home="of-flag")
    assert (settings.home, settings.keep, settings.workers) == (Path("of-flag"), 4, 7)


def test_lists_in_variables_and_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("prongsai.toml").write_text('provinces = ["ตรัง", "น่าน"]\n', encoding="utf-8")
    monkeypatch.setenv("PRONGSAI_INBOXES", "one, two")
    settings = load_settings()
    assert settings.provinces == ("ตรัง", "น่าน")
    assert settings.inboxes == (Path("one"), Path("two"))


def test_a_variable_that_is_no_setting_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRONGSAI_REAL_REPORTS", "/reports")
    assert load_settings().home == Path("data")


@pytest.mark.parametrize(
    ("flags", "named"),
    [({"workers": 0}, "workers"), ({"timezone": "Asia/Krungthep"}, "timezone"), ({"lang": "de"}, "lang")],
)
def test_a_bad_setting_is_named_with_what_to_do(flags: dict[str, object], named: str) -> None:
    with pytest.raises(WrongUse) as refused:
        load_settings(**flags)
    for message in (refused.value.message_th, refused.value.message_en):
        assert named in message
        assert f"PRONGSAI_{named.upper()}" in message


def test_an_unknown_name_in_the_file_is_refused() -> None:
    Path("prongsai.toml").write_text("worker = 2\n")
    with pytest.raises(WrongUse, match="Unknown setting worker"):
        load_settings()


def test_a_file_that_is_no_toml_is_refused() -> None:
    Path("prongsai.toml").write_text("home = \n")
    with pytest.raises(WrongUse, match=r"prongsai\.toml cannot be read"):
        load_settings()


def test_the_language_is_that_of_the_flag_the_variable_then_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("PRONGSAI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert language() == "en"
    monkeypatch.setenv("LANG", "th_TH.UTF-8")
    assert language() == "th"
    monkeypatch.setenv("PRONGSAI_LANG", "en")
    assert language() == "en"
    assert language("th") == "th"


@pytest.mark.parametrize("inside", ["", "data"])
def test_a_home_that_is_a_file_is_refused(tmp_path: Path, inside: str) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(WrongUse, match="taken is a file, not a folder") as caught:
        load_settings(home=taken / inside)
    assert "ไม่ใช่โฟลเดอร์" in caught.value.message_th
