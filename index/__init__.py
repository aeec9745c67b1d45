"""From files to a searchable snapshot: load, repair, split, embed, publish."""
