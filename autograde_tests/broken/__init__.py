"""Submissions that are broken: what arrives as the file, its marks, the reason given."""
