from adapters.system.secrets import HmacOpaqueTokens, HmacSetupLink


def test_successors_are_the_same_everywhere_and_need_the_key() -> None:
    here, there, foreign = HmacOpaqueTokens("k" * 32), HmacOpaqueTokens("k" * 32), HmacOpaqueTokens("x" * 32)
    token = here.new()
    assert here.successor(token) == there.successor(token) != foreign.successor(token)
    assert here.successor(here.successor(token)) not in {token, here.successor(token)}
    assert len({here.new() for _ in range(100)}) == 100
    assert len(token) >= 43


def test_digests_tell_tokens_apart() -> None:
    tokens = HmacOpaqueTokens("k" * 32)
    assert tokens.digest("a") != tokens.digest("b")
    assert len(tokens.digest("\ud800")) == 32


def test_the_set_up_link_survives_a_restart_and_no_guess() -> None:
    link = HmacSetupLink("k" * 32)
    assert link.matches(HmacSetupLink("k" * 32).token())
    assert not link.matches(HmacSetupLink("x" * 32).token())
    assert not link.matches("")
    assert not link.matches("\ud800")
