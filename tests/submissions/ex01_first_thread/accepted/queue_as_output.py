# style: a queue is the shared output, emptied when all threads have ended
import queue
import threading


def work_thread(symbol, count, output):
    for _ in range(count):
        output.put(symbol)


def print_symbols(symbols, count):
    output = queue.Queue()
    works = [
        threading.Thread(
            target=work_thread, kwargs={"symbol": symbol, "count": count, "output": output}
        )
        for symbol in symbols
    ]
    for work in works:
        work.start()
    for work in works:
        work.join()
    return "".join(output.get() for _ in range(output.qsize()))
