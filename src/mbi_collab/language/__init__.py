"""Language at the edge: tags, the library's own words, numbers as they are shown."""
