"""The three screens; each watches the book and shows its view of it."""
