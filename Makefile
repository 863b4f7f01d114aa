# Prongsai's commands for people. `make help` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := data/demo
MISSES := data/accuracy
RIVALS := data/bench-venv
COUNTRY := data/country
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock" pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lock clean distclean accuracy bench soak

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## make .venv with everything in it (needs Python 3.11 or newer with its venv module)

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) --version >/dev/null 2>&1 || { \
	  echo "There is no $(PYTHON). Install it: sudo apt install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' || { \
	  echo "$(PYTHON) is $$($(PYTHON) --version); Python 3.11 to 3.14 is needed." >&2; \
	  echo "Name another one: make $(or $(MAKECMDGOALS),setup) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "The venv module of $(PYTHON) is missing. Install it, then try again:" >&2; \
	  $(PYTHON) -c 'import sys; v = "%d.%d" % sys.version_info[:2]; \
	    default = sys.executable == "/usr/bin/python3"; \
	    print("  sudo apt install python%s-venv" % ("3" if default else v))' >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
	@echo "Ready: $(BIN)/prongsai --help"

demo: setup  ## the whole way on the bundled samples: reports in, comparison, workbook and warehouse out
	@$(BIN)/prongsai register import samples/register.csv --home $(DEMO)
	@$(BIN)/prongsai run --inbox samples/inbox --home $(DEMO)
	@$(BIN)/prongsai query --home $(DEMO)

test: setup  ## the tests
	@$(BIN)/pytest -n auto --dist loadfile

check: setup  ## format, lint, types, tests: what the continuous integration runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test

format: setup  ## put the code into the project's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: setup  ## resolve the dependencies anew into the requirements*.lock
	@$(LOCK) --upgrade -o requirements.lock
	@$(LOCK) --upgrade --extra dev -c requirements.lock -o requirements-dev.lock
	@$(subst pyproject.toml,requirements-bench.in,$(LOCK)) --upgrade -o requirements-bench.lock

accuracy: setup  ## read 4 x 2,000 invented reports (N=200 for fewer), write docs/accuracy.md and what was missed
	@$(BIN)/python benchmarks/accuracy.py --page --misses $(MISSES) $(if $(N),--count $(N))

bench: setup  ## time of reading; of 10,000 small reports (N=1000 for fewer), memory too; of formats, beside other tools
	@$(BIN)/python benchmarks/extraction_speed.py
	@$(BIN)/python benchmarks/many_reports.py $(if $(N),--count $(N))
	@$(BIN)/python benchmarks/check_cost.py $(if $(N),--count $(N))
	@$(BIN)/python benchmarks/export_speed.py
	@$(BIN)/python -m benchmarks.national_warehouse --home $(COUNTRY)
	@$(BIN)/python -m benchmarks.cookbook_speed --home $(COUNTRY)
	@$(BIN)/python benchmarks/export_speed.py --home $(COUNTRY)
	@$(BIN)/python -m benchmarks.site_speed --home $(COUNTRY)
	@$(MAKE) --no-print-directory $(RIVALS)/.ready || echo "Without $(RIVALS) the readers are timed alone." >&2
	@$(BIN)/python benchmarks/format_speed.py --rivals $(RIVALS)

$(RIVALS)/.ready: requirements-bench.lock
	@$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(RIVALS)
	@$(BIN)/uv pip install --quiet --python $(RIVALS)/bin/python --require-hashes -r requirements-bench.lock
	@touch $@

soak: setup  ## torn reports for an hour (MINUTES=60), runs killed at random (KILLS=20), readers without end
	@$(BIN)/python benchmarks/fuzz_reading.py $(if $(MINUTES),--minutes $(MINUTES))
	@PRONGSAI_MUTANTS=all $(BIN)/pytest -q tests/integration/test_mart_mutants.py
	@$(BIN)/python benchmarks/kill_runs.py $(if $(KILLS),--kills $(KILLS))
	@$(BIN)/python benchmarks/readers.py

clean:  ## remove caches and the demo's home folder
	@rm -rf $(DEMO) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean  ## remove the environment too
	@rm -rf $(VENV)
