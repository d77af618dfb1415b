"""Files to articles and their passages; one module per kind of file."""
