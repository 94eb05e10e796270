"""What a text says: skeleton, sentences, quotations, names, quantities, credits, dates."""
