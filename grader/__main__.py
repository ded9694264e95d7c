"""`python -m grader`."""

import os
import sys

if __name__ == "__main__":
    try:
        from grader.cli import main
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        os._exit(130)
    main()
