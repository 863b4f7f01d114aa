"""What all pages share, once in ``assets/``: the runtimes of charts and tables, style, words, charts.

The runtimes come out of the installed libraries. Both are made for modules, which browsers refuse to load
from files: they are wrapped so that a classic script element can load them.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from transforms.errors import ProngsaiError
from warehouse.site.charts import charts_script
from warehouse.site.words import words_script

ASSETS = "assets"
_HERE = Path(__file__).parent
#: What besides this folder decides how pages look.
_BESIDE = ("explained_places.py", "explained_sources.py")
_LIBRARIES = ("altair", "itables", "vl-convert-python", "jinja2")
_EXPORTS = re.compile(r"export\s*\{([^{}]*)\}\s*;?")


@cache
def program_digest() -> str:
    """What tells whether this program writes pages like another one did: its templates, queries, wordings,
    code and libraries."""
    digest = hashlib.sha256()
    files = sorted(path for path in _HERE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    for path in (*files, *(_HERE.parent / name for name in _BESIDE)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _LIBRARIES:
        digest.update(f"{name} {version(name)}\0".encode())
    return digest.hexdigest()


def assets() -> Mapping[str, Callable[[], str]]:
    """File name -> what gives its text. The runtimes take a second to make."""
    return {
        "vega.js": _vega_runtime,
        "tables.js": _tables_runtime,
        "tables.css": lambda: _of_itables("dt_bundle.css"),
        "charts.js": charts_script,
        "words.js": words_script,
        "site.js": lambda: (_HERE / "assets" / "site.js").read_text(encoding="utf-8"),
        "province.js": lambda: (_HERE / "assets" / "province.js").read_text(encoding="utf-8"),
        "site.css": lambda: (_HERE / "assets" / "site.css").read_text(encoding="utf-8"),
    }


def _vega_runtime() -> str:
    import vl_convert

    return f"(() => {{{vl_convert.javascript_bundle('window.vegaEmbed = vegaEmbed;')}\n}})();\n"


def _tables_runtime() -> str:
    """DataTables with jQuery as ``window.jQuery``."""
    bundle = _of_itables("dt_bundle.js")
    found = _EXPORTS.findall(bundle)
    names = dict(tuple(reversed(one.split(" as "))) for one in found[0].split(",")) if len(found) == 1 else {}
    if "jQuery" not in names:
        raise ProngsaiError(
            "ไลบรารี itables รุ่นนี้ไม่มีโปรแกรมตารางในรูปที่รู้จัก: ติดตั้งรุ่นตาม requirements.lock ด้วย `make setup`",
            "This itables has no bundle of the known form: install the version of requirements.lock "
            "(`make setup`).",
        )
    named = f"window.jQuery = {names['jQuery']};"
    return f"(() => {{{_EXPORTS.sub(lambda _: named, bundle)}\n}})();\n"


def _of_itables(name: str) -> str:
    # Not imported: that would load what notebooks need.
    found = importlib.util.find_spec("itables")
    if found is None or found.origin is None:
        raise ProngsaiError(
            "ไม่พบไลบรารี itables: ติดตั้งด้วย `make setup`", "itables is not installed: `make setup`."
        )
    return (Path(found.origin).parent / "html" / name).read_text(encoding="utf-8")
