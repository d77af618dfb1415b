"""How well and how fast places are found: against articles that people have annotated."""
