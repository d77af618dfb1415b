"""The library file: how it is opened, written and read, and what people decide on it."""
