from __future__ import annotations

import pytest

from viewer.corpus.decoding import NotText
from viewer.corpus.pages.pagecode import decode_page

RUSSIAN = "Река вышла из берегов и затопила три деревни к югу от города."
CZECH = "Řeka se vylila z břehů a zaplavila tři vesnice jižně od města, řekl mluvčí hasičů."
HEBREW = "הנהר עלה על גדותיו והציף שלושה כפרים מדרום לעיר"
JAPANESE = "日曜日に川が氾濫し、市の南にある三つの村が浸水した。約四百人が学校に避難した。"
FRENCH = "La rivière est sortie de son lit, a déclaré le préfet à l’hôtel de ville."


def html(text: str, charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "cp1251", "no-such-charset"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (RUSSIAN, "utf-8-sig", "windows-1251"),
        (RUSSIAN, "utf-16", "windows-1251"),
        (RUSSIAN, "utf-16-le", "utf-16"),
        (CZECH, "cp1250", "windows-1250"),
        (CZECH, "iso-8859-2", "iso-8859-2"),
        (HEBREW, "cp1255", "windows-1255"),
        (HEBREW, "iso-8859-8", "iso-8859-8"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (FRENCH, "cp1252", "utf-8"),
    ],
)
def test_a_page_is_decoded_whatever_it_claims(text: str, codec: str, declared: str) -> None:
    assert text in decode_page(html(text, declared).encode(codec)).text


def test_what_stands_outside_the_page_counts_where_the_page_is_silent() -> None:
    data = f"<p>{CZECH}</p>".encode("iso-8859-2")

    assert CZECH in decode_page(data, "iso-8859-2").text


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    data = html(RUSSIAN * 20, "utf-8").encode().replace("города".encode(), b"\xd0\xff", 1)
    found = decode_page(data)

    assert found.encoding == "utf-8"
    assert found.damaged in (1, 2)
    assert RUSSIAN in found.text


def test_a_broken_byte_in_a_page_of_japanese_is_no_other_encoding() -> None:
    data = html(JAPANESE * 40, "shift_jis").encode("shift_jis") + b"\x81"
    found = decode_page(data)

    assert JAPANESE in found.text
    assert found.damaged == 1


def test_noise_is_refused() -> None:
    with pytest.raises(NotText, match="encoding is not recognised"):
        decode_page(bytes(range(1, 256)) * 50 + b"\xff\xfe\xfd" * 999)


def test_a_guess_is_told_as_one() -> None:
    assert decode_page(html(RUSSIAN, "").encode("cp1251")).guessed
    assert not decode_page(html(RUSSIAN, "windows-1251").encode("cp1251")).guessed
