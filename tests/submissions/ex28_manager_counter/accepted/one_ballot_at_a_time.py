# style: every clerk asks for one ballot after the other, through a pipe
import multiprocessing as mp
from multiprocessing.connection import wait


def clerk(conn):
    counts = {}
    conn.send(None)
    while (ballot := conn.recv()) is not None:
        name = ballot[0].read()
        counts[name] = counts.get(name, 0) + 1
        conn.send(None)
    conn.send(counts)
    conn.close()


def count_votes(ballots, workers):
    left = list(ballots)
    total = {}
    clerks, conns, leaving = [], [], set()
    for _ in range(workers):
        mine, theirs = mp.Pipe()
        p = mp.Process(target=clerk, args=(theirs,), daemon=True)
        p.start()
        theirs.close()
        clerks.append(p)
        conns.append(mine)
    while conns:
        for conn in wait(conns):
            got = conn.recv()
            if conn in leaving:
                for name, votes in got.items():
                    total[name] = total.get(name, 0) + votes
                conns.remove(conn)
                conn.close()
            elif left:
                conn.send((left.pop(),))
            else:
                conn.send(None)
                leaving.add(conn)
    for p in clerks:
        p.join()
    return total
