"""Stop children: what an answer to ex27 has to keep."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import threading
import time
from pathlib import Path
from typing import Any

from grader.check import N_, Kind, _, check, expect, reject, same
from grader.harmless import clipped
from grader.lab import Lab, Run, ScriptRun, Send
from grader.lab.scenes import attempt, seconds_of

SITES = ["news", "shop"]
ALL_SITES = [*SITES, "archive"]
"""Those that the script crawls."""
CRAWLS = '''
import os, pathlib, signal, time

HERE = pathlib.Path(__file__).parent


def endless(site):
    HERE.joinpath(f"begun.{site}.{os.getpid()}").touch()
    while True:
        time.sleep(0.005)


def deaf(site):
    """Does not listen when it is asked to end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    endless(site)


def careful(site):
    """When it is asked to end, it saves; that ends when the other one has been asked as well, and
    takes longer at one site."""
    def save(number, frame):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # Who asks twice may.
        HERE.joinpath(f"asked.{site}").touch()
        while len(list(HERE.glob("asked.*"))) < 2:
            time.sleep(0.005)
        time.sleep(0.3 if site == "shop" else 0)
        HERE.joinpath(f"saved.{site}").touch()
        os._exit(0)

    signal.signal(signal.SIGTERM, save)
    endless(site)
'''

STARTED = "(a child has been started)"
TELLS_STARTS = f'''
import os
from multiprocessing.process import BaseProcess

import crawler

start = BaseProcess.start


def start_and_tell(child):
    start(child)
    os.write(1, b"{STARTED}\\n")


if __name__ == "__main__":
    BaseProcess.start = start_and_tell
    crawler.main()
'''
"""Runs the script, and says when a child has been started."""


def crawled(answer: Any, source: str, crawl: str, sites: list[str], grace: float) -> Any:
    """Start a crawler, let its children begin, stop it: who worked there, and who has saved."""
    here = Path()
    here.joinpath("crawls.py").write_text(source)
    import crawls  # type: ignore[import-not-found]

    crawler = answer.Crawler(sites, getattr(crawls, crawl), grace)
    crawler.start()
    while len(begun := list(here.glob("begun.*"))) < len(sites):
        time.sleep(0.005)
    seconds = seconds_of(crawler.stop)
    children = [int(path.suffix[1:]) for path in begun]
    saved = [site for site in sites if Path(f"saved.{site}").exists()]
    return {"main": os.getpid(), "children": children, "saved": saved, "seconds": seconds}


def at_odd_times(answer: Any, source: str, sites: list[str]) -> Any:
    """Stop before the start, twice, and after a start that fails at its second site, while a child
    works that is not the crawler's: whether that one is still there."""
    here = Path()
    here.joinpath("crawls.py").write_text(source)
    import crawls

    answer.Crawler(sites, crawls.endless, 60.0).stop()
    other = multiprocessing.Process(target=crawls.endless, args=("other",))
    other.start()
    cannot_be_sent = threading.Lock()
    crawler = answer.Crawler([sites[0], cannot_be_sent], crawls.endless, 60.0)
    attempt(crawler.start)
    while not (begun := list(here.glob(f"begun.{sites[0]}.*"))):
        time.sleep(0.005)
    crawler.stop()
    crawler.stop()
    other_works = other.is_alive()
    other.kill()
    other.join()
    return {"children": [int(path.suffix[1:]) for path in begun], "other_works": other_works}


def expect_none_left(run: Run) -> None:
    """No child that has crawled still runs, and none is a zombie."""
    zombie = _(
        "stop() has returned, and a child that has ended is left as a zombie: nobody has waited "
        "for its end."
    )
    running = _("stop() has returned, and a child process still runs.")
    mine, seen = set(run.value["children"]), run.evidence
    for left, summary in ((seen.processes_left, running), (seen.zombies, zombie)):
        expect(mine.isdisjoint(one.pid for one in left), Kind.LEAKED_PROCESS, summary)


def expect_stopped(run: ScriptRun, when: str) -> None:
    """The script has come to its proper end, in its lines, and nobody has written after it."""
    expect(
        run.stdout.rstrip().endswith("Stopped."),
        Kind.WRONG_RESULT,
        _('{when}: the last line of all should be "Stopped.", but it was "{line}".').format(
            when=when, line=run.last_line
        ),
        detail=lines_of_the_answer(run.stderr),
    )
    expect(
        "Stopping" in run.stdout,
        Kind.WRONG_RESULT,
        _('{when}: the line that begins with "Stopping" is missing.').format(when=when),
    )


def lines_of_the_answer(tracebacks: str) -> str:
    """The lines of the submission among those of the library, and how it ended."""
    found = re.findall(r'crawler\.py", (line .*\n.*)', tracebacks)
    return clipped("\n".join([*dict.fromkeys(found), *tracebacks.splitlines()[-1:]]), 1000)


@check(2, N_("every site has a child process, and all of them work at the same time"))
def every_site_has_a_child(lab: Lab) -> None:
    sites = [*SITES, "blog"]
    value = lab.run(crawled, CRAWLS, "endless", sites, 0.5).value
    processes = {value["main"], *value["children"]}
    expect(
        len(processes) == 1 + len(sites),
        Kind.NOT_PROCESSES,
        _("{n} sites need {n} child processes; {found} took part.").format(
            n=len(sites), found=len(processes) - 1
        ),
    )


@check(2, N_("stop() leaves nobody: no process and no zombie"))
def stop_leaves_nobody(lab: Lab) -> None:
    expect_none_left(lab.run(crawled, CRAWLS, "endless", SITES, 60.0))


@check(2, N_("who does not listen is killed when the grace is over"))
def who_does_not_listen_is_killed(lab: Lab) -> None:
    sites = [f"site{n}" for n in range(6)]
    # A busy machine may take its time once. It counts only if a longer grace is taken four times
    # as well.
    for grace in (0.2, 1.2):
        run = lab.run(crawled, CRAWLS, "deaf", sites, grace, deadline=5.0 + 10 * grace)
        expect_none_left(run)
        seconds = run.value["seconds"]
        sentence = _(
            "{n} children that do not listen, grace = {grace:g} s: stop() had killed them after "
            "{seconds:.1f} s."
        )
        expect(
            seconds > 0.95 * grace,
            Kind.WRONG_RESULT,
            sentence.format(n=len(sites), grace=grace, seconds=seconds),
        )
        if seconds < 4 * grace:
            return
    sentence = _(
        "{n} children that do not listen, grace = {grace:g} s: they have it all together, but "
        "stop() has waited for {seconds:.1f} s."
    )
    reject(
        Kind.WRONG_RESULT, sentence.format(n=len(sites), grace=grace, seconds=run.value["seconds"])
    )


@check(2, N_("all children are asked before anybody is killed, and can save their work"))
def they_are_asked_first(lab: Lab) -> None:
    run = lab.run(crawled, CRAWLS, "careful", SITES, 60.0)
    expect_none_left(run)
    same(run.value["saved"], SITES, _("the sites whose children could save their work"))


@check(1, N_("stop() may come before start(), twice, and after a start() that failed halfway"))
def stop_at_any_time(lab: Lab) -> None:
    run = lab.run(at_odd_times, CRAWLS, SITES, start_method="spawn", deadline=20.0)
    expect_none_left(run)
    expect(
        run.value["other_works"],
        Kind.WRONG_RESULT,
        _("stop() has ended a child process that the crawler had not started."),
    )


@check(1, N_("it works whichever way processes are started: fork, spawn, forkserver"))
def works_with_every_start_method(lab: Lab) -> None:
    for method in multiprocessing.get_all_start_methods():
        run = lab.run(crawled, CRAWLS, "endless", SITES, 60.0, start_method=method, deadline=20.0)
        expect_none_left(run)


@check(2, N_("Ctrl-C ends the script: everything stopped, no traceback, exit status 0"))
def ctrl_c_ends_the_script(lab: Lab) -> None:
    all_at_work = [
        Send(0, after=text) for text in ("Crawling", *(f"{site}: page 2" for site in ALL_SITES))
    ]
    run = lab.script("600", signals=[*all_at_work, Send(signal.SIGINT)], deadline=30.0)
    expect_stopped(run, _("Ctrl-C while the children work"))
    expect(
        "Traceback" not in run.stderr,
        Kind.EXCEPTION,
        _("Ctrl-C goes to the children as well, and somebody ended with a traceback."),
        detail=lines_of_the_answer(run.stderr),
    )
    same(run.status, 0, _("the exit status after Ctrl-C"))


@check(2, N_("Ctrl-C at once, or while the script stops already, does no harm"))
def ctrl_c_at_any_time(lab: Lab) -> None:
    # By then stop() waits: what it imports for that should not be broken off in the middle.
    while_it_stops = Send(after="Stopping", delay=0.4)
    run = lab.script("600", signals=[Send(after="Crawling"), while_it_stops], deadline=30.0)
    expect_stopped(run, _("Ctrl-C at once, and once more while it stops"))
    run = lab.script("0.3", signals=[while_it_stops], deadline=30.0, program=TELLS_STARTS)
    expect_stopped(run, _("Ctrl-C while it stops because the time is up"))
    expect(
        STARTED not in run.stdout.partition("Crawling")[2],
        Kind.WRONG_RESULT,
        _('The line "Crawling" came before all children had been started.'),
    )
