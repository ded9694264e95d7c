# style: a thread of its own for each folder waits; the pool only reads
import threading


def size(tree, executor):
    sizes, folders = executor.submit(tree.read).result()
    results = [None] * len(folders)

    def wait_for(place):
        try:
            results[place] = size(folders[place], executor)
        except Exception as error:
            results[place] = error

    threads = [threading.Thread(target=wait_for, args=(place,)) for place in range(len(folders))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, Exception):
            raise result
    return sum(sizes) + sum(results)
