from threading import Thread

from entrypoints.live.outbox import Outbox


def test_frames_leave_in_order_and_joined() -> None:
    outbox = Outbox()
    for frame in (b"a", b"b", b"c"):
        assert outbox.put(frame)
    assert outbox.take() == b"abc"


def test_a_batch_stays_small_but_a_long_frame_leaves_whole() -> None:
    outbox = Outbox()
    long = b"x" * 100_000
    for frame in (b"a" * 20_000, b"b" * 20_000, long, b"c"):
        outbox.put(frame)
    assert [outbox.take() for _ in range(4)] == [b"a" * 20_000, b"b" * 20_000, long, b"c"]


def test_it_is_bounded_in_frames_and_in_bytes() -> None:
    by_frames, by_bytes = Outbox(most_frames=2), Outbox(most_bytes=10)
    assert [by_frames.put(b"x") for _ in range(3)] == [True, True, False]
    assert [by_bytes.put(b"x" * size) for size in (6, 5, 4, 1)] == [True, False, True, False]
    by_bytes.take()
    assert by_bytes.put(b"x" * 10)


def test_the_last_frame_takes_the_place_of_all_that_wait() -> None:
    outbox = Outbox(most_frames=1)
    outbox.put(b"never sent")
    outbox.put_last(b"goodbye")
    assert outbox.put(b"too late")
    assert outbox.take() == b"goodbye"
    assert outbox.take() is None


def test_abandoning_it_wakes_the_writer() -> None:
    outbox = Outbox()
    taken: list[bytes | None] = []
    writer = Thread(target=lambda: taken.append(outbox.take()))
    writer.start()
    outbox.abandon()
    writer.join(30)
    assert taken == [None]


def test_whoever_has_much_to_send_waits_until_it_is_half_empty() -> None:
    outbox = Outbox(most_frames=4)
    assert outbox.wait_for_room(0)
    for _ in range(3):
        outbox.put(b"x" * 30_000)
    assert not outbox.wait_for_room(0)
    roomy: list[bool] = []
    waiting = Thread(target=lambda: roomy.append(outbox.wait_for_room(30)))
    waiting.start()
    outbox.take()
    waiting.join(30)
    assert roomy == [True]
