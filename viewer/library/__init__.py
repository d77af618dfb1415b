"""The articles that are kept, and everything that can be looked up in them."""
