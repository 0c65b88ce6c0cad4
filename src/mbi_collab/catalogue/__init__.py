"""What is known: the objects of a content pack, checked, and the catalogue that holds them."""
