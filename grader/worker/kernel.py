"""The few Linux calls that confinement needs and Python has no name for.

Every function is harmless elsewhere: it reports that it could do nothing.
Sources: prctl(2), capabilities(7), landlock(7), unshare(2), mount(2), netdevice(7).
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_SECUREBITS = 28
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

_SYS_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x20080522

# The same numbers on every architecture.
_SYS_LANDLOCK_CREATE_RULESET = 444
_SYS_LANDLOCK_ADD_RULE = 445
_SYS_LANDLOCK_RESTRICT_SELF = 446
_LANDLOCK_CREATE_RULESET_VERSION = 1
_LANDLOCK_RULE_PATH_BENEATH = 1

_CLONE_NEWNS, _CLONE_NEWIPC, _CLONE_NEWNET = 0x20000, 0x8000000, 0x40000000
_SIOCSIFFLAGS, _IFF_UP, _IFF_RUNNING = 0x8914, 1, 0x40
_MS_NOSUID, _MS_NODEV, _MS_REC, _MS_PRIVATE = 2, 4, 1 << 14, 1 << 18

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_FIRST_ABI_RIGHTS = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV
_READ_ONLY = _EXECUTE | _READ_FILE | _READ_DIR
_SCOPE_SIGNAL = 2


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def prctl(option: int, value: int, more: int = 0) -> bool:
    """Whether the kernel did it. False where there is no prctl."""
    if not sys.platform.startswith("linux"):
        return False
    return bool(_libc().prctl(option, value, more, 0, 0) == 0)


def hide_from_debuggers() -> bool:
    """Make this process undumpable: no other process of the user reads or writes its memory."""
    return prctl(PR_SET_DUMPABLE, 0)


def adopt_orphans() -> bool:
    """Become the parent of every descendant whose own parent ends."""
    return prctl(PR_SET_CHILD_SUBREAPER, 1)


def drop_capabilities() -> bool:
    """Give up every capability for good, also across exec. True when none is left."""
    call = _SYS_CAPSET.get(os.uname().machine) if sys.platform.startswith("linux") else None
    if call is None:
        return False
    # A kernel knows about 40 of them, and refuses the first that it does not.
    capability = 0
    while prctl(PR_CAPBSET_DROP, capability):
        capability += 1
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    # SECBIT_NOROOT and SECBIT_NO_SETUID_FIXUP, each with its lock: uid 0 means nothing special.
    prctl(PR_SET_SECUREBITS, 0b1111)
    libc = _libc()
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0))
    nothing = ctypes.create_string_buffer(24)
    return bool(libc.syscall(call, header, nothing) == 0)


def private_shared_memory(size: int) -> bool:
    """Give this process and its descendants a /dev/shm of `size` bytes, which ends with them, and
    System V segments, semaphores and queues of their own.

    Needs CAP_SYS_ADMIN. What they leave there would otherwise outlive them.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = _libc()
    if libc.unshare(_CLONE_NEWNS | _CLONE_NEWIPC) != 0:
        return False
    # No mount made from here on is to be seen outside.
    if libc.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None) != 0:
        return False
    options = f"size={size},mode=1777".encode()
    return bool(libc.mount(b"shm", b"/dev/shm", b"tmpfs", _MS_NOSUID | _MS_NODEV, options) == 0)


def private_network() -> bool:
    """Give this process and its descendants a network of their own: a loopback with every port
    free, and nothing beyond it. Needs CAP_SYS_ADMIN.

    Two gradings may then listen on the same port at the same time.
    """
    if not sys.platform.startswith("linux") or _libc().unshare(_CLONE_NEWNET) != 0:
        return False
    import fcntl
    import socket

    # Never reached in vain: who may make a network may also switch its loopback on.
    request = struct.pack("16sh22x", b"lo", _IFF_UP | _IFF_RUNNING)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, request)
    return True


def landlock_version() -> int:
    """The ABI of Landlock that the kernel offers, 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    libc = _libc()
    version = libc.syscall(_SYS_LANDLOCK_CREATE_RULESET, None, 0, _LANDLOCK_CREATE_RULESET_VERSION)
    return max(0, int(version))


def landlock(readable: Iterable[str], listable: Iterable[str], writable: Iterable[str]) -> int:
    """Allow this process and its descendants only these paths (and what is below them).

    `readable` may be read and executed, `listable` only listed, `writable` anything. Signals
    reach no process outside, from ABI 6 on. Needs no_new_privs. Returns the ABI used, 0 if none.
    """
    version = landlock_version()
    if version == 0:
        return 0
    handled = _FIRST_ABI_RIGHTS
    handled |= _REFER if version >= 2 else 0
    handled |= _TRUNCATE if version >= 3 else 0
    handled |= _IOCTL_DEV if version >= 5 else 0
    scoped = _SCOPE_SIGNAL if version >= 6 else 0
    size = 8 if version < 4 else 16 if version < 6 else 24
    attributes = struct.pack("=QQQ", handled, 0, scoped)[:size]
    libc = _libc()
    ruleset = libc.syscall(_SYS_LANDLOCK_CREATE_RULESET, attributes, size, 0)
    if ruleset < 0:
        return 0
    try:
        for paths, rights in (
            (readable, _READ_ONLY),
            (listable, _READ_DIR),
            (writable, handled),
        ):
            for path in paths:
                _allow(libc, ruleset, path, rights & handled)
        if libc.syscall(_SYS_LANDLOCK_RESTRICT_SELF, ruleset, 0) != 0:
            return 0
    finally:
        os.close(ruleset)
    return version


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not every system has every folder
        return
    try:
        if not Path(path).is_dir():
            rights &= _FILE_RIGHTS
        rule = struct.pack("=Qi", rights, descriptor)
        libc.syscall(_SYS_LANDLOCK_ADD_RULE, ruleset, _LANDLOCK_RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(descriptor)
