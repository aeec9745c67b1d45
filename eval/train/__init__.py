"""Training the reader: not needed to use Yinju. `python -m eval.train --help`."""
