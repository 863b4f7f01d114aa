"""Items of the disclosure check, aligned with their framework."""
