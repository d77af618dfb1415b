"""What the map counts of an article, packed into one blob: a million mentions load at once.

The table `mentions` has the same and more; a blob is written with it, in the same transaction.
"""

from __future__ import annotations

import numpy as np

COUNTED = 1
"""In a passage that is not furniture."""
ADJECTIVE = 2
UNSURE = 4

MENTION = np.dtype(
    [
        ("passage", "<i4"),  # the ordinal within the article, from 0; -1 where in none
        ("place", "<i4"),  # places.number; 0 for none
        ("name", "<i4"),  # names.number
        ("flags", "<i4"),
    ]
)
"""A mention in `articles.packed`, in the order of the text."""
