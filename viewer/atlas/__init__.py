"""A library and a view, made into what the map draws."""
