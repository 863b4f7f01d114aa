"""What must hold before anything is published. Great Expectations lives here alone."""
