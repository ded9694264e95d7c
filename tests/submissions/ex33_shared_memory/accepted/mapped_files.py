# style: no multiprocessing at all: interpreters started by subprocess, which map a file and write their rows into others
import os
import subprocess
import sys
import tempfile


CODE = """
import mmap, sys
source, target, *numbers = sys.argv[1:]
width, height, first, stop = map(int, numbers)
with open(source, "rb") as file, open(target, "wb") as blurred:
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as image:
        row = lambda y: image[y * width : (y + 1) * width]
        for y in range(first, stop):
            three = zip(row(max(0, y - 1)), row(y), row(min(height - 1, y + 1)))
            blurred.write(bytes([sum(pixels) // 3 for pixels in three]))
"""


def blur(image, workers):
    height, width = len(image), len(image[0])
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "source")
        targets = [os.path.join(folder, str(k)) for k in range(workers)]
        with open(source, "wb") as file:
            file.writelines(image)
        children = []
        try:
            for k, target in enumerate(targets):
                numbers = width, height, height * k // workers, height * (k + 1) // workers
                command = [sys.executable, "-c", CODE, source, target, *map(str, numbers)]
                children.append(subprocess.Popen(command))
            if any([child.wait() for child in children]):
                raise RuntimeError("a child has failed")
        finally:
            for child in children:
                child.kill()
                child.wait()
        rows = []
        for target in targets:
            with open(target, "rb") as file:
                while row := file.read(width):
                    rows.append(row)
        return rows
