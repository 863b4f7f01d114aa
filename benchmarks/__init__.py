"""What a run costs and what it withstands, measured on reports made from the samples."""
