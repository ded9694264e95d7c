# style: results come through a queue, looked at again and again, with escalation from terminate to kill
import multiprocessing
import queue
import time


def run(number, task, results):
    try:
        results.put((number, True, task()))
    except Exception:
        results.put((number, False, None))


def first_good(tasks, timeout):
    end = time.monotonic() + timeout
    results = multiprocessing.Queue()
    running = {}
    everybody = []
    try:
        for number, task in enumerate(tasks):
            process = multiprocessing.Process(target=run, args=(number, task, results))
            process.start()
            running[number] = process
            everybody.append(process)
        while running:
            gone = [number for number, process in running.items() if not process.is_alive()]
            try:
                number, good, value = results.get(timeout=0.02)
                if good:
                    return value
                running.pop(number, None)
                continue
            except queue.Empty:
                pass
            # Who had gone before the queue was found empty has put nothing into it.
            for number in gone:
                del running[number]
            if time.monotonic() > end:
                raise TimeoutError
        raise RuntimeError("all tasks failed")
    finally:
        for process in everybody:
            process.terminate()
        for process in everybody:
            process.join(0.2)
            if process.is_alive():
                process.kill()
                process.join()
        results.close()
