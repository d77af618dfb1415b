"""Tables of articles, row by row."""
