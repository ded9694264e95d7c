"""Languages: every student-facing string goes through `_`, `ngettext` or `N_`.

The catalogues are ordinary gettext (`grader/locale/LANG/LC_MESSAGES/grader.{po,mo}`). English is
the source language, so it needs none.
"""

from __future__ import annotations

import gettext
import locale
import os
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "ko")
DOMAIN = "grader"
LOCALE_FOLDER = Path(__file__).parent / "locale"

_current: ContextVar[str] = ContextVar("language", default="en")


def N_(text: str) -> str:
    """Mark a string for translation where it stands; `_` translates it when it is shown."""
    return text


def _(text: str) -> str:
    """`text` in the current language."""
    return _catalogue(_current.get()).gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """`one` or `many` for `n` things, in the current language."""
    return _catalogue(_current.get()).ngettext(one, many, n)


def use(language: str) -> None:
    """Speak `language` from here on; raises ValueError when the kit does not have it."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language!r}; there are {', '.join(LANGUAGES)}")
    _current.set(language)


def current() -> str:
    """The language in use, such as "en"."""
    return _current.get()


def from_locale() -> str:
    """The language that the environment asks for, English when the kit does not have it."""
    asked = next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), ""
    )
    if not asked:
        asked = locale.getlocale()[0] or ""
    code = asked.split("_")[0].split(".")[0].lower()
    code = {"korean": "ko", "english": "en"}.get(code, code)
    return code if code in LANGUAGES else "en"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)
