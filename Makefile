# make demo and make test set up everything they need; only Python 3.11 or newer and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEV_READY := $(VENV)/dev-ready
BENCH_READY := $(VENV)/bench-ready
# Tests write and sync many small files: on a disk that takes twice as long as in memory, if there are 2 GB of it.
FREE := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $$4 }')
MEMORY := $(shell test "$(FREE)" -gt 2000000 2>/dev/null && echo PYTEST_DEBUG_TEMPROOT=/dev/shm)
BENCH := $(if $(QUICK),--quick,--output bench/results/full.json --docs)

.PHONY: demo test check bench format clean

demo: $(READY)  ## index corpus/ and ask it something
	$(BIN)/wikisearch index corpus --index index
	$(BIN)/wikisearch query "cost barrier" --index index

test: $(DEV_READY)  ## run the tests, on all cores
	$(MEMORY) $(BIN)/python -m pytest -n logical --maxprocesses 8

check: $(DEV_READY)  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(BENCH_READY)  ## measure against rivals; QUICK=1 only has a look
	$(BIN)/python -m bench $(BENCH)

format: $(DEV_READY)  ## write the format, mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) bench/node_modules

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEV_READY): $(READY)
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

$(BENCH_READY): $(READY) bench/package-lock.json
	$(BIN)/python -m pip install --quiet --group bench
	if command -v npm >/dev/null; then npm ci --silent --prefix bench; fi
	touch $@
