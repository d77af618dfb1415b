"""Web pages to articles, without the page around them."""
