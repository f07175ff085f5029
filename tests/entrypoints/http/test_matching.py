"""Requests are matched with rules from which no address is ever built."""

import pytest

from tests.entrypoints.http.conftest import House


def test_no_rule_builds_an_address(house: House) -> None:
    rules = list(house.app.url_map.iter_rules())
    assert len(rules) > 100
    for rule in rules:
        with pytest.raises(NotImplementedError):
            rule.build(dict.fromkeys(rule.arguments))
