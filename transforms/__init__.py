"""Reports into facts: read, extract, normalize, resolve.

Everything here is pure. Bytes and reference tables come in as arguments, rows of facts go out;
no disk, no database, no clock, no orchestrator.
"""

#: Version of the extraction rules, written beside every piece of evidence. Raise it when a change
#: of the rules can change a fact; whether cached results are still good is decided by the digest of
#: the rules' source and of the reference files, not by this number.
RULES_VERSION = "2"
