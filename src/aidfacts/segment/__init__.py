"""Cuts text into sentences, clauses and words."""
