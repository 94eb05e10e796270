"""From files to Documents: walking, sniffing, plain text, HTML, JSON lines."""
