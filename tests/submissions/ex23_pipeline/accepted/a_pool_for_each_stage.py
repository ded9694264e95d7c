# style: one ThreadPoolExecutor a stage; a task waits for the future of the stage before
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack


def after(future, stage):
    return stage(future.result())


def run_pipeline(items, stages, workers):
    with ExitStack() as stack:
        values = list(items)
        for number, stage in enumerate(stages):
            pool = stack.enter_context(ThreadPoolExecutor(workers))
            if number == 0:
                values = [pool.submit(stage, value) for value in values]
            else:
                values = [pool.submit(after, future, stage) for future in values]
        if not stages:
            return values
        return [future.result() for future in values]
