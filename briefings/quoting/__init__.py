"""Who said what: marks are paired, passages screened, mentions weighed, names traced; quotes.py brings it together."""
