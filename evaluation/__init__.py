"""Measures extraction on pages that other people's software rendered, beside other people's extractors."""
