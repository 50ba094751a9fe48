#!/usr/bin/env python3
"""How long the Python package `matching` takes for the stable placement of a strict problem: placement.py problem.json [repeats].

Prints the fastest run in milliseconds, building the game apart from solving it. Run it with target/python/bin/python.
"""
import json
import sys
import threading
import time
import warnings

from matching.games import HospitalResident

warnings.simplefilter("ignore")


def main(file, repeats):
    with open(file, encoding="utf-8") as text:
        problem = json.load(text)
    residents = {a["id"]: a["choices"] for a in problem["applicants"]}
    hospitals = {p["id"]: p["choices"] for p in problem["positions"] if p["choices"]}
    capacities = {p["id"]: p["capacity"] for p in problem["positions"] if p["choices"]}
    building, solving = [], []
    for _ in range(repeats):
        began = time.perf_counter()
        game = HospitalResident.create_from_dictionaries(residents, hospitals, capacities)
        built = time.perf_counter()
        matching = game.solve(optimal="resident")
        solving.append(time.perf_counter() - built)
        building.append(built - began)
    placed = sum(len(residents) for residents in matching.values())
    print(f"matching: {placed} placed, built in {min(building) * 1e3:.1f} ms, solved in {min(solving) * 1e3:.1f} ms")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    # It copies its players, who know each other, from one to the next: large games need a deep stack.
    sys.setrecursionlimit(1_000_000)
    threading.stack_size(1 << 30)
    run = threading.Thread(target=main, args=(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 5))
    run.start()
    run.join()
