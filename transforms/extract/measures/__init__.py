"""Measures as their rows, paragraphs or fields say them."""
