"""The tabs of the page: each puts its fields into the page and ties its events to a desk's answers."""
