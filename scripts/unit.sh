#!/usr/bin/env bash
# Every test in Rust: unit and integration tests with nextest, then the examples in the documentation.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo nextest run --workspace --locked --no-fail-fast
cargo test --workspace --locked --doc --quiet
