"""The stage that reads: a machine short of time takes no figures away."""

from __future__ import annotations

import shutil
from pathlib import Path

from flows import stages
from flows.run_request import run_request
from flows.settings import load_settings
from transforms.reference import Reference
from warehouse.store import Store

SAMPLES = Path(__file__).parents[3] / "samples" / "inbox"


def test_what_was_read_stays_where_it_cannot_be_read_again(tmp_path: Path, reference: Reference) -> None:
    home, inbox = tmp_path / "home", tmp_path / "inbox"
    inbox.mkdir()
    for name in ("01_nongfakhram_2566_annual.txt", "15_sopthansai_flood_meeting.txt"):
        shutil.copy(SAMPLES / name, inbox / name)
    settings = load_settings(home=home, inboxes=(inbox,), workers=1)
    request = run_request(settings)
    stages.collect(request)
    assert not stages.read(request, reference).notes
    with Store(home) as store:
        measures = store.count("measures")
    assert measures

    hurried = run_request(settings.model_copy(update={"document_seconds": 0.002}), full=True)
    summary = stages.read(hurried, reference)
    assert set(summary.broken.values()) == {"reader-timeout"}
    assert [said for _, said in summary.notes if said.startswith("2 documents could not be read again")]
    with Store(home) as store:
        assert store.count("measures") == measures

    again = stages.read(run_request(settings), reference)
    assert again.documents == 2 and not again.broken and not again.notes
