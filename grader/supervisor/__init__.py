"""Starts, limits, watches and ends workers; what is seen of them from outside is evidence."""

from grader.supervisor.evidence import Evidence, ProcessSeen, ThreadSeen
from grader.supervisor.stacks import Frame, Stack
from grader.supervisor.supervisor import Order, Supervisor, SupervisorFailed
from grader.supervisor.worker import KitFailed, Loss, Worker, WorkerLimits, WorkerLost
from grader.worker.confine import Confinement

__all__ = [
    "Confinement",
    "Evidence",
    "Frame",
    "KitFailed",
    "Loss",
    "Order",
    "ProcessSeen",
    "Stack",
    "Supervisor",
    "SupervisorFailed",
    "ThreadSeen",
    "Worker",
    "WorkerLimits",
    "WorkerLost",
]
