# sized by the number of CPUs that the program sees, whatever it was told
import os
from multiprocessing import Pool


def total(term, n, workers):
    with Pool() as pool:
        return sum(pool.map(term, range(n), chunksize=-(-n // os.cpu_count())))
