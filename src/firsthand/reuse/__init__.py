"""From texts to Alignments: shared passages, word by word and by meaning."""
