# Two commands do everything: `make demo` and `make test`. The others are their parts.
.DEFAULT_GOAL := help
SHELL := /usr/bin/env bash
OUT ?= out
FIRSTHAND_SHARED ?= $(abspath $(CURDIR)/../shared)
export FIRSTHAND_SHARED

.PHONY: help demo ferry test setup-demo setup-ferry setup-test web fmt clippy unit smoke browser bench soak clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/'

demo: setup-demo web ## build, load the example, publish it and open it on localhost
	cargo run --release --locked --quiet -p firsthand -- demo --out $(OUT)/demo $(DEMO_ARGS)

ferry: setup-ferry web ## the same with the ferry example, whose film and sound are made here
	@scripts/ferry.sh $(OUT)/ferry $(FERRY_ARGS)

test: setup-test ## everything that CI runs
	@scripts/test.sh

setup-demo: # installs what the demo needs, or says exactly what to install
	@scripts/setup.sh demo

setup-ferry: # the same for the ferry example: ffmpeg and a speech synthesiser
	@scripts/setup.sh ferry

setup-test: # the same for the tests, the browser among it
	@scripts/setup.sh test

web: crates/publish/assets/dossier.js ## the page's script, from web/

crates/publish/assets/dossier.js: $(wildcard web/src/*.ts web/src/*/*.ts) web/package.json web/package-lock.json web/build.mjs
	@scripts/web.sh

fmt: ## formatting of all code
	cargo fmt --all --check

clippy: ## what the compiler and clippy say of all code
	cargo clippy --workspace --all-targets --locked -- -D warnings

unit: web ## every test in Rust
	@scripts/unit.sh

smoke: web ## the demo, verified, twice
	@scripts/smoke.sh

browser: ## the published example in Chromium
	@scripts/browser.sh

bench: web ## the benchmarks of docs/benchmarks.md
	@bench/run.sh

soak: ## damaged files for every reader, ten minutes each
	@scripts/soak.sh

clean: ## what was built
	rm -rf target $(OUT) web/node_modules crates/publish/assets/dossier.js
