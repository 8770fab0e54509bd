"""Who is who: the names, offices and roles by which people are told apart, also across articles."""
