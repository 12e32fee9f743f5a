"""Alerts that leave the desk by themselves: which channels there are, what is due on each, and how it goes out."""
