"""Submissions that cheat, spy or disturb. They run in the rooms only, never elsewhere."""
