"""``retranslate``, and ``python -m retranslate``."""

import atexit
import gc


def main() -> None:
    """Run the command line."""
    gc.set_threshold(50_000)  # a run makes many values and no cycles: looking for them took a twentieth of it
    atexit.register(gc.freeze)  # and looking for them once more, before the process ends, took a tenth
    from retranslate.cli import main

    main()


if __name__ == "__main__":
    main()
