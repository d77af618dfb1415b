"""Word, OpenDocument and Markdown files to text."""
