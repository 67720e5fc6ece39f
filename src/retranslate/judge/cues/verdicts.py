"""What editors decided about the form before."""

from __future__ import annotations

from retranslate.judge.scene import Scene


def accepted(scene: Scene) -> str | None:
    """Editors took the form before, more often than not."""
    record = scene.record
    if record is None or record.accepted <= record.rejected:
        return None
    return f"editors accepted it {record.accepted} of {record.accepted + record.rejected} times"


def rejected(scene: Scene) -> str | None:
    """Editors refused the form before, more often than not."""
    record = scene.record
    if record is None or record.rejected <= record.accepted:
        return None
    return f"editors rejected it {record.rejected} of {record.accepted + record.rejected} times"


CUES = (accepted, rejected)
