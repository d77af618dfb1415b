from __future__ import annotations

import datetime as dt
import io
import time
from pathlib import Path

import pypdf
import pytest

from tests.corpus.page_samples import PARAGRAPHS, TITLE
from tests.corpus.pdfs import LEADING, LEFT, Placed, paragraphs, pdf
from viewer.corpus.articles import read_articles
from viewer.corpus.drafts import Read
from viewer.corpus.readers.pdf import FOOT, INFO, LARGEST
from viewer.corpus.timestamps import FILE_MADE
from viewer.model import Attributed, Dated, Fault, PassageKind

# Helvetica's own encoding has no letters of Albanian but these.
STORY = tuple(one.replace("“", '"').replace("”", '"') for one in PARAGRAPHS)


def read(tmp_path: Path, data: bytes) -> Read:
    found = read_any(tmp_path, data)
    assert isinstance(found, Read), found
    return found


def read_any(tmp_path: Path, data: bytes) -> Read | Fault:
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    (found,) = read_articles(path)
    assert isinstance(found, Read | Fault)
    return found


def refused(tmp_path: Path, data: bytes) -> str:
    found = read_any(tmp_path, data)
    assert isinstance(found, Fault), found
    return found.reason


def told(found: Read, kind: PassageKind = PassageKind.PARAGRAPH) -> list[str]:
    text = found.article.text
    return [text[one.start : one.end] for one in found.passages if one.kind is kind]


def test_lines_become_the_paragraphs_that_they_were(tmp_path: Path) -> None:
    lines = [Placed(TITLE, y=750, size=20), *paragraphs(STORY)]
    found = read(tmp_path, pdf([lines]))

    assert found.article.text == "\n\n".join((TITLE, *STORY))
    assert told(found) == list(STORY)
    assert told(found, PassageKind.TITLE) == [TITLE]
    assert found.article.title == TITLE


def test_indents_tell_paragraphs_where_no_gaps_do(tmp_path: Path) -> None:
    lines = paragraphs(STORY)
    starts = {paragraphs([one])[0].text for one in STORY}
    indented = [
        Placed(one.text, LEFT + 18 * (one.text in starts), 720 - LEADING * number)
        for number, one in enumerate(lines)
    ]

    assert read(tmp_path, pdf([indented])).article.text == "\n\n".join(STORY)


def test_a_first_word_in_other_letters_does_not_end_its_paragraph(tmp_path: Path) -> None:
    first, *rest = paragraphs([STORY[0]])
    word, _, more = first.text.partition(" ")
    lines = [Placed(word, size=8), Placed(more, x=LEFT + 20), *rest]

    assert read(tmp_path, pdf([lines])).article.text.replace("  ", " ") == STORY[0]


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    lines = paragraphs(STORY[:1], width=40)
    pages = [lines[:2], [Placed(one.text, y=one.y + 2 * LEADING) for one in lines[2:]]]

    assert read(tmp_path, pdf(pages)).article.text == STORY[0]


def test_cut_words_are_made_whole_and_hyphens_of_words_stay(tmp_path: Path) -> None:
    texts = (
        "A well was known; the long-term plan was made by engi-",
        "neers in Tirana, who said that the long-",
        "term plan of the well-",
        "known Anglo-",
        "Saxon school was ready.",
    )
    lines = [Placed(text, y=700 - LEADING * number) for number, text in enumerate(texts)]
    text = read(tmp_path, pdf([lines])).article.text

    assert "engineers in Tirana" in text
    assert "the long-term plan" in text
    assert "the well-known Anglo-Saxon school" in text


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [
            Placed("The Kozani Post, 28 February 2022", y=770),
            *paragraphs([f"{one} It was part {number}."]),
            Placed("https://post.example/drin", y=40),
            Placed(f"Page {number + 1} of {len(STORY)}", x=300, y=26),
        ]
        for number, one in enumerate(STORY)
    ]
    found = read(tmp_path, pdf(pages))

    assert "Kozani" not in found.article.text
    assert "Page" not in found.article.text
    assert len(told(found)) == len(STORY)
    assert found.article.url == "https://post.example/drin"


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = paragraphs(STORY[:3], width=34)
    right = [Placed(one.text, 330, one.y) for one in paragraphs(STORY[3:], width=34)]

    assert read(tmp_path, pdf([[*left, *right]])).article.text == "\n\n".join(STORY)


def test_properties_are_facts_with_their_origin(tmp_path: Path) -> None:
    info = (
        f"/Title ({TITLE.replace('ë', 'e')}) /Author (Jane Roe) /CreationDate (D:20220301102030Z)"
    )
    found = read(tmp_path, pdf([paragraphs(STORY)], info)).article

    assert found.title == TITLE.replace("ë", "e")
    assert found.author == Attributed("Jane Roe", INFO)
    assert found.date == Dated(dt.date(2022, 3, 1), "day", FILE_MADE)
    assert found.language == Attributed("en", INFO)


def test_a_date_in_the_text_goes_before_that_of_the_file(tmp_path: Path) -> None:
    lines = [Placed("By Jane Roe, February 28, 2022", y=750), *paragraphs(STORY)]
    found = read(tmp_path, pdf([lines], "/CreationDate (D:20240101000000Z)")).article

    assert found.date == Dated(dt.date(2022, 2, 28), "day", "the byline")


@pytest.mark.parametrize(
    "title", ["Microsoft Word - flood.doc", "flood_final2.pdf", "Untitled", "untitled-1", "\\(x\\)"]
)
def test_rubbish_in_the_properties_is_no_title(tmp_path: Path, title: str) -> None:
    lines = [Placed(TITLE, y=750, size=20), *paragraphs(STORY)]
    info = f"/Title ({title}) /Author (Administrator)"
    found = read(tmp_path, pdf([lines], info)).article

    assert found.title == TITLE
    assert found.author is None


def test_the_largest_line_is_the_title_even_below_a_kicker(tmp_path: Path) -> None:
    lines = [Placed("EUROPE", y=775, size=12), Placed(TITLE, y=750, size=20), *paragraphs(STORY)]
    found = read(tmp_path, pdf([lines]))

    assert told(found, PassageKind.TITLE) == [TITLE]


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    assert refused(tmp_path, pdf([[], []], picture=True)).startswith("a scan:")


def test_pages_without_anything_are_said_to_be_empty(tmp_path: Path) -> None:
    assert refused(tmp_path, pdf([[]])).startswith("no text in it")


def test_scanned_pages_among_others_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, pdf([paragraphs(STORY), [], []], picture=True))

    assert [note.text for note in found.notes] == [
        "2 pages are pictures without text: run OCR on it to have what they say"
    ]


def test_a_locked_pdf_says_so_and_an_empty_password_opens(tmp_path: Path) -> None:
    def locked(password: str) -> bytes:
        writer = pypdf.PdfWriter(io.BytesIO(pdf([paragraphs(STORY)])))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    assert refused(tmp_path, locked("secret")).startswith("locked with a password")
    assert STORY[0] in read(tmp_path, locked("")).article.text


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4",
        b"%PDF-1.7\n" + bytes(range(256)) * 50,
        pdf([paragraphs(STORY)])[:300],
        pdf([paragraphs(STORY)]).replace(b"/Type /Pages", b"/Type /Nages").replace(b"/Kids", b"/K"),
    ],
)
def test_a_broken_pdf_is_refused_in_one_line(tmp_path: Path, data: bytes) -> None:
    reason = refused(tmp_path, data)

    assert "PDF" in reason or "pages" in reason
    assert "\n" not in reason


def test_pages_that_lead_back_to_themselves_come_to_an_end(tmp_path: Path) -> None:
    data = pdf([paragraphs(STORY)])
    kid = data.index(b"/Kids [") + len(b"/Kids [")
    end = data.index(b" ", kid)
    parent = data[data.index(b"/Pages ") + 7 :].split(b" ")[0].rjust(end - kid, b"0")

    assert isinstance(read_any(tmp_path, data[:kid] + parent + data[end:]), Read | Fault)


def test_very_many_pages_are_read_within_bounds(tmp_path: Path) -> None:
    start = time.monotonic()
    found = read(
        tmp_path, pdf([[Placed(f"The line on sheet {n} says so.")] for n in range(10_000)])
    )

    assert "sheet 9999 says" in found.article.text
    assert time.monotonic() - start < 30


def test_what_was_left_out_of_a_long_one_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.corpus.pdf.pdflines.MOST_CHARACTERS", 3000)
    found = read(tmp_path, pdf([paragraphs(STORY)] * 40))

    assert found.notes[0].text.startswith("read up to page 4 of 40")


def test_a_pdf_by_another_name_is_known_by_its_start(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(pdf([paragraphs(STORY)]))
    (found,) = read_articles(path)

    assert isinstance(found, Read)
    assert STORY[0] in found.article.text


def test_origins_are_words_for_people() -> None:
    assert all(origin.startswith("the ") for origin in (FOOT, INFO, LARGEST, FILE_MADE))
