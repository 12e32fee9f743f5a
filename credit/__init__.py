"""The trade: what is owed, how risky it is, whom to ask first. Pure values and functions; the day is always passed in."""
