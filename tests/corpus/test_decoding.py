from __future__ import annotations

import codecs
import random
import struct
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.seeds import AGREES, RESILIENCE
from viewer.corpus.decoding import Decoded, NotText, decode

RUSSIAN = "Президент заявил в воскресенье, что переговоры пройдут в Минске, а не в Гомеле.\n" * 3
UKRAINIAN = "Президент заявив у неділю, що переговори відбудуться на кордоні з Білоруссю.\n" * 3
HEBREW = "נשיא רוסיה אמר ביום ראשון כי השיחות יתקיימו במינסק, לפי סוכנות הידיעות.\n" * 3
FRENCH = "À Besançon, le préfet a déclaré que la frontière était fermée ; l’été s’achève.\n" * 3
POLISH = "Żołnierze są na granicy z Białorusią, twierdzą źródła. Są gotowi, mówią.\n" * 3
GREEK = "Ο πρόεδρος δήλωσε την Κυριακή ότι οι συνομιλίες θα γίνουν στα σύνορα.\n" * 3
CHINESE = "总统周日表示,会谈将在与白俄罗斯的边境举行。\n" * 3
ENGLISH = "The city of Kyiv – the capital – was shelled. “We’re ready,” he said.\n" * 3


def packed(name: bytes, content: bytes = b"") -> bytes:
    """How a ZIP archive begins that has this member first."""
    lengths = struct.pack("<LLLHH", 0, len(content), len(content), len(name), 0)
    return b"PK\x03\x04\x14" + b"\0" * 9 + lengths + name + content


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (UKRAINIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        (RUSSIAN, "cp866", "cp866"),
        (HEBREW, "cp1255", "windows-1255"),
        (FRENCH, "cp1252", "windows-1252"),
        (ENGLISH, "cp1252", "windows-1252"),
        (POLISH, "cp1250", "windows-1250"),
        (POLISH, "iso8859_2", "iso8859_2"),
        (GREEK, "cp1253", "windows-1253"),
        (CHINESE, "gb18030", "gb18030"),
        ("Харьков", "cp1251", "windows-1251"),
        ("חרקוב ומינסק בעת", "cp1255", "windows-1255"),
    ],
)
def test_an_old_code_page_is_told_from_its_letters(text: str, codec: str, name: str) -> None:
    decoded = decode(text.encode(codec))

    assert (decoded.text, decoded.encoding) == (text, name)
    assert decoded.guessed
    assert decoded.damaged == 0


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, HEBREW, CHINESE], ids=["en", "ru", "he", "zh"])
def test_wide_text_without_a_mark_is_read(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_the_mark_is_dropped_and_line_ends_are_kept(codec: str) -> None:
    text = "Kyiv\r\nХарків\rОдеса\n"

    decoded = decode(text.encode(codec))

    assert decoded.text == text
    assert decoded.encoding == codec.removesuffix("-sig")
    assert not decoded.guessed


def test_only_the_first_mark_is_dropped() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"Kyiv").text == "\ufeffKyiv"


@pytest.mark.parametrize(
    "codec", ["cp1251", "cp1252", "cp1255", "utf-16", "utf-16-be", "utf-32-le"]
)
@pytest.mark.parametrize("path", [AGREES, RESILIENCE], ids=["agrees", "resilience"])
def test_the_seeds_survive_every_encoding(path: Path, codec: str) -> None:
    """The second is English with one caption in Hebrew, which fools whoever sees it whole."""
    data = path.read_text(encoding="utf-8").encode(codec, errors="replace")

    assert decode(data).text == data.decode(codec)


def test_a_bad_byte_costs_one_character() -> None:
    whole = "Die Brücke über die Düna in Riga ist gesperrt. Man fährt über Jūrmala."
    data = bytearray(whole.encode())
    data[data.index(b"Riga")] = 0xFF

    decoded = decode(bytes(data))

    assert decoded.text == whole.replace("Riga", "\ufffdiga")
    assert (decoded.encoding, decoded.damaged, decoded.guessed) == ("utf-8", 1, False)


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3", b"\xe2\x80"])
def test_a_bad_byte_in_plain_english_is_damage_too(bad: bytes) -> None:
    decoded = decode(b"The ferry to Piraeus " + bad + b" was late.")

    assert decoded.text == "The ferry to Piraeus \ufffd was late."


def test_text_pasted_from_two_sources_is_read_by_line() -> None:
    first, second = (
        "Київ — столиця, а Львів — ні.\n",
        "Харьков под обстрелом, сообщает агентство.\n",
    )

    decoded = decode(first.encode() + second.encode("cp1251"))

    assert decoded.text == first + second
    assert decoded.encoding == "utf-8 and windows-1251"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (codecs.BOM_UTF16_LE + " \n".encode("utf-16-le"), "empty"),
        (b"\0" * 100, "zero bytes"),
        (b"Kyiv\0Minsk and more", "zero bytes"),
        (b"%PDF-1.7\n1 0 obj", "a PDF"),
        (packed(b"[Content_Types].xml"), "Office document"),
        (packed(b"word/document.xml"), "Word document"),
        (packed(b"mimetype", b"application/epub+zip"), "e-book"),
        (b"PK\x05\x06" + b"\0" * 18, "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Word"),
        (b"{\\rtf1\\ansi Kyiv}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b"\x1f\x8b\x08\0\0", "gzip"),
        (b"\n <!DOCTYPE html><html><body>Kyiv</body></html>", "web page"),
        ("<HTML>".encode("utf-16"), "web page"),
        (bytes(range(1, 32)) * 10, "control characters"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(NotText, match=says) as caught:
        decode(data)

    assert "\n" not in str(caught.value)


def test_noise_is_refused() -> None:
    for seed in range(100):
        with pytest.raises(NotText):
            decode(random.Random(seed).randbytes(600))


def test_markup_inside_an_article_is_text() -> None:
    text = '<script>alert("Kyiv")</script> Kyiv <img src=x onerror=alert(1)>'

    assert decode(text.encode()).text == text


def outcome(data: bytes) -> Decoded | str:
    try:
        return decode(data)
    except NotText as error:
        return str(error)


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_whatever_utf8_says_is_what_is_read(text: str) -> None:
    read = outcome(text.encode())

    if isinstance(read, Decoded):
        assert read.text == text.removeprefix("\ufeff")
    else:
        assert not text.strip("\ufeff").strip() or any(
            w in read for w in ("web page", "PDF", "RTF")
        )


@given(st.binary(max_size=200))
def test_no_bytes_break_it(data: bytes) -> None:
    read = outcome(data)

    if isinstance(read, Decoded):
        assert read.text.encode()
        assert "\0" not in read.text
    else:
        assert read
        assert "\n" not in read


def test_a_word_of_a_megabyte_is_no_work() -> None:
    data = b"x" * 1_000_000 + b" " + "Il pleut à Orléans et à Nîmes.".encode("cp1252")
    before = time.process_time()

    assert decode(data).text.endswith("Orléans et à Nîmes.")
    assert time.process_time() - before < 5
