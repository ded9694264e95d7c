"""Chapter tasks wait for page tasks of another pool, whose workers wait for nobody."""

from concurrent.futures import ThreadPoolExecutor

BOOK = (("to be", "or not"), ("to be", "that is"))


def count_page(page: str) -> int:
    return len(page.split())


def count_chapter(pool: ThreadPoolExecutor, chapter: tuple[str, ...]) -> int:
    pages = [pool.submit(count_page, page) for page in chapter]
    return sum(page.result() for page in pages)


def main() -> None:
    with (
        ThreadPoolExecutor(max_workers=2, thread_name_prefix="page reader") as pages,
        ThreadPoolExecutor(max_workers=2, thread_name_prefix="chapter reader") as pool,
    ):
        chapters = [pool.submit(count_chapter, pages, chapter) for chapter in BOOK]
        words = sum(chapter.result() for chapter in chapters)
    assert words == 8, f"the book has 8 words, {words} were counted"


if __name__ == "__main__":
    main()
