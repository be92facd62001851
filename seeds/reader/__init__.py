"""A draft reading of a new text, made by rules."""
