from __future__ import annotations

import pytest

from viewer.corpus.language import WORDS, code, fits, guess
from viewer.model import Attributed

TEXTS = {
    "en": "The river broke its banks on Sunday and flooded three villages south of the city.",
    "de": "Der Fluss ist am Sonntag über die Ufer getreten und hat drei Dörfer überschwemmt.",
    "fr": "La rivière est sortie de son lit dimanche et a inondé trois villages au sud.",
    "es": "El río se desbordó el domingo e inundó tres pueblos al sur de la ciudad.",
    "it": "Il fiume è uscito dagli argini domenica e ha allagato tre villaggi a sud della città.",
    "pl": "Rzeka wystąpiła w niedzielę z brzegów i zalała trzy wsie na południe od miasta.",
    "ru": "Река вышла из берегов в воскресенье и затопила три деревни к югу от города.",
    "uk": "Річка вийшла з берегів у неділю й затопила три села на південь від міста.",
    "he": "הנהר עלה על גדותיו ביום ראשון והציף שלושה כפרים מדרום לעיר, אמרו כוחות ההצלה.",
    "ar": "فاض النهر يوم الأحد وأغرق ثلاث قرى جنوب المدينة، بحسب ما قالت فرق الإنقاذ هناك.",
    "el": "Το ποτάμι υπερχείλισε την Κυριακή και πλημμύρισε τρία χωριά νότια της πόλης.",
    "zh": "星期天河水决堤淹没了城市以南的三个村庄救援人员说大约四百人被送往学校或者教堂里面避难",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert guess(TEXTS[language]) == Attributed(language, WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kyiv",
        "The river broke.",
        "12 345 678 90 " * 20,
        "!!! --- ??? " * 50,
        "Tirana Shkodër Lezhë Bari",
        "\ud800" * 100,
    ],
)
def test_too_little_is_no_language(text: str) -> None:
    assert guess(text) is None


def test_a_long_text_is_told_from_parts_of_it() -> None:
    assert guess("AFP AP 12:30\n" * 3 + TEXTS["uk"] * 5000) == Attributed("uk", WORDS)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"), ("en-US", "en"), ("EN_gb.UTF-8", "en"), (" uk ", "uk"), ("ua", "uk"),
        ("eng", "en"), ("ukr", "uk"), ("iw", "he"), ("zh-Hans-CN", "zh"), ("nb-NO", "no"),
        ("", None), ("x-default", None), ("english", None), ("12", None), ("mul", None),
    ],
)  # fmt: skip
def test_a_tag_is_read_as_two_letters(tag: str, language: str | None) -> None:
    assert code(tag) == language


@pytest.mark.parametrize(
    ("language", "text", "can_be"),
    [
        ("en", TEXTS["en"], True),
        ("en", TEXTS["uk"], False),
        ("uk", TEXTS["uk"], True),
        ("he", TEXTS["en"], False),
        ("ru", TEXTS["ar"], False),
        ("fr", TEXTS["de"], True),  # letters alone cannot tell
        ("uk", "Kyiv", True),
    ],
)
def test_what_a_page_claims_is_held_against_its_letters(
    language: str, text: str, can_be: bool
) -> None:
    assert fits(language, text) is can_be
