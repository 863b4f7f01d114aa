"""The document model into candidates: what the report says, with where it says it."""
