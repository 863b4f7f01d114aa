"""Statements of years and rounds, with what they are of."""
