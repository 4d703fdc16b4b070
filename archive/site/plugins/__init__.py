"""Datasette plugins, one noun each; Datasette loads every file of this folder."""
