"""Every word that a student can meet is there in every language of the kit."""

from __future__ import annotations

import ast
import gettext
import re
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from kits import run_grader
from rich.cells import cell_len

from grader.i18n import DOMAIN, LANGUAGES, _, catalogue_file, ngettext, use
from grader.reports.words import kind_word, status_word
from grader.result import Kind, Status
from grader.words import bring_up_to_date, in_source

ROOT = Path(__file__).resolve().parents[1]
TRANSLATED = [language for language in LANGUAGES if language != "en"]
EXERCISES = sorted((ROOT / "exercises").glob("ex*/"))
SOURCES = sorted((ROOT / "grader").rglob("*.py"))

# Calls whose literal words would reach a student, and the keywords that hold such words.
SPEAKING = {"echo", "UsageError", "reject", "expect", "same", "skip", "check", "note", "Diagnosis"}
SPOKEN = {"help", "epilog", "summary", "title", "reason", "hint"}


DOMAINS = [DOMAIN, *(folder.name for folder in EXERCISES)]


@pytest.fixture(scope="module", params=DOMAINS)
def domain(request: pytest.FixtureRequest) -> str:
    """The kit, or the suite of one exercise: each has a catalogue of its own."""
    return str(request.param)


@pytest.fixture(scope="module")
def source(domain: str) -> Catalog:
    """Every message of the source of `domain`, without what the kit's catalogue has already."""
    found = in_source(ROOT, domain)
    if domain != DOMAIN:
        for text in messages(in_source(ROOT)):
            found.delete(text)
    return found


@pytest.fixture(params=TRANSLATED)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use(request.param)
    yield request.param
    use("en")


@pytest.fixture
def translated(language: str, domain: str) -> Catalog:
    return catalogue(language, domain)


def catalogue(language: str, domain: str = DOMAIN) -> Catalog:
    with catalogue_file(language, domain).open("rb") as file:
        return read_po(file, locale=language)


def forms(message: Message) -> list[str]:
    """The translations of a message: one, or one for each plural form."""
    return [message.string] if isinstance(message.string, str) else list(message.string)


def messages(catalog: Catalog) -> dict[str, Message]:
    """The messages by their English, without the header."""
    return {key(message): message for message in catalog if message.id}


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


# The catalogues ------------------------------------------------------------------------------


def test_every_message_of_the_source_is_translated(source: Catalog, translated: Catalog) -> None:
    found = messages(translated)
    missing = [
        text for text in messages(source) if text not in found or not all(forms(found[text]))
    ]
    assert not missing


def test_no_translation_is_a_guess_or_a_leftover(source: Catalog, translated: Catalog) -> None:
    assert not [text for text, message in messages(translated).items() if message.fuzzy]
    assert not set(messages(translated)) - set(messages(source))
    assert not translated.obsolete


def test_plurals_are_plurals_in_every_language(source: Catalog, translated: Catalog) -> None:
    found = messages(translated)
    for text, message in messages(source).items():
        assert found[text].pluralizable == message.pluralizable, text


def test_a_translation_keeps_the_placeholders(translated: Catalog) -> None:
    for message in messages(translated).values():
        english = [message.id] if isinstance(message.id, str) else message.id
        for text in forms(message):
            assert placeholders(text) in [placeholders(one) for one in english], text


def test_a_translation_keeps_the_space_around_it(translated: Catalog) -> None:
    for message in messages(translated).values():
        english = key(message)
        for text in forms(message):
            assert space_around(text.removeprefix("\b\n")) == space_around(
                english.removeprefix("\b\n")
            ), text


def placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    parts = Formatter().parse(text)
    return {(name, form, turned) for _text, name, form, turned in parts if name is not None}


def space_around(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_the_compiled_catalogue_is_that_of_the_source(
    language: str, domain: str, translated: Catalog
) -> None:
    compiled = BytesIO()
    write_mo(compiled, translated)
    compiled.seek(0)
    with catalogue_file(language, domain).with_suffix(".mo").open("rb") as file:
        assert entries(file) == entries(compiled)


def entries(file: Any) -> dict[Any, str]:
    """What a compiled catalogue translates; its header holds dates and the name of a tool."""
    found = vars(gettext.GNUTranslations(file))["_catalog"]
    return {text: string for text, string in found.items() if text}


def test_no_korean_particle_depends_on_what_stands_before_it() -> None:
    """Whether it is 을 or 를 depends on the last sound of a word that only the run knows."""
    depends = re.compile(r"\}['\"]?(?:을|를|이|가|은|는|과|와|으로|로)(?=[\s,.:;?)]|$)")
    for domain in DOMAINS:
        for message in catalogue("ko", domain):
            assert not [text for text in forms(message) if depends.search(text)]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_message_has_one_translation_in_all_catalogues(code: str) -> None:
    """The catalogues are asked one after the other, whichever suite speaks."""
    seen: dict[str, list[str]] = {}
    for domain in DOMAINS:
        for text, message in messages(catalogue(code, domain)).items():
            assert seen.setdefault(text, forms(message)) == forms(message), (domain, text)


def test_what_a_suite_says_is_found_in_its_own_catalogue() -> None:
    use("ko")
    try:
        assert _("deposits one after another add up") != "deposits one after another add up"
        assert _("no such message anywhere") == "no such message anywhere"
        assert ngettext("{n} such message", "{n} such messages", 2) == "{n} such messages"
    finally:
        use("en")


def test_an_update_keeps_what_fits_and_tells_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.i18n.LOCALE_FOLDER", tmp_path / "locale")
    suite = tmp_path / "grader" / "suites" / "ex99_words.py"
    suite.parent.mkdir(parents=True)
    suite.write_text("_('a deposit')\n_('a transfer')\n")
    assert bring_up_to_date(tmp_path, "ko", "ex99_words") == ["a deposit", "a transfer"]
    po = catalogue_file("ko", "ex99_words")
    po.write_text(po.read_text().replace('"a deposit"\nmsgstr ""', '"a deposit"\nmsgstr "입금"'))
    suite.write_text("_('a deposit')\n_('a balance')\n")
    assert bring_up_to_date(tmp_path, "ko", "ex99_words") == ["a balance"]
    assert "a transfer" not in po.read_text()
    with po.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("a deposit") == "입금"


# The words in the code -----------------------------------------------------------------------


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_words_in_the_code_can_be_translated(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert not [place(file, call) for call in calls if not translatable(call)]
    assert not [place(file, call) for call in calls if unmarked_words(call)]
    assert not [place(file, node) for node in ast.walk(tree) if hides_a_translation(node)]


def hides_a_translation(node: ast.AST) -> bool:
    """Whether a message stands inside an f-string, where `pybabel` under Python 3.11 is blind."""
    if not isinstance(node, ast.JoinedStr):
        return False
    calls = [part for part in ast.walk(node) if isinstance(part, ast.Call)]
    return any(
        name_of(call) in ("_", "ngettext") and isinstance(call.args[0], ast.Constant)
        for call in calls
    )


def translatable(call: ast.Call) -> bool:
    """Whether what is given to `_`, `N_` or `ngettext` is a text that stands in a catalogue."""
    texts = {"_": 1, "N_": 1, "ngettext": 2}.get(name_of(call), 0)
    parts = [part for text in call.args[:texts] for part in ast.walk(text)]
    if any(isinstance(part, ast.JoinedStr | ast.BinOp) or formats(part) for part in parts):
        return False
    return name_of(call) != "N_" or isinstance(call.args[0], ast.Constant)


def formats(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and name_of(node) == "format"


def unmarked_words(call: ast.Call) -> list[str]:
    """English in a call that speaks to a student, with nothing around it that translates."""
    spoken: list[ast.expr] = [k.value for k in call.keywords if k.arg in SPOKEN]
    if name_of(call) in SPEAKING:
        spoken += call.args
    return [text for node in spoken for text in literal_words(node)]


def literal_words(node: ast.expr) -> list[str]:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
    return [text for text in texts if re.search(r"[A-Za-z]{2,} +[A-Za-z]{2,}", text)]


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def place(file: Path, node: ast.AST) -> str:
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize(
    "code",
    [
        '_(f"{n} points")',
        'N_(f"{n} points")',
        '_("{n} points" % n)',
        '_("{n} points".format(n=n))',
        "N_(words)",
        'ngettext(f"{n} point", "{n} points", n)',
        'click.echo("There is nothing.")',
        'reject(Kind.RACE, f"{n} was lost twice")',
        'click.option("--seed", help="The seed of a run.")',
    ],
)
def test_words_that_nobody_could_translate_are_seen(code: str) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call)
    assert not translatable(call) or unmarked_words(call)


def test_every_kind_and_status_has_a_word(language: str) -> None:
    spoken = {kind: kind_word(kind) for kind in Kind} | {s: status_word(s) for s in Status}
    use("en")
    english = {kind: kind_word(kind) for kind in Kind} | {s: status_word(s) for s in Status}
    assert not [name for name, word in spoken.items() if word == english[name]]
    assert len({kind_word(kind) for kind in Kind}) == len(Kind)


# The texts of the exercises ------------------------------------------------------------------


@pytest.mark.parametrize("folder", EXERCISES, ids=lambda folder: folder.name)
def test_an_exercise_speaks_every_language(folder: Path) -> None:
    about = tomllib.loads((folder / "exercise.toml").read_text(encoding="utf-8"))
    hints = tomllib.loads((folder / "hints.toml").read_text(encoding="utf-8"))
    assert set(about["languages"]) == set(LANGUAGES)
    tables = [about["title"], about["topic"], *hints["staged"], *hints["on"].values()]
    for table in tables:
        assert set(table) == set(LANGUAGES), table
        assert all(text.strip() for text in table.values()), table
    for table in [*hints["staged"], *hints["on"].values()]:
        assert len(set(table.values())) == len(LANGUAGES), table


@pytest.mark.parametrize(
    "folder",
    [ROOT, ROOT / "exercises", *sorted((ROOT / "exercises").glob("part*/")), *EXERCISES],
    ids=lambda folder: "the kit" if folder == ROOT else folder.name,
)
@pytest.mark.parametrize("code", TRANSLATED)
def test_a_readme_has_a_twin_of_the_same_build(folder: Path, code: str) -> None:
    english = (folder / "README.md").read_text(encoding="utf-8")
    twin = (folder / f"README.{code}.md").read_text(encoding="utf-8")
    assert headings(twin) == headings(english)
    assert commands(twin) == commands(english)
    assert markers(twin) == markers(english)


def headings(text: str) -> list[str]:
    return re.findall(r"(?m)^(#+) ", re.sub(r"(?ms)^```.*?^```$", "", text))


def commands(text: str) -> list[str]:
    """The lines of code that a reader copies, without their comments."""
    fenced = re.findall(r"(?ms)^```sh\n(.*?)^```$", text)
    indented = re.findall(r"(?m)^ {4}(\S.*)$", re.sub(r"(?ms)^```.*?^```$", "", text))
    return [re.sub(r"\s+# .*", "", line) for block in fenced for line in block.splitlines()] + (
        indented
    )


def markers(text: str) -> list[str]:
    return re.findall(r"<!-- .*? -->", text)


# The command line ----------------------------------------------------------------------------


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize(
    "typed",
    [
        ["--help"],
        ["verify", "--help"],
        ["show"],
        ["nope"],
        ["ex09", "--nope"],
        ["ex09", "--seed", "x"],
        ["ex09", "--seed", "-1"],
        ["ex09", "--seed"],
        ["ex09", "--format", "nope"],
        ["ex09", "--file", "nope.py"],
        ["hint", "ex09", "ex13"],
    ],
    ids=" ".join,
)
def test_the_command_line_speaks_one_language(typed: list[str], code: str) -> None:
    ran = run_grader("--lang", code, *typed, cwd=ROOT)
    assert ran.status == (0 if "--help" in typed else 2)
    said = (ran.out + ran.err).replace("integer range", "")
    said = re.sub(r"python -m grader.*|--\w+ \w+", "", said)
    assert not re.findall(r"[A-Za-z]{2,} +[A-Za-z]{2,}", said)


@pytest.mark.parametrize("typed", [["--help"], ["grade", "--help"], ["verify", "--help"], []])
@pytest.mark.parametrize("code", LANGUAGES)
def test_help_and_list_fit_eighty_columns(typed: list[str], code: str) -> None:
    ran = run_grader("--lang", code, *typed, cwd=ROOT)
    assert ran.out
    assert max(cell_len(line) for line in ran.out.splitlines()) <= 80
