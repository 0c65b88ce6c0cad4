"""What may be put into a page or a cell: escaping, elements, tables, charts, the page itself."""
