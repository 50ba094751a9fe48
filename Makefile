# The project's commands. `make demo` and `make test` are all a newcomer needs; both make `setup` first.

CARGO ?= cargo
SECONDS ?= 60

.PHONY: setup demo test lint bench

## Installs what Cargo cannot: cmake and libclang for HiGHS, python3 for the independent checker.
setup:
	@sh scripts/setup.sh

## Plans the example term and says where the report is.
demo: setup
	$(CARGO) build --release --locked
	target/release/yuandi plan examples/jiezi --move-to-today --seconds $(SECONDS) --out out/jiezi

## Every test of every crate, and the examples in the documentation.
test: setup
	$(CARGO) test --workspace --all-targets --locked
	$(CARGO) test --workspace --doc --locked

## Format, clippy and rustdoc, warnings denied. Licences are checked with the tests.
lint: setup
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --locked

## The figures of benches/README.md.
bench: setup
	$(CARGO) build --release --locked
	sh benches/run.sh
