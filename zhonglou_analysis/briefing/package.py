"""Office files as packages of parts: the same content is the same bytes, and a file that we made is known again."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any

MAKER = "zhonglou_analysis"
EXTRA = "pip install 'zhonglou-analysis[office]'"  # what brings the libraries for office files
_STAMP = re.compile(rb"<!-- made by zhonglou_analysis ([0-9a-f]{64}) -->")

Edit = Callable[[str, bytes], bytes]


def stable_zip(data: bytes, edit: Edit = lambda _, body: body) -> bytes:
    """Return a package with its parts in a fixed order and without a date, packages inside it likewise.

    ``edit`` gets the name and the content of each part, and returns its content.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", not n.startswith("_rels/"), n)):
            body = edit(name, old.read(name))
            if name.endswith(".xlsx"):
                body = stable_zip(body)
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            packed = name.endswith((".png", ".xlsx"))
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            new.writestr(info, body, compresslevel=6)
    return out.getvalue()


def language_of(lang: str) -> str:
    """Return a language as office files name it."""
    return "zh-CN" if lang == "zh" else "en-GB"


def set_properties(properties: Any, title: str, author: str, lang: str, day: str) -> None:
    """Fill the core properties of a document: dated by the report, never by the clock; the templates' own go."""
    properties.created = properties.modified = moment(day)
    properties.title, properties.author, properties.last_modified_by = title, author, MAKER
    properties.language = language_of(lang)
    properties.revision = 1
    properties.comments = properties.keywords = properties.subject = properties.category = ""


def moment(day: str) -> datetime:
    """Return noon of an ISO date: the same day in every time zone."""
    return datetime.combine(datetime.fromisoformat(day).date(), time(12))


def stamped(page: str) -> bytes:
    """Return a page with a last line that holds the hash of all before it."""
    body = page.encode()
    return body + f"<!-- made by {MAKER} {hashlib.sha256(body).hexdigest()} -->\n".encode()


def is_ours(path: Path) -> bool:
    """Return whether a file was written by this package and not saved by anybody since."""
    try:
        if path.suffix == ".html":
            content = path.read_bytes()
            stamp = _STAMP.search(content)
            return stamp is not None and hashlib.sha256(content[: stamp.start()]).hexdigest() == stamp[1].decode()
        with zipfile.ZipFile(path) as package:
            core = package.read("docProps/core.xml").decode()
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False
    dates = re.findall(r"<dcterms:(?:created|modified)[^>]*>([^<]*)<", core)
    return f"<cp:lastModifiedBy>{MAKER}<" in core and len(dates) == 2 and dates[0] == dates[1]
