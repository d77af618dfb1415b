"""The two sample articles, read once."""

from __future__ import annotations

from pathlib import Path

from viewer.corpus.plaintext import read_article
from viewer.model import Article, Passage, PassageKind

SEEDS = Path(__file__).parents[2] / "seeds"
AGREES = SEEDS / "000_9d6f517325fcc812.txt"
RESILIENCE = SEEDS / "004_684fc02eecb800b4.txt"


def read(path: Path) -> tuple[Article, list[tuple[PassageKind, str]]]:
    article, passages = read_article(path)
    return article, kinds_of(article.text, passages)


def kinds_of(text: str, passages: tuple[Passage, ...]) -> list[tuple[PassageKind, str]]:
    return [(passage.kind, text[passage.start : passage.end]) for passage in passages]
