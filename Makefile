# What one can do here. `make help` prints this list.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO ?= demo
export PYTHONUTF8 = 1

help:            ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/  /' | sort

install: $(VENV)/.installed            ## set up: a virtual environment from the hashed lock file
demo: $(VENV)/.installed               ## run the founding fair from its folder to the printed bulletin
	$(BIN)/kirmash demo --out $(DEMO)
serve: $(VENV)/.installed              ## open the site on what `make demo` made
	$(BIN)/kirmash serve --data $(DEMO)
test: $(VENV)/.developed               ## all tests, on SQLite and on PostgreSQL
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python tests/run.py
check: $(VENV)/.developed              ## format, lint, types, import contracts, migrations, catalogues
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m kirmash manage makemigrations --check --dry-run
	$(BIN)/python -m kirmash manage check --fail-level WARNING
bench: $(VENV)/.developed              ## measure: the main job at the size of the fair
	$(BIN)/python tests/bench.py
look: $(VENV)/.developed               ## look at every page of the demo in Chromium: axe, width, console; pictures in build/look
	$(BIN)/python tests/look.py $(DEMO) build/look
messages: $(VENV)/.developed           ## collect the sentences of the interface (needs gettext) and compile them
	$(BIN)/python tests/messages.py
lock: $(VENV)/.developed               ## renew the lock files
	$(BIN)/uv pip compile --universal --generate-hashes --no-header -q --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header -q --group dev --extra postgres --extra procrastinate pyproject.toml -o requirements-dev.lock
vendor: $(VENV)/.developed             ## fetch the browser libraries again after their versions were raised (needs npm)
	$(BIN)/python tests/vendor.py
clean:           ## remove what was made here (the environment, the demo)
	rm -rf $(VENV) $(DEMO) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# Debian may lack python3-venv: then the environment is made without its own pip, which is not needed.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kirmash needs Python 3.11 or newer; found: $$($(PYTHON) --version 2>&1). Name another with: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "Kirmash needs pip for the installation. On Debian: apt install python3-pip"; exit 1; }
	$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	$(PYTHON) -m pip --python $(BIN)/python install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(PYTHON) -m pip --python $(BIN)/python install -q --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.developed: requirements-dev.lock $(VENV)/.installed
	$(PYTHON) -m pip --python $(BIN)/python install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

.PHONY: help install demo serve test check bench look messages lock vendor clean
