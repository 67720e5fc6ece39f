"""``python -m retranslate``."""

from retranslate.cli import main

main()
