"""A schedule string means the same interleaving on every version of Python.

Each program is replayed by a schedule that is written down here, and has to give the story that is
written down here. Whoever changes what counts as a step sees it in this file: schedule strings in
reports of earlier versions then mean something else.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from grader.interleaving.story import tell
from grader.interleaving.strategies.replay import decode
from grader.interleaving.text import render
from grader.interleaving.world import World

PROGRAMS = {
    "attributes": """
        import threading
        class Account:
            def __init__(self):
                self.balance = 0
                self.log = []
            def deposit(self, amount):
                current = self.balance
                self.balance = current + amount
                self.log.append(amount)
        def main():
            account = Account()
            threads = [threading.Thread(target=account.deposit, args=(n,)) for n in (10, 20)]
            for t in threads:
                t.start()
            for t in threads:
                t.join()
            return account.balance, account.log
    """,
    "containers and globals": """
        import threading
        seats = {"A": 2}
        sold = 0
        def sell():
            global sold
            if seats["A"] > 0:
                seats["A"] -= 1
                sold += 1
        def main():
            threads = [threading.Thread(target=sell, name=f"till-{n}") for n in range(3)]
            for t in threads: t.start()
            for t in threads: t.join()
            return seats["A"], sold
    """,
    "locks": """
        import threading
        class Account:
            def __init__(self, balance):
                self.balance = balance
                self.lock = threading.Lock()
        def transfer(source, target, amount):
            with source.lock:
                target.lock.acquire()
                try:
                    source.balance -= amount
                    target.balance += amount
                finally:
                    target.lock.release()
        def main():
            alice, bob = Account(10), Account(20)
            there = threading.Thread(target=transfer, args=(alice, bob, 5), name="there")
            back = threading.Thread(target=transfer, args=(bob, alice, 5), name="back")
            there.start(), back.start()
            there.join(), back.join()
            return alice.balance, bob.balance
    """,
    "a condition": """
        import threading
        class Box:
            def __init__(self):
                self.items = []
                self.filled = threading.Condition()
            def put(self, item):
                with self.filled:
                    self.items.append(item)
                    self.filled.notify()
            def get(self):
                with self.filled:
                    if not self.items:
                        self.filled.wait()
                    return self.items.pop()
        def main():
            box, got = Box(), []
            threads = [
                threading.Thread(target=lambda: got.append(box.get()), name="first"),
                threading.Thread(target=lambda: got.append(box.get()), name="second"),
                threading.Thread(target=box.put, args=(1,), name="third"),
                threading.Thread(target=box.put, args=(2,), name="fourth"),
            ]
            for t in threads: t.start()
            for t in threads: t.join()
            return sorted(got)
    """,
    "a queue": """
        import queue, threading
        def main():
            todo, done, lock = queue.Queue(), [], threading.RLock()
            def work():
                while not todo.empty():
                    item = todo.get()
                    with lock:
                        done.append(item)
            for n in range(2): todo.put(n)
            threads = [threading.Thread(target=work, name=f"worker-{n}") for n in range(2)]
            for t in threads: t.start()
            for t in threads: t.join()
            return done
    """,
    "a pool, an event and a semaphore": """
        import threading
        from concurrent.futures import ThreadPoolExecutor
        go = threading.Event()
        gate = threading.Semaphore(2)
        inside = most = 0
        def enter(n):
            global inside, most
            go.wait()
            with gate:
                inside += 1
                most = max(most, inside)
                inside -= 1
            return n
        def main():
            with ThreadPoolExecutor(2) as pool:
                futures = [pool.submit(enter, n) for n in range(3)]
                go.set()
                return [f.result() for f in futures], inside
    """,
}


def replayed(folder: Path, program: str, schedule: str) -> str:
    (folder / "program.py").write_text(dedent(PROGRAMS[program]).lstrip("\n"))
    world = World(folder, "program", lambda module: module.main())
    with world.entered():
        return render(tell(world, decode(schedule)), 1)


STORIES = [
    (
        "attributes",
        """
        main returned (10, [20, 10]) (the only schedule)
        two threads read self.balance = 0 before either wrote, so one update is lost

             Thread-1 (deposit)                 Thread-2 (deposit)
          1  7 current = self.balance   -> 0                                       <<
          2                                     7 current = self.balance   -> 0    <<
          3                                     8 self.balance = current + amount
                                                    0 -> 20
          4                                     9 self.log.append(amount)
                                                    [] -> [20]
          5  8 self.balance = current + amount
                 20 -> 10                                                          <<
          6  9 self.log.append(amount)
                 [20] -> [20, 10]

        schedule: 0*15 1*2 2*5 1*3 0*9
        """,
    ),
    (
        "attributes",
        """
        main returned (10, [20, 10]) (the only schedule)
        two threads read self.balance = 0 before either wrote, so one update is lost

             Thread-2 (deposit)                 Thread-1 (deposit)
          1  7 current = self.balance   -> 0                                       <<
          2                                     7 current = self.balance   -> 0    <<
          3  8 self.balance = current + amount
                 0 -> 20
          4                                     8 self.balance = current + amount
                                                    20 -> 10                       <<
          5  9 self.log.append(amount)
                 [] -> [20]
          6                                     9 self.log.append(amount)
                                                    [20] -> [20, 10]

        schedule: 0*15 2*2 1*2 2 1*2 2*2 1 0*9
        """,
    ),
    (
        "containers and globals",
        """
        main returned (0, 3) (the only schedule)
        two threads read seats['A'] = 1 before either wrote, so one update is lost

           1  till-1  6 if seats["A"] > 0:   -> 2
           2  till-2  6 if seats["A"] > 0:   -> 2
           3  till-2  7 seats["A"] -= 1   -> 2
                          2 -> 1
           4  till-1  7 seats["A"] -= 1   -> 1     <<
           5  till-2  8 sold += 1   -> 0
                          0 -> 1
           6  till-0  6 if seats["A"] > 0:   -> 1
           7  till-0  7 seats["A"] -= 1   -> 1     <<
                          1 -> 0
           8  till-0  8 sold += 1   -> 1
                          1 -> 2
           9  till-1  7 seats["A"] -= 1   0 -> 0   <<
          10  till-1  8 sold += 1   -> 2
                          2 -> 3

        schedule: 0*15 2*2 3*4 1 2 3*2 1*5 2*3 0*12
        """,
    ),
    (
        "containers and globals",
        """
        main returned (1, 2) (the only schedule)
        two threads read seats['A'] = 2 before either wrote, so one update is lost

           1  till-1  6 if seats["A"] > 0:   -> 2
           2  till-0  6 if seats["A"] > 0:   -> 2
           3  till-1  7 seats["A"] -= 1   -> 2     <<
           4  till-0  7 seats["A"] -= 1   -> 2     <<
           5  till-2  6 if seats["A"] > 0:   -> 2
           6  till-2  7 seats["A"] -= 1   -> 2
           7  till-1  7 seats["A"] -= 1   2 -> 1
           8  till-1  8 sold += 1   -> 0
           9  till-0  7 seats["A"] -= 1   1 -> 1   <<
          10  till-2  7 seats["A"] -= 1   1 -> 1
          11  till-1  8 sold += 1   0 -> 1
          12  till-0  8 sold += 1   -> 1
          13  till-2  8 sold += 1   -> 1
                          1 -> 2
          14  till-0  8 sold += 1   2 -> 2

        schedule: 0*15 2*2 1*2 3 2 1 3*2 2*2 1 3 2 1 3*2 1 0*12
        """,
    ),
    (
        "locks",
        """
        deadlock: no thread can go on (the only schedule)

             there                 back
          1  7 with source.lock:
                 takes alice.lock
          2                        7 with source.lock:
                                       takes bob.lock

          MainThread  waits for there to end at line 19
                      19 there.join(), back.join()
          there       holds alice.lock since line 7, waits for bob.lock at line 8
                      8 target.lock.acquire()
          back        holds bob.lock since line 7, waits for alice.lock at line 8
                      8 target.lock.acquire()
        a cycle: there waits for bob.lock, which back holds; back waits for alice.lock,
          which there holds

        schedule: 0*8 1*4 2*4
        """,
    ),
    (
        "locks",
        """
        main returned (10, 20) (the only schedule)

              there                        back
           1  7 with source.lock:
                  takes source.lock
           2  8 target.lock.acquire()
                  takes target.lock
           3  10 source.balance -= amount
                   -> 10
                   10 -> 5
           4  11 target.balance += amount
                   -> 20
                   20 -> 25
           5  13 target.lock.release()
                   releases target.lock
           6  7 with source.lock:
                  releases source.lock
           7                               7 with source.lock:
                                               takes source.lock
           8                               8 target.lock.acquire()
                                               takes target.lock
           9                               10 source.balance -= amount
                                                -> 25
                                                25 -> 20
          10                               11 target.balance += amount   -> 5
                                                5 -> 10
          11                               13 target.lock.release()
                                                releases target.lock
          12                               7 with source.lock:
                                               releases source.lock

        schedule: 0*8 1*12 0*2 2*12 0*5
        """,
    ),
    (
        "a condition",
        """
        main returned [1] (the only schedule)
          first: IndexError: pop from empty list (program.py, line 14)
        first read self.items, then second changed it, and first went on with what it
        had read

           1  first   11 with self.filled:   takes self.filled
           2  first   12 if not self.items:   -> []                              <<
           3  first   13 self.filled.wait()   waits for self.filled
           4  third   7 with self.filled:   takes self.filled
           5  third   8 self.items.append(item)   [] -> [1]
           6  third   9 self.filled.notify()   wakes who waits for self.filled
           7  third   7 with self.filled:   releases self.filled
           8  second  11 with self.filled:   takes self.filled
           9  second  12 if not self.items:   -> [1]
          10  second  14 return self.items.pop()   [1] -> []                     <<
          11  second  11 with self.filled:   releases self.filled
          12  second  19 threading.Thread(target=lambda: got.append(box.get()),
                         name="second"),   [] -> [1]
          13  first   13 self.filled.wait()   takes self.filled
          14  first   14 return self.items.pop()   [] -> []                      <<
          15  first   11 with self.filled:   releases self.filled
          16  fourth  7 with self.filled:   takes self.filled
          17  fourth  8 self.items.append(item)   [] -> [2]
          18  fourth  9 self.filled.notify()   wakes who waits for self.filled
          19  fourth  7 with self.filled:   releases self.filled

        schedule: 0*21 1*7 3*8 2*10 1*4 4*8 0*14
        """,
    ),
    (
        "a condition",
        """
        main returned [2] (the only schedule)
          second: IndexError: pop from empty list (program.py, line 14)
        second read self.items, then first changed it, and second went on with what it
        had read

           1  second  11 with self.filled:   takes self.filled
           2  second  12 if not self.items:   -> []                              <<
           3  second  13 self.filled.wait()   waits for self.filled
           4  fourth  7 with self.filled:   takes self.filled
           5  fourth  8 self.items.append(item)   [] -> [2]
           6  fourth  9 self.filled.notify()   wakes who waits for self.filled
           7  fourth  7 with self.filled:   releases self.filled
           8  first   11 with self.filled:   takes self.filled
           9  first   12 if not self.items:   -> [2]
          10  first   14 return self.items.pop()   [2] -> []                     <<
          11  first   11 with self.filled:   releases self.filled
          12  second  13 self.filled.wait()   takes self.filled
          13  first   18 threading.Thread(target=lambda: got.append(box.get()),
                         name="first"),   [] -> [2]
          14  second  14 return self.items.pop()   [] -> []                      <<
          15  second  11 with self.filled:   releases self.filled
          16  third   7 with self.filled:   takes self.filled
          17  third   8 self.items.append(item)   [] -> [1]
          18  third   9 self.filled.notify()   wakes who waits for self.filled
          19  third   7 with self.filled:   releases self.filled

        schedule: 0*21 2*2 1 2*2 4 1*2 3 4 3 2*3 4*6 1*6 2*2 1 0*4 2*2 0*4 3*6 0*8
        """,
    ),
    (
        "a queue",
        """
        deadlock: no thread can go on (the only schedule)

             worker-0                         worker-1
          1  7 with lock:   takes lock
          2  8 done.append(item)   [] -> [0]
          3  7 with lock:   releases lock
          4                                   7 with lock:   takes lock
          5                                   8 done.append(item)   [0] -> [0, 1]
          6                                   7 with lock:   releases lock

          MainThread  waits for worker-0 to end at line 12
                      12 for t in threads: t.join()
          worker-0    waits for the queue todo at line 6, and nobody is left who would
                      end that wait
                      6 item = todo.get()

        schedule: 0*15 1*8 2*8 1*2
        """,
    ),
    (
        "a pool, an event and a semaphore",
        """
        main returned ([0, 1, 2], 1) (the only schedule)
        two threads read inside = 1 before either wrote, so one update is lost

              ThreadPoolExecutor-0_1              ThreadPoolExecutor-0_0
           1  10 inside += 1   -> 0
                   0 -> 1
           2  11 most = max(most, inside)   -> 0
                   -> 1
           3                                      10 inside += 1   -> 1
                                                       1 -> 2
           4  11 most = max(most, inside)
                   0 -> 1
           5  12 inside -= 1   -> 2
                   2 -> 1
           6                                      11 most = max(most, inside)   -> 1
                                                       -> 1
           7  10 inside += 1   -> 1                                                   <<
           8                                      11 most = max(most, inside)
                                                       1 -> 1
           9                                      12 inside -= 1   -> 1               <<
                                                       1 -> 0
          10  10 inside += 1   0 -> 2                                                 <<
          11  11 most = max(most, inside)   -> 1
                   -> 2
                   1 -> 2
          12  12 inside -= 1   -> 2
                   2 -> 1

        schedule: 0*6 1*2 0*3 2*3 0*3 2*2 1*2 2*4 1*2 2*3 1*2 2*5 1*5 0*6 2*8 0*5 2 1
          0*4
        """,
    ),
]


@pytest.mark.parametrize(("program", "story"), STORIES)
def test_a_schedule_means_the_same_on_every_version(tmp_path: Path, program: str, story: str):
    story = dedent(story).strip("\n")
    _, _, schedule = story.rpartition("schedule: ")
    assert replayed(tmp_path, program, schedule) == story
