"""LibreOffice makes one format of another; what it made once is kept by the content it was made of."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from transforms.read.programs import LIBREOFFICE

#: What is made of what: suffix -> name and filter as ``soffice --convert-to`` wants them.
FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "pdf": "pdf:writer_pdf_Export",
    "xls": "xls:MS Excel 97",
    "ods": "ods:calc8",
}
_SECONDS = 600
_AT_ONCE = 50
_CACHE = Path(__file__).resolve().parents[2] / "data" / "formats-made"


def cache_folder() -> Path:
    """Where converted documents are kept (``PRONGSAI_FORMATS_CACHE``, else ``data/formats-made``)."""
    folder = Path(os.environ.get("PRONGSAI_FORMATS_CACHE") or _CACHE)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def kept(key: str, suffix: str) -> Path:
    """Where what is made of something with this key lies, or will lie."""
    return cache_folder() / f"{key}.{suffix}"


def key_of(content: bytes, *how: object) -> str:
    """The key of what is made of ``content`` in this way."""
    return hashlib.sha256(content + repr(how).encode()).hexdigest()[:32]


def keep(path: Path, content: bytes) -> bytes:
    """Keep ``content`` at ``path``, in one step: tests run beside each other."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)
    return content


def converted(sources: Mapping[str, bytes], source_suffix: str, suffix: str) -> dict[str, bytes]:
    """Each of ``sources`` in the format ``suffix``; one call of LibreOffice for many. Raises
    :class:`RuntimeError` where it makes nothing of one."""
    paths = {name: kept(key_of(content, FILTERS[suffix]), suffix) for name, content in sources.items()}
    lacking = {paths[name].stem: content for name, content in sources.items() if not paths[name].exists()}
    keys = list(lacking)
    for start in range(0, len(keys), _AT_ONCE):
        _convert({key: lacking[key] for key in keys[start : start + _AT_ONCE]}, source_suffix, suffix)
    return {name: path.read_bytes() for name, path in paths.items()}


def _convert(sources: Mapping[str, bytes], source_suffix: str, suffix: str) -> None:
    # The script starts the program again where a fresh profile makes it end at once.
    program = shutil.which("soffice")
    if program is None:
        raise RuntimeError(f"LibreOffice is missing: {LIBREOFFICE.install_command}")
    with tempfile.TemporaryDirectory(prefix="prongsai-office-") as name:
        folder = Path(name)
        (folder / "made").mkdir()
        for key, content in sources.items():
            (folder / f"{key}.{source_suffix}").write_bytes(content)
        done = subprocess.run(
            [
                program,
                "--headless",
                "--norestore",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                FILTERS[suffix],
                "--outdir",
                str(folder / "made"),
                *(str(folder / f"{key}.{source_suffix}") for key in sources),
            ],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
        )
        for key in sources:
            made = folder / "made" / f"{key}.{suffix}"
            if not made.exists():
                raise RuntimeError(f"LibreOffice made no {suffix}: {done.stdout[-500:]}{done.stderr[-500:]}")
            keep(kept(key, suffix), made.read_bytes())
