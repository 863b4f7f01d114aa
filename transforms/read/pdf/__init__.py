"""PDF into the document model: text where it is sound, pictures of pages where it is not."""
