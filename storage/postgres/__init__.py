"""A book on PostgreSQL, for a desk of several people: the promises of `storage.store`, kept by a server's transactions."""
