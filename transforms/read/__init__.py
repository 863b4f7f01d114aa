"""Bytes of a report into the document model; a reader is chosen by content."""
