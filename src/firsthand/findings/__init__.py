"""From a stemma to what a reader should know: variants, quotations, names, claims."""
