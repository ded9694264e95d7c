"""Points in the processes of a program: the untrusted end of `grader.conductor`."""
