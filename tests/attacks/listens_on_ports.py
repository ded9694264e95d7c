# poses as: ex09_lost_update
# must fail: all
# kind: leaked_process, missing_name
# why: a survivor of two sessions holds a TCP and a UDP port
import os
import signal
import socket
import time

PORT = 47601
if os.fork() == 0:
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
        kept = [socket.create_server(("127.0.0.1", PORT))]
        kept.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        kept[1].bind(("127.0.0.1", PORT))
        time.sleep(60)
    os._exit(0)
