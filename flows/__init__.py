"""The nightly flow, its stages, the command line. Prefect lives here alone."""
