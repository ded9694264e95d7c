"""Which lines of an answer no check ever ran: dead branches, answers keyed to a test."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from grader.grading.answer import Answer

# What runs only as a script is no part of what the checks call.
LEFT_OUT = r"if __name__ == .__main__.:"
DEMO = r"^def main\("


def never_ran(
    answer: Answer, names: Collection[str], covered: Iterable[Mapping[str, Collection[int]]]
) -> tuple[tuple[int, ...], float]:
    """The lines of the main file that never ran, and the percentage that ran of all files.

    `names` are what the exercise demands: a `main()` that is not among them is a demonstration.
    `covered` are the lines that each worker ran, by the file's name in the exercise. The files
    are parsed here, never run; one that cannot be parsed has no lines.
    """
    import coverage

    measured = coverage.Coverage(data_file=None, config_file=False)
    measured.exclude(LEFT_OUT)
    if "main" not in names:
        measured.exclude(DEMO)
    paths = {name: str(path.resolve()) for name, path in answer.files.items()}
    # An answer that was never loaded has run nothing.
    for ran in ({}, *covered):
        measured.get_data().add_lines({paths[n]: ran[n] for n in ran if n in paths})
    measured.get_data().touch_files(paths.values())
    missing: dict[str, list[int]] = {}
    statements = 0
    for name, path in paths.items():
        try:
            _file, lines, _left_out, missing[name], _text = measured.analysis2(path)
        except coverage.CoverageException:
            continue
        statements += len(lines)
    ran_statements = statements - sum(map(len, missing.values()))
    percent = 100.0 * ran_statements / statements if statements else 100.0
    return tuple(missing.get(answer.name, ())), round(percent, 1)
