"""Templates of the site: what they may call, and how figures, days and places are written."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.explained_places import in_words
from warehouse.explained_sources import reason_in_words
from warehouse.site.words import words

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

_TEMPLATES = Path(__file__).parent / "templates"
_BANGKOK = timezone(timedelta(hours=7))
_BUDDHIST = 543
_MONTHS = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
#: Wordings come again on every page: so many are kept.
_REMEMBERED = 10_000
#: The places of a rule's message that an issue fills in, and those that stand apart in brackets.
_FILLED = re.compile(r"\{\w+\}")
_FILLED_APART = re.compile(r"\s*\([^(){}]*\{\w+\}\)")
#: What may stand in a page's file name.
_FILE_NAME = re.compile(r"[A-Za-z0-9_-]+")


@cache
def environment() -> jinja2.Environment:
    """The environment of all templates: what a template does not know is an error, text is escaped."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=jinja2.select_autoescape(("html.j2",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"t": said, "t_attribute": said_in_attribute, "both": both, "word": word}
    made.filters |= {
        "count": counted,
        "score": score,
        "signed": signed,
        "day": thai_day,
        "moment": thai_moment,
        "size": size,
        "place": place,
        "unknown_reason": unknown_reason,
        "json": as_json,
        "file_name": file_name,
        "percent": percent,
        "bare": bare,
    }
    return made


@lru_cache(_REMEMBERED)
def said(key: str, **values: object) -> Markup:
    """The wording of a key, Thai, with the mark by which the switch finds it. ``values`` fill ``{name}``s in
    both languages."""
    from markupsafe import Markup

    thai, english = words()[key]
    if not values:
        return Markup('<span data-w="{}">{}</span>').format(key, thai)
    return both(thai.format(**values), english.format(**values))


@cache
def said_in_attribute(attribute: str, key: str) -> Markup:
    """An attribute with the wording of a key."""
    from markupsafe import Markup

    return Markup('{0}="{1}" data-w-{0}="{2}"').format(attribute, words()[key][0], key)


@lru_cache(_REMEMBERED)
def both(thai: str | None, english: str | None) -> Markup:
    """A text that has its own English, such as a name of a reference table."""
    from markupsafe import Markup

    if not english or thai == english:
        return Markup("{}").format(thai or "")
    return Markup('<span data-en="{}">{}</span>').format(english, thai or "")


@lru_cache(_REMEMBERED)
def word(prefix: str, code: str | None) -> Markup:
    """A code of the warehouse as people say it: the wording of ``PREFIX.CODE``; the code itself where it has
    none, so that nothing is hidden."""
    from markupsafe import Markup

    if code is None:
        return said("unknown")
    key = f"{prefix}.{code}"
    return said(key) if key in words() else Markup("<code>{}</code>").format(code)


def counted(value: int | None) -> Markup | str:
    """A number of things."""
    return said("unknown") if value is None else f"{value:,}"


def score(value: Decimal | float | None) -> Markup | str:
    """Points of 100, with two decimals."""
    return said("unknown") if value is None else f"{value:.2f}"


def signed(value: Decimal | float | None) -> str:
    """A difference in points, with its sign; an en dash for none."""
    return "–" if value is None else f"{value:+.2f}"


def percent(rate: Decimal | float | None) -> str:
    """A rate (0-1) in per cent with one decimal; an en dash where there is nothing that it could be of."""
    return "–" if rate is None else f"{100 * rate:.1f}"


def thai_day(value: date | None) -> Markup | str:
    """A day, year of the Buddhist era; an en dash for none."""
    if value is None:
        return "–"
    thai = f"{value.day} {_MONTHS[value.month - 1]} {value.year + _BUDDHIST}"
    return both(thai, f"{value.day} {value:%b} {value.year}")


def thai_moment(value: datetime | None) -> Markup | str:
    """A moment (UTC where it has no zone) in Bangkok's time."""
    if value is None:
        return "–"
    there = value.replace(tzinfo=value.tzinfo or UTC).astimezone(_BANGKOK)
    day = there.date()
    return both(
        f"{day.day} {_MONTHS[day.month - 1]} {day.year + _BUDDHIST} {there:%H:%M} น.",
        f"{day.day} {day:%b} {day.year} {there:%H:%M}",
    )


def size(value: float | None) -> Markup | str:
    """Bytes in the unit that suits them."""
    if value is None:
        return said("unknown")
    if value < 1e3:
        return f"{value:.0f} B"
    return f"{value / 1e6:,.1f} MB" if value >= 1e6 else f"{value / 1e3:,.0f} kB"


@lru_cache(_REMEMBERED)
def place(locator: str | None, media_type: str | None = None) -> Markup | str:
    """Where in a document a text stands."""
    if locator is None:
        return "–"
    line = re.fullmatch(r"line:(\d+)(?::\S+)?", locator)
    if line is not None:
        return both(f"บรรทัด {line[1]}", f"line {line[1]}")
    return both(*in_words(locator, media_type))


def unknown_reason(code: str | None) -> Markup:
    """Why a value is not known."""
    return said("unknown") if code is None else both(*reason_in_words(code))


def bare(message: str) -> str:
    """What a rule says, without the places that an issue fills in."""
    return _FILLED.sub("…", _FILLED_APART.sub("", message))


def as_json(value: Any) -> Markup:
    """Data for a script of the type ``application/json``, that cannot end the script."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)
    # Not an address, nor a tag, nor the end of the script.
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def file_name(key: str) -> str:
    """The key as the name of a file. Raises :class:`ValueError` for one that could name another place."""
    if _FILE_NAME.fullmatch(key) is None:
        raise ValueError(f"{key!r} cannot be the name of a page")
    return key


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence):
        return list(value)
    raise TypeError(f"{type(value).__name__} in the data of a page")
