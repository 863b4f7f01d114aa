"""Pictures of pages into the document model."""
