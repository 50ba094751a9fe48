# The project's commands. `make demo` and `make test` are all a newcomer needs; both make `setup` first.

CARGO ?= cargo
SECONDS ?= 60
OUT ?= out/jiezi
LISTEN ?= 127.0.0.1:8080

.PHONY: help setup demo plan test lint bench bench-service

## Says what there is.
help:
	@awk '/^## /{says=substr($$0,4)} /^[a-z-]+:/{if(says!=""){split($$1,name,":"); printf "make %-13s %s\n",name[1],says} says=""}' Makefile

## Installs what Cargo cannot: cmake and libclang for HiGHS, python3 for the independent checkers, and what tests compare with.
setup:
	@sh scripts/setup.sh

## Plans the example term, publishes it and serves it with its calendars at LISTEN (127.0.0.1:8080), until Ctrl-C.
demo: setup
	$(CARGO) build --release --locked
	mkdir -p out && rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	target/release/yuandi serve --demo --database sqlite:out/demo.db --listen $(LISTEN) --out $(OUT)

## Plans the example term in SECONDS (60) into OUT (out/jiezi): problem, plan, calendars and report.
plan: setup
	$(CARGO) build --release --locked
	target/release/yuandi plan examples/jiezi --move-to-today --seconds $(SECONDS) --out $(OUT)

## Every test of every crate, and the examples in the documentation.
test: setup
	$(CARGO) test --workspace --all-targets --locked
	$(CARGO) test --workspace --doc --locked

## Format, clippy and rustdoc with warnings denied; habits and licences.
lint: setup
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked
	$(CARGO) test --locked --test tidy

## The figures of benches/README.md, SECONDS (60) a problem.
bench: setup
	$(CARGO) build --release --locked
	sh benches/run.sh $(SECONDS)

## The figures of benches/REPORT.md: the service with 100,000 subscribers, SECONDS (60) of load a database. Needs wrk.
bench-service: setup
	$(CARGO) build --release --locked
	$(CARGO) build --release --locked -p yuandi-api --examples
	python3 benches/service.py --seconds $(SECONDS)
