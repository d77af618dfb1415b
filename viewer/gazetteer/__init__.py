"""Names to places: people's own gazetteers, the world's, and the boundaries of countries."""
