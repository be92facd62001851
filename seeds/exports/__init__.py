"""The whole knowledge as one file, and back: see docs/export.md."""
