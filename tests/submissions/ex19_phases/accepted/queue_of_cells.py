# style: workers take one cell at a time from a queue; the main thread begins the next step
import queue
import threading


def simulate(cells, steps, workers):
    todo = queue.Queue()
    errors = []
    rows = [list(cells), list(cells)]
    n = len(cells)

    def work():
        while (task := todo.get()) is not None:
            old, new, i = task
            try:
                new[i] = old[i - 1] + old[i] + old[(i + 1) % n]
            except Exception as error:
                errors.append(error)
            finally:
                todo.task_done()
        todo.task_done()

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for _ in range(steps):
        for i in range(n):
            todo.put((rows[0], rows[1], i))
        todo.join()
        rows.reverse()
        if errors:
            break
    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return rows[0]
