# children connect to the gate and hand their connections to the main process, which does the work
import json
import os
import socket
from multiprocessing import Process


def connect(term, end):
    family = socket.AF_INET if isinstance(term.address, tuple) else socket.AF_UNIX
    link = socket.socket(family, socket.SOCK_STREAM)
    link.connect(term.address)
    hello = {"token": term.token, "pid": os.getpid(), "thread": 1}
    link.sendall(json.dumps(hello).encode() + b"\n")
    socket.send_fds(end, [b"."], [link.fileno()])
    end.recv(1)


def total(term, n, workers):
    ends, links, processes = [], [], []
    for _ in range(workers):
        ours, theirs = socket.socketpair()
        process = Process(target=connect, args=(term, theirs))
        process.start()
        links.append(socket.socket(fileno=socket.recv_fds(ours, 1, 1)[1][0]))
        ends.append(ours)
        processes.append(process)
    result = 0
    for i in range(0, n, workers):
        for k, link in enumerate(links):
            link.sendall(json.dumps([i + k]).encode() + b"\n")
        result += sum(json.loads(link.makefile().readline()) for link in links)
    for end, process in zip(ends, processes, strict=True):
        end.sendall(b".")
        process.join()
    return result
