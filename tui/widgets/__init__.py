"""Widgets draw rows, facts and series that a view has finished: they know lines and keys, never a customer."""
