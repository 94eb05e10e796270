"""What a person or a program sees: terminal, JSON, tables, command line."""
