"""What a claim is held against: its words, where they are printed, and what was changed."""
