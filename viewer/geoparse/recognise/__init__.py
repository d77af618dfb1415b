"""Which names in a text are names of places."""
