"""Reading JSON without the surprises that Python's parser allows (RFC 8259 §4, §9; RFC 7493)."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from entrypoints.http.problems import HttpProblem
from entrypoints.http.schemas.problem import FieldError

DEEPEST = 32
LONGEST_NUMBER = 40


class _Unacceptable(ValueError):
    """The message says what is wrong with the text."""


def check_json(raw: bytes) -> None:
    """Raises HttpProblem: 400 for what is not JSON as we accept it, 422 for text that cannot be stored.

    Beyond the grammar it refuses doubled members, NaN and Infinity, numbers of more than 40 characters or
    beyond a double, nesting deeper than 32, and NUL and lone surrogates in any text.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_int=_integer,
            parse_float=_number,
        )
    except UnicodeDecodeError:
        raise _malformed("the body is not UTF-8") from None
    except RecursionError:
        raise _malformed(f"the body is nested deeper than {DEEPEST} levels") from None
    except _Unacceptable as fault:
        raise _malformed(str(fault)) from None
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise _malformed(f"the body is not JSON: {fault.msg} at {where}") from None
    # Written out, neither NUL nor half a surrogate can stand in JSON; and what opens that seldom is not deep.
    if b"\\" not in raw and raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return
    errors = list(_bad_texts(value))
    if errors:
        raise HttpProblem(422, "invalid_text", "some text cannot be stored", errors=errors[:20])


def _malformed(detail: str) -> HttpProblem:
    return HttpProblem(400, "malformed_json", detail)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _Unacceptable("an object in the body has the same member twice")
    return members


def _refuse_constant(name: str) -> NoReturn:
    raise _Unacceptable(f"{name} is not a JSON number")


def _integer(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise _Unacceptable(f"a number in the body has more than {LONGEST_NUMBER} characters")
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if len(text) > LONGEST_NUMBER or value in (float("inf"), float("-inf")):
        raise _Unacceptable("a number in the body is too large or too long")
    return value


def _bad_texts(value: object) -> Iterator[FieldError]:
    """Walks without recursion, so that its own stack is no concern."""
    waiting: list[tuple[object, tuple[str | int, ...]]] = [(value, ())]
    while waiting:
        each, place = waiting.pop()
        if len(place) > DEEPEST:
            raise _malformed(f"the body is nested deeper than {DEEPEST} levels")
        if isinstance(each, str):
            yield from _text_errors(each, place)
        elif isinstance(each, list):
            waiting.extend((item, (*place, position)) for position, item in enumerate(each))
        elif isinstance(each, dict):
            for name, member in each.items():
                # The name itself would stand in the pointer, so its parent is named instead.
                faulty = list(_text_errors(name, place))
                yield from faulty
                waiting.extend([] if faulty else [(member, (*place, name))])


def _text_errors(text: str, place: tuple[str | int, ...]) -> Iterator[FieldError]:
    if "\x00" in text:
        yield FieldError.at(place, "invalid_text", "contains a NUL character")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        yield FieldError.at(place, "invalid_text", "contains half of a surrogate pair")
