"""Questions in plain words, in English and German, and the commands that they can mean."""
