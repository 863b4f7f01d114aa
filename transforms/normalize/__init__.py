"""Wordings into canonical values: digits, dates, departments, status, codes."""
