"""Training of the recogniser, on our own annotated prose alone. Not in the package."""
