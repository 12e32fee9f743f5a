"""Sentences of the trade by room: a code of `credit` on the left, what people read on the right."""
