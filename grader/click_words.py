"""What click says by itself on the command line, in the kit's language.

click asks gettext for its words, in the current text domain and in the language that the
environment names; `speak` sets both, and the kit's catalogues hold click's words as well.
"""

from __future__ import annotations

import gettext
import os

from grader.i18n import DOMAIN, LOCALE_FOLDER, _, ngettext


def speak(language: str) -> None:
    """Let click say in `language` what follows; words that no catalogue has stay English."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, LOCALE_FOLDER)
    gettext.textdomain(DOMAIN)


def words() -> tuple[str, ...]:
    """Click's words that can appear here, written out so that the catalogues have them."""
    return (
        _("Usage:"),
        _("[OPTIONS]"),
        _("Commands"),
        _("Options"),
        _("Show this message and exit."),
        _("Show the version and exit."),
        _("Error: {message}"),
        _("Try '{command} {option}' for help."),
        _("Missing argument"),
        _("Missing option"),
        _("Invalid value: {message}"),
        _("Invalid value for {param_hint}: {message}"),
        _("{value!r} is not a valid {number_type}."),
        _("{value} is not in the range {range}."),
        _("{name} {filename!r} does not exist."),
        _("{name} {filename!r} is a file."),
        _("{name} {filename!r} is a directory."),
        _("{name} {filename!r} is not readable."),
        _("No such command {name!r}."),
        _("No such option {name!r}."),
        _("No such option: {name}"),
        _("Option {name!r} does not take a value."),
        ngettext(
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
            1,
        ),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
        ngettext(
            "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
        ),
    )
