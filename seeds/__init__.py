"""What ships with tifa: the seed article, its back-translation and the starter glossary."""
