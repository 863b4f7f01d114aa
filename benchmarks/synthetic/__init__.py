"""Invented reports of invented organizations, with scanner damage, and the truth about each of them."""
