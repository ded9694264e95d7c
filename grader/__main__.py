"""`python -m grader`."""

import os
import site
import sys


def installed_first() -> None:
    """Look for modules where Python and its packages are, and only then where a person works.

    `python -m` puts the current folder first: a student's queue.py or random.py there would be
    taken for the standard library's.
    """
    homes = (sys.prefix, sys.base_prefix, site.getusersitepackages())
    sys.path.sort(key=lambda path: not path.startswith(homes))


if __name__ == "__main__":
    installed_first()
    try:
        from grader.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        os._exit(130)
    main()
