"""Results as pages: one outline of what is said, and a writer for each format."""
