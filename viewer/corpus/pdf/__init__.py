"""PDFs to paragraphs."""
