"""What could not be taken in is told without naming a person."""

from flows.inbox import InboxWarning
from flows.stages import _warnings
from transforms.persons import MASK
from warehouse.reference_files import load_reference


def test_issues_of_files_that_were_not_taken_in_name_nobody() -> None:
    reference = load_reference(None)
    rule = next(rule for rule in reference.issue_rules if rule.startswith("file-"))
    told = ("0812345678", "รักสงบยิ่ง", "ใจงามดี")
    names = [f"pipe นางสาวสมหญิง รักสงบยิ่ง {told[0]}", "pipe นางสาวสมศรี ใจงามดี 0898765432", "plain.txt"]
    issues = _warnings(
        tuple(InboxWarning(rule, f"inbox/{name}", f"cannot read {name}") for name in names), reference
    )
    texts = [f"{issue.record_id} {issue.message_th} {issue.message_en}" for issue in issues]
    assert not [text for text in texts for word in told if word in text]
    assert MASK in texts[0] and "inbox/plain.txt" in texts[2]
    assert len({issue.record_id for issue in issues}) == 3
