"""Looks for bytes on which reading breaks down, hangs or contradicts itself, led by the code that they reach.

    python benchmarks/fuzz_reading.py [--minutes 60] [--findings data/fuzz] [--seed N]

Starts from the samples and some invented reports, tears them (``benchmarks.fuzz_checks``) and keeps what
reaches new code (atheris; where it is not installed, as on Python 3.14, without that lead). A reading that
takes longer than 2 s of CPU for 100 kB is a hang. The input of each kind of fault is made small and saved
into the folder of findings with what was raised; the corpus stays there for the next time. Exit 1 when
anything was found.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as a script it stands outside of the packages

try:
    import atheris  # type: ignore[import-untyped]
except ImportError:  # no wheel for this Python or platform
    atheris = None

_ROOT = Path(__file__).resolve().parents[1]
_SAMPLES = _ROOT / "samples"
_LONGEST = 120_000
_HEAD_LINES, _PART_LINES = 8, 24
_SHRINK_SECONDS = 40.0
#: How many times as long a reading may take whose reached code is counted.
_SLOWER_WHEN_WATCHED = 3.0
_NAME_OF_FAULT = "{kind}-{signature}"


def signature_of(error: BaseException) -> tuple[str, str]:
    """The kind of a fault, and what tells it from others: where in the project it was raised."""
    frames = [
        f"{Path(frame.filename).name}:{frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "transforms" in Path(frame.filename).parts
    ]
    kind = type(error).__name__
    # A hang is stopped anywhere, a contradiction is found at the end: the words tell them apart.
    where = "" if kind == "TooLong" else str(error) if kind == "Broken" else "|".join(frames[-3:])
    return kind, hashlib.sha256(f"{kind}{where}".encode()).hexdigest()[:10]


class Search:
    """Tries inputs and keeps one of each kind of fault in ``findings``."""

    def __init__(self, findings: Path, slack: float = 1.0) -> None:
        from benchmarks.fuzz_checks import checked_reading
        from benchmarks.grading.reading import reference_with

        self._read = checked_reading
        self._slack = slack
        self.findings = findings
        self.reference = reference_with(_SAMPLES / "register.csv", findings / "home")
        self.tried = 0
        self._tell_at = time.monotonic() + 60

    def fault_of(self, content: bytes) -> BaseException | None:
        """What reading ``content`` breaks down with."""
        try:
            self._read(content, self.reference, self._slack)
        except Exception as fault:
            return fault
        return None

    def attempt(self, content: bytes) -> None:
        """Read ``content``; save it where it is the first of its kind of fault."""
        self.tried += 1
        if time.monotonic() > self._tell_at:
            self._tell_at = time.monotonic() + 60
            print(f"{self.tried} inputs tried", file=sys.stderr, flush=True)
        fault = self.fault_of(content)
        if fault is None:
            return
        kind, signature = signature_of(fault)
        path = self.findings / _NAME_OF_FAULT.format(kind=kind, signature=signature)
        if path.with_suffix(".txt").exists():
            return
        path.with_suffix(".txt").write_bytes(content)
        said = "".join(traceback.format_exception(fault))
        path.with_suffix(".why").write_text(said, encoding="utf-8")
        print(f"FOUND {kind}: {str(fault)[:200]} -> {path}.txt", file=sys.stderr, flush=True)

    def shrink(self, path: Path) -> None:
        """Make the saved input small while its fault stays the same."""
        content = path.read_bytes()
        fault = self.fault_of(content)
        if fault is None:
            return  # mended meanwhile, or a hang on a busy machine
        wanted = signature_of(fault)
        until = time.monotonic() + _SHRINK_SECONDS

        def is_same(smaller: bytes) -> bool:
            found = self.fault_of(smaller)
            return found is not None and signature_of(found) == wanted

        for join in (b"\n", b"\t", b" ", None):
            content = shortened(content, join, is_same, until)
        path.write_bytes(content)


def shortened(
    content: bytes, separator: bytes | None, is_same: Callable[[bytes], bool], until: float
) -> bytes:
    """``content`` without the parts (between separators; bytes for ``None``) that are not needed, as far as
    time allows."""
    join = separator or b""
    parts = content.split(separator) if separator else [bytes([byte]) for byte in content]
    size = max(1, len(parts) // 2)
    while size and len(parts) > 1:
        start = 0
        while start < len(parts):
            if time.monotonic() > until:
                return join.join(parts)
            fewer = parts[:start] + parts[start + size :]
            if fewer and is_same(join.join(fewer)):
                parts = fewer
            else:
                start += size
        size //= 2
    return join.join(parts)


def mutated(content: bytes, random: Random) -> bytes:
    """Torn as a report would be; as text wherever it is text."""
    from benchmarks.fuzz_checks import torn

    text = content.decode("utf-8", "surrogateescape")
    return torn(text, random).encode("utf-8", "surrogateescape" if random.random() < 0.5 else "replace")


def write_seeds(folder: Path, seed: int) -> None:
    """Parts of the samples and of invented reports, as the first inputs: short ones are read many times in
    the time of a whole one."""
    from benchmarks.grading.reading import INBOX, write_reports

    folder.mkdir(parents=True, exist_ok=True)
    paths = list((_SAMPLES / "inbox").iterdir())
    for level in ("light", "ruined"):
        made = folder.parent / "made" / level
        if not made.exists():
            write_reports(made, 30, level, seed)
        paths += sorted((made / INBOX).iterdir())
    for path in paths:
        for number, part in enumerate(parts_of(path.read_bytes())):
            (folder / f"{path.parent.parent.name}_{path.stem}_{number}").write_bytes(part)


def parts_of(content: bytes) -> list[bytes]:
    """The head of a report with each next part of it."""
    lines = content.splitlines(keepends=True)
    head, rest = lines[:_HEAD_LINES], lines[_HEAD_LINES:]
    starts = range(0, max(1, len(rest)), _PART_LINES)
    return [b"".join([*head, *rest[start : start + _PART_LINES]])[:_LONGEST] for start in starts]


def search_led(findings: Path, seconds: int, seed: int) -> None:
    """Search with atheris, which ends this process."""
    with atheris.instrument_imports(include=["transforms"]):
        import transforms.report  # noqa: F401 - only what is imported here is watched
    search = Search(findings, slack=_SLOWER_WHEN_WATCHED)
    random = Random(seed)

    def try_one(content: bytes) -> None:
        search.attempt(content)

    def change(content: bytes, longest: int, seed: int) -> bytes:
        own = Random(seed)
        if own.random() < 0.25:
            return bytes(atheris.Mutate(content, longest))
        return mutated(content, own)[:longest]

    def cross(one: bytes, other: bytes, longest: int, seed: int) -> bytes:
        own = Random(seed)
        lines, others = one.split(b"\n"), other.split(b"\n")
        at, start = own.randrange(len(lines) + 1), own.randrange(len(others))
        return b"\n".join([*lines[:at], *others[start : start + own.randint(1, 40)], *lines[at:]])[:longest]

    options = {
        "max_total_time": seconds,
        "max_len": _LONGEST,
        "seed": random.randrange(1, 2**31),
        "timeout": 600,  # hangs are stopped before, by the limit of CPU time for each reading
        "report_slow_units": 600,
        "rss_limit_mb": 4000,
        "verbosity": 0,
        "reload": 0,
        "artifact_prefix": f"{findings}/",
    }
    arguments = [sys.argv[0], *(f"-{name}={value}" for name, value in options.items())]
    atheris.Setup(
        [*arguments, str(findings / "corpus"), str(findings / "seeds")],
        try_one,
        custom_mutator=change,
        custom_crossover=cross,
    )
    atheris.Fuzz()


def search_blind(findings: Path, seconds: int, seed: int) -> None:
    """Search without the lead of what code was reached."""
    search = Search(findings)
    random = Random(seed)
    seeds = [path.read_bytes() for path in sorted((findings / "seeds").iterdir())]
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        search.attempt(mutated(random.choice(seeds), random))
    print(f"{search.tried} inputs tried", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description="Looks for bytes on which reading breaks down or hangs.")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--findings", type=Path, default=_ROOT / "data" / "fuzz")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    findings, seconds = arguments.findings.resolve(), max(1, int(60 * arguments.minutes))
    if arguments.child:
        (search_led if atheris else search_blind)(findings, seconds, arguments.seed)
        return
    (findings / "corpus").mkdir(parents=True, exist_ok=True)
    write_seeds(findings / "seeds", arguments.seed)
    before = set(findings.glob("*-*.txt"))
    lead = "led by coverage (atheris)" if atheris else "without coverage: atheris is not installed"
    print(f"{arguments.minutes:g} minutes, {lead}, seed {arguments.seed}; findings in {findings}", flush=True)
    script = [sys.executable, __file__, "--child", "--minutes", str(arguments.minutes)]
    done = subprocess.run(
        [*script, "--findings", str(findings), "--seed", str(arguments.seed)],
        timeout=2 * seconds + 600,
        check=False,
    )
    found = sorted(set(findings.glob("*-*.txt")) - before)
    found += sorted(path for path in findings.iterdir() if path.name.startswith(("crash-", "oom-", "leak-")))
    if found:
        search = Search(findings)
        for path in found:
            if path.suffix == ".txt":
                search.shrink(path)
            print(f"{path} ({path.stat().st_size} bytes)")
        print(
            f"{len(found)} kinds of faults: give the .txt and the .why beside it to whoever mends the reading"
        )
    elif done.returncode != 0:
        print(f"The search itself ended with {done.returncode}.")
    else:
        print("Nothing was found.")
    sys.exit(1 if found or done.returncode != 0 else 0)


if __name__ == "__main__":
    main()
