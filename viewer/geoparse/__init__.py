"""Text to mentions of places: pure functions, no files, no window."""
