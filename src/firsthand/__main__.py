"""`python -m firsthand`."""

from firsthand.faces.cli import main

main()
