# style: a pool of fifty, whatever is asked for; futures by name
from concurrent.futures import ThreadPoolExecutor


def download_all(names, download):
    with ThreadPoolExecutor(max_workers=50) as executor:
        futures = {name: executor.submit(download, name) for name in names}
        return {name: future.result() for name, future in futures.items()}
