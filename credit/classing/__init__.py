"""Which of the five classes a buyer's debt is in, by which rule, since when, and what takes it out again (TRADE.md 4.3)."""
