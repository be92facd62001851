"""/v1: the same knowledge with plain GET."""
