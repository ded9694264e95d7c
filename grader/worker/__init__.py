"""What runs beside student code.

Student code may rebind any name it can reach, so the modules here (1) give themselves a private
copy of the builtins, (2) bind what they need from the standard library before the student's
module is loaded, and (3) report with C functions and their own code only. Nothing here imports
what judges.
"""
