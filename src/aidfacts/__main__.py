"""`python -m aidfacts` is the command line."""

from aidfacts.cli import main

if __name__ == "__main__":
    main()
