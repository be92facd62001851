"""From a text to knowledge: readings, actors and the gazetteer, and how they are loaded."""
