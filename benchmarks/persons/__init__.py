"""How much of what is personal is masked, and how much of what is not: ``python -m benchmarks.persons``."""
