"""`python -m grader words`: the catalogues of translations, brought up to date with the source."""

from __future__ import annotations

from collections.abc import Sequence

import click

from grader import exercise as exercises
from grader.catalogue import find
from grader.commands.settings import Exit, Settings
from grader.exercise import shown
from grader.i18n import DOMAIN, _, catalogue_file, ngettext


def update_words(settings: Settings, asked: Sequence[str]) -> int:
    """Update the catalogues of the exercises asked for, or of the kit and of all of them.

    Exit status 1 when a translation is missing.
    """
    try:
        from grader import words
    except ModuleNotFoundError:
        raise click.UsageError(
            _("This command needs Babel: python -m pip install -e '.[test]'")
        ) from None
    ids = [found.id for found in find(settings.root, asked)] if asked else []
    missing = 0
    for domain in ids or [DOMAIN, *exercises.ids(settings.root)]:
        for language in words.translated_into():
            untranslated = words.bring_up_to_date(settings.root, language, domain)
            missing += len(untranslated)
            _report(shown(catalogue_file(language, domain), settings.root), untranslated)
    return Exit.FAILED if missing else Exit.OK


def _report(path: str, untranslated: Sequence[str]) -> None:
    if not untranslated:
        click.echo(_("{path}: complete").format(path=path))
        return
    n = len(untranslated)
    click.echo(
        ngettext(
            "{path}: {n} message has no translation", "{path}: {n} messages have no translation", n
        ).format(path=path, n=n)
    )
    for message in untranslated:
        click.echo(f"  {message!r}")
