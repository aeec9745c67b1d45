"""Quotes taken out of Yinju as a file, Markdown or Word, and checked against the documents later.

item      what is exported: quotes, and how each is cited
record    that as lines of JSON, the same in either format
citation  as GB/T 7714—2015 has it, and plainly
blocks    the record as it is read: headings, quotes, lines
markdown, word   blocks → file, and back
file      evidence → file → evidence; a file that says more or less than its record is refused
verify    is each quote still in the documents?    command  python -m qa verify FILE
"""
