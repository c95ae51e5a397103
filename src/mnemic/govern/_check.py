"""Whether a store is sound, and making anew what is derived."""

from __future__ import annotations

from ..errors import StoreCorrupted
from ..index import reindex, wrong_terms
from ..store import Finding, Store


def check(store: Store) -> list[Finding]:
    """Return everything in which a store disagrees with itself: file, rows, terms, vectors, links, audit chain."""
    findings = [Finding("file", text, repairable=_is_index(text)) for text in store.integrity()]
    if any(not finding.repairable for finding in findings):
        # With damaged pages every further query could fail in its own way.
        return findings
    try:
        with store.read() as reader:
            findings += reader.findings()
            wrong = sum(1 for _ in wrong_terms(reader))
    except StoreCorrupted as error:
        return [*findings, Finding("rows", str(error), repairable=False)]
    if wrong:
        findings.append(Finding("terms", f"{wrong} versions have a term list that is not their words'", True))
    return findings


def repair(store: Store) -> list[Finding]:
    """
    Make anew what is derived: indexes, term lists, missing vectors, links and keys that lead nowhere.

    Returns:
        What is still wrong afterwards. Evidence itself is never touched.
    """
    store.reindex()
    with store.write() as writer:
        reindex(writer)
        writer.repair()
    return check(store)


def _is_index(text: str) -> bool:
    return "index" in text
