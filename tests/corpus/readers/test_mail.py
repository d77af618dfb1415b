from __future__ import annotations

import datetime as dt
import hashlib
from email.message import EmailMessage
from pathlib import Path

from tests.corpus.documents import docx, message, outcome, paragraph, passages, reads, reasons
from viewer.model import Attributed, Dated

DATE = "Sun, 27 Feb 2022 23:00:00 -0500"
BODY = (
    "The river rose in Linz.\n\nOn Monday, Bob <bob@drin.example> wrote:\n> Is it wet in Graz?\n"
    "> Yes.\n\nIt fell.\n\n-- \nJane\nReporter\n"
)


def save(path: Path, *mails: EmailMessage) -> Path:
    between = b"From a@drin.example Sun Feb 27 10:00:00 2022\n"
    whole = b"".join(between + mail.as_bytes() + b"\n" for mail in mails)
    path.write_bytes(whole if path.suffix == ".mbox" else mails[0].as_bytes())
    return path


def test_a_message_is_an_article(tmp_path: Path) -> None:
    mail = message(BODY, Subject="Überschwemmung in Linz", From='"Röe, Jane" <j@drin.example>',
                   Date=DATE)  # fmt: skip
    path = save(tmp_path / "a.eml", mail)

    (read,) = reads(path)

    assert passages(read) == [
        ("title", "Überschwemmung in Linz"),
        ("paragraph", "The river rose in Linz."),
        ("boilerplate", "On Monday, Bob <bob@drin.example> wrote:\n> Is it wet in Graz?\n> Yes."),
        ("paragraph", "It fell."),
        ("boilerplate", "-- \nJane\nReporter"),
    ]
    article = read.article
    assert article.title == "Überschwemmung in Linz"
    assert article.author == Attributed("Röe, Jane", "the sender of the message")
    assert article.date == Dated(dt.date(2022, 2, 27), "day", "the date of the message")
    assert article.id == hashlib.sha256(path.read_bytes()).hexdigest()


def test_plain_text_is_preferred_unless_it_says_nothing(tmp_path: Path) -> None:
    both, stub = message("Rain in Linz.", Subject="A"), message("See HTML.", Subject="B")
    both.add_alternative("<p>Rain in <b>Linz</b></p>", subtype="html")
    html = (
        "<style>p {}</style><p>Rain in <b>Linz</b> and in Graz, all night.</p>"
        '<div style="display:none">unseen</div><blockquote>Old news</blockquote>'
    )
    stub.add_alternative(html, subtype="html")

    assert reads(save(tmp_path / "a.eml", both))[0].article.text == "A\n\nRain in Linz."
    assert passages(reads(save(tmp_path / "b.eml", stub))[0]) == [
        ("title", "B"),
        ("paragraph", "Rain in Linz and in Graz, all night."),
        ("boilerplate", "Old news"),
    ]


def test_attachments_are_files_of_their_own(tmp_path: Path) -> None:
    mail = message("See below.", Subject="Files")
    document = docx(tmp_path / "x.docx", paragraph("Snow in Wien.")).read_bytes()
    word = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    mail.add_attachment(document, maintype="application", subtype=word, filename="../snow.docx")
    mail.add_attachment(b"x", maintype="image", subtype="jpeg", filename="p.jpg")
    mail.add_attachment(message("Inner text in Enns.", Subject="Inner"))

    first, snow, inner = reads(save(tmp_path / "a.eml", mail))

    assert [note.text for note in first.notes] == ["1 file (1 .jpg) attached to it passed over"]
    assert (snow.article.part, snow.article.text) == ("snow.docx", "Snow in Wien.")
    assert (inner.article.title, inner.article.part) == ("Inner", "message.eml")


def test_a_newsletter_has_no_author(tmp_path: Path) -> None:
    mail = message("Rain in Linz.", Subject="A", From="Donau Alerts <a@donau.example>", List_Id="x")

    (read,) = reads(save(tmp_path / "a.eml", mail))

    assert read.article.author is None
    assert read.article.source == Attributed("Donau Alerts", "the sender of the message")


def test_wrong_charsets_are_seen_through(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    head = b"From: x@drin.example\nSubject: =?koi8-r?B?69XF1w==?= =?bad?Q?=E9?=\nDate: never\n"
    kind = b"Content-Type: text/plain; charset=%s\nContent-Transfer-Encoding: 8bit\n\n"
    found = []
    for charset, text in (
        (b"iso-8859-1", "Дощ у Києві".encode()),
        (b"no-such", "Дощ у Києві та у Львові сьогодні".encode("cp1251")),
        (b"iso-2022-jp", "東京の雨".encode("iso-2022-jp")),
    ):
        path.write_bytes(head + kind % charset + text)
        found.append(reads(path)[0].article.text.split("\n\n")[1])

    assert found == ["Дощ у Києві", "Дощ у Києві та у Львові сьогодні", "東京の雨"]
    assert reads(path)[0].article.date is None


def test_a_mailbox_has_many(tmp_path: Path) -> None:
    first = message("Rain.\n\nFrom Linz with love.\n>From here too.\n", Subject="A", From="a@b")
    path = save(tmp_path / "a.mbox", first, message("Snow in Graz.", Subject="B", From="a@b"))

    one, two = reads(path)

    assert (one.article.part, two.article.part) == ("message 1", "message 2")
    assert "From Linz with love." in one.article.text
    assert two.article.text == "B\n\nSnow in Graz."
    alone = save(tmp_path / "b.eml", message("Snow in Graz.", Subject="B", From="a@b"))
    assert reads(alone)[0].article.id == two.article.id


def test_a_mailbox_is_known_by_its_first_line(tmp_path: Path) -> None:
    path = save(tmp_path / "a.mbox", message("Snow in Graz.", Subject="B"))

    assert reads(path.rename(tmp_path / "Inbox"))[0].article.part == "message 1"


def test_a_bad_message_costs_itself(tmp_path: Path) -> None:
    between = b"From a@b Sun Feb 27 10:00:00 2022\n"
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    path = tmp_path / "a.mbox"
    path.write_bytes(
        between + b"Subject: x\n" + nested + b"\n" + between + b"Subject: \n\n\n\n"
        + between + b"Subject: Rain\n\nIn Linz.\n"
    )  # fmt: skip

    assert outcome(path)[:2] == (
        ["message 3"],
        [
            "message 1: its parts are nested too deeply",
            "message 2: a message without any text",
        ],
    )


def test_what_is_no_mail_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text("Just some text about Linz.", encoding="utf-8")

    assert reasons(path) == ["no mail message: there is no header at its start"]


def test_a_mailbox_without_messages_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(b"\n")

    assert reasons(path) == ["empty: there is no text in it"]


def test_a_byte_lost_on_the_way_does_not_change_the_letters(tmp_path: Path) -> None:
    text = "Дощ у Львові та Одесі не вщухав, сказав мер міста. " * 5
    body = text.encode().replace("щ".encode(), "щ".encode()[:1], 1)
    path = tmp_path / "a.eml"
    head = b"From: a@b.example\nSubject: Rain\nDate: Sun, 27 Feb 2022 10:00:00 +0000\n"
    path.write_bytes(head + b"Content-Type: text/plain; charset=utf-8\n\n" + body)

    (read,) = reads(path)

    assert "у Львові та Одесі" in read.article.text
    assert read.article.encoding == "utf-8"
