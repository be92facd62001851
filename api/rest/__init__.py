"""Plain GET under /v1: the lists and things of GraphQL, in the formats that other programs read."""
