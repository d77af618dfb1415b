"""What Dateline has found, as files for other programs: one writer for each format."""
