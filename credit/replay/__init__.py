"""The replay: a book retold day by day as it was known, and what its queue would have been worth."""
