"""The command line: `python -m grader`. It only reads what was typed; the verbs do the work.

Grading is the verb that needs no name: `python -m grader ex09`.
"""

from __future__ import annotations

import os
import signal
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from grader import __version__, click_words, i18n
from grader.commands.settings import Exit, Settings, kit_root
from grader.i18n import N_, _
from grader.reports import FORMATS

PROGRAM = "python -m grader"
"""What the help and the errors call this program, however it was started."""

F = TypeVar("F", bound=Callable[..., Any])


class Verbs(click.Group):
    """The verbs; without one, an exercise is graded, and with nothing at all they are listed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["typed"] = list(args)
        return super().parse_args(ctx, self._routed(args))

    def _routed(self, args: list[str]) -> list[str]:
        words = list(self._words(args))
        if words and args[words[0]] in self.commands:
            return [args[words[0]], *args[: words[0]], *args[words[0] + 1 :]]
        if "--help" in args or "-h" in args:
            return ["--help"]
        if "--version" in args:
            return ["--version"]
        # Options of the grading without an exercise: the grading says what is missing.
        common = {option for p in self.commands["list"].params for option in p.opts}
        options = (arg.split("=")[0] for arg in args if arg.startswith("-"))
        return ["grade" if words or not common.issuperset(options) else "list", *args]

    def _words(self, args: Sequence[str]) -> Iterator[int]:
        """Where in `args` there is neither an option nor the value of one."""
        valued = {
            option
            for command in self.commands.values()
            for p in command.params
            if isinstance(p, click.Option) and not p.is_flag
            for option in p.opts
        }
        follows_option = False
        for place, arg in enumerate(args):
            if not follows_option and not arg.startswith("-"):
                yield place
            follows_option = not follows_option and arg in valued

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.format_commands(ctx, formatter)
        options = [*self.commands["grade"].params, *self.get_params(ctx)]
        records = (o.get_help_record(ctx) for o in options if isinstance(o, click.Option))
        with formatter.section(_("Options")):
            formatter.write_dl([record for record in records if record])


def common(function: F) -> F:
    """The options of every verb."""
    for option in (
        click.option("--debug", is_flag=True, help=N_("Show the tracebacks of the kit itself.")),
        click.option("--root", type=click.Path(path_type=Path, file_okay=False), hidden=True),
        click.option(
            "--lang",
            type=click.Choice(i18n.LANGUAGES),
            expose_value=False,
            help=N_("The language; the default comes from the locale."),
        ),
    ):
        function = option(function)
    return function


def _settings(root: Path | None, debug: bool) -> Settings:
    return Settings(root.resolve() if root else kit_root(), debug)


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=N_("Exercises on threads and processes, graded. Without a command: the list of them."),
    epilog=N_(
        "\b\nExamples:\n"
        "  python -m grader                  the list, and what to do next\n"
        "  python -m grader show ex09        the task\n"
        "  python -m grader ex09             grade your answer\n"
        "  python -m grader hint ex09        one more hint\n"
        "  python -m grader part2 ex31       a part, several exercises, or all\n"
        "  python -m grader ex09 --seed 7    the same run again\n"
        "  python -m grader all --format github --format junit --output report.xml\n"
    ),
    subcommand_metavar=N_("[COMMAND] EXERCISE... [OPTIONS]"),
    options_metavar="",
)
@click.version_option(__version__, prog_name="grader")
def cli() -> None:
    """Everything is done by the verbs."""


@cli.command("list", help=N_("The exercises, how far you are, and what to do next."))
@common
def list_(root: Path | None, debug: bool) -> int:
    from grader.commands.list import show_list

    return show_list(_settings(root, debug))


@cli.command(help=N_("Grade answers; this is what is done without a command."))
@click.argument("exercises", nargs=-1, required=True, metavar=N_("EXERCISE..."))
@click.option("--solution", is_flag=True, help=N_("Grade the reference solution instead."))
@click.option(
    "--file",
    "path",
    type=click.Path(exists=True, path_type=Path),
    help=N_("Grade this file as the answer to the one exercise named."),
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    metavar="N",
    help=N_("Repeat a run: every report names its seed."),
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(FORMATS)),
    metavar="FORMAT",
    help=N_("A report to write; may be given several times. Default: terminal. One of: {formats}."),
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    help=N_("Where the --format before it goes; a report without one goes to stdout."),
)
@click.option("--json", "json_too", is_flag=True, help=N_("Short for --format json."))
@click.option("--coverage", is_flag=True, help=N_("Also show the lines that no check ever ran."))
@common
@click.pass_context
def grade(
    ctx: click.Context,
    /,
    exercises: tuple[str, ...],
    solution: bool,
    path: Path | None,
    seed: int | None,
    coverage: bool,
    root: Path | None,
    debug: bool,
    **_asked_for_in_order: object,
) -> int:
    from grader.commands import grade as verb
    from grader.commands.outputs import asked

    return verb.grade(
        _settings(root, debug),
        verb.Request(exercises, solution, path, seed, coverage),
        asked(ctx.meta["typed"]),
    )


@cli.command(help=N_("One more hint each time it is asked for."))
@click.argument("exercise", metavar=N_("EXERCISE"))
@click.option("--level", type=click.IntRange(1, 3), help=N_("This hint instead of the next one."))
@common
def hint(exercise: str, level: int | None, root: Path | None, debug: bool) -> int:
    from grader.commands.hint import show_hint

    return show_hint(_settings(root, debug), exercise, level)


@cli.command(
    help=N_("The task: what to do and what is demanded. Or what a part (part2, all) is about.")
)
@click.argument("exercise", metavar=N_("EXERCISE"))
@common
def show(exercise: str, root: Path | None, debug: bool) -> int:
    from grader.commands.show import show_task

    return show_task(_settings(root, debug), exercise)


@cli.command(help=N_("Write the stub again; your file is kept as a backup beside it."))
@click.argument("exercises", nargs=-1, required=True, metavar=N_("EXERCISE..."))
@common
def reset(exercises: tuple[str, ...], root: Path | None, debug: bool) -> int:
    from grader.commands.reset import reset_files

    return reset_files(_settings(root, debug), exercises)


@cli.command(
    short_help=N_("For teachers: prove that the exercises judge rightly."),
    help=N_(
        "For teachers: prove that references pass, stubs fail, and each known wrong answer is "
        "rejected for its own reason."
    ),
)
@click.argument("exercises", nargs=-1, metavar=N_("[EXERCISE...]"))
@click.option(
    "--seed", type=click.IntRange(min=0), metavar="N", help=N_("The seed of every grading.")
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=N_("How many gradings at once; the default suits this machine's CPUs."),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    help=N_("How to report it."),
)
@common
def verify(
    exercises: tuple[str, ...],
    seed: int | None,
    jobs: int | None,
    format_: str,
    root: Path | None,
    debug: bool,
) -> int:
    from grader.commands import verify as verb

    request = verb.Request(exercises, seed, jobs, as_json=format_ == "json")
    return verb.verify_exercises(_settings(root, debug), request)


@cli.command("new", help=N_("For authors: write the files of a new exercise, with placeholders."))
@click.argument("exercise_id", metavar="exNN_name")
@click.option(
    "--part",
    type=click.IntRange(1, 4),
    default=1,
    metavar="N",
    help=N_("The part that it belongs to."),
)
@click.option("--module", metavar="NAME", help=N_("The student's file, without .py."))
@common
def new(exercise_id: str, part: int, module: str | None, root: Path | None, debug: bool) -> int:
    from grader.commands.new import new_exercise

    return new_exercise(_settings(root, debug), exercise_id, part, module)


@cli.command(
    short_help=N_("For authors: bring the translations up to date."),
    help=N_(
        "For authors: bring the translations up to date with the source, and say what is missing."
    ),
)
@click.argument("exercises", nargs=-1, metavar=N_("[EXERCISE...]"))
@common
def words(exercises: tuple[str, ...], root: Path | None, debug: bool) -> int:
    from grader.commands.words import update_words

    return update_words(_settings(root, debug), exercises)


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its status."""
    typed = list(sys.argv[1:] if args is None else args)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A terminal that cannot show a character gets a question mark, not a crash.
            stream.reconfigure(errors="replace")
    try:
        status = _run(typed)
        _flush()
        # The verdict is out: an interruption from here on would only change the exit status.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        click.echo(_("Stopped."), err=True)
        _flush()
        # At once, and with this status: where an `exec` was interrupted, an ordinary exit would
        # end the interpreter by the signal instead.
        os._exit(Exit.INTERRUPTED)
    sys.exit(status)


def _flush() -> None:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader went away (`| head`); Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(typed: list[str]) -> int:
    from grader.catalogue import UnknownExercise
    from grader.exercise import BadExercise

    _speak(typed)
    try:
        return int(cli.main(typed, prog_name=PROGRAM, standalone_mode=False) or Exit.OK)
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return Exit.WRONG_USE
    except UnknownExercise as error:
        click.echo(error, err=True)
        click.echo(_("The list of exercises: python -m grader"), err=True)
        return Exit.WRONG_USE
    except BadExercise as error:
        click.echo(_("The kit is damaged. {what}").format(what=error), err=True)
        return Exit.KIT_FAILED
    except Exception as error:
        from grader.grading.outcome import reraise_interrupt

        reraise_interrupt(error)
        return _kit_failed(error, "--debug" in typed)


def _kit_failed(error: Exception, debug: bool) -> int:
    if debug:
        import traceback

        traceback.print_exception(error)
    else:
        name = type(error).__name__
        click.echo(
            _("The kit failed, not you: {error}. With --debug it says where.").format(
                error=f"{name}: {error}"
            ),
            err=True,
        )
    return Exit.KIT_FAILED


def _speak(typed: Sequence[str]) -> None:
    """Set the language, and translate the help, which was written before it was known."""
    asked = [b for a, b in pairwise(typed) if a == "--lang"]
    asked += [arg.removeprefix("--lang=") for arg in typed if arg.startswith("--lang=")]
    i18n.use(next((code for code in asked if code in i18n.LANGUAGES), i18n.from_locale()))
    click_words.speak(i18n.current())
    cli.subcommand_metavar = _(cli.subcommand_metavar)
    for command in (cli, *cli.commands.values()):
        command.help = command.help and _(command.help)
        command.short_help = command.short_help and _(command.short_help)
        command.epilog = command.epilog and _(command.epilog)
        command.options_metavar = command.options_metavar and _(command.options_metavar)
        for param in command.params:
            param.metavar = param.metavar and _(param.metavar)
            if isinstance(param, click.Option) and param.help:
                # Words of two cells a letter are broken by hand: click counts letters.
                formats = textwrap.fill(", ".join(FORMATS), 56)
                param.help = _(param.help).replace("{formats}", formats)
