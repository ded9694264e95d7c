"""The verbs of a hidden suite: run student code, explore it, stress it, gate it, run it as a
script. Only observations come back; the suite judges them in the grader process."""

from grader.lab.lab import Lab
from grader.lab.run import Run
from grader.lab.script import ScriptRun, Send
from grader.lab.stress import Stress
from grader.lab.submission import Submission

__all__ = ["Lab", "Run", "ScriptRun", "Send", "Stress", "Submission"]
