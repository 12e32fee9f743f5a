"""Letters out by mail: where the server is, and one message handed to it."""
