"""Files into a library: which are new, read by workers within limits, stored as they come."""
