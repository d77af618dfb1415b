"""Names to places: the table that people keep, its index, the boundaries of countries."""
