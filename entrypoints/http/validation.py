"""From what pydantic found to field errors in plain words."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from entrypoints.http.json_body import check_json
from entrypoints.http.problems import HttpProblem
from entrypoints.http.schemas.problem import FieldError

Body = TypeVar("Body")
Query = TypeVar("Query", bound=BaseModel)

MOST_ERRORS = 20

# Templates are filled from what pydantic says about the limit that was broken.
WORDS: Mapping[str, tuple[str, str]] = {
    "missing": ("missing", "is missing"),
    "extra_forbidden": ("unknown_member", "is not a member that we know"),
    "string_too_short": ("too_short", "needs at least {min_length} characters"),
    "string_too_long": ("too_long", "has more than {max_length} characters"),
    "string_pattern_mismatch": ("malformed", "is empty or has characters that cannot stand here"),
    "string_unicode": ("invalid_text", "contains half of a surrogate pair"),
    "too_long": ("too_long", "has more than {max_length} entries"),
    "too_short": ("too_short", "has fewer than {min_length} entries"),
    "greater_than_equal": ("too_small", "must be {ge} or more"),
    "less_than_equal": ("too_large", "must be {le} or less"),
    "literal_error": ("not_one_of", "must be {expected}"),
    "enum": ("not_one_of", "must be {expected}"),
    "string_type": ("wrong_type", "must be text"),
    "int_type": ("wrong_type", "must be a whole number"),
    "int_parsing": ("wrong_type", "must be a whole number"),
    "bool_type": ("wrong_type", "must be true or false"),
    "list_type": ("wrong_type", "must be a list"),
    "dict_type": ("wrong_type", "must be an object"),
    "model_type": ("wrong_type", "must be an object"),
    "model_attributes_type": ("wrong_type", "must be an object"),
}


def read_body(raw: bytes, model: TypeAdapter[Body]) -> Body:
    """Raises HttpProblem: 400 when it is not JSON, 422 when it is not what the model says."""
    check_json(raw)
    try:
        return model.validate_json(raw, strict=True)
    except ValidationError as fault:
        raise HttpProblem(
            422, "invalid_body", "some members of the body are not valid", errors=_field_errors(fault)
        ) from None


def read_query(values: Mapping[str, Sequence[str]], model: type[Query]) -> Query:
    """Raises HttpProblem 400 for unknown, doubled and malformed parameters."""
    doubled = [name for name, given in values.items() if len(given) > 1]
    errors = [FieldError.at((name,), "doubled", "is given more than once") for name in doubled]
    if not errors:
        try:
            return model.model_validate({name: given[0] for name, given in values.items()})
        except ValidationError as fault:
            errors = _field_errors(fault, member="parameter")
    raise HttpProblem(400, "invalid_query", "some query parameters are not valid", errors=errors) from None


def _field_errors(fault: ValidationError, *, member: str = "member") -> list[FieldError]:
    found = fault.errors(include_url=False, include_input=False)[:MOST_ERRORS]
    return [_field_error(each, member) for each in found]


def _field_error(error: ErrorDetails, member: str) -> FieldError:
    # Tags of alternatives stand in brackets; they are no members of the request.
    place = tuple(part for part in error["loc"] if not (isinstance(part, str) and part.startswith("<")))
    context = error.get("ctx", {})
    if error["type"] == "refused":
        return FieldError.at(place, context["code"], context["message"])
    code, words = WORDS.get(error["type"], ("invalid", error["msg"]))
    message = words.format_map(context) if error["type"] in WORDS else words
    return FieldError.at(place, code, message.replace("member", member))
