#!/bin/sh
# Solves the problems of benches/README.md on one thread and prints the rows of its first table: run.sh [SECONDS]
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
folder=out/bench
mkdir -p "$folder"

row() { # communities, weeks
    problem=$folder/$1x$2.json plan=$folder/$1x$2.plan.json
    python3 tests/instances/generate.py --communities "$1" --weeks "$2" --seed 1 >"$problem"
    target/release/yuandi solve "$problem" --seconds "$seconds" --threads 1 --progress none --out "$plan" 2>"$plan.log"
    target/release/yuandi check "$problem" "$plan" --json >"$plan.verdict"
    python3 - "$1 × $2" "$plan" "$plan.verdict" <<'PYTHON'
import json, sys
name, plan, verdict = sys.argv[1], json.load(open(sys.argv[2])), json.load(open(sys.argv[3]))
cost, bound = verdict["cost"], plan.get("bound")
gap = "–" if bound is None else f"{100 * (cost - bound) / max(1, abs(cost)):.2f} %"
print(f"| {name} | {cost:,} | {'–' if bound is None else f'{bound:,}'} | {gap} | {verdict['violations']} |", flush=True)
PYTHON
}

echo "| communities × weeks | cost | bound | gap | violations |"
echo "| --- | --- | --- | --- | --- |"
row 1 4
row 1 18
row 8 18
