"""Limits: what counts against them, what is recommended and why, and the room of a whole group."""
