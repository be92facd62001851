"""Knowledge: the tables, and how they are read and written. Knows neither GraphQL nor HTTP."""
