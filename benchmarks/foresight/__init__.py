"""Foresight measured on real ledgers, split by time: how often it was right, beside figures measured elsewhere."""
