"""The tests of Dateline; they mirror `viewer`."""
