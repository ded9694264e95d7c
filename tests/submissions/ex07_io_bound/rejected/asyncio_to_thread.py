# must fail: near_the_slowest
# kind: not_gradable
# why: asyncio, which the task excludes; its threads are those of a pool of the default size
import asyncio


def download_all(names, download):
    async def main():
        contents = await asyncio.gather(*(asyncio.to_thread(download, name) for name in names))
        return dict(zip(names, contents))

    return asyncio.run(main())
