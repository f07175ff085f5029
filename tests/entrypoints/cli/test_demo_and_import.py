"""`convene demo` and `convene import`, as the real command."""

import re
from pathlib import Path

from tests.calendars import a_calendar, an_event
from tests.entrypoints.cli.serving import convene, make_person


def test_a_demonstration_is_told_once(data_dir: Path) -> None:
    assert make_person(data_dir, "Ana").returncode == 0
    told = convene(data_dir, "demo")
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    assert len(re.findall(r"@demo\.example", told.stdout)) == 8
    assert len(re.findall(r"password is (\S{12,})\n", told.stdout)) == 1
    again = convene(data_dir, "demo")
    assert again.returncode == 1
    assert "people here already" in again.stderr
    assert again.stdout == ""


def test_an_import_prints_a_line_for_each_event(data_dir: Path, tmp_path: Path) -> None:
    assert make_person(data_dir, "Ana").returncode == 0
    single, series = an_event("SUMMARY:Review"), an_event("SUMMARY:Hourly", "RRULE:FREQ=HOURLY", uid="two")
    file = tmp_path / "some.ics"

    def brought(octets: bytes, owner: str = "ana@example.org") -> tuple[int, list[str], str]:
        file.write_bytes(octets)
        ended = convene(data_dir, "import", str(file), "--owner", owner)
        return ended.returncode, ended.stdout.splitlines(), ended.stderr

    assert brought(a_calendar(series)) == (
        1,
        [
            "line      4  refused    Hourly: FREQ: meetings repeat daily, weekly, monthly or yearly "
            "(invalid_recurrence)",
            "0 imported, 0 updated, 0 unchanged, 1 refused",
        ],
        "",
    )
    assert brought(a_calendar(single, "BEGIN:VTODO\r\nEND:VTODO")) == (
        0,
        [
            "line      4  imported   Review",
            "1 × VTODO passed over: not an event",
            "1 imported, 0 updated, 0 unchanged, 0 refused",
        ],
        "",
    )
    assert brought(a_calendar(single))[:2] == (
        0,
        ["line      4  unchanged  Review", "0 imported, 0 updated, 1 unchanged, 0 refused"],
    )
    status, said, complaint = brought(b"hello")
    assert (status, said) == (2, [])
    assert "not a calendar file" in complaint
    status, said, complaint = brought(a_calendar(single), owner="eve@example.org")
    assert (status, said) == (1, [])
    assert "eve@example.org" in complaint


def test_a_title_cannot_write_on_the_terminal(data_dir: Path, tmp_path: Path) -> None:
    """S40."""
    assert make_person(data_dir, "Ana").returncode == 0
    file = tmp_path / "evil.ics"
    file.write_bytes(a_calendar(an_event("SUMMARY:a\x1b[2Jb")))
    ended = convene(data_dir, "import", str(file), "--owner", "ana@example.org")
    assert "\x1b" not in ended.stdout + ended.stderr
    assert ended.returncode == 1


def test_a_file_that_is_not_there(data_dir: Path, tmp_path: Path) -> None:
    ended = convene(data_dir, "import", str(tmp_path / "none.ics"), "--owner", "ana@example.org")
    assert ended.returncode == 2
    assert "No such file" in ended.stderr


def test_without_tables_a_command_says_what_to_run_first(tmp_path: Path) -> None:
    refused = convene(tmp_path / "data", "demo")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "convene migrate" in refused.stderr
    assert "Traceback" not in refused.stderr
