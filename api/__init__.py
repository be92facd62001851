"""The doors: HTTP and the command line. No SQL, no GraphQL types."""
