# asyncio.to_thread: threads again
import asyncio


async def gathered(term, n):
    return await asyncio.gather(*(asyncio.to_thread(term, i) for i in range(n)))


def total(term, n, workers):
    return sum(asyncio.run(gathered(term, n)))
