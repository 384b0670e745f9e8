"""Reference statistics: in how many documents of each year of a corpus a form stands, and how.

    hashing    a form as a number of 64 bits, so that no table holds text
    table      a table of such numbers with their counts, written and read
    counting   from documents to a table
    shipped    the table that ships with tifa

Corpora are of Chinese; a form is the key of a term (`glossary.model.keys`).
"""
