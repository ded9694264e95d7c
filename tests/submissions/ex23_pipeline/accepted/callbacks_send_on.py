# style: a ThreadPoolExecutor for each stage; the callback of a future submits to the next
from concurrent.futures import Future, ThreadPoolExecutor, wait


def run_pipeline(items, stages, workers):
    pools = [ThreadPoolExecutor(workers) for _ in stages]
    finals = [Future() for _ in items]

    def send(k, value, final):
        if k == len(stages):
            final.set_result(value)
            return

        def done(f):
            if f.exception() is not None:
                final.set_exception(f.exception())
            else:
                send(k + 1, f.result(), final)

        pools[k].submit(stages[k], value).add_done_callback(done)

    for item, final in zip(items, finals):
        send(0, item, final)
    wait(finals)
    for pool in pools:
        pool.shutdown()
    return [f.result() for f in finals]
