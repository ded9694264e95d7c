# style: no multiprocessing at all: each child is an interpreter of its own, started by subprocess
import subprocess
import sys


def run_children(names):
    children = [subprocess.Popen([sys.executable, "-m", name]) for name in names]
    return [child.wait() for child in children]


def main():
    codes = run_children(sys.argv[1:])
    for name, code in zip(sys.argv[1:], codes):
        print(f"{name}: exit code {code}")
    if any(code != 0 for code in codes):
        sys.exit(1)


if __name__ == "__main__":
    main()
