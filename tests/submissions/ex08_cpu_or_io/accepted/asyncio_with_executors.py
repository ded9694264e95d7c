# style: asyncio, which hands the jobs to two executors
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


async def run_jobs(jobs):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as processes, ThreadPoolExecutor(max_workers=20) as threads:
        pool_of = {"cpu": processes, "io": threads}
        return await asyncio.gather(
            *(loop.run_in_executor(pool_of[kind], function, arg) for kind, function, arg in jobs)
        )


def run(jobs):
    return list(asyncio.run(run_jobs(jobs)))
