"""The evidence library: the tables of the review, row by row."""
