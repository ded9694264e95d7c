"""Each thread its own: what an answer to ex21 has to keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from grader.check import N_, Kind, _, alike, check, same
from grader.lab import Lab
from grader.lab.demands import Demand, gives
from grader.lab.scenes import Gauge, attempt, linger, together


def one_request(answer: Any, id: str) -> list[Any]:
    """The id at first, when a block was made and not begun, in the block, and after it."""
    seen = [answer.request_id()]
    block = answer.handling(id)
    seen.append(answer.request_id())
    with block:
        seen.append(answer.request_id())
    return [*seen, answer.request_id()]


@check(1, N_("request_id is the id inside the block, and None outside"))
def one_block(lab: Lab) -> None:
    (id,) = ids(lab, 1)
    what = _("request_id() at first, after making a block, in the block, and after it")
    for got in lab.explore(one_request, id).values:
        same(got, [None, None, id, None], what)


def nested(answer: Any, outer: str, middle: str, inner: str) -> list[Any]:
    """The id before and after each begin and each end of three nested blocks, which were made
    before the first of them began."""
    seen = []
    outer_block, middle_block, inner_block = map(answer.handling, (outer, middle, inner))
    with outer_block:
        seen.append(answer.request_id())
        with middle_block:
            seen.append(answer.request_id())
            with inner_block:
                seen.append(answer.request_id())
            seen.append(answer.request_id())
        seen.append(answer.request_id())
    return [*seen, answer.request_id()]


@check(2, N_("at the end of an inner block the id of the outer one is back"))
def nested_blocks_go_back(lab: Lab) -> None:
    outer, middle, inner = ids(lab, 3)
    what = _("request_id() on the way into three nested blocks, and out again")
    same_twice = [outer, inner, outer], [outer, outer, inner], [outer, inner, inner]
    for names in ([outer, middle, inner], *same_twice, [outer, "", inner]):
        for got in lab.explore(nested, *names).values:
            same(got, [*names, names[1], names[0], None], what)


def broken(answer: Any, outer: str, inner: str, leave: bool) -> list[Any]:
    """An exception in an inner block: what came of it, and the id in and after the outer one."""
    error = SystemExit() if leave else LookupError("no such customer")
    with answer.handling(outer):
        outcome = "no exception"
        try:
            with answer.handling(inner):
                raise error
        except (LookupError, SystemExit) as raised:
            outcome = "its own exception" if raised is error else "another exception"
        between = answer.request_id()
    return [outcome, between, answer.request_id()]


@check(2, N_("an exception restores the id too, and goes on its way"))
def an_exception_restores_and_goes_on(lab: Lab) -> None:
    outer, inner = ids(lab, 2)
    for leave in (False, True):
        for outcome, between, after in lab.explore(broken, outer, inner, leave).values:
            what = _("what came of an exception that was raised in an inner block")
            same([outcome], ["its own exception"], what)
            what = _(
                "request_id() in the outer block after that exception, and after the outer block"
            )
            same([between, after], [outer, None], what)


def serve(answer: Any, id: str, name: str = "") -> list[Any]:
    """The id in a block and after it, as the calling thread sees it."""
    import threading

    if name:
        threading.current_thread().name = name
    with answer.handling(id):
        inside = answer.request_id()
    return [inside, answer.request_id()]


def two_servers(answer: Any, first: str, second: str, name: str) -> list[Any]:
    """Two threads serve one request each; both are called `name`, if that is given."""
    return together(
        {
            "server-1": partial(serve, answer, first, name),
            "server-2": partial(serve, answer, second, name),
        }
    )


def own_id_each(first: str, second: str) -> Demand:
    """Each of two servers has seen its own id in its block, and none after it."""

    def otherwise(seen: Any) -> str:
        (in_first, after_first), (in_second, after_second) = seen
        return _(
            "One thread handles {first}: in its block it saw {in_first}, after it {after_first}. "
            "The other handles {second}: it saw {in_second}, and after it {after_second}."
        ).format(
            first=first,
            in_first=in_first,
            after_first=after_first,
            second=second,
            in_second=in_second,
            after_second=after_second,
        )

    return Demand(
        holds=lambda seen: alike(seen, [[first, None], [second, None]]),
        otherwise=otherwise,
        kind=Kind.RACE,
    )


@check(3, N_("threads that handle requests at the same time each see their own id"))
def threads_do_not_mix(lab: Lab) -> None:
    first, second = ids(lab, 2)
    demand = own_id_each(first, second)
    lab.explore(two_servers, first, second, "", schedules=200, **demand)
    lab.explore(two_servers, first, first, "", schedules=200, **own_id_each(first, first))
    lab.stress(two_servers, first, second, "", rounds=10, deadline=10.0, **demand)


@check(1, N_("so do two threads of the same name"))
def threads_of_one_name_do_not_mix(lab: Lab) -> None:
    first, second = ids(lab, 2)
    lab.explore(two_servers, first, second, "server", schedules=200, **own_id_each(first, second))


def pool_of_one(answer: Any, good: str, bad: str) -> list[Any]:
    """The id that the only thread of a pool begins its tasks with, and the main thread's."""
    from concurrent.futures import ThreadPoolExecutor

    def fail() -> None:
        with answer.handling(bad):
            raise LookupError

    with ThreadPoolExecutor(1) as pool:
        pool.submit(serve, answer, good).result()
        first = pool.submit(answer.request_id).result()
        with answer.handling("main"):
            pool.submit(attempt, fail).result()
            second = pool.submit(answer.request_id).result()
            return [first, second, answer.request_id()]


@check(2, N_("a thread of a pool takes no id along into its next task"))
def a_pool_thread_takes_no_id_along(lab: Lab) -> None:
    good, bad = ids(lab, 2)
    what = _(
        "request_id() in a pool's only thread after a request, and after one that failed; and in "
        "the main thread, which handles the request 'main'"
    )
    demand = gives([None, None, "main"], what, kind=Kind.WRONG_RESULT)
    lab.explore(pool_of_one, good, bad, schedules=50, **demand)


def slow_requests(answer: Any, names: list[str]) -> int:
    """The most requests that were handled at once, when each takes until nobody can move."""
    gauge = Gauge()

    def work(id: str) -> None:
        with answer.handling(id), gauge:
            linger()

    together({f"server-{n}": partial(work, id) for n, id in enumerate(names, 1)})
    return gauge.most


@check(2, N_("requests are handled at the same time"))
def requests_are_handled_at_the_same_time(lab: Lab) -> None:
    what = _("Requests that are handled at the same time when {n} threads have one each")
    for n, schedules in ((2, 50), (40, 3)):
        demand = gives(n, what.format(n=n), Kind.NOT_CONCURRENT)
        lab.explore(slow_requests, ids(lab, n), schedules=schedules, **demand)


def ids(lab: Lab, n: int) -> list[str]:
    """`n` different ids that nobody can know beforehand."""
    return [f"r{number}" for number in lab.rng.sample(range(100, 1000), n)]
