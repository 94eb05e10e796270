"""Running the rooms in order on this machine: pipeline, models."""
