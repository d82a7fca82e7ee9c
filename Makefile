# make demo and make test set up everything they need; only Python 3.11 or newer and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEV_READY := $(VENV)/dev-ready

.PHONY: demo test check format clean

demo: $(READY)  ## index corpus/ and ask it something
	$(BIN)/wikisearch index corpus --index index
	$(BIN)/wikisearch query "cost barrier" --index index

test: $(DEV_READY)  ## run the tests
	$(BIN)/python -m pytest

check: $(DEV_READY)  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEV_READY)  ## write the format, mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(DEV_READY): $(READY)
	$(BIN)/python -m pip install --quiet --group dev
	touch $@
