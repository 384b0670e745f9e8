"""The review application in a browser: one process of it for each page that is open."""
