"""The gazetteers that people bring: what is in their files, read to places or to rows."""
