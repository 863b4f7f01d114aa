"""Candidates into decisions: organization, years, scores, the rows of facts."""
