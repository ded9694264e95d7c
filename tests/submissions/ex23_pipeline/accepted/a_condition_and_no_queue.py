# style: no queue at all: one Condition over the state of every item, workers choose what to do
import threading


def run_pipeline(items, stages, workers):
    changed = threading.Condition()
    values, at, busy = list(items), [0] * len(items), set()
    failed = []

    def next_for(number):
        return next((i for i in range(len(values)) if at[i] == number and i not in busy), None)

    def work(number):
        while True:
            with changed:
                changed.wait_for(
                    lambda: failed
                    or next_for(number) is not None
                    or all(step > number for step in at)
                )
                if failed or (i := next_for(number)) is None:
                    return
                busy.add(i)
            try:
                value = stages[number](values[i])
            except Exception as error:
                with changed:
                    failed.append(error)
                    changed.notify_all()
                return
            with changed:
                values[i] = value
                at[i] += 1
                busy.discard(i)
                changed.notify_all()

    threads = [
        threading.Thread(target=work, args=(number,))
        for number in range(len(stages))
        for _ in range(workers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return values
