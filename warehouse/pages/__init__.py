"""Pages for people that go out with a publication, under ``site/``."""
