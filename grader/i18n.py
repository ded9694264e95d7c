"""Languages: every student-facing string goes through `_`, `ngettext` or `N_`.

The catalogues are ordinary gettext, in `grader/locale/LANG/LC_MESSAGES/`: `grader.{po,mo}` for the
kit, and one named after each exercise for what its suite says, so that an exercise stays files of
its own. English is the source language, so it needs none.
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


def catalogue_file(language: str, domain: str = DOMAIN) -> Path:
    """Where the translations of `domain` (the kit, or an exercise's id) into `language` stand."""
    return LOCALE_FOLDER / language / "LC_MESSAGES" / f"{domain}.po"


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    found = gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)
    if isinstance(found, gettext.GNUTranslations):
        found.add_fallback(_Suites(language))
    return found


class _Suites(gettext.NullTranslations):
    """What the suites say: asked for what the kit's own catalogue does not have, and read then."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        return _suites(self._language).gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _suites(self._language).ngettext(msgid1, msgid2, n)


@cache
def _suites(language: str) -> gettext.NullTranslations:
    chain = gettext.NullTranslations()
    folder = catalogue_file(language).parent
    for path in sorted(folder.glob("ex*.mo"), reverse=True):
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
        catalogue.add_fallback(chain)
        chain = catalogue
    return chain
