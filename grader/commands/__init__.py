"""The verbs of the command line, one module each; `grader.cli` imports them when they are asked."""
