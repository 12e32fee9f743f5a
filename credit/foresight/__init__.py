"""Foresight: when each invoice will be paid, what makes it late, and who is getting worse."""
