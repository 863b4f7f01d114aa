"""One tool as a long-lived process that turns files into text and says what that cost.

    python benchmarks/formats/timed_tools.py TOOL CORE

Runs in the environment of the tool, so it imports nothing of the project unless the tool is ``prongsai``.
Says ``ready`` when everything is imported; then one answer in JSON for each path on its standard input:
``seconds`` of the processor (its own and those of the programs it started), ``text``, or ``fault``.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path


def _prongsai() -> Callable[[Path], str]:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import hashlib

    from transforms.read.choose import read_document

    def read(path: Path) -> str:
        content = path.read_bytes()
        document = read_document(content, hashlib.sha256(content).hexdigest())
        return "\n".join(text for text, _ in document.pieces())

    return read


def _markitdown() -> Callable[[Path], str]:
    from markitdown import MarkItDown  # type: ignore[import-not-found, unused-ignore]

    converter = MarkItDown(enable_plugins=False)

    def read(path: Path) -> str:
        return str(converter.convert(str(path)).text_content)

    return read


def _ocrmypdf() -> Callable[[Path], str]:
    import ocrmypdf  # type: ignore[import-not-found, unused-ignore]

    def read(path: Path) -> str:
        with tempfile.TemporaryDirectory() as folder:
            sidecar = Path(folder) / "text.txt"
            ocrmypdf.ocr(
                path,
                Path(folder) / "out.pdf",
                language=["tha", "eng"],
                jobs=1,
                optimize=0,
                output_type="pdf",
                pdf_renderer="fpdf2",
                rasterizer="pypdfium",
                sidecar=sidecar,
                progress_bar=False,
            )
            return sidecar.read_text(encoding="utf-8")

    return read


TOOLS = {"prongsai": _prongsai, "markitdown": _markitdown, "ocrmypdf": _ocrmypdf}


def _spent() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def main() -> None:
    tool, core = sys.argv[1], int(sys.argv[2])
    os.sched_setaffinity(0, {core})
    os.environ["OMP_THREAD_LIMIT"] = "1"
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a tool prints
    try:
        read = TOOLS[tool]()
    except ImportError as missing:
        print(json.dumps({"fault": str(missing)}), file=answers, flush=True)
        return
    print(json.dumps({"ready": True}), file=answers, flush=True)
    for line in sys.stdin:
        before = _spent()
        answer: dict[str, object] = {}
        try:
            with contextlib.redirect_stdout(sys.stderr):
                answer["text"] = read(Path(line.rstrip("\n")))
        except BaseException as fault:  # a tool may end by SystemExit
            answer["fault"] = f"{type(fault).__name__}: {fault}"
        answer["seconds"] = _spent() - before
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
