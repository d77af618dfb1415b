"""The world gazetteer: its file, what writes it, and what looks names up in it."""
