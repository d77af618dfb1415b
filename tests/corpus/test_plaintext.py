from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.corpus.seeds import AGREES
from viewer.corpus.plaintext import read_article, read_plain_text
from viewer.model import Note, PassageKind, UnreadableFile


def test_an_article_is_what_its_file_says() -> None:
    article, passages = read_article(AGREES)

    assert article.id == hashlib.sha256(AGREES.read_bytes()).hexdigest()
    assert article.path == AGREES
    assert article.text == AGREES.read_bytes().decode()
    assert article.encoding == "utf-8"
    assert passages[1].kind is PassageKind.TITLE


def test_offsets_are_code_points(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff𝕂yiv 🚂\r\n\r\nMinsk was calm.\r\n".encode())

    article, passages = read_article(path)

    assert [article.text[p.start : p.end] for p in passages] == ["𝕂yiv 🚂", "Minsk was calm."]
    assert (passages[1].start, passages[1].end) == (10, 25)


def test_without_a_title_the_file_lends_its_name(tmp_path: Path) -> None:
    path = tmp_path / "flood in Linz.txt"
    path.write_text("The Danube rose. The bridge was closed.", encoding="utf-8")

    assert read_article(path)[0].title == "flood in Linz"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty: there is no text in it"),
        (b"%PDF-1.4", "a PDF: save its text as a .txt file and open that"),
        (b"\0\1\2", "not plain text: it holds zero bytes, as programs and pictures do"),
    ],
)
def test_what_is_no_article_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)

    with pytest.raises(UnreadableFile) as caught:
        read_article(path)

    assert caught.value.reason == reason
    assert caught.value.path == path


def test_a_guess_and_a_damage_are_noted(tmp_path: Path) -> None:
    guessed, damaged = tmp_path / "a.txt", tmp_path / "b.txt"
    guessed.write_bytes("Харьков под обстрелом, сообщает агентство.".encode("cp1251"))
    damaged.write_bytes(b"The ferry \xff to Piraeus was late.")

    assert read_plain_text(guessed).notes == (
        Note(
            guessed,
            "read as windows-1251, as its letters suggest: save it as UTF-8 to be sure",
        ),
    )
    assert read_plain_text(damaged).notes == (
        Note(damaged, "1 character could not be read and stand as \ufffd in the text"),
    )
    assert read_plain_text(AGREES).notes == ()
