"""Files as readers have them: encodings that are recognised, and files that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhonglou_analysis.errors import InputError
from zhonglou_analysis.texts import read_report

TEXT = "全区生产总值达到71亿元，增长6%。新增学位2600个，其中民办的学位400个。\n" * 20


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_the_encodings_of_chinese_reports_are_recognised(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_report(path) == TEXT
    assert read_report(str(path)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_and_without_ascii_is_recognised(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    text = "新增学位的数量，是全区的重点。" * 30
    path.write_bytes(text.encode(encoding))
    assert read_report(path) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n\x00\x01", ["PDF", "pdftotext"]),
        (b"PK\x03\x04\x14\x00word/document.xml", ["Word", ".txt"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ["old Word", ".txt"]),
        (b"{\\rtf1\\ansi", ["rich-text", ".txt"]),
        (b"\n  <!DOCTYPE html><html>", ["web page", "browser"]),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), ["picture", "OCR"]),
        (bytes(range(256)) * 40, ["no text", "UTF-8"]),
        (b"\x7fELF\x02\x01\x01" + bytes(range(1, 120)) * 30, ["no text", "UTF-8"]),
        (b"\xff\xfeabc", ["no text", "UTF-8"]),
        (b"\x81\x40\x9a\xc7" * 300, ["no text", "UTF-8"]),  # characters of GB18030, and no prose
        (b"", ["empty"]),
        (b" \n\t", ["empty"]),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(tmp_path: Path, content: bytes, words: list[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        read_report(path)
    message = str(refusal.value)
    assert "\n" not in message
    assert all(word in message for word in [str(path), *words])


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_report(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match="cannot be read"):
        read_report(tmp_path)
