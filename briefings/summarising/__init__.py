"""What makes a sentence stand for its article, and what must come along so that it stands alone."""
