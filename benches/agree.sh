#!/bin/sh
# Solves generated problems of several sizes, five seeds each, and compares `yuandi check` with `docs/format/check.py` on the plans:
# agree.sh [SECONDS]. Prints a row a size; ends with 1 where a plan is not feasible or a number differs.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-10}
folder=out/agree
mkdir -p "$folder"
problem=$folder/problem.json plan=$folder/plan.json

echo "| problems | feasible | equal in every number |"
echo "| --- | --- | --- |"
all_well=0
for options in "--weeks 2" "--weeks 4" "--weeks 18" "--communities 8" "--rich"; do
    for seed in 1 2 3 4 5; do
        # shellcheck disable=SC2086 # options are words
        python3 tests/instances/generate.py $options --seed $seed >"$problem"
        target/release/yuandi solve "$problem" --seconds "$seconds" --progress none --out "$plan" 2>"$folder/log" || true
        target/release/yuandi check "$problem" "$plan" --json >"$folder/ours.json" || true
        python3 docs/format/check.py "$problem" "$plan" >"$folder/theirs.json" || true
        python3 -c 'import json, sys
ours, theirs = (json.load(open(f)) for f in sys.argv[1:])
ours.pop("first_violations"), theirs.pop("first_violations")
print(int(ours["feasible"]), int(ours == theirs))' "$folder/ours.json" "$folder/theirs.json"
    done >"$folder/rows"
    awk -v name="$options" '{feasible += $1; equal += $2} END {
        printf "| `%s`, seeds 1 to 5 | %d of 5 | %d of 5 |\n", name, feasible, equal; exit feasible + equal < 10 }' "$folder/rows" || all_well=1
done
exit $all_well
