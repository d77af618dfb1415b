"""How much a library holds, asked before anything of it is loaded."""

from __future__ import annotations

from viewer.library.storage.store import Store


def count_articles(store: Store) -> int:
    """How many articles there are."""
    with store.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])


def has_articles(store: Store) -> bool:
    """Whether there is any article."""
    with store.reading() as connection:
        return connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None


def has_decisions(store: Store) -> bool:
    """Whether anything was decided, undone or not."""
    with store.reading() as connection:
        return connection.execute("SELECT 1 FROM decisions LIMIT 1").fetchone() is not None
