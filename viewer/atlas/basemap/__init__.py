"""Compiles the offline base map when Dateline is installed or built.

The build hook imports this before Dateline's run-time dependencies are there, so nothing in
this package may import more than the standard library.
"""
