"""The language of an article: as its document says, or told from its letters and words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from viewer.model import Attributed

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

WORDS = "the words of the text"
"""The origin of a language that no document says."""

_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")
# Three letters that pages and feeds do use.
_SHORT = {
    "eng": "en", "ukr": "uk", "rus": "ru", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr",
    "spa": "es", "ita": "it", "por": "pt", "pol": "pl", "heb": "he", "ara": "ar", "tur": "tr",
    "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "fas": "fa", "per": "fa", "nld": "nl",
    "dut": "nl", "ces": "cs", "cze": "cs", "ell": "el", "gre": "el", "ron": "ro", "rum": "ro",
    "swe": "sv", "hun": "hu", "bul": "bg", "srp": "sr", "hrv": "hr", "kat": "ka", "geo": "ka",
}  # fmt: skip
# Old codes, and one that sites write for Ukrainian.
_RENAMED = {"iw": "he", "ji": "yi", "in": "id", "nb": "no", "ua": "uk", "cn": "zh", "jp": "ja"}
_LETTER = re.compile(r"[^\W\d_]")
_LETTERS = re.compile(r"[^\W\d_]+")

# Letters of a script that is not shared, and the languages that are written in it.
_SCRIPTS: tuple[tuple[str, re.Pattern[str], frozenset[str]], ...] = (
    ("Cyrillic", re.compile("[\u0400-\u052f]"),
     frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt", "ba", "cv",
                "os", "ce", "ab", "uz", "az", "bs", "ro"})),
    ("Hebrew", re.compile("[\u0590-\u05ff]"), frozenset({"he", "yi"})),
    ("Arabic", re.compile("[\u0600-\u06ff]"),
     frozenset({"ar", "fa", "ur", "ps", "ug", "ku", "sd", "ckb", "az", "pa", "ks", "dv"})),
    ("Greek", re.compile("[\u0370-\u03ff]"), frozenset({"el"})),
    ("Han", re.compile("[\u4e00-\u9fff\u3040-\u30ff]"), frozenset({"zh", "ja"})),
    ("Hangul", re.compile("[\uac00-\ud7af]"), frozenset({"ko"})),
    ("Georgian", re.compile("[\u10a0-\u10ff]"), frozenset({"ka"})),
    ("Armenian", re.compile("[\u0530-\u058f]"), frozenset({"hy"})),
)  # fmt: skip
_LEAST_LETTERS = 40
_SAMPLE_LETTERS = 700
_LEAST_SURE = 0.9
# The model knows dialects and languages that hardly any article is in, and takes short texts in
# the large ones next to them for these.
_RARE = frozenset(
    {"an", "br", "co", "dz", "eo", "fo", "fy", "gd", "ht", "la", "lb", "ln", "nn", "oc", "qu", "sa",
     "se", "vo", "wa"}
)  # fmt: skip


def code(tag: str) -> str | None:
    """The two letters of a language tag: "en" of "en-US", "eng" or "en_GB.UTF-8"."""
    match = _CODE.match(tag)
    if match is None:
        return None
    short = match[1].casefold()
    short = _SHORT.get(short, short)
    short = _RENAMED.get(short, short)
    return short if len(short) == 2 else None


def fits(language: str, text: str) -> bool:
    """Whether text can be of a language, by its letters: pages often claim their template's."""
    letters = _sample(text)
    if len(letters) < _LEAST_LETTERS:
        return True
    for _, pattern, languages in _SCRIPTS:
        share = len(pattern.findall(letters)) / len(letters)
        if share > 0.5:
            return language in languages
        if share < 0.1 and language in languages and len(languages) < 3:
            return False
    return True


def guess(text: str) -> Attributed | None:
    """The language of a text from its words; None where it is too short to tell or unsure."""
    letters = _sample(text)
    count = len(_LETTER.findall(letters))
    if count < _LEAST_LETTERS:
        return None
    for _, pattern, languages in _SCRIPTS:
        if len(languages) == 1 and len(pattern.findall(letters)) > count * 0.5:
            return Attributed(next(iter(languages)), WORDS)
    found, sure = _identifier().classify(letters)
    language = code(str(found))
    if language is None or float(sure) < _LEAST_SURE or not fits(language, letters):
        return None
    return Attributed(language, WORDS)


def _sample(text: str) -> str:
    """Words from the start and the middle: the first lines of a page may be names alone."""
    if len(text) <= 2 * _SAMPLE_LETTERS:
        part = text
    else:
        middle = len(text) // 2
        part = f"{text[:_SAMPLE_LETTERS]} {text[middle : middle + _SAMPLE_LETTERS]}"
    return " ".join(_LETTERS.findall(part))


@cache
def _identifier() -> LanguageIdentifier:
    # Imported here because the program starts without it: half a second with its model.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = [str(label) for label in identifier.labels]
    identifier.set_languages([one for one in known if len(one) == 2 and one not in _RARE])
    return identifier
