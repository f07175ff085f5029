from entrypoints.cli.children import LONG_LIFE, LONGEST_PAUSE, SHORTEST_PAUSE, BackOff


def test_the_pause_doubles_with_each_death_up_to_a_limit() -> None:
    back_off = BackOff()
    pauses = [back_off.after_death(lived=0.1) for _ in range(12)]
    assert pauses[:3] == [SHORTEST_PAUSE, SHORTEST_PAUSE * 2, SHORTEST_PAUSE * 4]
    assert pauses[-1] == LONGEST_PAUSE


def test_a_long_life_is_forgiven() -> None:
    back_off = BackOff()
    for _ in range(8):
        back_off.after_death(lived=0.1)
    assert back_off.after_death(lived=LONG_LIFE) == SHORTEST_PAUSE
