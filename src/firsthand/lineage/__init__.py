"""From Alignments to the Stemma: stories, evidence, relations, lines of reporting."""
