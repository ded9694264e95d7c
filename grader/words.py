"""The words of the kit and of each exercise in every language: brought up to date with the source.

Needs Babel, which the `test` extra installs. A catalogue is read from the source anew, keeps the
translations that still fit, and is compiled; what has no translation is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from grader.i18n import DOMAIN, LANGUAGES, catalogue_file

KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
METHODS = [("grader/suites/**", "ignore"), ("grader/**.py", "python")]
HEADER = """\
# The words of {domain}. The terms used are in docs/glossary.md.
# Distributed under the licence of threads-and-processes."""


def translated_into() -> Iterator[str]:
    """The languages that need catalogues."""
    return (language for language in LANGUAGES if language != "en")


def in_source(root: Path, domain: str = DOMAIN) -> Catalog:
    """Every message of the kit, or of the suite of the exercise `domain`, without translations."""
    catalog = Catalog(project="threads-and-processes")
    if domain == DOMAIN:
        found = [
            (file, message, context)
            for file, _line, message, _comments, context in extract_from_dir(
                root, METHODS, keywords=KEYWORDS
            )
        ]
    else:
        suite = root / "grader" / "suites" / f"{domain}.py"
        found = [
            (suite.relative_to(root).as_posix(), message, context)
            for _line, message, _comments, context in extract_from_file(
                "python", suite, keywords=KEYWORDS
            )
        ]
    for file, message, context in found:
        catalog.add(message, locations=[(file, 0)], context=context)
    return catalog


def bring_up_to_date(root: Path, language: str, domain: str = DOMAIN) -> list[str]:
    """Rewrite and compile one catalogue; gives the messages that have no translation yet.

    What the kit says already needs no second translation in an exercise's catalogue.
    """
    path = catalogue_file(language, domain)
    source = in_source(root, domain)
    if domain != DOMAIN:
        kit = _read(catalogue_file(language), language)
        for message in list(source):
            if message.id and kit.get(message.id) is not None:
                source.delete(message.id)
    catalog = _read(path, language)
    catalog.update(source, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    catalog.header_comment = HEADER.format(domain=domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, catalog)
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalog
        if message.id and not all(_forms(message.string))
    ]


def _forms(translation: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return tuple(translation) if isinstance(translation, tuple | list) else (translation or "",)


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language, project="threads-and-processes", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _write(path: Path, catalog: Catalog) -> None:
    text, compiled = BytesIO(), BytesIO()
    write_po(text, catalog, width=100, include_lineno=False, sort_output=False)
    write_mo(compiled, catalog)
    path.write_bytes(text.getvalue())
    path.with_suffix(".mo").write_bytes(compiled.getvalue())
