"""First contact with a site nobody has seen: what it is, where it lists its news, how to declare it.

Everything is asked through one desk, which counts; everything that is decided from the answers is pure.
"""
