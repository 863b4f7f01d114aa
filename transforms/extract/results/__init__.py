"""Results of many organizations or years: tables, series, sentences."""
