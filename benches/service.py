#!/usr/bin/env python3
"""Measures the service as benches/README.md says, on databases with 100,000 subscribers, and writes benches/REPORT.md.

    service.py [--seconds 60] [--rounds 5] [--subscribers 100000] [--only feeds,subscribers,load,render] [--out benches/REPORT.md]

Needs wrk and PostgreSQL, and what `cargo build --release` makes of the service and its examples. Ends with 1 if a figure misses
its target.
"""

import argparse
import contextlib
import datetime
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ROOT / "target" / "release"
READERS = 2000  # feeds that are polled: far more than one, as in life
CONNECTIONS = 64
ROUND = 5  # seconds
UNCHANGED = 0.8  # of a bare handler's rate
PASSWORD = "jiezi-road-demo"


class Report:
    """Rows as they are measured, and whether one of them misses its target."""

    def __init__(self):
        self.rows, self.missed = [], False

    def add(self, what, database, figure, target, fine):
        self.rows.append(f"| {what} | {database} | {figure} | {target} | {'yes' if fine else '**no**'} |")
        self.missed |= not fine
        print(self.rows[-1], flush=True)

    def write(self, path, command):
        git = lambda *words: subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True).stdout.strip()
        changed = " with changes" if git("status", "--porcelain", "--untracked-files=no") else ""
        lines = [
            "# Figures of the service",
            "",
            "Written by `make bench-service`; what is measured and how stands in `benches/README.md`.",
            "",
            "| machine | commit | date | command |",
            "| --- | --- | --- | --- |",
            f"| {machine()} | {git('rev-parse', '--short', 'HEAD')}{changed} | {datetime.date.today()} | `{command}` |",
            "",
            "| what | database | figure | target | met |",
            "| --- | --- | --- | --- | --- |",
            *self.rows,
        ]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def machine():
    text = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8")
    name = re.search(r"model name\s*:\s*(.+)", text)
    memory = re.search(r"MemTotal:\s*(\d+)", pathlib.Path("/proc/meminfo").read_text(encoding="utf-8"))
    load = os.getloadavg()[1]
    return f"{os.cpu_count()} × {name[1] if name else '?'}, {int(memory[1]) >> 20} GiB, load before {load:.1f}"


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextlib.contextmanager
def running(command, log=subprocess.DEVNULL, stop=signal.SIGTERM, **how):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, **how)
    try:
        yield process
    finally:
        process.send_signal(stop)
        process.wait(60)


def until(answers, what):
    for _ in range(600):
        if answers():
            return
        time.sleep(0.1)
    sys.exit(f"{what} does not answer")


def answers(port, path):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", path)
        return connection.getresponse().status < 500
    except OSError:
        return False


@contextlib.contextmanager
def postgres(folder):
    """A server of its own that keeps what it says it keeps."""
    installed = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    programs = installed[-1] if installed else pathlib.Path(shutil.which("initdb") or sys.exit("PostgreSQL is missing")).parent
    # The server refuses to run as root.
    user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    os.chmod(folder, 0o777)
    init = [*user, programs / "initdb", "-D", f"{folder}/data", "-U", "yuandi", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run(init, cwd="/", check=True, stdout=subprocess.DEVNULL)
    serve = [*user, programs / "postgres", "-D", f"{folder}/data", "-k", folder, "-h", ""]
    with running(serve, stop=signal.SIGINT, cwd="/"):
        ready = [programs / "pg_isready", "-q", "-h", folder, "-U", "yuandi"]
        until(lambda: subprocess.run(ready).returncode == 0, "PostgreSQL")
        yield f"postgres://yuandi@{folder.replace('/', '%2F')}/postgres"


@contextlib.contextmanager
def service(url, log):
    port = free_port()
    command = [PROGRAMS / "yuandi", "serve", "--database", url, "--listen", f"127.0.0.1:{port}"]
    with open(log, "wb") as stream, running(command, log=stream):
        until(lambda: answers(port, "/readyz"), "the service")
        yield port


def wrk(port, requests, seconds=ROUND):
    """Requests a second, p50 and p99 in milliseconds, and answers that were neither 2xx nor 3xx."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", "benches/feeds.lua"]
    command += [f"http://127.0.0.1:{port}/", "--", requests]
    text = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    unit = {"us": 0.001, "ms": 1, "s": 1000}
    percentile = lambda percent: next(
        float(value) * unit[name] for value, name in re.findall(rf"\s{percent}%\s+([\d.]+)(us|ms|s)\s", text)
    )
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    return rate, percentile(50), percentile(99), int(bad[1]) if bad else 0


def versions(port, paths, out):
    """Writes the paths and the version that each has now; gives how long each took, in milliseconds."""
    connection, times, lines = http.client.HTTPConnection("127.0.0.1", port), [], []
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        times.append((time.perf_counter() - began) * 1000)
        if response.status != 200:
            sys.exit(f"a feed answers {response.status}")
        lines.append(f"{path} {response.headers['etag']}\n")
    out.write_text("".join(lines), encoding="utf-8")
    return sorted(times)


def measure_feeds(report, database, port, polls, rounds):
    """The service and a handler that does nothing, turn by turn."""
    bare_port = free_port()
    with running([PROGRAMS / "examples" / "bare", f"127.0.0.1:{bare_port}"]):
        until(lambda: answers(bare_port, "/feeds/x.ics"), "the bare handler")
        both = []
        for number in range(rounds + 1):
            ours, bare = wrk(port, polls), wrk(bare_port, polls)
            if ours[3] or bare[3]:
                sys.exit("some polls were refused")
            if number:  # the first round warms up
                both.append((ours[0], bare[0]))
    share = statistics.median(ours / bare for ours, bare in both)
    ours, bare = (statistics.median(column) for column in zip(*both))
    figure = f"{ours:,.0f}/s of {bare:,.0f}/s: {share:.0%}"
    report.add(f"304 to {READERS:,} calendars, beside a bare handler", database, figure, f"≥ {UNCHANGED:.0%}", share >= UNCHANGED)


def measure_subscribers(report, database, port, times, whole, log):
    """Feeds that nobody has read before, then whole feeds at full speed; no statement may be slow."""
    p99 = times[len(times) * 99 // 100]
    report.add("first fetch of a feed, one after another", database, f"p50 {times[len(times) // 2]:.1f} ms, p99 {p99:.1f} ms", "p99 < 20 ms", p99 < 20)
    rate, p50, p99, bad = wrk(port, whole)
    report.add(f"whole feeds, {CONNECTIONS} connections", database, f"{rate:,.0f}/s, p50 {p50:.1f} ms, p99 {p99:.1f} ms", "p99 < 200 ms", p99 < 200 and not bad)
    slow = pathlib.Path(log).read_text(encoding="utf-8").count("slow statement")
    report.add("statements of a second or more", database, str(slow), "0", slow == 0)


def measure_load(report, database, port, seconds):
    command = [PROGRAMS / "examples" / "load", f"http://127.0.0.1:{port}", "u0", "t", "load", PASSWORD, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stdout, done.stderr, flush=True)
    for name in ("peak", "steady"):
        line = next((line for line in done.stdout.splitlines() if line.startswith(name)), "")
        figure = " ".join(line.split()[1:]) or "none"
        limit = "no 5xx" if name == "peak" else "no 5xx, p99 < 50 ms"
        fine = "5xx 0" in line and (name == "peak" or done.returncode == 0)
        report.add(f"64 clients, {name} rate", database, figure, limit, fine)


def measure_render(report):
    done = subprocess.run([PROGRAMS / "examples" / "render"], capture_output=True, text=True)
    report.add("a feed of 200 events written", "–", done.stdout.strip(), "median < 500 µs", done.returncode == 0)


def measure_database(report, database, url, folder, arguments, parts):
    log, polls, whole = f"{folder}/{database}.log", folder / "polls.txt", folder / "whole.txt"
    began = time.perf_counter()
    many = [PROGRAMS / "examples" / "many", url, str(arguments.subscribers), str(READERS)]
    paths = subprocess.run(many, check=True, capture_output=True, text=True).stdout.split()
    print(f"{database}: {arguments.subscribers} subscribers in {time.perf_counter() - began:.0f} s", flush=True)
    whole.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    with service(url, log) as port:
        times = versions(port, paths, polls)
        if "subscribers" in parts:
            measure_subscribers(report, database, port, times, whole, log)
        if "feeds" in parts:
            measure_feeds(report, database, port, polls, arguments.rounds)
        if "load" in parts:
            measure_load(report, database, port, arguments.seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--subscribers", type=int, default=100_000)
    parser.add_argument("--only", default="render,subscribers,feeds,load")
    parser.add_argument("--databases", default="SQLite,PostgreSQL")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "benches" / "REPORT.md")
    arguments = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: apt-get install wrk")
    parts, report = arguments.only.split(","), Report()
    if "render" in parts:
        measure_render(report)
    with tempfile.TemporaryDirectory(prefix="yuandi-bench") as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        if "SQLite" in arguments.databases:
            measure_database(report, "SQLite", f"sqlite:{folder}/yuandi.db", folder, arguments, parts)
        if "PostgreSQL" in arguments.databases:
            data = folder / "postgres"
            data.mkdir()
            with postgres(str(data)) as url:
                measure_database(report, "PostgreSQL", url, folder, arguments, parts)
    report.write(arguments.out, " ".join(["python3", "benches/service.py", *sys.argv[1:]]))
    sys.exit(1 if report.missed else 0)


if __name__ == "__main__":
    main()
