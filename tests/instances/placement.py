#!/usr/bin/env python3
"""Make a placement problem in the likeness of a university's internship semester. Standard library only.

    placement.py --applicants 1000 --positions 120 --seed S --aim stable --with ties,hosts,quotas > problem.json

Students of eight colleges list about ten positions each, the popular ones more often; positions of enterprises, schools and
centres rank the students who asked for them, by marks that both sides partly agree on. What `--with` may name, separated by
commas: ties (on both sides, and some positions rank nobody), hosts (capacities below the sum of their positions),
quotas (upper and lower, over colleges and districts that overlap), bundles, apart, minimums, skills, sizes, fixed; or `all`.
Without it: strict lists on both sides, every place its own.
"""
import argparse
import json
import random
import sys

COLLEGES = ["medical", "nursing", "legal", "mechanical", "electrical", "education", "arts", "business"]
DISTRICTS = ["old-town", "riverside", "west-gate", "university", "hills", "harbour"]
KINDS = ["enterprise", "school", "centre"]
SKILLS = ["first-aid", "driving", "dialect"]
EXTRAS = ["ties", "hosts", "quotas", "bundles", "apart", "minimums", "skills", "sizes", "fixed"]


def tiers(ordered, rng, chance):
    """Ties each with the one before it by this chance."""
    out = []
    for x in ordered:
        if out and rng.random() < chance:
            out[-1].append(x)
        else:
            out.append([x])
    return [t[0] if len(t) == 1 else t for t in out]


def split(total, parts, rng):
    """Whole numbers of at least 1 that sum to about `total`."""
    weights = [rng.uniform(.3, 1.7) for _ in range(parts)]
    return [max(1, round(total * w / sum(weights))) for w in weights]


def people(n, extras, rng):
    out = []
    for i in range(n):
        groups = [rng.choice(COLLEGES), f"year-{rng.randint(2, 4)}"]
        a = {"id": f"s{i:05}", "groups": groups, "skills": {}}
        if "skills" in extras:
            a["skills"] = {k: rng.randint(1, 3) for k in SKILLS if rng.random() < .6}
        if "sizes" in extras and rng.random() < .1:
            a["size"] = rng.randint(2, 4)
        out.append(a)
    return out


def places(n, seats, extras, rng):
    hosts = [{"id": f"h{i:03}", "district": rng.choice(DISTRICTS), "kind": rng.choice(KINDS)} for i in range(max(1, n // 3))]
    out = []
    for i, capacity in enumerate(split(seats, n, rng)):
        host = hosts[i % len(hosts)] if i < len(hosts) else rng.choice(hosts)
        p = {"id": f"p{i:04}", "host": host["id"], "groups": [host["district"], host["kind"]], "capacity": capacity, "skills": {}}
        if "minimums" in extras and rng.random() < .4:
            p["minimum"] = max(1, capacity // 2)
        if "skills" in extras and rng.random() < .3:
            p["skills"] = {rng.choice(SKILLS): rng.randint(1, 2)}
        out.append(p)
    for h in hosts:
        own = sum(p["capacity"] for p in out if p["host"] == h["id"])
        if "hosts" in extras and rng.random() < .7:
            h["capacity"] = max(1, round(own * rng.uniform(.75, .98)))
    return out, [{k: h[k] for k in ("id", "capacity") if k in h} for h in hosts]


def wishes(students, positions, length, extras, rng):
    popular = [rng.paretovariate(1.1) for _ in positions]
    marks = {a["id"]: rng.gauss(0, 1) for a in students}
    asked = {p["id"]: [] for p in positions}
    for a in students:
        home = rng.choice(DISTRICTS)
        near = [w * (3 if home in p["groups"] else 1) for w, p in zip(popular, positions)]
        # Efraimidis and Spirakis (2006): the largest keys are a weighted draw without replacement.
        keys = sorted(((rng.random() ** (1 / w), p["id"]) for w, p in zip(near, positions)), reverse=True)
        chosen = [p for _, p in keys[:max(1, length + rng.randint(-2, 2))]]
        a["choices"] = tiers(chosen, rng, .25 if "ties" in extras else 0)
        for p in chosen:
            asked[p].append(a["id"])
    for p in positions:
        if "ties" in extras and rng.random() < .2:
            continue  # takes whoever wants to come
        score = {a: marks[a] + rng.gauss(0, .8) for a in asked[p["id"]]}
        ordered = sorted(asked[p["id"]], key=lambda a: (-score[a], a))
        p["choices"] = tiers(ordered, rng, .5 if "ties" in extras else 0)


def quotas(n, students, positions, seats, rng):
    """Upper ones a little below an even share, lower ones a little below what the share of wishes would give."""
    out = []
    share = min(len(students), seats) / len(students)
    for i in range(n):
        college, district = COLLEGES[i % len(COLLEGES)], DISTRICTS[(i // len(COLLEGES) + i) % len(DISTRICTS)]
        groups = [college] if i % 3 else [college, f"year-{2 + i % 3}"]
        inside = [a for a in students if set(groups) & set(a["groups"])]
        there = [p for p in positions if district in p["groups"]]
        even = len(inside) * share * sum(p["capacity"] for p in there) / seats
        q = {"id": f"q{i:02}", "positions": [district], "applicants": groups}
        if i % 2:
            q["min"] = int(even * rng.uniform(.5, .8))
        else:
            q["max"] = max(1, round(even * rng.uniform(.9, 1.3)))
        out.append(q)
    return out


def company(students, positions, extras, rng):
    """Friends who go together, others who must not, and what is decided already."""
    out = {}
    shuffled = students[:]
    rng.shuffle(shuffled)
    lists = {a["id"]: [x for t in a["choices"] for x in (t if isinstance(t, list) else [t])] for a in students}
    if "bundles" in extras:
        out["bundles"] = []
        for i in range(max(1, len(students) // 50)):
            a, b = shuffled.pop(), shuffled.pop()
            both = [p for p in lists[a["id"]] if p not in lists[b["id"]]][:4]
            b["choices"] += both
            for p in positions:
                if p["id"] in both and "choices" in p:
                    p["choices"].append(b["id"])
            out["bundles"].append({"id": f"b{i:02}", "applicants": [a["id"], b["id"]], "at": rng.choice(["position", "host"])})
    if "apart" in extras:
        out["apart"] = [sorted(x["id"] for x in rng.sample(students, 2)) for _ in range(max(1, len(students) // 50))]
    if "fixed" in extras:
        skills = {p["id"]: p["skills"] for p in positions}
        free = {p["id"]: p["capacity"] for p in positions}
        out["fixed"] = []
        for a in shuffled[:max(1, len(students) // 100)]:
            fit = [p for p in lists[a["id"]] if free[p] >= 2 * a.get("size", 1)
                   and all(a["skills"].get(k, 0) >= v for k, v in skills[p].items())]
            if fit:
                free[fit[0]] -= a.get("size", 1)
                out["fixed"].append({"applicant": a["id"], "position": fit[0]})
    return out


def make(args):
    rng = random.Random(f"placement/{args.applicants}/{args.positions}/{args.list}/{args.seed}")
    extras = set(EXTRAS if args.extras == "all" else filter(None, args.extras.split(",")))
    if extras - set(EXTRAS):
        sys.exit(f"--with: no such thing as {', '.join(sorted(extras - set(EXTRAS)))}; there are {', '.join(EXTRAS)}")
    students = people(args.applicants, extras, rng)
    total = sum(a.get("size", 1) for a in students)
    seats = round(total * args.room)
    positions, hosts = places(args.positions, seats, extras, rng)
    wishes(students, positions, args.list, extras, rng)
    out = {"format": "placement/1", "applicants": students, "positions": positions, "hosts": hosts, "aim": args.aim}
    if "quotas" in extras:
        out["quotas"] = quotas(args.quotas, students, positions, sum(p["capacity"] for p in positions), rng)
    out.update(company(students, positions, extras, rng))
    return out


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--applicants", type=int, default=1000)
    parser.add_argument("--positions", type=int, default=120)
    parser.add_argument("--list", type=int, default=10, help="choices of an applicant, on average")
    parser.add_argument("--room", type=float, default=1.05, help="seats for each one who wants one")
    parser.add_argument("--quotas", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--aim", default="stable", choices=["stable", "maximum", "fair", "best"])
    parser.add_argument("--with", dest="extras", default="", help="what it has, separated by commas, or all")
    json.dump(make(parser.parse_args()), sys.stdout, ensure_ascii=False)
    print()
