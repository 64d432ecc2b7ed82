"""Dataclasses and JSON."""

from pathlib import Path

import pytest

from fairplan import jsonio
from fairplan.meetings.problem import Problem, Request


def test_a_file_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing cannot be read: No such file or directory"):
        jsonio.read_text(str(tmp_path / "nothing"))


def test_a_file_that_is_no_text_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(ValueError, match="is not a text in UTF-8"):
        jsonio.read_text(str(tmp_path / "picture"))


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be written: No such file or directory"):
        jsonio.write_text(str(tmp_path / "nowhere" / "plan.json"), "")


@pytest.mark.parametrize(
    ("text", "sentence"), [("{", "x is no JSON"), ("[]", "x holds list"), ("[" * 99999, "no JSON")]
)
def test_what_is_no_object_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        jsonio.parse(text, "x")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"request": []}, "p: there is no 'request'; known are sessions"),
        ({"requests": {}}, "p.requests: a list is expected, not dict"),
        ({"requests": [7]}, r"p.requests\[0\]: an object is expected, not int"),
        ({"requests": [{"id": "1"}]}, r"p.requests\[0\]: 'participants' is missing"),
        ({"requests": [{"id": 1, "participants": []}]}, r"p.requests\[0\].id: str is expected, not int"),
        ({"fairness": True}, "p.fairness: int is expected, not bool"),
        ({"aims": ["glory"]}, r"p.aims\[0\]: 'glory' is none of worth, breaks"),
    ],
)
def test_a_wrong_shape_is_refused_with_its_place(data: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        jsonio.build(Problem, data, "p")


def test_a_schema_names_every_key_and_what_is_required() -> None:
    schema = jsonio.schema(Problem)

    assert schema["$defs"]["Pair"] == {
        "type": "object",
        "properties": {"one": {"type": "string"}, "other": {"type": "string"}},
        "required": ["one", "other"],
        "additionalProperties": False,
    }
    assert schema["$defs"]["Request"]["required"] == ["id", "participants"]
    assert schema["$defs"]["Request"]["properties"]["fixed"] == {"anyOf": [{"type": "integer"}, {"type": "null"}]}


def test_none_and_nothing_are_kept_apart() -> None:
    request = Request(id="1", participants=("Aigerim", "Bruno"), slots=frozenset())

    assert jsonio.build(Request, jsonio.plain(request), "r") == request
