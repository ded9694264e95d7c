"""Which frontrun, on which Python."""

from __future__ import annotations

import platform

import frontrun
from telling import tell

tell(frontrun=frontrun.__version__, python=platform.python_version())
