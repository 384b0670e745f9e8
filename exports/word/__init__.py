"""Comments written into a Word document, whose text stays as it is.

Only the text's part, the comments, and what names them in the archive (relationships and content
types) are written anew; styles, pictures and all else keep their bytes. A library would write every
part that it knows anew, and splits no runs.
"""
