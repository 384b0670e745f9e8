"""The glossary as a folder to keep under git: a text file a concept, complete.

    FOLDER/tifa.toml                   says that it is one
    FOLDER/concepts/ab/ID.toml         a concept (`exports.git.entry`)
    FOLDER/.tifa/GLOSSARY.json         of this copy alone, not kept by git (`exports.git.base`)

What is written twice is the same to the byte, since nothing in a file hangs on the glossary that it
comes from: no number of a revision, no time.
"""
