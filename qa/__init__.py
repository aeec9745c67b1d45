"""From a question to quotes: retrieve passages, read the exact words, answer by quoting."""
