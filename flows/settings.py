"""Settings: flags of the command line, then ``PRONGSAI_*`` variables, then ``prongsai.toml`` in the
working folder, then defaults."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from transforms.errors import WrongUse

SETTINGS_FILE = Path("prongsai.toml")


def available_cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0))


class Settings(BaseSettings):
    """Everything that a person can set. ``inboxes`` are read in their order; empty means
    ``HOME/inbox``. ``provinces`` (Thai names) are those whose organizations are expected to report;
    empty means those from which a report came. ``keep`` publications stay. ``document_seconds`` and
    ``document_megabytes`` (of memory) limit the reading of one document, the seconds each page where it is
    read page by page; a file of more than
    ``file_megabytes`` is not taken in."""

    model_config = SettingsConfigDict(
        env_prefix="PRONGSAI_", env_ignore_empty=True, extra="forbid", frozen=True
    )

    home: Path = Path("data")
    inboxes: Annotated[tuple[Path, ...], NoDecode] = ()
    lang: Literal["th", "en"] | None = None
    provinces: Annotated[tuple[str, ...], NoDecode] = ()
    workers: int = Field(default_factory=available_cores, ge=1, le=256)
    timezone: str = "Asia/Bangkok"
    keep: int = Field(default=3, ge=1)
    document_seconds: float = Field(default=20, gt=0)
    document_megabytes: int = Field(default=1024, ge=64)
    file_megabytes: int = Field(default=256, ge=1)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, variables, file: no .env, no secrets."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, SETTINGS_FILE)

    @field_validator("inboxes", "provinces", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        """Variables hold lists as text, separated by commas (folders by ``:`` too)."""
        if not isinstance(value, str):
            return value
        return [part.strip() for part in value.replace(os.pathsep, ",").split(",") if part.strip()]

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("no such time zone")
        return value

    @property
    def today(self) -> date:
        """The day in the time zone of the settings."""
        return datetime.now(ZoneInfo(self.timezone)).date()

    @property
    def inbox_folders(self) -> tuple[Path, ...]:
        """The inboxes to walk."""
        return self.inboxes or (self.home / "inbox",)


def load_settings(**flags: Any) -> Settings:
    """The settings in force. A flag that is ``None`` or empty was not given. Raises
    :class:`WrongUse` that names the setting, where it can be set and what is wrong with it."""
    given = {name: value for name, value in flags.items() if value is not None and value != ()}
    try:
        settings = Settings(**given)
    except ValidationError as error:
        fault = error.errors()[0]
        raise _bad_setting(str(fault["loc"][0]) if fault["loc"] else "?", str(fault["msg"])) from error
    except (OSError, ValueError) as error:  # a settings file that cannot be read or is no TOML
        raise _bad_file(str(error)) from error
    for folder in (settings.home, *settings.home.parents):
        if folder.exists():
            if not folder.is_dir():
                raise _no_folder(folder)
            break
    return settings


def language(flag: str | None = None, variables: Iterable[str] = ("LC_ALL", "LC_MESSAGES", "LANG")) -> str:
    """``th`` or ``en``: the flag, ``PRONGSAI_LANG``, else the locale; English where nothing says Thai.
    Read before the settings are, so that a bad setting can be told in the right language."""
    for chosen in (flag, os.environ.get("PRONGSAI_LANG")):
        if chosen in ("th", "en"):
            return chosen
    for variable in variables:
        if value := os.environ.get(variable):
            return "th" if value.lower().startswith("th") else "en"
    return "en"


def _no_folder(path: Path) -> WrongUse:
    return WrongUse(
        f"{path} เป็นไฟล์ ไม่ใช่โฟลเดอร์: ระบุโฟลเดอร์ของข้อมูลด้วย --home หรือ PRONGSAI_HOME",
        f"{path} is a file, not a folder: name the folder of the data with --home or PRONGSAI_HOME.",
    )


def _bad_setting(name: str, reason: str) -> WrongUse:
    known = ", ".join(Settings.model_fields)
    if name not in Settings.model_fields:
        return WrongUse(
            f"ไม่รู้จักการตั้งค่า {name} ใน {SETTINGS_FILE}: ที่มีคือ {known} แก้ชื่อหรือลบบรรทัดนั้น",
            f"Unknown setting {name} in {SETTINGS_FILE}: there are {known}. Correct its name or remove it.",
        )
    places = f"PRONGSAI_{name.upper()}, {SETTINGS_FILE}"
    return WrongUse(
        f"การตั้งค่า {name} ใช้ไม่ได้ ({reason}): แก้ในตัวเลือกของคำสั่ง, {places}",
        f"The setting {name} cannot be used ({reason}). Mend it in the command's flags, {places}.",
    )


def _bad_file(reason: str) -> WrongUse:
    return WrongUse(
        f"อ่าน {SETTINGS_FILE} ไม่ได้ ({reason}): แก้ให้เป็น TOML ที่ถูกต้อง หรือย้ายไฟล์ออก",
        f"{SETTINGS_FILE} cannot be read ({reason}). Make it valid TOML, or move it away.",
    )
