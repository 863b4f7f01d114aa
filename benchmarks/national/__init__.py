"""A country's worth of invented reports, for measuring what a whole country costs."""
