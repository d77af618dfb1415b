"""Mail messages and mailboxes to articles."""
