"""A simulator of newspapers that copy one another: stories with known trees."""
