# make demo and make test set up everything they need; only Python 3.11 or newer and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEV_READY := $(VENV)/dev-ready
BENCH_READY := $(VENV)/bench-ready
# Tests write and sync many small files. In memory they take half the time; 2 GB must be free there.
FREE := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }')
MEMORY := $(shell test "$(FREE)" -gt 2000000 2>/dev/null && echo PYTEST_DEBUG_TEMPROOT=/dev/shm)
PYTEST := $(MEMORY) $(BIN)/python -m pytest -n logical --maxprocesses 8 --durations=10
# Only a full run of all measurements goes into the docs.
BENCH := $(if $(QUICK),--quick,$(if $(EXPERIMENTS),,--output bench/results/full.json --docs))

.PHONY: demo test test-slow check fuzz bench format clean

demo: $(READY)  ## index corpus/ and run a query
	$(BIN)/wikisearch index corpus --index index
	$(BIN)/wikisearch query "cost barrier" --index index

test: $(DEV_READY)  ## run all tests but the slow ones on all cores, and print the ten slowest
	$(PYTEST) -m "not slow"

test-slow: $(DEV_READY)  ## run the slow tests: on a cluster, in a browser, on other wikis, of each fault
	$(PYTEST) -m slow

check: $(DEV_READY)  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

SECONDS := 60
fuzz: $(DEV_READY)  ## try random pages and queries; SECONDS=3600 takes an hour
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

# For example: make bench QUICK=1 EXPERIMENTS="growth build"
bench: $(BENCH_READY)  ## compare with other search engines; QUICK=1 takes a minute or two, EXPERIMENTS=... picks measurements
	$(BIN)/python -m bench $(BENCH) $(if $(EXPERIMENTS),--experiments $(EXPERIMENTS))

format: $(DEV_READY)  ## format, and fix what ruff can fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) bench/node_modules tests/server/browser/node_modules

# An environment of a too old or missing Python is made again.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "wikisearch needs Python 3.11 or newer; name one: make demo PYTHON=python3.12"; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEV_READY): $(READY) tests/server/browser/package-lock.json
	$(BIN)/python -m pip install --quiet --group dev
	if command -v npm >/dev/null; then npm ci --silent --prefix tests/server/browser \
	  || echo "npm cannot install TypeScript: the test of the types of the scripts is skipped"; fi
	touch $@

$(BENCH_READY): $(READY) bench/package-lock.json
	$(BIN)/python -m pip install --quiet --group bench
	if command -v npm >/dev/null; then npm ci --silent --prefix bench; fi
	touch $@
