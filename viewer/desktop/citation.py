"""A passage as it is pasted into a report: word for word, with where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from viewer.export.citing import cite, file_name

if TYPE_CHECKING:
    from viewer.library.library import Excerpt


def quotation(excerpt: Excerpt) -> str:
    """The passage in quotation marks, then title, source, date, and its place in the file."""
    article, passage = excerpt.reading.article, excerpt.passage
    text = article.text[passage.start : passage.end].strip()
    citation = cite(article)
    parts = [citation.title, citation.source, citation.date]
    if article.url:
        parts.append(article.url)
    where = f"{file_name(article.path)}, characters {passage.start} to {passage.end}"
    return f"“{text}”\n{', '.join(parts)} ({where})"
