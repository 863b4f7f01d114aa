"""Printed scores of indicators, totals and levels, as candidates."""
