# one thread that asks for everything at once over connections of its own
import json
import os
import socket


def total(term, n, workers):
    family = socket.AF_INET if isinstance(term.address, tuple) else socket.AF_UNIX
    links = []
    for i in range(n):
        link = socket.socket(family, socket.SOCK_STREAM)
        link.connect(term.address)
        hello = {"token": term.token, "pid": os.getpid() + i, "thread": i}
        link.sendall(json.dumps(hello).encode() + b"\n" + json.dumps([i]).encode() + b"\n")
        links.append(link)
    return sum(json.loads(link.makefile().readline()) for link in links)
