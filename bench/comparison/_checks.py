"""The checks, each in fresh processes and a fresh folder; what fails is a finding, with its error."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness import Peer, PeerError

from comparison import _network
from comparison._endpoint import Asked, Endpoint
from comparison._peers import Installed
from comparison._replies import paraphrase, reply, statement

ADDS = 3
WRITES = 12
KILL_AFTER = 8
LIMIT_S = 240
_DEFAULTS = {"MEM0_TELEMETRY": "True", "ANONYMIZED_TELEMETRY": "True", "HF_HUB_OFFLINE": "0"}
"""What the harness switches off, as it is for a user who sets nothing."""
_NOT_TRIED = {
    ("letta", "erasure"): "no command deletes an agent of the local backend",
    ("letta", "killed"): "each message is a process of its own",
}


@dataclass(slots=True)
class Trial:
    """
    One system under the checks.

    Attributes:
        work: An empty folder for its stores.

        library: The one that writes host names down, where it could be built.
    """

    installed: Installed
    work: Path
    library: Path | None
    figures: dict[str, Any] = field(default_factory=dict)

    def run(self) -> dict[str, Any]:
        """Run every check and return what each showed, by its name."""
        for check in (keyless, cost, evidence, erasure, writers, killed):
            not_tried = _NOT_TRIED.get((self.installed.name, check.__name__))
            if not_tried:
                self.figures[check.__name__] = {"error": f"not tried: {not_tried}"}
                continue
            try:
                self.figures[check.__name__] = check(self)
            except PeerError as error:
                self.figures[check.__name__] = {"error": str(error)[:300]}
        return self.figures

    def peer(self, **environment: str) -> Peer:
        """Start the probe's process."""
        return Peer(self.installed.system, environment=_DEFAULTS | environment, limit_s=LIMIT_S)

    def folder(self, name: str) -> Path:
        """Return an empty folder."""
        folder = self.work / f"{self.installed.name}-{name}"
        folder.mkdir(parents=True)
        return folder

    def served(self, use: Callable[[Endpoint], dict[str, Any]]) -> dict[str, Any]:
        """Run *use* with a model of its own."""
        endpoint = Endpoint(reply)
        try:
            return use(endpoint)
        finally:
            endpoint.close()


def keyless(trial: Trial) -> dict[str, Any]:
    """Do the quick start with no key and no service; note the hosts that were looked up by then."""
    log = trial.folder("keyless") / "hosts.txt"
    with trial.peer(**_network.environment(trial.library, log)) as peer:
        version, import_s = peer.loaded["version"], peer.loaded["import_s"]
        at_import = _network.hosts(log)
        try:
            found = peer("quick_start", folder=str(trial.folder("quick")))
            outcome = "works" if any("markera0" in text for text in found) else f"found {found}"[:200]
        except PeerError as error:
            outcome = str(error)[:300]
    return {
        "version": version, "import_s": import_s, "outcome": outcome,
        "hosts_at_import": at_import, "hosts": _network.hosts(log),
    }  # fmt: skip


def cost(trial: Trial) -> dict[str, Any]:
    """Add and search with a model at hand; count what it is asked, and which other hosts are looked up."""

    def use(endpoint: Endpoint) -> dict[str, Any]:
        log = trial.folder("cost-hosts") / "hosts.txt"
        began = time.monotonic()
        with trial.peer(**_network.environment(trial.library, log)) as peer:
            peer("open", folder=str(trial.folder("cost")), url=endpoint.url)
            _added(peer, 0, 1)
            first = peer("search", query="Where is markera0?")["found"]
            seconds = time.monotonic() - began
            endpoint.take()
            added = _added(peer, 1, 1 + ADDS)
            adding = endpoint.take()
            searched = [peer("search", query=f"Where is markera{number}?") for number in range(1, 1 + ADDS)]
            searching = endpoint.take()
            peer("close")
        return {
            "first_s": seconds, "first": first[:3], "add": _each(adding), "search": _each(searching),
            "add_s": added["s"], "search_s": [each["s"] for each in searched], "hosts": _network.hosts(log),
        }  # fmt: skip

    return trial.served(use)


def evidence(trial: Trial) -> dict[str, Any]:
    """Tell one sentence, and look whether a search, or any reading, gives back its words or the model's."""

    def use(endpoint: Endpoint) -> dict[str, Any]:
        with trial.peer() as peer:
            peer("open", folder=str(trial.folder("evidence")), url=endpoint.url)
            _added(peer, 0, 1)
            found = "\n".join(peer("search", query="Where is markera0?")["found"])
            read = "\n".join(peer("texts"))
            peer("close")
        said, made = statement("markera0"), paraphrase("markera0")
        return {
            "search_verbatim": said in found, "search_paraphrase": made in found,
            "read_verbatim": said in read, "read_paraphrase": made in read,
        }  # fmt: skip

    return trial.served(use)


def erasure(trial: Trial) -> dict[str, Any]:
    """Tell two people's sentences, delete one person's by the documented call, and search the files' bytes."""

    def use(endpoint: Endpoint) -> dict[str, Any]:
        folder = trial.folder("erasure")
        with trial.peer() as peer:
            peer("open", folder=str(folder), url=endpoint.url)
            _added(peer, 0, ADDS)
            _added(peer, 0, ADDS, letter="b", user="bo")
            peer("close")
        before = _seen(folder, "a")
        with trial.peer() as peer:
            peer("open", folder=str(folder), url=endpoint.url)
            peer("delete", user="ana")
            left = _readable(peer)
            peer("close")
        return {
            "told": ADDS, "before": before, "after": _seen(folder, "a"), "where": _where(folder, "a"),
            "readable": left, "others": _seen(folder, "b"),
        }  # fmt: skip

    return trial.served(use)


def writers(trial: Trial) -> dict[str, Any]:
    """Let two processes add to one store at the same time, then count what a third can read."""

    def use(endpoint: Endpoint) -> dict[str, Any]:
        folder = trial.folder("writers")
        errors: dict[str, int] = {}
        done: dict[str, list[int]] = {"ana": [], "bo": []}
        with trial.peer() as first:
            first("open", folder=str(folder), url=endpoint.url)
            _added(first, 0, 1)  # makes the store
            with trial.peer() as second:
                try:
                    second("open", folder=str(folder), url=endpoint.url)
                except PeerError as error:
                    errors[f"open: {error}"[:200]] = WRITES
                ready = [first] if errors else [first, second]
                for peer, user, letter in zip(ready, ("ana", "bo"), "ab", strict=False):
                    peer.send("add", start=1, stop=1 + WRITES, letter=letter, user=user)
                for peer, user in zip(ready, ("ana", "bo"), strict=False):
                    _collect(peer, done[user], errors)
                for peer in reversed(ready):
                    _collect_close(peer, errors)
        present = _present(trial, endpoint, folder, (("ana", "a"), ("bo", "b")), done)
        told = sum(map(len, done.values()))
        return {"told": told, "of": 2 * WRITES, "errors": errors, "lost": told - present}

    return trial.served(use)


def killed(trial: Trial) -> dict[str, Any]:
    """Kill -9 a process that adds, then count which acknowledged statements can be read."""

    def use(endpoint: Endpoint) -> dict[str, Any]:
        folder = trial.folder("killed")
        log = trial.work / f"{trial.installed.name}-acknowledged.txt"
        with trial.peer() as peer:
            peer("open", folder=str(folder), url=endpoint.url)
            peer.send("add", start=0, stop=100_000, log=str(log))
            deadline = time.monotonic() + LIMIT_S
            while _lines(log) < KILL_AFTER and time.monotonic() < deadline:
                time.sleep(0.002)
            peer.kill()
        done = {"ana": list(range(_lines(log)))}
        present = _present(trial, endpoint, folder, (("ana", "a"),), done)
        return {"acknowledged": len(done["ana"]), "lost": len(done["ana"]) - present}

    return trial.served(use)


def _added(peer: Peer, start: int, stop: int, **told: str) -> dict[str, Any]:
    """
    Add statements and return the times.

    Raises:
        PeerError: one could not be added.
    """
    added: dict[str, Any] = peer("add", start=start, stop=stop, **told)
    if added["errors"]:
        raise PeerError(f"add: {next(iter(added['errors']))}")
    return added


def _readable(peer: Peer) -> int:
    """Return how many statements of a deleted user can still be read; a user who is gone may be an error."""
    try:
        read = "\n".join(peer("texts", user="ana"))
    except PeerError:
        return 0
    return sum(f"markera{number}" in read for number in range(ADDS))


def _collect(peer: Peer, done: list[int], errors: dict[str, int]) -> None:
    try:
        added = peer.receive()
        done += added["done"]
        for text, count in added["errors"].items():
            errors[text] = errors.get(text, 0) + count
    except PeerError as error:
        errors[str(error)[:200]] = WRITES


def _collect_close(peer: Peer, errors: dict[str, int]) -> None:
    try:
        peer("close")
    except PeerError as error:
        errors[f"close: {error}"[:200]] = 1


def _present(
    trial: Trial,
    endpoint: Endpoint,
    folder: Path,
    users: Sequence[tuple[str, str]],
    done: dict[str, list[int]],
) -> int:
    """Return how many of the acknowledged statements a fresh process reads back."""
    with trial.peer() as peer:
        peer("open", folder=str(folder), url=endpoint.url)
        read = {user: set("\n".join(peer("texts", user=user)).split()) for user, _ in users}
        peer("close")
    return sum(f"marker{letter}{number}" in read[user] for user, letter in users for number in done[user])


def _each(asked: Asked) -> dict[str, float]:
    return {
        "chat": asked.chat / ADDS, "characters": asked.characters / ADDS, "embeddings": asked.embeddings / ADDS,
        "others": len(asked.others) / ADDS,
    }  # fmt: skip


def _lines(log: Path) -> int:
    return log.read_text().count("\n") if log.exists() else 0


def _seen(folder: Path, letter: str) -> int:
    """Return how many of one person's markers stand in some file."""
    return sum(bool(_files_with(folder, f"marker{letter}{number}")) for number in range(ADDS))


def _where(folder: Path, letter: str) -> list[str]:
    """Return the files in which one person's markers stand."""
    found = {path for number in range(ADDS) for path in _files_with(folder, f"marker{letter}{number}")}
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _files_with(folder: Path, marker: str) -> list[Path]:
    windows = [marker.encode(encoding) for encoding in ("utf-8", "utf-16-le")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(window in path.read_bytes() for window in windows)]
