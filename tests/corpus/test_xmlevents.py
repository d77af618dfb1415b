from __future__ import annotations

import io

import pytest

from viewer.corpus.xmlevents import BadXml, End, Start, events


def read(data: bytes) -> list[object]:
    return list(events(io.BytesIO(data)))


def test_names_come_without_namespaces_and_html_entities_are_known() -> None:
    data = b'<?xml version="1.0" encoding="koi8-r"?><a xml:lang="ru">\xd0&nbsp;<b xmlns="u"/></a>'

    assert read(data) == [
        Start("a", {"lang": "ru"}), "\u043f", "\xa0", Start("b", {}, "u"), End("b"), End("a"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030", "shift_jis"])
def test_encodings(encoding: str) -> None:
    declared = "" if encoding.startswith("utf") else f" encoding='{encoding}'"
    text = f"<?xml version='1.0'{declared}?><a>東京</a>"

    assert read(text.encode(encoding))[1] == "東京"


def test_bytes_and_characters_that_do_not_belong_cost_themselves() -> None:
    assert "".join(one for one in read(b"<a>x\xffy\x00z\x0bw</a>") if isinstance(one, str)) == (
        "x\ufffdy\ufffdz\ufffdw"
    )


def test_nothing_outside_is_opened() -> None:
    found = read(b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a>&x;t</a>')

    assert "".join(one for one in found if isinstance(one, str)) == "\ufffdt"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]><a/>',
        b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>',
    ],
)
def test_entities_of_its_own_are_refused(data: bytes) -> None:
    with pytest.raises(BadXml, match="as bombs do"):
        read(data)


def test_what_stands_before_the_damage_comes_first() -> None:
    stream = events(io.BytesIO(b"<a>x\n<b></a>"))

    assert [next(stream) for _ in range(3)] == [Start("a", {}), "x\n", Start("b", {})]
    with pytest.raises(BadXml, match="mismatched tag") as caught:
        next(stream)
    assert caught.value.line == 2
