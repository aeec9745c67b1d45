"""The folder of documents in the browser: how its files stand, uploads, removal, rebuilding, going back.

`names` cleans what a browser calls a file, `shelf` puts files into the folder and out of it, `trash` keeps
what was put out, `rebuild` runs `python -m index`; `listing` and `work` say in HTML how things stand, and
`routes` is the way in.
"""
