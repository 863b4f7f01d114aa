"""Word documents (docx) into the document model."""
