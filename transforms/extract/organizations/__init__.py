"""Every organization that a report names, and what the place where it stands tells."""
