"""Readers of test sets and the scores on them."""
