"""Matching cash: which invoices money pays that came in and is set against nothing, and why one would think so."""
