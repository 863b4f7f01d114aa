"""Physical tables into logical ones, and damaged rows put right."""
