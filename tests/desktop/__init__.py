"""Tests of the window, with the real widgets."""
