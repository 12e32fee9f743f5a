"""Clocks: what must have happened by which day, by whose calendar, and what is lost if it has not."""
