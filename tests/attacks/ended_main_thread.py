# poses as: ex31_parallel_sum
# must fail: all
# kind: killed, leaked_process, never_ends
# why: a process whose main thread has ended looks like a zombie, and goes on all the same
import ctypes
import os
import signal
import threading
import time


def stay():
    # The attack bounds itself.
    signal.alarm(20)
    threading.Thread(target=time.sleep, args=(20,)).start()
    # The system call ends this thread alone, and ctypes lets go of the interpreter's lock before.
    number = {"x86_64": 60, "aarch64": 93}[os.uname().machine]
    ctypes.CDLL(None).syscall(number, 0)


if os.fork() == 0:
    os.setsid()
    stay()


def chunks(start, end, n):
    return []


def parallel_sum(term, start, end, workers):
    return 0
