"""Which place a name means."""
