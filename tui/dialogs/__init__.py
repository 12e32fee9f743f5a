"""Dialogs gather facts for one action and give them back; they never write."""
