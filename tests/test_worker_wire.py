"""Bytes that the worker's own code did not write are never taken for a reply."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator

import pytest

from grader.supervisor.replies import Forged, Replies
from grader.worker.wire import LIMIT, ChannelClosed, WorkerChannel, seal

KEY = b"k" * 32


@pytest.fixture
def ends() -> Iterator[tuple[Replies, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Replies(ours, KEY), theirs


def test_a_sealed_reply_arrives(ends: tuple[Replies, socket.socket]) -> None:
    replies, worker = ends
    worker.sendall(seal(b'{"value": 1}', KEY, 0) + seal(b'{"value": 2}', KEY, 1))
    assert replies.take() == {"value": 1}
    assert replies.take() == {"value": 2}
    assert replies.take() is None


def test_a_reply_may_arrive_in_pieces(ends: tuple[Replies, socket.socket]) -> None:
    replies, worker = ends
    for byte in seal(b'{"value": 1}', KEY, 0)[:-1]:
        worker.sendall(bytes([byte]))
        assert replies.take() is None
    worker.sendall(b"}")
    assert replies.take() == {"value": 1}


@pytest.mark.parametrize(
    "forged",
    [
        seal(b'{"value": 1}', b"x" * 32, 0),
        seal(b'{"value": 1}', KEY, 1),
        b"\x00\x00\x00\x02" + b"\0" * 16 + b"{}",
        b"\xff" * 100,
        json.dumps({"value": 1}).encode() * 10,
    ],
    ids=["another key", "another number", "no code", "endless length", "bare JSON"],
)
def test_forged_bytes_are_refused(ends: tuple[Replies, socket.socket], forged: bytes) -> None:
    replies, worker = ends
    worker.sendall(forged)
    with pytest.raises(Forged):
        replies.take()


def test_a_reply_that_was_seen_before_is_refused(ends: tuple[Replies, socket.socket]) -> None:
    replies, worker = ends
    frame = seal(b'{"value": 1}', KEY, 0)
    worker.sendall(frame)
    replies.take()
    worker.sendall(frame)
    with pytest.raises(Forged):
        replies.take()


def test_the_end_of_the_channel_is_noticed(ends: tuple[Replies, socket.socket]) -> None:
    replies, worker = ends
    worker.sendall(b"\0\0")
    worker.close()
    assert replies.take() is None
    assert replies.closed


def test_a_flood_is_not_collected_without_end(ends: tuple[Replies, socket.socket]) -> None:
    replies, worker = ends
    worker.settimeout(0.0)
    with pytest.raises(Forged):
        for _ in range(100):
            with contextlib.suppress(BlockingIOError):
                worker.send(LIMIT.to_bytes(4, "big") * 100_000)
            replies.take()


def test_a_worker_answers_a_request() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        replies, channel = Replies(ours, KEY), WorkerChannel(theirs)
        channel.authenticate(KEY)
        replies.ask({"op": "call", "text": "돈"})
        assert channel.receive() == {"op": "call", "text": "돈"}
        channel.send('{"value": "\\ud800"}')
        assert replies.take() == {"value": "\ud800"}


def test_a_worker_notices_that_the_grader_is_gone() -> None:
    ours, theirs = socket.socketpair()
    ours.close()
    with theirs, pytest.raises(ChannelClosed):
        WorkerChannel(theirs).receive()


@pytest.mark.parametrize(
    ("more", "pending"),
    [(b"", False), (b"x", True), (b"\xff" * 30, True), (seal(b"{}", KEY, 0), True)],
)
def test_bytes_that_nobody_asked_for_are_noticed_at_the_end(
    ends: tuple[Replies, socket.socket], more: bytes, pending: bool
) -> None:
    replies, worker = ends
    worker.sendall(more)
    assert replies.pending is pending
