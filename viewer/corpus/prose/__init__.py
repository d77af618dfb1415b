"""Plain prose to passages, and what an article says about itself."""
