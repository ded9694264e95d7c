# must fail: only_the_executor_reads
# kind: wrong_result
# why: new threads read, as many as there are folders; the executor is not used
import threading


def size(tree, executor):
    sizes, folders = tree.read()
    results = [0] * len(folders)

    def work(place):
        results[place] = size(folders[place], executor)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(folders))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(sizes) + sum(results)
