"""Archive, store, models, publication, exports. DuckDB lives here."""
