"""`.ci/audit`, with others in the place of those it asks: only their own word is good news (S42)."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

Answer = tuple[str, int]
"""What a program says, and with what it exits."""

NO_FAULT = json.dumps({"dependencies": [{"name": "flask", "version": "3.1.0", "vulns": []}], "fixes": []})
A_FAULT = NO_FAULT.replace('"vulns": []', '"vulns": [{"id": "PYSEC-2026-1"}]')
ONE_LEFT_OUT = NO_FAULT.replace("}], ", '}, {"name": "jose", "skip_reason": "not found"}], ')
PYTHON_WELL: Answer = (NO_FAULT, 0)
NPM_WELL: Answer = (json.dumps({"auditReportVersion": 2, "vulnerabilities": {}}), 0)
NPM_FAULT: Answer = (json.dumps({"auditReportVersion": 2, "vulnerabilities": {"next": {}}}), 1)
NPM_AWAY: Answer = (json.dumps({"message": "request to the registry failed", "error": {}}), 1)


def audit(folder: Path, pip_audit: Answer | None, npm: Answer | None) -> "subprocess.CompletedProcess[str]":
    """None: that program is not installed."""
    programs = {
        "pip-audit": (pip_audit, 'while [ "$1" != --output ]; do shift; done\ncat "$0.said" > "$2"'),
        "npm": (npm, 'cat "$0.said"'),
    }
    for name, (answer, deed) in programs.items():
        if answer is not None:
            (folder / f"{name}.said").write_text(answer[0])
            (folder / name).write_text(f"#!/bin/sh\n{deed}\nexit {answer[1]}\n")
            (folder / name).chmod(0o700)
    path = f"{folder}:{os.defpath}"
    return subprocess.run(
        [ROOT / ".ci" / "audit"],
        env={"PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_two_answers_without_a_fault_pass(tmp_path: Path) -> None:
    done = audit(tmp_path, PYTHON_WELL, NPM_WELL)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["ok: Python packages", "ok: npm packages"]


@pytest.mark.parametrize(
    ("pip_audit", "npm", "what"),
    [
        ((A_FAULT, 1), NPM_WELL, "Python packages"),
        ((A_FAULT, 0), NPM_WELL, "Python packages"),
        (PYTHON_WELL, NPM_FAULT, "npm packages"),
        ((A_FAULT, 1), NPM_AWAY, "Python packages"),
        (("", 1), NPM_FAULT, "npm packages"),
    ],
)
def test_a_known_fault_fails(tmp_path: Path, pip_audit: Answer, npm: Answer, what: str) -> None:
    done = audit(tmp_path, pip_audit, npm)
    assert done.returncode == 1
    assert f"FAILED: {what}" in done.stderr
    assert f"ok: {what}" not in done.stdout


@pytest.mark.parametrize(
    ("pip_audit", "npm", "what"),
    [
        (("", 1), NPM_WELL, "Python packages"),
        (("", 0), NPM_WELL, "Python packages"),
        ((ONE_LEFT_OUT, 0), NPM_WELL, "Python packages"),
        ((NO_FAULT, 1), NPM_WELL, "Python packages"),
        (PYTHON_WELL, NPM_AWAY, "npm packages"),
        (PYTHON_WELL, ("", 0), "npm packages"),
        (None, NPM_WELL, "Python packages"),
    ],
)
def test_no_answer_is_no_pass(tmp_path: Path, pip_audit: Answer | None, npm: Answer, what: str) -> None:
    done = audit(tmp_path, pip_audit, npm)
    assert done.returncode == 75
    assert f"NOT CHECKED: {what}" in done.stderr
    assert f"ok: {what}" not in done.stdout
