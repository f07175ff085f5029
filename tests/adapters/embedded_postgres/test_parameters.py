from adapters.embedded_postgres.parameters import MEBIBYTE, memory_of_this_machine, tuned_parameters


def test_the_cache_grows_with_the_machine_up_to_a_cap() -> None:
    small, middle, large = (
        tuned_parameters(gigabytes * 1024 * MEBIBYTE, fast=False)["shared_buffers"]
        for gigabytes in (1, 2, 512)
    )
    assert (small, middle, large) == ("128MB", "256MB", "512MB")


def test_a_tiny_container_still_gets_a_cache_that_postgresql_accepts() -> None:
    assert tuned_parameters(64 * MEBIBYTE, fast=False)["shared_buffers"] == "32MB"


def test_only_the_fast_mode_gives_up_durability() -> None:
    durable, fast = (tuned_parameters(8192 * MEBIBYTE, fast=fast) for fast in (False, True))
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        assert (durable[name], fast[name]) == ("on", "off")


def test_the_memory_of_this_machine_is_a_sensible_number_of_bytes() -> None:
    assert 64 * MEBIBYTE < memory_of_this_machine() < 2**50
