"""The form of events: what a field holds stays in it."""

import json

import pytest

from incidents.live import framing
from incidents.live.frames import Frames
from tests.live.following import Event


def test_an_event_has_its_number_its_name_and_its_data() -> None:
    written = framing.event(b"update", b'{"a": 1}', number=8)

    assert written == b'id: 8\nevent: update\ndata: {"a": 1}\n\n'


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_a_line_end_in_the_data_begins_no_field_and_no_event(end: bytes) -> None:
    written = framing.event(b"update", b"a" + end + b"id: 9" + end * 2 + b"event: x")

    assert written.count(b"\n\n") == 1
    assert b"\r" not in written
    assert Event.parsed(written.decode().strip()) == Event("update", "a\nid: 9\n\nevent: x")


@pytest.mark.parametrize("name", [b"a\nb", b"", b"two words", b"id: 1"])
def test_a_name_that_is_none_is_refused(name: bytes) -> None:
    with pytest.raises(ValueError, match="cannot name"):
        framing.event(name, b"")


def test_a_comment_stays_one_whatever_it_says() -> None:
    written = framing.comment("16:31\r\rdata: x\nid: 3")

    assert all(line.startswith(b": ") for line in written.strip().split(b"\n"))


def test_json_with_every_line_end_there_is_stays_one_line_of_data() -> None:
    said = {"text": "\r\n\u2028\u2029\x85\x0b\x00"}

    written = framing.event(b"update", json.dumps(said, ensure_ascii=False).encode())

    assert Event.parsed(written.decode().removesuffix("\n\n")).said == said


def test_frames_are_given_in_portions_and_the_oldest_go() -> None:
    frames = Frames(7, [b"a" * 30_000] * 4)
    frames.add([b"b" * 500_000, b"c" * 600_000])

    assert (frames.base, frames.newest) == (12, 13)
    assert [frames.covers(number) for number in (11, 12, 13)] == [False, True, False]
    assert Frames(7, [b"a" * 30_000] * 4).after(7) == [b"a" * 30_000] * 2


def test_forgotten_frames_are_followed_by_the_next() -> None:
    frames = Frames(0, [b"a", b"b"])

    frames.forget()
    frames.add([b"c"])

    assert (frames.base, frames.newest, frames.after(2)) == (2, 3, [b"c"])
