"""Small programs of several processes: wrong ones, and their right twins in several styles.

Each defines `f()` and says what it returns when it is right.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    source: str
    result: object


def _program(result: object, source: str) -> Program:
    return Program(textwrap.dedent(source), result)


WRONG_UPDATE = {
    "manager dict": _program(
        2,
        """
        from multiprocessing import Manager, Process

        def work(d):
            d["k"] += 1

        def f():
            with Manager() as manager:
                d = manager.dict(k=0)
                processes = [Process(target=work, args=(d,)) for _ in range(2)]
                for p in processes:
                    p.start()
                for p in processes:
                    p.join()
                return d["k"]
        """,
    ),
    "value": _program(
        2,
        """
        from multiprocessing import Process, Value

        def work(v):
            v.value += 1

        def f():
            v = Value("i", 0)
            processes = [Process(target=work, args=(v,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return v.value
        """,
    ),
    "file": _program(
        2,
        """
        from multiprocessing import Process
        from pathlib import Path

        COUNT = Path("count.txt")

        def work():
            n = int(COUNT.read_text())
            COUNT.write_text(str(n + 1))

        def f():
            COUNT.write_text("0")
            processes = [Process(target=work) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return int(COUNT.read_text())
        """,
    ),
    "value without a lock": _program(
        2,
        """
        from multiprocessing import Process, Value

        def work(v):
            v.value = v.value + 1

        def f():
            v = Value("d", 0.0, lock=False)
            processes = [Process(target=work, args=(v,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return int(v.value)
        """,
    ),
    "array": _program(
        [0, 2, 0],
        """
        from multiprocessing import Array, Process

        def work(a):
            a[1] += 1

        def f():
            a = Array("i", 3)
            processes = [Process(target=work, args=(a,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return list(a)
        """,
    ),
    "raw array": _program(
        [0, 2, 0],
        """
        from multiprocessing import Process
        from multiprocessing.sharedctypes import RawArray

        def work(a):
            old = a[-2]
            a[-2] = old + 1

        def f():
            a = RawArray("i", 3)
            processes = [Process(target=work, args=(a,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return list(a)
        """,
    ),
    "a lock for each process": _program(
        2,
        """
        from multiprocessing import Lock, Process, Value

        def work(v):
            with Lock():
                v.value += 1

        def f():
            v = Value("i", 0)
            processes = [Process(target=work, args=(v,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return v.value
        """,
    ),
    "value locked for reading only": _program(
        2,
        """
        from multiprocessing import Process, Value

        def work(v):
            with v.get_lock():
                n = v.value
            v.value = n + 1

        def f():
            v = Value("i", 0)
            processes = [Process(target=work, args=(v,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return v.value
        """,
    ),
    "manager namespace in a pool": _program(
        2,
        """
        from multiprocessing import Manager, Pool

        def work(space):
            space.n += 1

        def f():
            with Manager() as manager, Pool(2) as pool:
                space = manager.Namespace(n=0)
                pool.map(work, [space, space], chunksize=1)
                return space.n
        """,
    ),
    "manager value in an executor": _program(
        2,
        """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Manager

        def work(v):
            v.value += 1

        def f():
            with Manager() as manager, ProcessPoolExecutor(2) as pool:
                v = manager.Value("i", 0)
                for done in [pool.submit(work, v) for _ in range(2)]:
                    done.result()
                return v.value
        """,
    ),
    "not waited for": _program(
        1,
        """
        from multiprocessing import Process, Value

        def work(v):
            v.value = 1

        def f():
            v = Value("i", 0)
            Process(target=work, args=(v,)).start()
            return v.value
        """,
    ),
    "slept instead of joined": _program(
        1,
        """
        from multiprocessing import Process, Value
        from time import sleep

        def work(v):
            sleep(0.1)
            v.value = 1

        def f():
            v = Value("i", 0)
            p = Process(target=work, args=(v,))
            p.start()
            sleep(0.5)
            seen = v.value
            p.join()
            return seen
        """,
    ),
    "checked, then taken": _program(
        1,
        """
        from multiprocessing import Manager, Process

        def work(d, name):
            if d.get("owner") is None:
                d["owner"] = name
                d["owners"] = d.get("owners", 0) + 1

        def f():
            with Manager() as manager:
                d = manager.dict()
                processes = [Process(target=work, args=(d, name)) for name in "ab"]
                for p in processes:
                    p.start()
                for p in processes:
                    p.join()
                return d["owners"]
        """,
    ),
    "value, very often": _program(
        1000,
        """
        from multiprocessing import Process, Value

        def work(v):
            for _ in range(500):
                if v:
                    v.value += 1

        def f():
            v = Value("i", 0)
            processes = [Process(target=work, args=(v,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return v.value
        """,
    ),
}

MISSED_MESSAGE = {
    "asks who runs after a vain look": _program(
        [1],
        """
        from multiprocessing import Process, Queue

        def work(q):
            q.put(1)

        def f():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            got = []
            while not q.empty() or p.is_alive():
                while not q.empty():
                    got.append(q.get())
            p.join()
            return got
        """,
    ),
    "asks for exit codes after a vain look": _program(
        [1],
        """
        from multiprocessing import Pipe, Process

        def work(end):
            end.send(1)

        def f():
            here, there = Pipe()
            p = Process(target=work, args=(there,))
            p.start()
            got = []
            while True:
                if here.poll():
                    got.append(here.recv())
                elif p.exitcode is not None:
                    break
            p.join()
            return got
        """,
    ),
    "counts children after a vain look": _program(
        [1],
        """
        import multiprocessing

        def work(q):
            q.put(1)

        def f():
            q = multiprocessing.SimpleQueue()
            p = multiprocessing.Process(target=work, args=(q,))
            p.start()
            got = []
            while not q.empty() or multiprocessing.active_children():
                while not q.empty():
                    got.append(q.get())
            return got
        """,
    ),
}

WAITS_FOR_EVER = {
    "joined before drained": _program(
        200_000,
        """
        from multiprocessing import Process, Queue

        def work(q):
            q.put("x" * 200_000)

        def f():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            p.join()
            return len(q.get())
        """,
    ),
    "many small ones, joined before drained": _program(
        20_000,
        """
        from multiprocessing import Process, Queue

        def work(q):
            for n in range(20_000):
                q.put(n)

        def f():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            p.join()
            return sum(1 for _ in range(20_000) if q.get() >= 0)
        """,
    ),
    "two locks in two orders": _program(
        0,
        """
        from multiprocessing import Lock, Process

        def work(first, second):
            with first:
                with second:
                    pass

        def f():
            a, b = Lock(), Lock()
            one = Process(target=work, args=(a, b))
            two = Process(target=work, args=(b, a))
            one.start(), two.start()
            one.join(), two.join()
            return one.exitcode
        """,
    ),
    "joined under the lock": _program(
        1,
        """
        from multiprocessing import Lock, Process, Value

        def work(v, lock):
            with lock:
                v.value += 1

        def f():
            v, lock = Value("i", 0), Lock()
            p = Process(target=work, args=(v, lock))
            with lock:
                p.start()
                p.join()
            return v.value
        """,
    ),
    "nobody puts": _program(
        1,
        """
        from multiprocessing import Process, Queue

        def work(q):
            pass

        def f():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            n = q.get()
            p.join()
            return n
        """,
    ),
    "pipe filled from both ends": _program(
        2,
        """
        from multiprocessing import Pipe, Process

        def work(end):
            end.send("x" * 5_000_000)
            end.recv()

        def f():
            here, there = Pipe()
            p = Process(target=work, args=(there,))
            p.start()
            here.send("y" * 5_000_000)
            here.recv()
            p.join()
            return 2
        """,
    ),
    "a manager's locks in two orders": _program(
        0,
        """
        from multiprocessing import Manager, Process

        def work(first, second):
            with first, second:
                pass

        def f():
            with Manager() as manager:
                a, b = manager.Lock(), manager.Lock()
                one = Process(target=work, args=(a, b))
                two = Process(target=work, args=(b, a))
                one.start(), two.start()
                one.join(), two.join()
                return one.exitcode
        """,
    ),
    "a barrier for three": _program(
        2,
        """
        from multiprocessing import Barrier, Process

        def work(barrier):
            barrier.wait()

        def f():
            barrier = Barrier(3)
            processes = [Process(target=work, args=(barrier,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return 2
        """,
    ),
    "an event set too early": _program(
        1,
        """
        from multiprocessing import Condition, Process

        def work(condition):
            with condition:
                condition.wait()

        def f():
            condition = Condition()
            p = Process(target=work, args=(condition,))
            p.start()
            with condition:
                condition.notify()
            p.join()
            return 1
        """,
    ),
}

RIGHT = {
    "manager dict and lock": _program(
        2,
        """
        from multiprocessing import Lock, Manager, Process

        def work(d, lock):
            with lock:
                d["k"] += 1

        def f():
            lock = Lock()
            with Manager() as manager:
                d = manager.dict(k=0)
                processes = [Process(target=work, args=(d, lock)) for _ in range(2)]
                for p in processes:
                    p.start()
                for p in processes:
                    p.join()
                return d["k"]
        """,
    ),
    "a manager's lock": _program(
        2,
        """
        from multiprocessing import Manager, Process

        def work(d, lock):
            lock.acquire()
            try:
                d["k"] += 1
            finally:
                lock.release()

        def f():
            with Manager() as manager:
                d, lock = manager.dict(k=0), manager.Lock()
                processes = [Process(target=work, args=(d, lock)) for _ in range(2)]
                for p in processes:
                    p.start()
                for p in processes:
                    p.join()
                return d["k"]
        """,
    ),
    "value and its lock": _program(
        2,
        """
        from multiprocessing import Process, Value

        def work(v):
            with v.get_lock():
                v.value += 1

        def f():
            v = Value("i", 0)
            processes = [Process(target=work, args=(v,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return v.value
        """,
    ),
    "file and lock": _program(
        2,
        """
        from multiprocessing import Process, RLock

        def work(lock):
            with lock, open("count.txt", "r+") as file:
                n = int(file.read())
                file.seek(0)
                file.write(str(n + 1))

        def f():
            with open("count.txt", "w") as file:
                file.write("0")
            lock = RLock()
            processes = [Process(target=work, args=(lock,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            with open("count.txt") as file:
                return int(file.read())
        """,
    ),
    "drained, then joined": _program(
        200_000,
        """
        from multiprocessing import Process, Queue

        def work(q):
            q.put("x" * 200_000)

        def f():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            n = len(q.get())
            p.join()
            return n
        """,
    ),
    "little, joined before drained": _program(
        [0, 1, 2],
        """
        from multiprocessing import Process, Queue

        def work(q):
            for n in range(3):
                q.put(n)

        def f():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            p.join()
            return [q.get() for _ in range(3)]
        """,
    ),
    "workers and a sentinel": _program(
        [0, 1, 4, 9, 16, 25],
        """
        from multiprocessing import Process, Queue

        def work(tasks, results):
            for n in iter(tasks.get, None):
                results.put(n * n)

        def f():
            tasks, results = Queue(), Queue()
            processes = [Process(target=work, args=(tasks, results)) for _ in range(2)]
            for p in processes:
                p.start()
            for n in range(6):
                tasks.put(n)
            for _ in processes:
                tasks.put(None)
            squares = sorted(results.get() for _ in range(6))
            for p in processes:
                p.join()
            return squares
        """,
    ),
    "joinable queue": _program(
        6,
        """
        from multiprocessing import JoinableQueue, Process, Value

        def work(tasks, total):
            while True:
                n = tasks.get()
                with total.get_lock():
                    total.value += n
                tasks.task_done()

        def f():
            tasks, total = JoinableQueue(), Value("i", 0)
            for _ in range(2):
                Process(target=work, args=(tasks, total), daemon=True).start()
            for n in range(4):
                tasks.put(n)
            tasks.join()
            return total.value
        """,
    ),
    "simple queue and pipe": _program(
        ["ping", "pong"],
        """
        from multiprocessing import Pipe, Process, SimpleQueue

        def work(end, q):
            q.put(end.recv())
            end.send("pong")

        def f():
            here, there = Pipe()
            q = SimpleQueue()
            p = Process(target=work, args=(there, q))
            p.start()
            here.send("ping")
            answer = here.recv()
            p.join()
            return [q.get(), answer]
        """,
    ),
    "large both ways through a pipe": _program(
        [500_000, 500_000],
        """
        from multiprocessing import Pipe, Process

        def work(end):
            text = end.recv()
            end.send(text + "")

        def f():
            here, there = Pipe()
            p = Process(target=work, args=(there,))
            p.start()
            here.send("y" * 500_000)
            n = len(here.recv())
            p.join()
            return [n, 500_000]
        """,
    ),
    "event, condition, barrier, semaphore": _program(
        [3, 3],
        """
        from multiprocessing import Barrier, Condition, Event, Process, Semaphore, Value

        def work(go, barrier, room, condition, done):
            go.wait()
            with room:
                pass
            barrier.wait()
            with condition:
                done.value += 1
                condition.notify_all()

        def f():
            go, barrier, room = Event(), Barrier(3), Semaphore(2)
            condition, done = Condition(), Value("i", 0)
            args = (go, barrier, room, condition, done)
            processes = [Process(target=work, args=args) for _ in range(3)]
            for p in processes:
                p.start()
            go.set()
            with condition:
                condition.wait_for(lambda: done.value == 3)
            for p in processes:
                p.join()
            return [done.value, sum(p.exitcode == 0 for p in processes)]
        """,
    ),
    "polls with timeouts": _program(
        [1, False],
        """
        import queue
        import time
        from multiprocessing import Process, Queue

        def work(q):
            time.sleep(0.2)
            q.put(1)

        def f():
            q = Queue()
            p = Process(target=work, args=(q,))
            p.start()
            while True:
                try:
                    n = q.get(timeout=0.01)
                    break
                except queue.Empty:
                    continue
            while p.is_alive():
                time.sleep(0.01)
            p.join(timeout=5)
            return [n, p.is_alive()]
        """,
    ),
    "pool": _program(
        [0, 1, 4, 9],
        """
        from multiprocessing import Pool

        def square(n):
            return n * n

        def f():
            with Pool(2) as pool:
                return pool.map(square, range(4))
        """,
    ),
    "pool with a shared counter": _program(
        4,
        """
        from multiprocessing import Pool, Value

        total = None

        def begin(shared):
            global total
            total = shared

        def work(n):
            with total.get_lock():
                total.value += 1

        def f():
            shared = Value("i", 0)
            with Pool(2, begin, (shared,)) as pool:
                pool.map(work, range(4), chunksize=1)
            return shared.value
        """,
    ),
    "executor and a manager's queue": _program(
        [0, 1, 2],
        """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import Manager

        def work(q, n):
            q.put(n)

        def f():
            with Manager() as manager, ProcessPoolExecutor(2) as pool:
                q = manager.Queue()
                for n in range(3):
                    pool.submit(work, q, n)
                return sorted(q.get() for _ in range(3))
        """,
    ),
    "killed": _program(
        -15,
        """
        import time
        from multiprocessing import Process

        def work():
            while True:
                time.sleep(1)

        def f():
            p = Process(target=work)
            p.start()
            p.terminate()
            p.join()
            return p.exitcode
        """,
    ),
    "ends at once": _program(
        3,
        """
        import os
        from multiprocessing import Process, Value

        def work(v):
            v.value = 1
            os._exit(3)

        def f():
            v = Value("i", 0)
            p = Process(target=work, args=(v,))
            p.start()
            p.join()
            return p.exitcode
        """,
    ),
    "threads beside processes": _program(
        [1, 2],
        """
        import threading
        from multiprocessing import Process, Queue

        def work(q):
            q.put(2)

        def f():
            seen, q = [], Queue()
            thread = threading.Thread(target=lambda: seen.append(q.get()))
            thread.start()
            p = Process(target=work, args=(q,))
            p.start()
            p.join()
            thread.join()
            return [len(seen), seen[0]]
        """,
    ),
    "appends to a file": _program(
        ["a\n", "b\n"],
        """
        from multiprocessing import Process

        def work(name):
            with open("log.txt", "a") as file:
                file.write(name + "\\n")

        def f():
            processes = [Process(target=work, args=(name,)) for name in "ab"]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            with open("log.txt") as file:
                return sorted(file)
        """,
    ),
    "a lock on a file": _program(
        2,
        """
        import fcntl
        from multiprocessing import Process
        from pathlib import Path

        def work():
            with open("lock", "w") as guard:
                fcntl.flock(guard, fcntl.LOCK_EX)
                n = int(Path("n.txt").read_text())
                Path("n.txt").write_text(str(n + 1))

        def f():
            Path("n.txt").write_text("0")
            processes = [Process(target=work) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return int(Path("n.txt").read_text())
        """,
    ),
    "a queue for one": _program(
        10,
        """
        from multiprocessing import Process, Queue

        def work(q):
            for n in range(5):
                q.put(n)
            q.put(None)

        def f():
            q = Queue(1)
            p = Process(target=work, args=(q,))
            p.start()
            total = sum(iter(q.get, None))
            p.join()
            return total
        """,
    ),
    "waits with timeouts": _program(
        [1, 1],
        """
        from multiprocessing import Condition, Event, Lock, Process, Value

        def work(condition, event, lock, v):
            while not lock.acquire(timeout=0.05):
                pass
            lock.release()
            with condition:
                v.value = 1
                condition.notify()
            event.set()

        def f():
            condition, event, lock, v = Condition(), Event(), Lock(), Value("i", 0)
            p = Process(target=work, args=(condition, event, lock, v))
            with lock:
                p.start()
            with condition:
                while not v.value:
                    condition.wait(timeout=0.1)
            seen = v.value
            while not event.wait(0.01):
                pass
            p.join(10)
            return [seen, v.value]
        """,
    ),
    "a manager of its own": _program(
        2,
        """
        import threading
        from multiprocessing import Process
        from multiprocessing.managers import BaseManager

        class Counter:
            def __init__(self):
                self.n, self.lock = 0, threading.Lock()

            def add(self):
                with self.lock:
                    self.n += 1

            def get(self):
                return self.n

        class Mine(BaseManager):
            pass

        Mine.register("Counter", Counter)

        def f():
            with Mine() as manager:
                counter = manager.Counter()
                processes = [Process(target=counter.add) for _ in range(2)]
                for p in processes:
                    p.start()
                for p in processes:
                    p.join()
                return counter.get()
        """,
    ),
    "many pipes at once": _program(
        [0, 1, 2],
        """
        from multiprocessing import Pipe, Process
        from multiprocessing.connection import wait

        def work(end, n):
            end.send(n)
            end.close()

        def f():
            readers, got, processes = [], [], []
            for n in range(3):
                reader, writer = Pipe(duplex=False)
                p = Process(target=work, args=(writer, n))
                p.start()
                processes.append(p)
                writer.close()
                readers.append(reader)
            while readers:
                for reader in wait(readers):
                    try:
                        got.append(reader.recv())
                    except EOFError:
                        readers.remove(reader)
            for p in processes:
                p.join()
            return sorted(got)
        """,
    ),
    "spins until it sees it": _program(
        1,
        """
        from multiprocessing import Process, Value

        def work(v):
            v.value = 1

        def f():
            v = Value("i", 0)
            p = Process(target=work, args=(v,))
            p.start()
            while v.value == 0:
                pass
            p.join()
            return v.value
        """,
    ),
    "outlived by a child": _program(
        0,
        """
        import os
        from multiprocessing import Value

        def f():
            v = Value("i", 0)
            if os.fork() == 0:
                v.value += 1
                v.value += 1
                os._exit(0)
            return 0
        """,
    ),
    "os.fork and a raw pipe": _program(
        ["hello", 7],
        """
        import os

        def f():
            reader, writer = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.write(writer, b"hello")
                os._exit(7)
            os.close(writer)
            text = os.read(reader, 100).decode()
            _, status = os.waitpid(pid, 0)
            return [text, os.waitstatus_to_exitcode(status)]
        """,
    ),
    "structure, text and slices": _program(
        [[3, 4], [1, 1, 0], "abc"],
        """
        import ctypes
        from multiprocessing import Array, Process, Value

        class Point(ctypes.Structure):
            _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_int)]

        def work(point, a, text, n):
            with point.get_lock():
                point.x += n
                point.y += n
            a[n - 1] = 1
            text.value = b"abc"

        def f():
            point, a, text = Value(Point, 0, 1), Array("i", 3), Array("c", 5)
            processes = [Process(target=work, args=(point, a, text, n)) for n in (1, 2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return [[point.x, point.y], a[:], text.value.decode()]
        """,
    ),
    "value and its lock, very often": _program(
        1000,
        """
        from multiprocessing import Process, Value

        def work(v):
            for _ in range(500):
                with v.get_lock():
                    v.value += 1

        def f():
            v = Value("i", 0)
            processes = [Process(target=work, args=(v,)) for _ in range(2)]
            for p in processes:
                p.start()
            for p in processes:
                p.join()
            return v.value
        """,
    ),
}
