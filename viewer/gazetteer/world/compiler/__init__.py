"""Compiles the world gazetteer from GeoNames' packages and from our own tables.

It runs when Dateline is installed or built, needs nothing but the standard library, and is not
part of what is installed.
"""
