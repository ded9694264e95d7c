"""The semaphore has as many permits as clients are allowed at once."""

import threading

LIMIT = 2


class Server:
    def __init__(self) -> None:
        self.permits = threading.Semaphore(LIMIT)
        self.lock = threading.Lock()
        self.active = 0
        self.peak = 0

    def serve(self) -> None:
        with self.permits:
            with self.lock:
                self.active += 1
                self.peak = max(self.peak, self.active)
            with self.lock:
                self.active -= 1


setup = Server
WORKERS = [Server.serve, Server.serve, Server.serve]


def invariant(server: Server) -> bool:
    return server.peak <= LIMIT


def main() -> None:
    server = setup()
    clients = enumerate(WORKERS, 1)
    threads = [threading.Thread(target=f, args=(server,), name=f"client {n}") for n, f in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert invariant(server), f"{server.peak} clients were served at once, {LIMIT} are allowed"


if __name__ == "__main__":
    main()
