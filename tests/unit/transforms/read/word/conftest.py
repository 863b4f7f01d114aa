"""A Word document of parts written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from transforms.document import Document
from transforms.read.choose import DOCX, media_type_of, read_document

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"'
)
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

Docx = Callable[..., bytes]


def part(root: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {NAMES}>{content}</w:{root}>'


def relations(entries: Mapping[str, tuple[str, str]]) -> str:
    """Identifier → kind and target; a target with ``:`` is outside."""
    lines = "".join(
        f'<Relationship Id="{identity}" Type="{_KINDS}{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for identity, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def build(
    body: str,
    *,
    parts: Mapping[str, str | bytes] | None = None,
    links: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """``parts``: name below ``word/`` → the content of its root (``styles``, ``numbering``, …) or bytes."""
    target = io.BytesIO()
    known = dict(links or {})
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", relations({"rId1": ("officeDocument", "word/document.xml")}))
        package.writestr("word/document.xml", part("document", f"<w:body>{body}</w:body>"))
        for name, content in (parts or {}).items():
            if isinstance(content, str) and not content.startswith("<?xml") and "/" not in name:
                root = {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)
                content = part(root, content)
                known.setdefault(f"own-{name}", (name.rstrip("0123456789"), f"{name}.xml"))
                name = f"{name}.xml"
            package.writestr(f"word/{name}", content)
        package.writestr("word/_rels/document.xml.rels", relations(known))
    return target.getvalue()


@pytest.fixture
def docx() -> Docx:
    return build


@pytest.fixture
def read() -> Callable[..., Document]:
    """The document of a body and parts as :func:`build` takes them."""

    def read_built(body: str, **others: object) -> Document:
        content = build(body, **others)  # type: ignore[arg-type]
        assert media_type_of(content) == DOCX
        return read_document(content, "0" * 64)

    return read_built


@pytest.fixture
def texts(read: Callable[..., Document]) -> Callable[..., list[str]]:
    """The texts of all pieces, in order."""
    return lambda body, **others: [text for text, _ in read(body, **others).pieces()]
