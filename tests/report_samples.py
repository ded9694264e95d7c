"""Results made by hand, one for each thing that a report has to show."""

from __future__ import annotations

from grader.result import (
    CheckResult,
    Diagnosis,
    Environment,
    Kind,
    Lane,
    Result,
    Status,
    Step,
    Wait,
)

HERE = Environment("3.13.0", gil=True, cpus=2, platform="linux-x86_64", isolation=("session",))


def result(
    exercise: str,
    title: str,
    file: str,
    *checks: CheckResult,
    status: Status = Status.FAILED,
    **more: object,
) -> Result:
    return Result(
        exercise=exercise,
        title=title,
        file=f"exercises/{exercise}/{file}",
        status=status,
        score=sum(c.points for c in checks),
        max_score=sum(c.max_points for c in checks),
        seconds=0.41,
        seed=4711,
        checks=checks,
        environment=HERE,
        **more,  # type: ignore[arg-type]
    )


def passed(id: str, title: str, points: int) -> CheckResult:
    return CheckResult(id, title, Status.PASSED, points, points, 0.05)


def failed(id: str, title: str, points: int, diagnosis: Diagnosis) -> CheckResult:
    return CheckResult(id, title, Status.FAILED, 0, points, 0.12, diagnosis)


def read(thread: str, value: str, mark: bool = False, target: str = "balance") -> Step:
    return Step(thread, "bank.py", 12, "current = self.balance", "read", target, value, mark=mark)


def write(thread: str, before: str, value: str, mark: bool = False) -> Step:
    return Step(
        thread,
        "bank.py",
        13,
        "self.balance = current + amount",
        "write",
        "balance",
        value,
        before,
        mark=mark,
    )


LOST_UPDATE = (
    read("depositor-1", "0"),
    read("depositor-2", "0", mark=True),
    write("depositor-2", "0", "1000"),
    write("depositor-1", "1000", "1000", mark=True),
)

RACE_DIAGNOSIS = Diagnosis(
    Kind.RACE,
    "Two threads read balance = 0 before either wrote, so one deposit is lost: "
    "expected 2000, got 1000.",
    story=LOST_UPDATE,
    file="bank.py",
    line=13,
    schedule="w1:0.1.1.0",
    schedules_tried=3,
    search_seconds=0.01,
    hint="what if lines 12 and 13 could not be separated by another thread?",
)

PASSED = result(
    "ex09_lost_update",
    "Lost update",
    "bank.py",
    passed("one_deposit", "one deposit is booked", 1),
    passed("deposits_add_up", "deposits one after another add up", 2),
    passed("every_deposit_counts", "every deposit counts, whatever the interleaving", 4),
    passed("deposits_overlap", "deposits still overlap outside the critical section", 3),
    status=Status.PASSED,
)

RACE = result(
    "ex09_lost_update",
    "Lost update",
    "bank.py",
    passed("one_deposit", "one deposit is booked", 1),
    passed("deposits_add_up", "deposits one after another add up", 2),
    failed(
        "every_deposit_counts",
        "every deposit counts, whatever the interleaving",
        4,
        RACE_DIAGNOSIS,
    ),
    passed("deposits_overlap", "deposits still overlap outside the critical section", 3),
)

DEADLOCK = result(
    "ex13_transfer",
    "Transfer",
    "transfer.py",
    passed("money_moves", "the money moves from one account to the other", 2),
    failed(
        "opposite_transfers",
        "transfers in opposite directions always come to an end",
        4,
        Diagnosis(
            Kind.DEADLOCK,
            "Deadlock: every thread waits for a lock that another one holds.",
            story=(
                Step("teller-1", "transfer.py", 21, "with source.lock:", "acquire", "A.lock"),
                Step("teller-2", "transfer.py", 21, "with source.lock:", "acquire", "B.lock"),
                Step(
                    "teller-1",
                    "transfer.py",
                    22,
                    "with target.lock:",
                    "block",
                    "B.lock",
                    holds=("A.lock",),
                    mark=True,
                ),
                Step(
                    "teller-2",
                    "transfer.py",
                    22,
                    "with target.lock:",
                    "block",
                    "A.lock",
                    holds=("B.lock",),
                    mark=True,
                ),
            ),
            waits=(
                Wait(
                    "teller-1",
                    "B.lock",
                    "transfer.py",
                    22,
                    "with target.lock:",
                    (("A.lock", 21),),
                    "teller-2",
                    True,
                ),
                Wait(
                    "teller-2",
                    "A.lock",
                    "transfer.py",
                    22,
                    "with target.lock:",
                    (("B.lock", 21),),
                    "teller-1",
                    True,
                ),
                Wait("MainThread", "teller-1", "", 0, "", (), "teller-1", False),
            ),
            file="transfer.py",
            line=22,
            schedules_tried=7,
            search_seconds=0.02,
            hint="who decides which of the two locks is taken first?",
        ),
    ),
)

SPEEDUP = result(
    "ex31_parallel_sum",
    "Parallel sum",
    "parallel_sum.py",
    passed("every_term_once", "every term is added exactly once", 4),
    failed(
        "cores_share_the_work",
        "the cores share the work",
        4,
        Diagnosis(
            Kind.NOT_PARALLEL,
            "Worker 1 did 80 % of the work while the others were idle.",
            timeline=(
                Lane("worker-1", ((0.0, 8.0),)),
                Lane("worker-2", ((0.0, 0.7),)),
                Lane("worker-3", ((0.0, 0.6),)),
                Lane("worker-4", ((0.0, 0.3), (0.5, 0.9))),
            ),
            facts={
                "speedup": 1.25,
                "workers": 4,
                "efficiency": 0.3125,
                "serial_fraction": 0.733,
            },
            hint="how long is the longest chunk, and how long the shortest?",
        ),
    ),
)

_SYNTAX = Diagnosis(
    Kind.IMPORT_ERROR,
    "first_thread.py cannot be loaded: line 7 is not Python ('(' was never closed).",
    detail="  7     thread = threading.Thread(target=work\n                             ^",
    file="first_thread.py",
    line=7,
)
IMPORT_ERROR = result(
    "ex01_first_thread",
    "First thread",
    "first_thread.py",
    failed("every_symbol", "every symbol is printed", 2, _SYNTAX),
    failed("one_thread_each", "each symbol has its own thread", 2, _SYNTAX),
    failed("waits", "the main thread waits for all of them", 1, _SYNTAX),
)

SKIPPED = result(
    "ex26_nothing_shared",
    "Nothing shared",
    "word_count.py",
    passed("counts", "the words are counted", 3),
    CheckResult(
        "forkserver",
        "the same under forkserver",
        Status.SKIPPED,
        0,
        2,
        reason="this platform has no forkserver",
        notes=("measured: 2 processes took part",),
    ),
)

ERROR = result(
    "ex05_thread_pool",
    "Thread pool",
    "pool.py",
    status=Status.ERROR,
    message="exercises/ex05_thread_pool/exercise.toml: the field 'module' is missing.",
)

KIT_ERROR = result(
    "ex05_thread_pool",
    "Thread pool",
    "pool.py",
    passed("in_order", "results come in the order of the urls", 3),
    CheckResult(
        "at_most",
        "never more than max_workers at once",
        Status.ERROR,
        0,
        3,
        reason="the worker could not be started: out of memory",
    ),
    status=Status.ERROR,
)

HOSTILE = result(
    "ex09_lost_update",
    "Lost update",
    "bank.py",
    failed(
        "one_deposit",
        "one deposit is booked",
        1,
        Diagnosis(
            Kind.EXCEPTION,
            "::notice title=A::you passed\x1b[2J\x1b[31m | `<b>` *x*\r\n::error::%0A [a](b)",
            story=(
                Step(
                    "\x1b]0;owned\x07evil\n::warning::t",
                    "bank.py",
                    3,
                    "\x1b[1mx\u202e = 1",
                    "read",
                    "x\x00",
                    "```\n::set-output name=score::10",
                    mark=True,
                ),
            ),
            detail=(
                "before\r::notice::from the student\n  ::add-mask::a\n##[error]old\n```\n"
                "\x9b31m\udc80"
            ),
            file="bank.py",
            line=3,
            hint="look at::line 3, and at 50 %",
        ),
    ),
)

ALL = {
    "passed": PASSED,
    "race": RACE,
    "deadlock": DEADLOCK,
    "speedup": SPEEDUP,
    "import_error": IMPORT_ERROR,
    "skipped": SKIPPED,
    "error": ERROR,
    "kit_error": KIT_ERROR,
    "hostile": HOSTILE,
}

KOREAN = result(
    "ex09_lost_update",
    "사라진 갱신",
    "bank.py",
    passed("one_deposit", "한 번의 입금이 기록된다", 1),
    failed(
        "every_deposit_counts",
        "어떤 순서로 실행되어도 모든 입금이 반영된다",
        4,
        Diagnosis(
            Kind.RACE,
            "두 스레드가 쓰기 전에 모두 잔액 = 0을 읽어서 입금 하나가 사라졌습니다: "
            "2000이어야 하는데 1000입니다.",
            story=(
                Step("김철수", "bank.py", 12, "현재 = self.잔액", "read", "잔액", "0"),
                Step("이영희", "bank.py", 12, "현재 = self.잔액", "read", "잔액", "0", mark=True),
                Step(
                    "이영희",
                    "bank.py",
                    13,
                    "self.잔액 = 현재 + 금액  # 입금액을 더한다",
                    "write",
                    "잔액",
                    "1000",
                    "0",
                ),
                Step(
                    "김철수",
                    "bank.py",
                    13,
                    "self.잔액 = 현재 + 금액  # 입금액을 더한다",
                    "write",
                    "잔액",
                    "1000",
                    "1000",
                    mark=True,
                ),
            ),
            schedules_tried=3,
            search_seconds=0.01,
            hint="12행과 13행 사이에 다른 스레드가 끼어들 수 없다면 어떨까요?",
        ),
    ),
)
